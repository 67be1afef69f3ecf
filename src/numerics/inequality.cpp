#include "numerics/inequality.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "numerics/slope_index.hpp"

namespace concord::numerics {

ConcentrationIndex concentration_index(const RankedRows& rows) {
    assert(!rows.values.empty() && rows.populations.size() == rows.values.size());
    double people = 0;
    for (const double population : rows.populations)
        people += population;
    double mean = 0;
    for (std::size_t i = 0; i < rows.values.size(); ++i)
        mean += rows.populations[i] / people * rows.values[i];
    const auto ranks = relative_ranks(rows.populations);
    double covered = 0;
    for (std::size_t i = 0; i < rows.values.size(); ++i)
        covered += rows.populations[i] / people * rows.values[i] * ranks[i];
    const double index = 2 * covered / mean - 1;
    double between = 0;
    double within = 0;
    double ordinate = 0;  // of the concentration curve, before and after the group
    for (std::size_t i = 0; i < rows.values.size(); ++i) {
        const double share = rows.populations[i] / people;
        const double before = ordinate;
        ordinate += share * rows.values[i] / mean;
        const double distance = 2 * ranks[i] - 1 - index;
        const double a = rows.values[i] / mean * distance + 2 - before - ordinate;
        between += share * a * a;
        const double error = rows.standard_errors[i];
        within += share * error * error * rows.populations[i] * distance * distance;
    }
    const double variance =
        (between - (1 + index) * (1 + index)) / people + within / (people * mean * mean);
    return {index, std::sqrt(std::max(0.0, variance))};
}

Estimate absolute_gap(const Estimate& a, const Estimate& b) {
    const double gap = a.value - b.value;
    return {gap,
            {gap - std::hypot(a.value - a.limits.lower, b.limits.upper - b.value),
             gap + std::hypot(a.limits.upper - a.value, b.value - b.limits.lower)}};
}

Estimate relative_gap(const Estimate& a, const Estimate& b) {
    const auto on_logs = [](const Estimate& of) {
        assert(of.value > 0 && of.limits.lower > 0);
        return Estimate{std::log(of.value), {std::log(of.limits.lower), std::log(of.limits.upper)}};
    };
    const auto gap = absolute_gap(on_logs(a), on_logs(b));
    return {a.value / b.value, {std::exp(gap.limits.lower), std::exp(gap.limits.upper)}};
}

}  // namespace concord::numerics
