#include "waiting/wait_cube.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "waiting/groups.hpp"

namespace concord::waiting {
namespace {

using disclosure::Dimension;
using disclosure::Node;

// More than this is slow to protect, and no reader could read it.
constexpr std::size_t largest_cube = 20'000'000;

// Waits as a tree: within the first threshold, or over it; those as within the second, or over it …
std::vector<std::string> path_of_level(std::size_t level) {
    std::vector<std::string> path;
    for (std::size_t k = 1; k <= level; ++k)
        path.push_back(fmt::format("over {}", k));
    return path;
}

Dimension dimension_of_waits(std::size_t thresholds) {
    std::vector<std::vector<std::string>> paths;
    for (std::size_t level = 0; level < thresholds; ++level) {
        paths.push_back(path_of_level(level));
        paths.back().emplace_back("within");
    }
    paths.push_back(path_of_level(thresholds));
    return {"wait", paths};
}

Dimension dimension_of_groups(const Pathways& pathways, Split split, std::int32_t day) {
    std::set<std::uint32_t> present;
    for (std::size_t i = 0; i < pathways.size(); ++i) {
        if (pathways.is_waiting(i, day)) present.insert(pathways.group(split, i));
    }
    std::vector<std::vector<std::string>> paths;
    for (const auto group : present)
        paths.push_back({pathways.of(split).name(group)});
    return {std::string(to_string(split)), paths};
}

std::vector<Split> distinct(const std::vector<std::vector<Split>>& by) {
    std::set<Split> splits;
    for (const auto& several : by)
        splits.insert(several.begin(), several.end());
    return {splits.begin(), splits.end()};
}

}  // namespace

std::optional<WaitCube> WaitCube::count(const Pathways& pathways, const GroupsAsked& asked) {
    const auto splits = distinct(asked.by);
    std::vector<Dimension> dimensions;
    for (const auto split : splits)
        dimensions.push_back(dimension_of_groups(pathways, split, asked.day));
    dimensions.push_back(dimension_of_waits(asked.weeks.size()));
    const auto cells = disclosure::cells_of(dimensions);
    if (!cells || *cells > largest_cube) return std::nullopt;
    std::vector<Node> levels;
    for (std::size_t level = 0; level <= asked.weeks.size(); ++level)
        levels.push_back(dimensions.back().find(path_of_level(level)));
    WaitCube cube(disclosure::Cube(std::move(dimensions)), asked.rule, splits, std::move(levels));
    cube.fill(pathways, asked);
    cube.publish(asked.by);
    return cube;
}

void WaitCube::fill(const Pathways& pathways, const GroupsAsked& asked) {
    const auto& dimensions = cube_.dimensions();
    std::vector<std::vector<Node>> node_of_group;
    for (std::size_t k = 0; k < splits_.size(); ++k) {
        auto& nodes = node_of_group.emplace_back();
        const auto& groups = pathways.of(splits_[k]);
        for (std::uint32_t group = 0; group < groups.size(); ++group)
            nodes.push_back(dimensions[k].find({groups.name(group)}));
    }
    std::vector<Node> leaf_of_level;
    for (std::size_t level = 0; level <= asked.weeks.size(); ++level) {
        auto path = path_of_level(level);
        if (level < asked.weeks.size()) path.emplace_back("within");
        leaf_of_level.push_back(dimensions.back().find(path));
    }
    std::vector<Node> nodes(dimensions.size());
    for (std::size_t i = 0; i < pathways.size(); ++i) {
        if (!pathways.is_waiting(i, asked.day)) continue;
        for (std::size_t k = 0; k < splits_.size(); ++k)
            nodes[k] = node_of_group[k][pathways.group(splits_[k], i)];
        const double weeks = pathways.weeks_waited(i, asked.day);
        const auto level =
            std::ranges::count_if(asked.weeks, [&](int most) { return weeks > most; });
        nodes.back() = leaf_of_level[static_cast<std::size_t>(level)];
        cube_.add(cube_.at(nodes), 1);
    }
    cube_.add_up();
}

// What is shown: everyone, and the groups asked for, at every level of waiting.
void WaitCube::publish(const std::vector<std::vector<Split>>& by) {
    auto shown = by;
    shown.emplace_back();
    for (std::size_t cell = 0; cell < cube_.size(); ++cell) {
        const auto nodes = cube_.nodes_of(cell);
        if (std::ranges::find(levels_, nodes.back()) == levels_.end()) continue;
        std::vector<Split> divided;
        for (std::size_t k = 0; k < splits_.size(); ++k) {
            if (nodes[k] != Dimension::root) divided.push_back(splits_[k]);
        }
        const bool is_asked = std::ranges::any_of(shown, [&](std::vector<Split> splits) {
            std::ranges::sort(splits);
            return splits == divided;
        });
        if (is_asked) cube_.set_state(cell, disclosure::State::shown);
    }
}

std::optional<std::int64_t> WaitCube::released(const std::vector<Split>& splits,
                                               const std::vector<std::string>& names,
                                               std::size_t level) const {
    std::vector<Node> nodes(cube_.dimensions().size(), Dimension::root);
    for (std::size_t k = 0; k < splits_.size(); ++k) {
        const auto found = std::ranges::find(splits, splits_[k]);
        if (found == splits.end()) continue;
        nodes[k] =
            cube_.dimensions()[k].find({names[static_cast<std::size_t>(found - splits.begin())]});
    }
    nodes.back() = levels_[level];
    return disclosure::released(cube_, cube_.at(nodes), rule_);
}

}  // namespace concord::waiting
