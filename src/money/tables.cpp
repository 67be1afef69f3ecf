// The tables of money.
#include <map>

#include <fmt/format.h>

#include "money/equity_tables.hpp"
#include "money/money.hpp"
#include "money/purpose_tables.hpp"

namespace concord::money {
namespace {

const store::TableSchema& allocations_schema() {
    constexpr auto number = ColumnType::number;
    constexpr auto money = ColumnType::money;
    static const store::TableSchema schema = {
        "allocations",
        "what each body is allocated in each stream and year, and how it follows",
        {{"year", ColumnType::text, "the financial year"},
         {"body", ColumnType::text, "the body"},
         {"stream", ColumnType::text, "the stream of money"},
         {"baseline", money, "what it starts from, in pounds"},
         {"base_growth", number, "the share that is added to every baseline alike"},
         {"target", money, "its fair share of the whole, in pounds"},
         {"distance_before", number, "baseline × (1 + growth) over target, less 1"},
         {"convergence", number, "the share by which the rule of pace moves it"},
         {"allocation", money, "baseline × (1 + growth) × (1 + convergence), in pounds"},
         {"distance_after", number, "allocation over target, less 1"},
         {"population", number, "people"},
         {"per_head", money, "the allocation a head, in pounds"},
         {"with_places", money, "how much of it places have a budget for, in pounds"},
         {"share_with_places", number, "the same as a share of the allocation"},
         {"gain", money, "the allocation over the baseline with its growth alone, in pounds"},
         {"target_basis", ColumnType::text,
          "how the target is known: given; grown from last year's as the baseline; or derived from "
          "the published allocation and the distance after it"},
         {"source", ColumnType::text, "where baseline, growth and target are from"},
         {"converging", ColumnType::number,
          "the part of the baseline that the rule moves; nothing without a rule"}}};
    return schema;
}

const store::TableSchema& methods_schema() {
    constexpr auto text = ColumnType::text;
    static const store::TableSchema schema = {
        "money_methods",
        "how each stream is allocated and places are worked out: the rule and what it rests on",
        {{"year", text, "the financial year"},
         {"subject", text, "the stream of money, or `places`"},
         {"title", text, "what the rule of pace is called"},
         {"rule", text, "its points, distance from target and convergence: -0.025 0.005; 0 0"},
         {"floor", ColumnType::number, "the least convergence there is"},
         {"cap", ColumnType::number, "the largest convergence there is"},
         {"evidence", text, "what the rule rests on"},
         {"round", ColumnType::money, "allocations are multiples of this, in pounds"},
         {"quantum", ColumnType::money, "the sum that the allocations are made to meet, in pounds"},
         {"need", text, "the formula that targets follow"},
         {"inequalities", text, "how targets follow inequalities"},
         {"advice", text, "who advised on it"},
         {"gaps", text, "the rule for missing weights of places"},
         {"note", text, "what is to be known of it"},
         {"source", text, "the data set or file it rests on"}}};
    return schema;
}

// -0.025 0.005; 0 0; 0.025 -0.005: shortest digits that give the same numbers back.
std::string rule_text(const PaceRule& rule) {
    std::string text;
    for (const auto& knot : rule.knots())
        text += fmt::format("{}{} {}", text.empty() ? "" : "; ", knot.distance, knot.convergence);
    return text;
}

void write_methods(const MoneyData& data, store::Warehouse& warehouse) {
    store::RowWriter rows(methods_schema());
    for (const auto& stream : data.streams) {
        rows.text(stream.year).text(stream.name).text(stream.rule_title);
        rows.text(stream.rule ? rule_text(*stream.rule) : "");
        rows.number(stream.rule ? stream.rule->floor() : std::nullopt);
        rows.number(stream.rule ? stream.rule->cap() : std::nullopt);
        rows.text(stream.evidence).money(stream.unit).money(stream.quantum);
        rows.text(stream.need).text(stream.inequalities).text(stream.advice).text("").text("");
        rows.text(stream.open ? stream.open->dataset : "money/baselines.csv");
        rows.end_row();
    }
    if (data.has_method) {
        rows.text(data.year_of_places).text("places").text("").text("").gap().gap().text("").gap();
        rows.gap().text("").text("").text("").text(data.gaps_of_places).text(data.note_on_places);
        rows.text(data.source_of_places);
        rows.end_row();
    }
    warehouse.write(rows);
}

using Key = std::tuple<std::string, std::string, std::string>;

// PIR-R077: how much of a body's money is with places.
std::map<Key, Pence> with_places(const MoneyData& data) {
    std::map<Key, Pence> result;
    for (const auto& line : data.lines) {
        auto& sum = result[{line.year, line.body, line.stream}];
        sum = Pence::add(sum, line.budget).value_or(sum);
    }
    return result;
}

void write_allocations(const MoneyData& data, store::Warehouse& warehouse) {
    store::RowWriter rows(allocations_schema());
    const auto places = with_places(data);
    for (const auto& row : data.allocations) {
        const auto& opening = *row.opening;
        rows.text(opening.year).text(opening.body).text(opening.stream);
        rows.money(opening.baseline);
        rows.number(opening.has_growth ? std::optional(opening.growth) : std::nullopt);
        rows.money(opening.target);
        rows.number(row.distance_before).number(row.convergence).money(row.allocation);
        rows.number(row.distance_after).number(opening.population);
        std::optional<Pence> per_head;
        if (opening.population.value_or(0) > 0) {
            per_head = row.allocation.times(1 / *opening.population, Pence(std::int64_t{1}),
                                            Rounding::half_away);
        }
        rows.money(per_head);
        const auto found = places.find({opening.year, opening.body, opening.stream});
        const auto given = found == places.end() ? Pence() : found->second;
        rows.money(given);
        std::optional<double> share;
        if (row.allocation > Pence()) {
            share = given.nearest_pounds() / row.allocation.nearest_pounds();
        }
        rows.number(share).money(row.gain);
        rows.text(opening.target ? opening.target_basis : "").text(opening.source);
        rows.number(row.convergence ? std::optional(opening.converging) : std::nullopt);
        rows.end_row();
    }
    warehouse.write(rows);
}

}  // namespace

std::span<const store::TableSchema> table_schemas() {
    static const auto schemas = [] {
        std::vector<store::TableSchema> all = {allocations_schema(), place_budgets_schema(),
                                               methods_schema()};
        for (auto& schema : purpose_schemas())
            all.push_back(std::move(schema));
        for (auto& schema : equity_schemas())
            all.push_back(std::move(schema));
        return all;
    }();
    return schemas;
}

void write_money(const MoneyStage& stage, store::Warehouse& warehouse, const CancelToken& cancel) {
    cancel.check();
    write_allocations(*stage.data, warehouse);
    store::RowWriter rows(place_budgets_schema());
    for (const auto& row : stage.data->places) {
        add_place_row(row, stage.data->year_of_places, rows);
        rows.end_row();
    }
    warehouse.write(rows);
    write_methods(*stage.data, warehouse);
    write_purposes(*stage.data, warehouse);
    write_equity(*stage.data, warehouse);
}

}  // namespace concord::money
