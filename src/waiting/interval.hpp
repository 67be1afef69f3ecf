// Intervals at 95% for the proportions and ratios of this room.
#pragma once

#include <cstdint>

namespace concord::waiting {

struct Interval {
    double low = 0;
    double high = 0;
};

// Of a proportion: Wilson's limits (numerics/limits.hpp). `of` must be at least 1.
Interval wilson(std::int64_t count, std::int64_t of);

// Of a count over what was expected, of however few: Byar's limits. `expected` must be above 0.
Interval byar_ratio(std::int64_t count, double expected);

}  // namespace concord::waiting
