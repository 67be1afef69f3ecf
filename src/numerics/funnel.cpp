#include "numerics/funnel.hpp"

#include <algorithm>
#include <cmath>

namespace concord::numerics {
namespace {

// As many digits as the whole number has.
int digits_of(double number) {
    int digits = 1;
    while (number >= 10) {
        number /= 10;
        ++digits;
    }
    return digits;
}

constexpr double room_below = 0.95;
constexpr double room_above = 1.05;

double rounded_down(double number) {
    if (number == 0) return 0;
    const double lowered = number * room_below;
    const double unit = std::pow(10.0, digits_of(std::floor(lowered)) - 1);
    return std::floor(lowered / unit) * unit;
}

double rounded_up(double number) {
    if (number == 0) return 0;
    const double raised = number * room_above;
    const double unit = std::pow(10.0, digits_of(std::ceil(raised)) - 2);
    return std::ceil(raised / unit) * unit;
}

ConfidenceLevel level_of(double tail) {
    return {1 - 2 * tail, normal_quantile(1 - tail)};
}

const ConfidenceLevel& inner_level() {
    static const auto level = level_of(two_sigma_tail);
    return level;
}

const ConfidenceLevel& outer_level() {
    static const auto level = level_of(three_sigma_tail);
    return level;
}

}  // namespace

Limits proportion_funnel(double average, double population, double tail) {
    const double z = normal_quantile(1 - tail);
    const double half = z * std::sqrt(average * (1 - average) / population);
    return {average - half, average + half};
}

Limits expected_funnel(double observed, double tail) {
    // P(X ≥ x) = tail at the least expected number, P(X ≤ x) = tail at the most.
    return {observed == 0 ? 0 : gamma_quantile(observed, tail),
            gamma_quantile(observed + 1, 1 - tail)};
}

std::string_view to_string(Significance significance) {
    switch (significance) {
        case Significance::low_outer:
            return "Low (0.001)";
        case Significance::low_inner:
            return "Low (0.025)";
        case Significance::high_inner:
            return "High (0.025)";
        case Significance::high_outer:
            return "High (0.001)";
        default:
            return "Not significant";
    }
}

Significance proportion_significance(double count, double population, double average) {
    const double share = count / population;
    const auto outer = proportion_funnel(average, population, three_sigma_tail);
    const auto inner = proportion_funnel(average, population, two_sigma_tail);
    if (share < outer.lower) return Significance::low_outer;
    if (share < inner.lower) return Significance::low_inner;
    if (share > outer.upper) return Significance::high_outer;
    if (share > inner.upper) return Significance::high_inner;
    return Significance::none;
}

Significance ratio_significance(double observed, double expected, double average) {
    const auto outer = count_limits(observed, outer_level());
    const auto inner = count_limits(observed, inner_level());
    if (average < outer.lower / expected) return Significance::high_outer;
    if (average < inner.lower / expected) return Significance::high_inner;
    if (average > outer.upper / expected) return Significance::low_outer;
    if (average > inner.upper / expected) return Significance::low_inner;
    return Significance::none;
}

FunnelAxis funnel_axis(const AxisRange& range) {
    const bool starts_at_nothing = range.greatest > 2 * range.least;
    return {starts_at_nothing ? 0 : rounded_down(range.least / range.years) * range.years,
            rounded_up(range.greatest / range.years) * range.years};
}

std::vector<double> funnel_points(const FunnelAxis& axis, bool ends_before_maximum) {
    constexpr int count = 100;
    std::vector<double> points = {std::max(1.0, axis.minimum)};
    for (int i = 2; i <= count; ++i) {
        const int left = count + 1 - (ends_before_maximum ? i - 1 : i);
        const double before = points.back();
        const double step = std::pow(axis.maximum / before, 1.0 / left);
        points.push_back(std::max(std::nearbyint(step * before), before + 1));
    }
    return points;
}

}  // namespace concord::numerics
