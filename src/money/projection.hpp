// Several years in a row: each year's allocation is the next year's baseline, targets grow, and the
// rule may change. Says when each body reaches its target.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "money/allocation.hpp"

namespace concord::money {

struct ProjectionPlan {
    int years = 1;
    std::vector<PaceRule> rules;  // one a year; the last holds from then on; at least one
    Pence unit;
    // By body: how its target grows from one year to the next. Empty: as its baseline does.
    std::vector<double> target_growth;
    std::optional<Allocation> first_year;  // where it was solved for; else by the rule
};

struct Projection {
    std::vector<Allocation> years;  // up to the first that cannot be reckoned
    // By body: the first year, from 0, at whose end it is no further from its target than
    // `near_target`.
    std::vector<std::optional<int>> reached;
};

inline constexpr double near_target = 0.0005;  // half a tenth of a per cent: it prints as 0.0 %

Projection project(std::span<const Opening> openings, const ProjectionPlan& plan);

// How targets grow where populations do: the growth of the baseline, moved by how the body's people
// grow beside all people, weighted by target: shares of the target follow shares of the people.
std::vector<double> target_growth_of(std::span<const Opening> openings,
                                     std::span<const double> population_growth);

}  // namespace concord::money
