// The tables of spending, with the meaning of every column.
#include <algorithm>
#include <cassert>

#include "spending/tables.hpp"

namespace concord::spending {
namespace {

using store::TableSchema;

constexpr auto text = ColumnType::text;
constexpr auto whole = ColumnType::whole_number;
constexpr auto number = ColumnType::number;
constexpr auto date = ColumnType::date;
constexpr auto money = ColumnType::money;

const std::vector<TableSchema> all_schemas = {
    {"spend",
     "payments that bodies publish, one a row, with their categories",
     {{"entity", text, "the body that paid, as published"},
      {"date", date, "the day of the payment; empty where it cannot be read"},
      {"expense_type", text, "what was bought, as published"},
      {"expense_area", text, "for which area, as published"},
      {"supplier", text, "who was paid, as published; what was withheld stays withheld"},
      {"reference", text, "the transaction's number"},
      {"amount", money, "pounds; a credit is negative"},
      {"type_category", text, "type of purchase; empty where no type is published"},
      {"area_category", text,
       "area of expenditure; empty where neither type nor area is published"},
      {"type_matches", text, "every type of purchase that its words match, in the table's order"},
      {"area_matches", text, "every area of expenditure that its words match, in the same way"},
      {"row_source", text, "file, sheet and line"}}},
    {"spend_files",
     "what became of every row of every file of payments",
     {{"file", text, "the file"},
      {"sheet", text, "the sheet, of a workbook"},
      {"rows", whole, "rows up to the last that is not blank: the sum of the next four"},
      {"payments", whole, "rows that are payments"},
      {"totals", whole, "rows that give a sum"},
      {"titles", whole, "titles, headers, notes and blank rows"},
      {"rejected", whole, "rows that could not be used, each with a finding"},
      {"amount", money, "pounds, of all its payments"},
      {"total_stated", money, "pounds, as its last total says"},
      {"totals_agree", text, "yes, no, or empty where it states none"},
      {"header_line", whole, "where its columns are named"},
      {"columns", text, "which header was taken for what"},
      {"repairs", text, "what was written in another way, and how often"},
      {"note", text, "why it was not read"},
      {"sha256", text, "of the file"}}},
    {"spend_months",
     "whether each body published each month once and whole (PIR-R078)",
     {{"entity", text, "the body"},
      {"month", text, "year and month"},
      {"state", text, "complete, missing, twice, or without type or area"},
      {"tables", whole, "files or sheets with payments of this month"},
      {"payments", whole, "payments"},
      {"amount", money, "pounds"},
      {"without_type", whole, "payments without an expense type"},
      {"without_area", whole, "payments without an expense area"},
      {"repeated", whole, "payments that stand in another table as well"},
      {"repeated_amount", money, "pounds, of those"}}},
    {"spend_entities",
     "each body with its total, and whether it can be compared with others (PIR-M08, PIR-M09)",
     {{"entity", text, "the body"},
      {"payments", whole, "payments in the months asked about"},
      {"amount", money, "pounds"},
      {"months", whole, "months with payments"},
      {"months_missing", whole, "months without"},
      {"months_twice", whole, "months that stand twice"},
      {"without_date", whole, "payments without a date"},
      {"without_type", whole, "payments without an expense type"},
      {"without_area", whole, "payments without an expense area"},
      {"outside", whole, "payments outside the months asked about"},
      {"spend_group", whole, "1 (least spent) to 5 among the bodies that can be compared"},
      {"reason", text, "why it is left out of comparisons"}}},
    {"spend_conflicts",
     "words that match more than one category, or only nearly match one (PIR-M08)",
     {{"kind", text, "several, capitals (matches but for capital letters) or part-of-word"},
      {"of", text, "type or area"},
      {"expense_type", text, "as published"},
      {"expense_area", text, "as published"},
      {"taken", text, "the category that was taken"},
      {"others", text, "the others, or the category whose word stands inside a longer one"},
      {"payments", whole, "payments with these words"},
      {"amount", money, "pounds"}}},
    {"spend_shares",
     "what each body spent by type of purchase and area of expenditure (PIR-M08)",
     {{"entity", text, "the body"},
      {"type_category", text, "type of purchase"},
      {"area_category", text, "area of expenditure"},
      {"payments", whole, "payments"},
      {"amount", money, "pounds"},
      {"share", number, "of the body's total"}}},
    {"spend_means",
     "the same as means over the bodies that can be compared (PIR-M08)",
     {{"type_category", text, "type of purchase"},
      {"area_category", text, "area of expenditure"},
      {"entities", whole, "bodies that can be compared"},
      {"mean_amount", number, "pounds a body"},
      {"mean_share", number, "of a body's total"},
      {"share_of_type", number, "of all that these bodies spent on this type"}}},
    {"spend_groups",
     "areas of expenditure of each body in its group of total expenditure (PIR-M09)",
     {{"spend_group", whole, "1 (least spent) to 5; empty where it cannot be compared"},
      {"entity", text, "the body"},
      {"area_rank", whole, "1 is the body's largest area"},
      {"area_category", text, "area of expenditure"},
      {"amount", money, "pounds"},
      {"share", number, "of the body's total"},
      {"robust_z", number,
       "0.6745 (share - median) / median absolute deviation, among the bodies that can be "
       "compared"},
      {"outlier", text, "yes where robust_z is beyond 3.5 either way"}}},
    {"spend_changes",
     "how the share of each area changed from the body's first financial year (PIR-M10)",
     {{"entity", text, "the body"},
      {"year", text, "financial year, April to March"},
      {"months", whole, "months of it with payments"},
      {"area_category", text, "area of expenditure"},
      {"amount", money, "pounds"},
      {"share", number, "of the year's payments"},
      {"baseline_year", text, "the first year with payments"},
      {"baseline_share", number, "of that year's payments"},
      {"change", number, "share less baseline_share"}}},
    {"spend_outliers",
     "months far from a body's other months of the same area (PIR-M10)",
     {{"entity", text, "the body"},
      {"area_category", text, "area of expenditure"},
      {"month", text, "year and month"},
      {"amount", money, "pounds in this month"},
      {"median", number, "pounds in the median month"},
      {"deviation", number, "pounds, the median absolute deviation"},
      {"robust_z", number, "0.6745 (amount - median) / deviation, beyond 3.5 either way"}}},
    {"spend_suppliers",
     "who was paid, and which organisation with an ODS code that is",
     {{"supplier", text, "as published"},
      {"payments", whole, "payments"},
      {"amount", money, "pounds"},
      {"match", text,
       "by hand, code, name, likely, ambiguous, unmatched, may be a person, or withheld"},
      {"ods_code", text, "the organisation"},
      {"name", text, "its registered name"},
      {"kind", text, "its kind"},
      {"score", number,
       "1 for the same name or code; else the share of words in common, rare words weighing more"},
      {"candidates", text, "where it is ambiguous: codes and names"}}},
};

}  // namespace

std::span<const store::TableSchema> table_schemas() {
    return all_schemas;
}

const store::TableSchema& schema_of(std::string_view table) {
    const auto found = std::ranges::find(all_schemas, table, &TableSchema::name);
    assert(found != all_schemas.end() && "a table that spending writes");
    return *found;
}

}  // namespace concord::spending
