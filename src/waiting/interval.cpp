#include "waiting/interval.hpp"

#include <algorithm>
#include <cassert>

#include "numerics/limits.hpp"

namespace concord::waiting {
namespace {

const numerics::ConfidenceLevel& level() {
    static const auto of_95_percent = numerics::confidence_level(0.95);
    return of_95_percent;
}

}  // namespace

Interval wilson(std::int64_t count, std::int64_t of) {
    assert(of >= 1 && count >= 0 && count <= of);
    const auto limits =
        numerics::wilson_limits(static_cast<double>(count), static_cast<double>(of), level());
    return {std::max(0.0, limits.lower), std::min(1.0, limits.upper)};
}

Interval byar_ratio(std::int64_t count, double expected) {
    assert(expected > 0 && count >= 0);
    const auto x = static_cast<double>(count);
    return {numerics::byar_lower(x, level()).value_or(0) / expected,
            numerics::byar_upper(x, level()) / expected};
}

}  // namespace concord::waiting
