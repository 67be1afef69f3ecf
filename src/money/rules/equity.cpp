// Money and staff beside need and deprivation (MON030, MON049 to MON054).
#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "money/equity_answers.hpp"
#include "money/rules/rules.hpp"

namespace concord::money::rules {
namespace {

void check_names(const MoneyStage& stage, Diagnostics& diagnostics) {
    const auto check = [&](const std::string& id, const Location& place, bool is_place) {
        const auto& bodies = stage.registry->bodies;
        const auto& places = stage.registry->places;
        const bool is_known =
            is_place ? std::ranges::find(places, id, &registry::Place::id) != places.end()
                     : std::ranges::find(bodies, id, &registry::Body::id) != bodies.end();
        if (is_known) return;
        diagnostics.add(
            {"MON030", place, id,
             fmt::format("there is no {} `{}`", is_place ? "place" : "body", shown(id))});
    };
    const auto& equity = stage.data->equity;
    for (const auto& row : equity.formula)
        check(row.body, row.place, false);
    for (const auto& row : equity.councils)
        check(row.council, row.place, false);
    for (const auto& row : equity.places)
        check(row.place, row.where, true);
    for (const auto& row : equity.costs)
        check(row.body, row.where, false);
}

// The adjustment stands apart, and rests on deaths that could be avoided (THE-R072).
void check_formula(const Equity& equity, Diagnostics& diagnostics) {
    constexpr double least_apart = 1e-6;
    for (const auto& formula : formulas_of(equity)) {
        if (std::abs(formula.weights - 1) > least_apart) {
            diagnostics.add(
                {"MON049", formula.first->place_of_weight, formula.body,
                 fmt::format("the parts of the formula of `{}` in {} weigh {:.6g} "
                             "together, not 1",
                             shown(formula.body), shown(formula.year), formula.weights)});
        }
        if (!formula.inequalities) {
            diagnostics.add({"MON050", formula.first->place, formula.body,
                             fmt::format("the formula of `{}` in {} has no part for inequalities",
                                         shown(formula.body), shown(formula.year))});
        }
    }
    for (const auto& part : equity.formula) {
        if (!part.is_for_inequalities || part.basis == avoidable_mortality) continue;
        diagnostics.add(
            {"MON050", part.place_of_basis, part.body,
             fmt::format(
                 "the adjustment of `{}` in {} is based on {}", shown(part.body), shown(part.year),
                 part.basis.empty() ? "nothing that is named" : "`" + shown(part.basis) + "`")});
    }
}

// Without need and deprivation a council's spending cannot be judged beside that of others
// (THE-R073).
void check_councils(const Equity& equity, Diagnostics& diagnostics) {
    for (const auto& row : equity.councils) {
        if (row.need_index && row.deprivation) continue;
        diagnostics.add({"MON051", row.place, row.council,
                         fmt::format("what `{}` spends on {} in {} stands without {}",
                                     shown(row.council), shown(row.service), shown(row.year),
                                     row.need_index    ? "its deprivation"
                                     : row.deprivation ? "an index of need"
                                                       : "an index of need and its deprivation")});
    }
}

struct Half {
    double spending = 0;
    double staff = 0;
    const PlaceResources* first = nullptr;
};

// What the more deprived half of the places has, and whether less of it than a year ago
// (THE-R074). Only years with the same places can be compared.
void check_shifts(const Equity& equity, Diagnostics& diagnostics) {
    std::map<std::string, std::vector<PlaceShown>> years;
    for (const auto& shown : places_of(equity))
        years[shown.row->year].push_back(shown);
    for (const auto& [year, places] : years) {
        const bool is_compared = std::ranges::all_of(places, [](const PlaceShown& shown) {
            return shown.shift_of_spending.has_value() && shown.shift_of_staff.has_value();
        });
        if (!is_compared || places.size() < 2) continue;
        Half half;
        half.first = places.front().row;
        for (std::size_t i = 0; i < places.size() / 2; ++i) {
            half.spending += *places[i].shift_of_spending;
            half.staff += *places[i].shift_of_staff;
        }
        const auto say = [&, &year = year, &places = places](const char* what, double shift) {
            constexpr double least = 5e-5;  // what is shown as 0.01 points
            if (shift > -least) return;
            diagnostics.add(
                {"MON052", half.first->where, half.first->place,
                 fmt::format("the more deprived half of {} has {:.2f} points less of "
                             "all {} in {} than the year before",
                             counted(static_cast<std::int64_t>(places.size()), "place", "places"),
                             -100 * shift, what, shown(year))});
        };
        say("spending", half.spending);
        say("staff", half.staff);
    }
}

// Patients of the most deprived practices have less than those of the least deprived (THE-R075).
void check_practices(const Equity& equity, Diagnostics& diagnostics) {
    std::map<std::string, std::vector<PracticeGroup>> years;
    for (const auto& group : practice_groups_of(equity))
        years[group.year].push_back(group);
    for (const auto& [year, groups] : years) {
        if (groups.size() < 2) continue;
        const auto& most = groups.front();
        const auto& least = groups.back();
        const auto money_of_most = most.per_weighted();
        const auto money_of_least = least.per_weighted();
        if (money_of_most && money_of_least && *money_of_most < *money_of_least) {
            diagnostics.add(
                {"MON053", most.first->where, most.first->practice,
                 fmt::format("in {} the most deprived practices have {} for each patient "
                             "weighted by need, the least deprived {}",
                             shown(year), money_of_most->words(), money_of_least->words())});
        }
        const auto doctors_of_most = most.doctors_per_10000();
        const auto doctors_of_least = least.doctors_per_10000();
        if (doctors_of_most && doctors_of_least && *doctors_of_most < *doctors_of_least) {
            diagnostics.add(
                {"MON053", most.first->where, most.first->practice,
                 fmt::format("in {} the most deprived practices have {:.2f} doctors for "
                             "10,000 patients weighted by need, the least deprived {:.2f}",
                             shown(year), *doctors_of_most, *doctors_of_least)});
        }
    }
}

// Running costs changed: what that did to the team for inequalities is recorded (THE-R076).
void check_costs(const Equity& equity, Diagnostics& diagnostics) {
    for (const auto& shown_costs : costs_of(equity)) {
        const auto change = shown_costs.change();
        if (!change || *change == Pence()) continue;
        const auto& row = *shown_costs.row;
        if (!row.team && row.effect.empty() && !row.is_published) {
            diagnostics.add({"MON054", row.where_team, row.body,
                             fmt::format("the running costs of `{}` changed by {} in {}, and "
                                         "nothing says what that did to its team for inequalities",
                                         shown(row.body), change->words(), shown(row.year))});
        }
        const auto cut = shown_costs.team_change_share();
        const auto share = shown_costs.change_share();
        if (cut && share && *cut < 0 && *cut < *share) {
            diagnostics.add({"MON054", row.where_team, row.body,
                             fmt::format("the team for inequalities of `{}` shrank by {:.1f} per "
                                         "cent in {}, its running costs by {:.1f}",
                                         shown(row.body), -100 * *cut, shown(row.year),
                                         std::max(0.0, -100 * *share))});
        }
    }
}

}  // namespace

void check_equity(const MoneyStage& stage, Diagnostics& diagnostics) {
    check_names(stage, diagnostics);
    const auto& equity = stage.data->equity;
    check_formula(equity, diagnostics);
    check_councils(equity, diagnostics);
    check_shifts(equity, diagnostics);
    check_practices(equity, diagnostics);
    check_costs(equity, diagnostics);
}

}  // namespace concord::money::rules
