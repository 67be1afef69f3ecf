// Money for places: their fair share of the system's budget, where they stand from it, and what a
// rule of pace gives them; the budgets make up the system's to the penny (FRM-R296, FRM-R298).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/money.hpp"
#include "money/need.hpp"
#include "money/pace_rule.hpp"

namespace concord::money {

// One place in one stream, as far as it is known.
struct PlaceMoney {
    std::uint32_t place = 0;
    std::uint32_t system = 0;
    double population = 0;
    std::optional<double> weighted;
    std::optional<double> index;
    std::optional<double> fair_share;
    std::optional<Pence> target;  // fair share of the budget, to the penny
    std::optional<Pence> baseline;
    std::optional<double> current_share;
    std::optional<double> growth;       // of the system's budget over its baselines
    std::optional<double> distance;     // baseline × (1 + growth) / target − 1
    std::optional<double> convergence;  // with what was solved for, so that the sum is met
    std::optional<Pence> grown;         // what it would be without convergence
    std::optional<Pence> budget;
};

// The money of one system in one stream.
struct SystemMoney {
    std::optional<Pence> budget;     // to be shared out
    std::vector<Pence> baselines;    // by place of the system, in their order; empty: none
    const PaceRule* rule = nullptr;  // without one each place gets its fair share at once
};

enum class SharingFault { none, no_need, too_large };

struct Sharing {
    std::vector<PlaceMoney> places;  // of the system, in the order of the input
    SharingFault fault = SharingFault::none;
};

Sharing share_out(const NeedInput& input, const StreamNeed& need, std::uint32_t system,
                  const SystemMoney& money);

// The streams of one system together: need a head weighted by each stream's part of the money (or
// by the weights given), amounts added up. Nothing is known where a stream is not.
std::vector<PlaceMoney> together(const std::vector<Sharing>& streams,
                                 const std::vector<double>& weights);

}  // namespace concord::money
