// The tables of money.
#include <map>

#include "money/money.hpp"

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
         {"share_with_places", number, "the same as a share of the allocation"}}};
    return schema;
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
        rows.money(opening.baseline).number(opening.growth).money(opening.target);
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
        rows.number(share);
        rows.end_row();
    }
    warehouse.write(rows);
}

}  // namespace

std::span<const store::TableSchema> table_schemas() {
    static const std::vector<store::TableSchema> schemas = {allocations_schema(),
                                                            place_budgets_schema()};
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
}

}  // namespace concord::money
