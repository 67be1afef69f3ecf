// The pace of change: how much of the distance from its target share a body is moved in a year. A
// piecewise-linear function of the distance, held at its ends, with a floor and a cap where there
// are any (FRM-R273, FRM-R274).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace concord::money {

// At this distance from target (0.02 is two per cent above) the allocation is moved by this share.
struct Knot {
    double distance = 0;
    double convergence = 0;

    bool operator==(const Knot&) const = default;
};

// What keeps knots from being a rule, or nothing. A rule has at least one knot, each further right
// than the one before, every number finite and no convergence that takes the whole allocation away.
enum class KnotFault { none, no_knots, not_finite, same_distance, going_back, takes_everything };

KnotFault fault_of(std::span<const Knot> knots);

class PaceRule {
  public:
    // The knots must be without fault, and the floor must not lie above the cap: see fault_of().
    explicit PaceRule(std::vector<Knot> knots, std::optional<double> floor = {},
                      std::optional<double> cap = {});

    // Straight lines between the knots, held outside, then not below the floor nor above the cap.
    double convergence(double distance) const;

    // INVARIANT of a fair rule: nobody further above the target is moved further up.
    bool falls_with_distance() const;

    // The same rule with another floor or cap.
    PaceRule with_floor(double floor) const { return PaceRule(knots_, floor, cap_); }
    PaceRule with_cap(double cap) const { return PaceRule(knots_, floor_, cap); }

    std::span<const Knot> knots() const { return knots_; }
    std::optional<double> floor() const { return floor_; }
    std::optional<double> cap() const { return cap_; }

    bool operator==(const PaceRule&) const = default;

  private:
    std::vector<Knot> knots_;
    std::optional<double> floor_;
    std::optional<double> cap_;
};

}  // namespace concord::money
