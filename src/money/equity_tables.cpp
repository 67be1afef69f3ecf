// Money and staff beside need and deprivation, as tables (THE-R072 to THE-R076).
#include "money/equity_tables.hpp"

#include <map>

#include "money/equity_answers.hpp"
#include "money/purpose_tables.hpp"

namespace concord::money {
namespace {

constexpr auto money = ColumnType::money;
constexpr auto number = ColumnType::number;
constexpr auto whole = ColumnType::whole_number;
constexpr auto text = ColumnType::text;

const store::TableSchema& formula_schema() {
    static const store::TableSchema schema = {
        "formula",
        "the formula of need, with its adjustment for inequalities as a part of its own",
        {{"year", text, "the financial year"},
         {"body", text, "the body"},
         {"need", number, "its people as need alone weighs them"},
         {"adjustment", number, "its people as the adjustment for inequalities alone weighs them"},
         {"adjustment_weight", number, "the adjustment's part of the whole formula"},
         {"basis", text, "what the adjustment is based on"},
         {"weighted", number, "its people as the whole formula weighs them"},
         {"effect", number, "how many people the adjustment adds, or takes away"},
         {"share_by_need", number, "its share of all bodies of the year by need alone"},
         {"share", number, "its share by the whole formula"},
         {"allocation", money, "all that the body is allocated in the year, in pounds"},
         {"moved", money,
          "what of it follows from the adjustment, if allocations followed the formula, in "
          "pounds"}}};
    return schema;
}

const store::TableSchema& council_schema() {
    static const store::TableSchema schema = {
        "council_spending",
        "what councils spend for each person, as it is and by need, beside deprivation",
        {{"year", text, "the financial year"},
         {"service", text, "what it is spent on"},
         {"council", text, "the council"},
         {"deprivation_order", whole, "1 is the most deprived council of the year and service"},
         {"deprivation", number, "its deprivation: the higher, the more deprived"},
         {"spending", money, "what it spends, in pounds"},
         {"people", number, "who lives there"},
         {"per_head", money, "spending for each person, in pounds"},
         {"need_index", number, "need for each person, 1 where it is as everywhere"},
         {"per_need", money, "spending for each person weighted by need, in pounds"}}};
    return schema;
}

const store::TableSchema& place_schema() {
    static const store::TableSchema schema = {
        "place_resources",
        "spending and staff of places from the most deprived on, and how they shift between years",
        {{"year", text, "the financial year"},
         {"deprivation_order", whole, "1 is the most deprived place of the year"},
         {"place", text, "the place"},
         {"deprivation", number, "its deprivation: the higher, the more deprived"},
         {"people", number, "who lives there"},
         {"share_of_people", number, "of all places of the year"},
         {"spending", money, "in pounds"},
         {"per_head", money, "spending for each person, in pounds"},
         {"share_of_spending", number, "of all places of the year"},
         {"shift_of_spending", number, "that share less that of the year before"},
         {"staff", number, "whole-time equivalents"},
         {"share_of_staff", number, "of all places of the year"},
         {"shift_of_staff", number, "that share less that of the year before"}}};
    return schema;
}

const store::TableSchema& practice_schema() {
    static const store::TableSchema schema = {
        "practice_groups",
        "funding and doctors of general practice for each patient weighted by need, by deprivation",
        {{"year", text, "the financial year"},
         {"deprivation_group", whole, "a fifth of the practices; 1 is the most deprived"},
         {"practices", whole, "how many"},
         {"patients", number, "on their lists"},
         {"weighted_patients", number, "the same weighted by need"},
         {"funding", money, "in pounds"},
         {"per_patient", money, "for each patient, in pounds"},
         {"per_weighted_patient", money, "for each patient weighted by need, in pounds"},
         {"against_least_deprived", number, "that over the same of the least deprived group"},
         {"doctors", number, "whole-time equivalents, where they are known"},
         {"doctors_per_10000", number, "for 10,000 patients weighted by need"}}};
    return schema;
}

const store::TableSchema& costs_schema() {
    static const store::TableSchema schema = {
        "running_costs",
        "running costs and what their changes did to the team that works on inequalities",
        {{"year", text, "the financial year"},
         {"body", text, "the body"},
         {"running_costs", money, "in pounds"},
         {"change", money, "against the year before, in pounds"},
         {"change_share", number, "the same over the year before"},
         {"inequalities_team", number, "whole-time equivalents"},
         {"team_change", number, "against the year before"},
         {"team_change_share", number, "the same over the year before"},
         {"effect", text, "what the change did, as the body records it"}}};
    return schema;
}

void write_formula(const MoneyData& data, store::Warehouse& warehouse) {
    const auto formulas = formulas_of(data.equity);
    std::map<std::string, std::pair<double, double>> sums;  // by need and by all, of a year
    for (const auto& shown : formulas) {
        sums[shown.year].first += shown.need;
        sums[shown.year].second += shown.both;
    }
    const auto allocations = allocations_of(data);
    store::RowWriter rows(formula_schema());
    for (const auto& shown : formulas) {
        const auto& [need, both] = sums.at(shown.year);
        const bool has_shares = need > 0 && both > 0;
        const auto allocation = allocations.find({shown.year, shown.body});
        const bool has_allocation = allocation != allocations.end();
        std::optional<Pence> moved;
        if (has_shares && has_allocation && shown.both > 0) {
            const auto unmoved = shown.need / need / (shown.both / both);
            moved =
                allocation->second.times(1 - unmoved, Pence(std::int64_t{1}), Rounding::half_away);
        }
        const bool has_adjustment = shown.inequalities != nullptr;
        const auto known = [&](double value) {
            return has_adjustment ? std::optional(value) : std::nullopt;
        };
        rows.text(shown.year).text(shown.body).number(shown.need).number(known(shown.adjustment));
        rows.number(known(shown.adjustment_weight)).text(shown.basis).number(shown.both);
        rows.number(known(shown.effect()));
        rows.number(has_shares ? std::optional(shown.need / need) : std::nullopt);
        rows.number(has_shares ? std::optional(shown.both / both) : std::nullopt);
        rows.money(has_allocation ? std::optional(allocation->second) : std::nullopt);
        rows.money(has_adjustment ? moved : std::nullopt);
        rows.end_row();
    }
    warehouse.write(rows);
}

void write_councils(const Equity& equity, store::Warehouse& warehouse) {
    store::RowWriter rows(council_schema());
    for (const auto& shown : councils_of(equity)) {
        const auto& row = *shown.row;
        rows.text(row.year).text(row.service).text(row.council);
        rows.whole(shown.order > 0 ? std::optional<std::int64_t>(shown.order) : std::nullopt);
        rows.number(row.deprivation).money(row.spending).number(row.people);
        rows.money(shown.per_head).number(row.need_index).money(shown.per_need);
        rows.end_row();
    }
    warehouse.write(rows);
}

void write_places(const Equity& equity, store::Warehouse& warehouse) {
    store::RowWriter rows(place_schema());
    for (const auto& shown : places_of(equity)) {
        const auto& row = *shown.row;
        rows.text(row.year).whole(shown.order).text(row.place).number(row.deprivation);
        rows.number(row.people).number(shown.share_of_people).money(row.spending);
        rows.money(shown.per_head).number(shown.share_of_spending);
        rows.number(shown.shift_of_spending).number(row.staff);
        rows.number(shown.share_of_staff).number(shown.shift_of_staff);
        rows.end_row();
    }
    warehouse.write(rows);
}

void write_practices(const Equity& equity, store::Warehouse& warehouse) {
    const auto groups = practice_groups_of(equity);
    std::map<std::string, std::optional<Pence>> least;  // the last group of each year
    for (const auto& group : groups)
        least[group.year] = group.per_weighted();
    store::RowWriter rows(practice_schema());
    for (const auto& group : groups) {
        const auto& beside = least.at(group.year);
        const auto per_weighted = group.per_weighted();
        std::optional<double> ratio;
        if (per_weighted && beside && *beside > Pence())
            ratio = per_weighted->nearest_pounds() / beside->nearest_pounds();
        const bool has_doctors = group.weighted_with_doctors > 0;
        rows.text(group.year).whole(group.group).whole(group.practices);
        rows.number(group.patients).number(group.weighted).money(group.funding);
        rows.money(group.per_patient()).money(per_weighted).number(ratio);
        rows.number(has_doctors ? std::optional(group.doctors) : std::nullopt);
        rows.number(group.doctors_per_10000());
        rows.end_row();
    }
    warehouse.write(rows);
}

void write_costs(const Equity& equity, store::Warehouse& warehouse) {
    store::RowWriter rows(costs_schema());
    for (const auto& shown : costs_of(equity)) {
        const auto& row = *shown.row;
        rows.text(row.year).text(row.body).money(row.costs).money(shown.change());
        rows.number(shown.change_share()).number(row.team).number(shown.team_change());
        rows.number(shown.team_change_share()).text(row.effect);
        rows.end_row();
    }
    warehouse.write(rows);
}

}  // namespace

std::vector<store::TableSchema> equity_schemas() {
    return {formula_schema(), council_schema(), place_schema(), practice_schema(), costs_schema()};
}

void write_equity(const MoneyData& data, store::Warehouse& warehouse) {
    write_formula(data, warehouse);
    write_councils(data.equity, warehouse);
    write_places(data.equity, warehouse);
    write_practices(data.equity, warehouse);
    write_costs(data.equity, warehouse);
}

}  // namespace concord::money
