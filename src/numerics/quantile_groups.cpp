#include "numerics/quantile_groups.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace concord::numerics {

std::vector<std::int64_t> quantile_groups(std::span<const double> values, std::int64_t groups,
                                          bool highest_first) {
    assert(groups >= 1 && values.size() >= static_cast<std::size_t>(groups));
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        return highest_first ? values[a] > values[b] : values[a] < values[b];
    });
    const auto size = static_cast<double>(values.size());
    const auto wanted = static_cast<double>(groups);
    std::vector<std::int64_t> result(values.size());
    std::size_t rank = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i == 0 || values[order[i]] != values[order[i - 1]]) rank = i;
        const double after = size - static_cast<double>(rank);  // n + 1 − rank, counted from 1
        const double group = std::floor(wanted + 1 - std::ceil(after / (size / wanted)));
        result[order[i]] = std::max(std::int64_t{1}, static_cast<std::int64_t>(group));
    }
    return result;
}

}  // namespace concord::numerics
