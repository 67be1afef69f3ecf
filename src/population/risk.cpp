#include "population/risk.hpp"

#include <algorithm>
#include <cmath>

namespace concord::population {

std::optional<ShareInterval> wilson(std::int64_t count, std::int64_t of) {
    if (of <= 0) return std::nullopt;
    constexpr double z = 1.959963984540054;  // of the normal distribution, 97.5 %
    const auto n = static_cast<double>(of);
    const double share = static_cast<double>(count) / n;
    const double middle = share + z * z / (2 * n);
    const double half = z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    const double whole = 1 + z * z / n;
    return ShareInterval{share, std::max(0.0, (middle - half) / whole),
                         std::min(1.0, (middle + half) / whole)};
}

}  // namespace concord::population
