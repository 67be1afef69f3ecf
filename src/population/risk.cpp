#include "population/risk.hpp"

#include <algorithm>

#include "numerics/limits.hpp"

namespace concord::population {

std::optional<ShareInterval> wilson(std::int64_t count, std::int64_t of) {
    if (of <= 0) return std::nullopt;
    static const auto level = numerics::confidence_level(0.95);
    const auto x = static_cast<double>(count);
    const auto n = static_cast<double>(of);
    const auto limits = numerics::wilson_limits(x, n, level);
    return ShareInterval{x / n, std::max(0.0, limits.lower), std::min(1.0, limits.upper)};
}

}  // namespace concord::population
