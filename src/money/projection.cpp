#include "money/projection.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace concord::money {
namespace {

// The next year's opening, or nothing where the target outgrows 64 bits or vanishes.
bool move_on(Opening& opening, const Allocated& allocated, double target_growth) {
    opening.baseline = allocated.allocation;
    const Pence penny(std::int64_t{1});
    const auto target = opening.target.times(1 + target_growth, penny, Rounding::half_away);
    if (!target) return false;
    opening.target = *target;
    return true;
}

}  // namespace

Projection project(std::span<const Opening> openings, const ProjectionPlan& plan) {
    assert(!plan.rules.empty() && "a projection has a rule");
    Projection result;
    result.reached.resize(openings.size());
    std::vector<Opening> now(openings.begin(), openings.end());
    for (int year = 0; year < plan.years; ++year) {
        const auto last = plan.rules.size() - 1;
        const auto& rule = plan.rules[std::min<std::size_t>(static_cast<std::size_t>(year), last)];
        const bool is_given = year == 0 && plan.first_year;
        result.years.push_back(is_given ? *plan.first_year : allocate(now, rule, plan.unit));
        auto& allocation = result.years.back();
        if (allocation.fault != AllocationFault::none) return result;
        for (std::size_t i = 0; i < now.size(); ++i) {
            const auto& body = allocation.bodies[i];
            auto& reached = result.reached[i];
            if (!reached && std::abs(body.distance_after) <= near_target) reached = year;
            const double growth =
                plan.target_growth.empty() ? now[i].growth : plan.target_growth[i];
            if (move_on(now[i], body, growth)) continue;
            allocation.fault = AllocationFault::too_large;
            allocation.at = i;
            return result;
        }
    }
    return result;
}

std::vector<double> target_growth_of(std::span<const Opening> openings,
                                     std::span<const double> population_growth) {
    double weight = 0;
    double grown = 0;
    for (std::size_t i = 0; i < openings.size(); ++i) {
        const double target = openings[i].target.nearest_pounds();
        weight += target;
        grown += target * (1 + population_growth[i]);
    }
    std::vector<double> result;
    for (std::size_t i = 0; i < openings.size(); ++i) {
        const double beside_all = (1 + population_growth[i]) * weight / grown;
        result.push_back((1 + openings[i].growth) * beside_all - 1);
    }
    return result;
}

}  // namespace concord::money
