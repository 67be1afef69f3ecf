#include "money/allocation.hpp"

namespace concord::money {
namespace {

AllocationFault fault_of(const Opening& opening) {
    if (!(opening.growth > -1)) return AllocationFault::growth_takes_everything;
    if (opening.target <= Pence()) return AllocationFault::target_not_positive;
    return AllocationFault::none;
}

}  // namespace

Allocated at_pace(const Opening& opening, const PaceRule& rule, double growth,
                  double convergence_added) {
    Allocated result;
    result.growth = growth;
    const double grown = opening.baseline.nearest_pounds() * (1 + growth);
    result.distance_before = grown / opening.target.nearest_pounds() - 1;
    result.convergence =
        rule.convergence(result.distance_before) * opening.converging + convergence_added;
    return result;
}

Allocation allocate(std::span<const Opening> openings, const PaceRule& rule, Pence unit) {
    Allocation result;
    std::optional<Pence> total = Pence();
    const Pence penny(std::int64_t{1});
    for (const auto& opening : openings) {
        result.at = result.bodies.size();
        result.fault = fault_of(opening);
        if (result.fault != AllocationFault::none) return result;
        auto body = at_pace(opening, rule, opening.growth, 0);
        const auto without = opening.baseline.times(1 + opening.growth, penny, Rounding::half_away);
        const auto allocation = opening.baseline.times(
            (1 + opening.growth) * (1 + body.convergence), unit, Rounding::half_away);
        if (allocation) total = Pence::add(*total, *allocation);
        if (!without || !allocation || !total) {
            result.fault = AllocationFault::too_large;
            return result;
        }
        body.without_pace = *without;
        body.allocation = *allocation;
        body.distance_after = allocation->nearest_pounds() / opening.target.nearest_pounds() - 1;
        result.bodies.push_back(body);
    }
    result.total = *total;
    return result;
}

}  // namespace concord::money
