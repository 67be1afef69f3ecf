#include "population/synthetic/model.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace concord::population {
namespace {

constexpr double whole_range = 4294967296.0;  // two to the 32nd

}  // namespace

Threshold threshold_of(double chance) {
    const double scaled = std::clamp(chance, 0.0, 1.0) * whole_range;
    return scaled >= whole_range ? UINT32_MAX : static_cast<Threshold>(scaled);
}

Choice Choice::of(const std::vector<double>& weights) {
    Choice made;
    const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
    if (!(all > 0)) return made;
    double sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (!(weights[i] > 0)) continue;
        sum += weights[i];
        made.rising.push_back(threshold_of(sum / all));
        made.what.push_back(static_cast<std::uint32_t>(i));
    }
    made.rising.back() = UINT32_MAX;
    return made;
}

std::uint32_t Choice::pick(std::uint32_t draw) const {
    const auto found = std::ranges::upper_bound(rising, draw);
    const auto at = found == rising.end() ? rising.size() - 1
                                          : static_cast<std::size_t>(found - rising.begin());
    return what[at];
}

std::uint32_t SmallArea::total() const {
    return std::accumulate(people.begin(), people.end(), std::uint32_t{0});
}

}  // namespace concord::population
