// Rules on what must be known of groups of people.
#include "need/groups.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::need {
namespace {

using Figures = std::vector<const GroupFigure*>;

bool speaks_of(const Figures& figures, Aspect aspect) {
    return std::ranges::any_of(figures, [&](const auto* one) { return one->aspect == aspect; });
}

bool counts(const Figures& figures, std::string_view topic) {
    return std::ranges::any_of(figures, [&](const auto* one) { return one->topic == topic; });
}

void check_group(const std::string& group, const Figures& figures, Diagnostics& diagnostics) {
    const auto& place = figures.front()->place;
    std::vector<std::string> lacks;
    for (const auto aspect : {Aspect::access, Aspect::experience, Aspect::outcome}) {
        if (!speaks_of(figures, aspect)) lacks.emplace_back(to_string(aspect));
    }
    if (!lacks.empty()) {
        diagnostics.add(
            {"NED112", place, group,
             fmt::format("nothing is known of the {} of `{}`", join(lacks, ", "), shown(group))});
    }
    lacks.clear();
    for (const std::string topic : {"severe-mental-illness-check", "vaccination", "prevention"}) {
        if (!counts(figures, topic)) lacks.push_back(topic);
    }
    if (!lacks.empty()) {
        diagnostics.add({"NED113", place, group,
                         fmt::format("`{}` has no figure of {}", shown(group), join(lacks, ", "))});
    }
}

}  // namespace

void check_groups(const Groups& groups, Diagnostics& diagnostics) {
    if (!groups.file) return;
    std::map<std::string, Figures> by_group;
    for (const auto& one : groups.figures)
        by_group[one.group].push_back(&one);
    const bool has_plus = std::ranges::any_of(groups.figures, [](const GroupFigure& one) {
        return one.kind == "plus" && one.aspect != Aspect::need && one.is_worse();
    });
    if (!has_plus) {
        diagnostics.add({"NED111", *groups.file, "",
                         "no PLUS group has a figure that shows worse access, experience or "
                         "outcomes than everyone has"});
    }
    for (const auto& [group, figures] : by_group)
        check_group(group, figures, diagnostics);
}

}  // namespace concord::need
