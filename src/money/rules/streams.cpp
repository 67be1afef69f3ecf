#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "money/rules/rules.hpp"

namespace concord::money::rules {
namespace {

bool holds(const std::vector<std::string>& list, const std::string& name) {
    return std::ranges::find(list, name) != list.end();
}

void check_covers(const MoneyData& data, const StreamPlan& stream, Diagnostics& diagnostics) {
    std::vector<std::string> known = data.kinds.must;
    known.insert(known.end(), data.kinds.may.begin(), data.kinds.may.end());
    for (const auto& kind : stream.covers) {
        if (holds(known, kind)) continue;
        const auto guess = closest(kind, known);
        diagnostics.add(
            {"MON032", stream.place, stream.name,
             fmt::format("`{}` is no kind of money", shown(kind)),
             guess ? fmt::format("did you mean `{}`?", *guess) : "kinds are " + join(known, ", ")});
    }
}

// Linked to need, to inequalities, and advised on (FRM-R273).
void check_need(const StreamPlan& stream, Diagnostics& diagnostics) {
    if (!stream.rule) return;
    std::vector<std::string> missing;
    if (stream.need.empty()) missing.emplace_back("need");
    if (stream.inequalities.empty()) missing.emplace_back("inequalities");
    if (stream.advice.empty()) missing.emplace_back("advice");
    if (missing.empty()) return;
    diagnostics.add({"MON033", stream.place, stream.name,
                     fmt::format("the stream `{}` has targets and does not say its {}",
                                 shown(stream.name), join(missing, ", "))});
}

// Each body's allocation of a year beside what it must have (FRM-R270).
void check_parts(const MoneyData& data, Diagnostics& diagnostics) {
    std::map<std::pair<std::string, std::string>, std::vector<std::string>> covered;
    std::map<std::pair<std::string, std::string>, Location> places;
    for (const auto& row : data.baselines) {
        const std::pair key(row.year, row.body);
        places.emplace(key, row.place);
        auto& kinds = covered[key];
        for (const auto& stream : data.streams) {
            if (stream.name != row.stream || stream.year != row.year) continue;
            kinds.insert(kinds.end(), stream.covers.begin(), stream.covers.end());
        }
    }
    for (const auto& [key, kinds] : covered) {
        std::vector<std::string> missing;
        for (const auto& kind : data.kinds.must)
            if (!holds(kinds, kind)) missing.push_back(kind);
        if (missing.empty()) continue;
        diagnostics.add({"MON031", places.at(key), key.second,
                         fmt::format("the allocation of `{}` for `{}` has no {}", shown(key.second),
                                     shown(key.first), join(missing, ", "))});
    }
}

}  // namespace

void check_streams(const MoneyStage& stage, Diagnostics& diagnostics) {
    const auto& data = *stage.data;
    for (const auto& stream : data.streams) {
        check_covers(data, stream, diagnostics);
        check_need(stream, diagnostics);
    }
    for (const auto& row : data.baselines) {
        const auto same = [&](const registry::Body& body) { return body.id == row.body; };
        if (std::ranges::any_of(stage.registry->bodies, same)) continue;
        diagnostics.add(
            {"MON030", row.place, row.body, fmt::format("there is no body `{}`", shown(row.body))});
    }
    check_parts(data, diagnostics);
}

}  // namespace concord::money::rules
