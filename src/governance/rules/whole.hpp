// What is wrong in a scheme as a whole, on the day asked about: found from the exact partition, so
// that nothing is missed between samples.
#pragma once

#include <span>

#include "governance/evaluator.hpp"
#include "governance/published_map.hpp"

namespace concord::governance::rules {

// Gaps, overlaps, ceilings that are never reached, grants that carry nothing, circles, powers that
// have ended or are to come, functions that nobody holds (GOV100 to GOV110).
void check_whole(const Evaluator& evaluator, Diagnostics& diagnostics);

// What a published map says and the scheme does not, and the other way round (GOV170 to GOV172).
void check_published_map(const Evaluator& evaluator, std::span<const PublishedEntry> published,
                         Diagnostics& diagnostics);

// Where an interest stops one holder and not another (GOV271).
void check_conflicts(const Evaluator& evaluator, Diagnostics& diagnostics);

}  // namespace concord::governance::rules
