// One year's allocation of one stream: baseline × (1 + base growth) × (1 + convergence), where the
// convergence follows from the distance of the grown baseline from the target (FRM-R273, FRM-R274).
// Pure values; money in whole pence.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/money.hpp"
#include "money/pace_rule.hpp"

namespace concord::money {

// What a body brings into the year.
struct Opening {
    std::string body;
    Pence baseline;
    double growth = 0;  // base growth, 0.0437 for 4.37 %
    Pence target;       // more than nothing
    std::optional<double> population;
    // The part of the baseline that the rule moves, 0 to 1: costs that are met as they fall, such
    // as those of drugs, grow with the rest and converge to nothing.
    double converging = 1;
};

struct Allocated {
    double growth = 0;           // as used: with what was solved for
    double distance_before = 0;  // baseline × (1 + growth) / target − 1
    double convergence = 0;
    Pence allocation;
    double distance_after = 0;  // allocation / target − 1
    Pence without_pace;         // baseline × (1 + growth): what it would be without convergence
};

enum class AllocationFault { none, growth_takes_everything, target_not_positive, too_large };

struct Allocation {
    std::vector<Allocated> bodies;  // in the order of the openings
    Pence total;
    AllocationFault fault = AllocationFault::none;
    std::size_t at = 0;  // the opening at fault
};

// Every allocation settled to a multiple of `unit`, halves away from zero.
Allocation allocate(std::span<const Opening> openings, const PaceRule& rule, Pence unit);

// The exact factor on the baseline and what it rests on, before anything is rounded.
Allocated at_pace(const Opening& opening, const PaceRule& rule, double growth,
                  double convergence_added);

}  // namespace concord::money
