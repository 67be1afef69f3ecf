#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "money/rules/rules.hpp"

namespace concord::money::rules {
namespace {

const registry::Body* body_of(const MoneyStage& stage, const std::string& id) {
    const auto& bodies = stage.registry->bodies;
    const auto found = std::ranges::find(bodies, id, &registry::Body::id);
    return found == bodies.end() ? nullptr : &*found;
}

bool knows_place(const MoneyStage& stage, const std::string& id) {
    const auto& places = stage.registry->places;
    return std::ranges::find(places, id, &registry::Place::id) != places.end();
}

bool knows_grant(const MoneyStage& stage, const std::string& id) {
    const auto& grants = stage.governance->scheme.grants;
    return std::ranges::find(grants, id, &governance::Grant::id) != grants.end();
}

void check_names(const MoneyStage& stage, const BudgetLine& line, Diagnostics& diagnostics) {
    if (!body_of(stage, line.body)) {
        diagnostics.add({"MON030", line.where, line.place,
                         fmt::format("there is no body `{}`", shown(line.body))});
    }
    if (!knows_place(stage, line.place)) {
        diagnostics.add({"MON030", line.where, line.place,
                         fmt::format("there is no place `{}`", shown(line.place))});
    }
}

// A budget of a place comes from a decision of the board, and none from the centre (FRM-R275).
void check_decision(const MoneyStage& stage, const BudgetLine& line, Diagnostics& diagnostics) {
    const auto* body = body_of(stage, line.body);
    if (body && body->kind == "nhs-england") {
        diagnostics.add({"MON034", line.where, line.place,
                         fmt::format("the budget of `{}` comes from the centre, `{}`",
                                     shown(line.place), shown(line.body))});
    } else if (line.decision.empty()) {
        diagnostics.add({"MON034", line.where_decision, line.place,
                         fmt::format("the budget of `{}` names no decision of `{}`",
                                     shown(line.place), shown(line.body))});
    }
}

void check_change(const BudgetLine& line, Diagnostics& diagnostics) {
    if (line.earlier && *line.earlier != line.budget && line.explanation.empty()) {
        diagnostics.add(
            {"MON035", line.where, line.place,
             fmt::format("the budget of `{}` was {} and is {}, and nothing says why",
                         shown(line.place), line.earlier->words(), line.budget.words())});
    }
    if (line.opening && *line.opening < Pence()) {
        diagnostics.add({"MON036", line.where, line.place,
                         fmt::format("the budget of `{}` would start at {}", shown(line.place),
                                     line.opening->words())});
    }
}

// Eight kinds may be there; another is explained, and managed under a grant of the scheme
// (FRM-R300, FRM-R301).
void check_kind(const MoneyStage& stage, const BudgetLine& line, Diagnostics& diagnostics) {
    const auto& usual = stage.data->kinds.at_place;
    if (std::ranges::find(usual, line.kind) != usual.end()) return;
    const auto say = [&](std::string what) {
        diagnostics.add({"MON037", line.where, line.place,
                         fmt::format("`{}` is none of the eight kinds of a place budget, {}",
                                     shown(line.kind), what)});
    };
    if (line.explanation.empty()) say("and nothing says why it is there");
    if (line.delegation.empty()) {
        say("and no delegation is named for it");
    } else if (!knows_grant(stage, line.delegation)) {
        say(fmt::format("and there is no delegation `{}`", shown(line.delegation)));
    }
}

// What places get of a stream is no more than the body has of it.
void check_sums(const MoneyData& data, Diagnostics& diagnostics) {
    using Key = std::tuple<std::string, std::string, std::string>;
    std::map<Key, Pence> given;
    std::map<Key, Location> last;
    for (const auto& line : data.lines) {
        const Key key(line.year, line.body, line.stream);
        const auto sum = Pence::add(given[key], line.budget);
        if (sum) given[key] = *sum;
        last[key] = line.where;
    }
    for (const auto& row : data.allocations) {
        const Key key(row.opening->year, row.opening->body, row.opening->stream);
        const auto found = given.find(key);
        if (found == given.end() || found->second <= row.allocation) continue;
        diagnostics.add({"MON038", last.at(key), row.opening->body,
                         fmt::format("the places of `{}` get {} of `{}`, and it has {}",
                                     shown(row.opening->body), found->second.words(),
                                     shown(row.opening->stream), row.allocation.words())});
    }
}

}  // namespace

void check_place_budgets(const MoneyStage& stage, Diagnostics& diagnostics) {
    const auto& data = *stage.data;
    for (const auto& line : data.lines) {
        check_names(stage, line, diagnostics);
        check_decision(stage, line, diagnostics);
        check_change(line, diagnostics);
        check_kind(stage, line, diagnostics);
    }
    check_sums(data, diagnostics);
    if (data.lines.empty() || data.has_method) return;
    diagnostics.add({"MON039", data.lines.front().where, data.lines.front().body,
                     "budgets of places are set, and neither method nor weights are on record"});
}

}  // namespace concord::money::rules
