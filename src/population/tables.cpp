// The tables of people: one writer a table.
#include "population/tables.hpp"

#include <algorithm>
#include <cassert>

#include "population/population.hpp"

namespace concord::population {
namespace {

constexpr auto text = ColumnType::text;
constexpr auto whole = ColumnType::whole_number;

const std::vector<store::TableSchema> all_schemas = {
    {"people_rows",
     "what became of every row of an extract of people",
     {{"table", text, "people, conditions, contacts or waiting_list"},
      {"file", text, "the file"},
      {"rows", whole, "rows of the file: those kept and those left out"},
      {"outcome", text, "kept, left out, or taken as unknown (of those kept)"},
      {"rule", text, "the rule by which"},
      {"count", whole, "rows"}}},
};

}  // namespace

std::span<const store::TableSchema> table_schemas() {
    return all_schemas;
}

const store::TableSchema& schema_of(std::string_view table) {
    const auto found = std::ranges::find(all_schemas, table, &store::TableSchema::name);
    assert(found != all_schemas.end() && "a table of people");
    return *found;
}

store::RowWriter rows_of_tallies(std::span<const RowTally> tallies) {
    store::RowWriter rows(schema_of("people_rows"));
    const auto row = [&rows](const RowTally& tally, std::string_view outcome, std::string_view rule,
                             std::int64_t count) {
        rows.text(tally.table).text(tally.file.shown_path).whole(tally.rows);
        rows.text(outcome).text(rule).whole(count).end_row();
    };
    for (const auto& tally : tallies) {
        row(tally, "kept", "", tally.good);
        for (const auto& left : tally.left_out)
            row(tally, "left out", left.rule, left.rows);
        for (const auto& mended : tally.mended)
            row(tally, "taken as unknown", mended.rule, mended.rows);
    }
    return rows;
}

}  // namespace concord::population
