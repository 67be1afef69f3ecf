// From pathways to everything that is answered of them.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "waiting/waiting.hpp"

namespace concord::waiting {
namespace {

std::vector<std::vector<Split>> splits_of(const WaitsAsked& asked) {
    auto by = asked.by;
    if (by.empty()) by = {{Split::fifth}, {Split::ethnicity}, {Split::sex}, {Split::age_band}};
    // The lists themselves are always shown.
    const std::vector<Split> lists = {Split::specialty};
    if (std::ranges::find(by, lists) == by.end()) by.insert(by.begin(), lists);
    return by;
}

// Waiting people whom a fifth or a PLUS group names, with and without a recorded action.
class Cases {
  public:
    Cases(const Pathways& pathways, const WaitsAsked& asked) : pathways_(pathways), asked_(asked) {}

    std::vector<CaseCount> run() {
        std::map<std::pair<std::string, std::string>, std::array<std::int64_t, 2>> counts;
        const auto add = [&](std::size_t i, const std::string& group) {
            const auto list =
                pathways_.of(Split::specialty).name(pathways_.group(Split::specialty, i));
            ++counts[{list, group}][pathways_.action[i].empty() ? 0 : 1];
        };
        for (std::size_t i = 0; i < pathways_.size(); ++i) {
            if (!pathways_.is_waiting(i, asked_.day)) continue;
            if (pathways_.of(Split::fifth).name(pathways_.group(Split::fifth, i)) == "1")
                add(i, "fifth 1");
            if (!pathways_.plus[i].empty()) add(i, pathways_.plus[i]);
        }
        return protect(counts);
    }

  private:
    using Counts = std::map<std::pair<std::string, std::string>, std::array<std::int64_t, 2>>;

    // One cube of list, group and whether something was done: their sums are not shown.
    std::vector<CaseCount> protect(const Counts& counts) const {
        if (counts.empty()) return {};
        std::set<std::vector<std::string>> lists;
        std::set<std::vector<std::string>> groups;
        for (const auto& [key, count] : counts) {
            lists.insert({key.first});
            groups.insert({key.second});
        }
        using disclosure::Dimension;
        disclosure::Cube cube({Dimension("list", {lists.begin(), lists.end()}),
                               Dimension("group", {groups.begin(), groups.end()}),
                               Dimension("action", {{"none"}, {"recorded"}})});
        const auto cell = [&](const std::string& list, const std::string& group,
                              const std::vector<std::string>& action) {
            const std::array nodes = {cube.dimensions()[0].find({list}),
                                      cube.dimensions()[1].find({group}),
                                      cube.dimensions()[2].find(action)};
            return cube.at(nodes);
        };
        for (const auto& [key, count] : counts) {
            cube.add(cell(key.first, key.second, {"none"}), count[0]);
            cube.add(cell(key.first, key.second, {"recorded"}), count[1]);
        }
        cube.add_up();
        for (const auto& [key, count] : counts) {
            cube.set_state(cell(key.first, key.second, {}), disclosure::State::shown);
            cube.set_state(cell(key.first, key.second, {"recorded"}), disclosure::State::shown);
        }
        disclosure::protect(cube, asked_.rule);
        std::vector<CaseCount> result;
        for (const auto& [key, count] : counts) {
            const auto& [list, group] = key;
            result.push_back(
                {list, group, disclosure::released(cube, cell(list, group, {}), asked_.rule),
                 disclosure::released(cube, cell(list, group, {"recorded"}), asked_.rule)});
        }
        return result;
    }

    const Pathways& pathways_;
    const WaitsAsked& asked_;
};

// What can be believed of many unknowns: shares by group say little of the list (THE-R059).
void say_unknowns(const Pathways& pathways, const WaitsAsked& asked, const Location& place,
                  Diagnostics& diagnostics) {
    std::int64_t waiting = 0;
    std::map<Split, std::int64_t> unknown;
    for (std::size_t i = 0; i < pathways.size(); ++i) {
        if (!pathways.is_waiting(i, asked.day)) continue;
        ++waiting;
        for (const auto split : {Split::fifth, Split::ethnicity})
            unknown[split] += pathways.group(split, i) == 0 ? 1 : 0;
    }
    for (const auto& [split, count] : unknown) {
        if (10 * count <= waiting) continue;
        const double share = 100.0 * static_cast<double>(count) / static_cast<double>(waiting);
        diagnostics.add({"NED316", place, std::string(to_string(split)),
                         fmt::format("of {:.0f}% of those who wait the {} is not known", share,
                                     split == Split::fifth ? "deprivation fifth" : "ethnicity")});
    }
}

}  // namespace

OpenLists open_lists(const Pathways& pathways, std::span<const ListQueue> queues,
                     std::int32_t day) {
    const auto& names = pathways.of(Split::specialty);
    std::vector<std::vector<std::int32_t>> waited(names.size());
    for (std::size_t i = 0; i < pathways.size(); ++i) {
        if (pathways.is_waiting(i, day))
            waited[pathways.group(Split::specialty, i)].push_back(day - pathways.start[i]);
    }
    OpenLists open;
    for (const auto& queue : queues) {
        if (queue.list == "all") continue;
        if (!queue.queue || !queue.demand || !queue.capacity) {
            open.held_back.push_back(queue.list);
            continue;
        }
        for (std::uint32_t list = 0; list < names.size(); ++list) {
            if (names.name(list) == queue.list)
                open.lists.push_back({queue.list, waited[list], *queue.demand, *queue.capacity});
        }
    }
    return open;
}

void answer_pathways(const Pathways& pathways, const WaitsAsked& asked, const Location& place,
                     WaitsData& data, Diagnostics& diagnostics) {
    data.has_pathways = true;
    data.asked = asked;
    data.pathways = static_cast<std::int64_t>(pathways.size());
    GroupsAsked groups{asked.day, asked.weeks, splits_of(asked), asked.rule};
    auto answer = groups_of(pathways, groups, place, diagnostics);
    data.groups = std::move(answer.groups);
    data.held_back = answer.small + answer.beside;
    QueueAsked queue{asked.day - asked.days_of_flow + 1,
                     asked.day,
                     asked.target_weeks,
                     asked.factor,
                     asked.relief_weeks,
                     asked.rule};
    auto queues = queues_of(pathways, queue, place, diagnostics);
    if (asked.extra_slots > 0) {
        auto open = open_lists(pathways, queues, asked.day);
        data.plan =
            plan_slots(open.lists, {asked.extra_slots, asked.plan_weeks, asked.weeks, asked.most});
        data.not_planned = std::move(open.held_back);
    }
    std::ranges::move(queues, std::back_inserter(data.queues));
    if (pathways.knows_action) data.cases = Cases(pathways, asked).run();
    say_unknowns(pathways, asked, place, diagnostics);
}

}  // namespace concord::waiting
