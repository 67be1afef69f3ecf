#include "waiting/interval.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace concord::waiting {
namespace {

constexpr double z = 1.959963984540054;  // of the normal distribution at 97.5%

// The limit for a count, by the cube of a normal deviate.
double byar(double count, double sign) {
    if (count == 0) return 0;
    return count * std::pow(1 - 1 / (9 * count) + sign * z / (3 * std::sqrt(count)), 3);
}

}  // namespace

Interval wilson(std::int64_t count, std::int64_t of) {
    assert(of >= 1 && count >= 0 && count <= of);
    const auto x = static_cast<double>(count);
    const auto n = static_cast<double>(of);
    const double middle = 2 * x + z * z;
    const double width = z * std::sqrt(z * z + 4 * x * (n - x) / n);
    const double whole = 2 * (n + z * z);
    return {std::max(0.0, (middle - width) / whole), std::min(1.0, (middle + width) / whole)};
}

Interval byar_ratio(std::int64_t count, double expected) {
    assert(expected > 0 && count >= 0);
    const auto x = static_cast<double>(count);
    return {byar(x, -1) / expected, byar(x + 1, +1) / expected};
}

}  // namespace concord::waiting
