// What is true of a scheme as a whole on a day, gathered cell by cell: where nobody may decide, who
// decide beside each other, which grants carry nothing, which ceilings are never reached, and which
// grants go round in a circle. Facts only; rules make findings of them.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "governance/cells.hpp"

namespace concord::governance {

using NodeSets = std::array<std::set<NodeIndex>, dimensions>;

// Cells without a decider, put together where the same record shuts out the body of the law.
struct Gap {
    Candidate why;  // of the first body that law names there
    ValueRange values;
    NodeSets nodes;
};

// Two holders at one scale of whom neither goes first.
struct Overlap {
    HolderNumber first = 0;
    HolderNumber second = 0;
    ValueRange values;  // from the lowest to the highest of its cells
    NodeSets nodes;
    bool one_body = false;       // both act for the same
    std::uint32_t grant = none;  // compiled, by which the second has it; none: by law
};

// How far a grant carries at best, and where.
struct GrantUse {
    Label carries = nothing_held;  // over all cells, reservations aside
    bool unreserved = false;       // somewhere nothing that anyone keeps takes it away
    std::uint32_t kept_by = none;  // a compiled reservation that takes it away, where one does
};

// The most that ever reaches the one who has a ceiling of their own.
struct CeilingUse {
    bool met = false;  // in some cell there is authority that it bounds
    std::int64_t arrives = 0;
    Point where{};
};

// A circle of grants of one function.
struct Circle {
    std::vector<std::uint32_t> grants;  // compiled, each from the receiver of the one before
    NodeIndex function = root_node;
};

struct Survey {
    std::vector<Gap> gaps;
    std::vector<Overlap> overlaps;
    std::vector<GrantUse> grants;      // by compiled grant
    std::vector<CeilingUse> ceilings;  // by compiled grant: what its giver may hand on
    std::vector<CeilingUse> limits;    // by compiled limit: what reaches its holder
    std::vector<Circle> circles;
    std::map<Scale, std::size_t> cells_by_scale;  // of the first to ask
};

Survey survey(const Evaluator& evaluator);

// circles.cpp
std::vector<Circle> find_circles(const CompiledScheme& scheme);

}  // namespace concord::governance
