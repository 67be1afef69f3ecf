// What is wrong in a scheme as a whole, on the day asked about: found from the exact partition, so
// that nothing is missed between samples.
#pragma once

#include "governance/evaluator.hpp"

namespace concord::governance::rules {

// Gaps, overlaps, ceilings that are never reached, grants that carry nothing, circles, powers that
// have ended or are to come, functions that nobody holds (GOV100 to GOV110).
void check_whole(const Evaluator& evaluator, Diagnostics& diagnostics);

// Where an interest stops one holder and not another (GOV271).
void check_conflicts(const Evaluator& evaluator, Diagnostics& diagnostics);

}  // namespace concord::governance::rules
