#include "money/pace_rule.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace concord::money {

KnotFault fault_of(std::span<const Knot> knots) {
    if (knots.empty()) return KnotFault::no_knots;
    for (std::size_t i = 0; i < knots.size(); ++i) {
        const auto& knot = knots[i];
        if (!std::isfinite(knot.distance) || !std::isfinite(knot.convergence)) {
            return KnotFault::not_finite;
        }
        if (knot.convergence <= -1) return KnotFault::takes_everything;
        if (i == 0) continue;
        if (knot.distance == knots[i - 1].distance) return KnotFault::same_distance;
        if (knot.distance < knots[i - 1].distance) return KnotFault::going_back;
    }
    return KnotFault::none;
}

PaceRule::PaceRule(std::vector<Knot> knots, std::optional<double> floor, std::optional<double> cap)
    : knots_(std::move(knots)), floor_(floor), cap_(cap) {
    assert(fault_of(knots_) == KnotFault::none && "a rule is made of sound knots");
    assert((!floor || !cap || *floor <= *cap) && "a floor lies below the cap");
}

double PaceRule::convergence(double distance) const {
    const auto right = std::ranges::upper_bound(knots_, distance, {}, &Knot::distance);
    double value = 0;
    if (right == knots_.begin()) {
        value = knots_.front().convergence;
    } else if (right == knots_.end()) {
        value = knots_.back().convergence;
    } else {
        const auto& a = *(right - 1);
        const double share = (distance - a.distance) / (right->distance - a.distance);
        value = a.convergence + share * (right->convergence - a.convergence);
    }
    if (floor_) value = std::max(value, *floor_);
    if (cap_) value = std::min(value, *cap_);
    return value;
}

bool PaceRule::falls_with_distance() const {
    return std::ranges::is_sorted(knots_, std::ranges::greater_equal{}, &Knot::convergence) ||
           std::ranges::is_sorted(knots_, std::ranges::greater{}, &Knot::convergence);
}

}  // namespace concord::money
