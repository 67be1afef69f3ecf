// The families of rules on an extract of people. What is wrong with a file is said where it is
// read.
#pragma once

#include <span>

#include "population/extract.hpp"
#include "population/fifths.hpp"
#include "population/library.hpp"
#include "population/risk.hpp"

namespace concord::population::rules {

// Rows that were left out, or taken with a word as unknown (POP001 to POP008, POP013, POP014).
void check_rows(std::span<const RowTally> tallies, Diagnostics& diagnostics);

// More people in an area than are published of it (POP015). Each is over.
struct AreaCount {
    std::string code;
    std::int64_t published = 0;
};
void check_areas(std::span<const AreaCount> over, const Location& place, Diagnostics& diagnostics);

// A fifth of the areas here is another one than the country's (POP030; THE-R022).
void check_local(std::span<const Cohort> cohorts, std::span<const Fifths> fifths,
                 Diagnostics& diagnostics);

// Where a model of risk expects another number than was observed (POP031).
void check_calibration(const RiskModel& risk, std::span<const StratumCount> strata,
                       Diagnostics& diagnostics);

}  // namespace concord::population::rules
