// The families of rules on an extract of people. What is wrong with a file is said where it is
// read.
#pragma once

#include <span>

#include "population/extract.hpp"

namespace concord::population::rules {

// Rows that were left out, or taken with a word as unknown (POP001 to POP008, POP013, POP014).
void check_rows(std::span<const RowTally> tallies, Diagnostics& diagnostics);

// More people in an area than are published of it (POP015). Each is over.
struct AreaCount {
    std::string code;
    std::int64_t published = 0;
};
void check_areas(std::span<const AreaCount> over, const Location& place, Diagnostics& diagnostics);

}  // namespace concord::population::rules
