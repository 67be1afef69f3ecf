// The exact partition: function × act × service × people × place, cut wherever a record or the law
// cuts it, and each piece cut by value. Within a cell every question has the same deciders and the
// same first to ask, so that what is found cell by cell is true of the whole and not of a sample.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "governance/search.hpp"

namespace concord::governance {

// Nodes that no record tells apart, each taken alone and without what lies below it.
struct Region {
    Point point{};  // one of them
    std::array<std::vector<NodeIndex>, dimensions> nodes;
};

// From `low` on and below `high`; without `high`, without end.
struct ValueRange {
    std::int64_t low = 0;
    std::optional<std::int64_t> high;
    bool operator==(const ValueRange&) const = default;
};

struct Cell {
    Region region;
    ValueRange values;
    std::vector<std::uint32_t> deciders;  // most local first
    std::vector<std::uint32_t> first;
    bool overlap = false;
};

// Calls with every region in which law names somebody. `scheme` and `also` are cut together: a
// region is then one of both, for what has changed between two dates.
void each_region(const CompiledScheme& scheme, const CompiledScheme* also,
                 const std::function<void(const Region&)>& visit);
void each_region(const CompiledScheme& scheme, const std::function<void(const Region&)>& visit);

// The values at which an answer within the region can change.
std::vector<std::int64_t> value_cuts(const CompiledScheme& scheme, const Region& region);
// The same, from a search in it that asked without a value.
std::vector<std::int64_t> value_cuts(const Search& search);
std::vector<ValueRange> value_ranges(std::vector<std::int64_t> cuts);

BoundQuestion question_in(const Region& region, std::optional<std::int64_t> value);

// Every cell with its answer.
std::vector<Cell> cells(const Evaluator& evaluator);

}  // namespace concord::governance
