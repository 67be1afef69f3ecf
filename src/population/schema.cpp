#include "population/schema.hpp"

#include <algorithm>
#include <cassert>

namespace concord::population {
namespace {

constexpr auto text = ColumnType::text;
constexpr auto whole = ColumnType::whole_number;
constexpr auto truth = ColumnType::truth;
constexpr auto date = ColumnType::date;
constexpr auto money = ColumnType::money;

const std::vector<ExtractTable> all_tables = {
    {"people",
     true,
     "one row a person",
     {{"person",
       whole,
       true,
       "a number that stands for the person in this extract alone; no NHS number",
       {}},
      {"lsoa", text, true, "the lower layer super output area of residence, its GSS code", {}},
      {"lsoa_vintage",
       text,
       true,
       "the vintage of that code, as its layer is named: lsoa11 or lsoa21",
       {}},
      {"practice", text, false, "the practice of registration, its ODS code", {}},
      {"age", whole, true, "completed years on the day of the extract", {}},
      {"birth", date, false, "day of birth, or the first of its month", {}},
      {"sex", text, true, "as registered", {"female", "male", "other", "unknown"}},
      {"ethnicity",
       text,
       false,
       "the five groups of the census, or not stated",
       {"asian", "black", "mixed", "white", "other", "unknown"}},
      {"death", date, false, "day of death; empty while alive", {}},
      {"opt_out",
       truth,
       false,
       "whether the person opted out of planning and research; empty: not known",
       {}},
      {"pseudonym",
       text,
       false,
       "a pseudonym that is the same in the extracts of several providers; no NHS number",
       {},
       true},
      {"postcode_sector",
       text,
       false,
       "the postcode without its last two letters, for linking where there is no area",
       {},
       true}}},
    {"conditions",
     false,
     "one row a condition or circumstance that is recorded of a person",
     {{"person", whole, true, "the person", {}},
      {"scheme",
       text,
       true,
       "the code list that the code is of",
       {"qof", "icd10", "snomed", "concord"}},
      {"code", text, true, "the code", {}},
      {"onset", date, false, "first recorded on", {}}}},
    {"contacts",
     false,
     "contacts of people with services",
     {{"person", whole, true, "the person", {}},
      {"kind",
       text,
       true,
       "with what kind of service",
       {"gp", "community", "mental-health", "emergency", "admission", "outpatient", "social-care"}},
      {"date",
       date,
       true,
       "the day, or the first of the days where the row stands for several",
       {}},
      {"provider", text, false, "who provided it, its ODS code", {}},
      {"contacts", whole, false, "how many contacts the row stands for; empty: one", {}},
      {"cost", money, false, "pounds, of all of them", {}}}},
    {"waiting_list",
     false,
     "one row a pathway of referral to treatment",
     {{"person", whole, true, "the person", {}},
      {"pathway", whole, true, "a number that stands for the pathway", {}},
      {"specialty", text, true, "the treatment function, as published", {}},
      {"provider", text, false, "where the person waits, its ODS code", {}},
      {"clock_start", date, true, "the day from which the person waits", {}},
      {"clock_stop", date, false, "the day it ended; empty while the person waits", {}}}},
};

}  // namespace

store::TableSchema ExtractTable::schema() const {
    store::TableSchema made{name, meaning, {}};
    for (const auto& column : columns)
        made.columns.push_back({column.name, column.type, column.meaning});
    return made;
}

store::TableSchema ExtractTable::schema_without_linking() const {
    store::TableSchema made{name, meaning, {}};
    for (const auto& column : columns)
        if (!column.for_linking) made.columns.push_back({column.name, column.type, column.meaning});
    return made;
}

const ExtractColumn* ExtractTable::column(std::string_view column_name) const {
    const auto found = std::ranges::find(columns, column_name, &ExtractColumn::name);
    return found == columns.end() ? nullptr : &*found;
}

std::span<const ExtractTable> extract_tables() {
    return all_tables;
}

const ExtractTable& extract_table(std::string_view name) {
    const auto found = std::ranges::find(all_tables, name, &ExtractTable::name);
    assert(found != all_tables.end() && "a table of the extract");
    return *found;
}

store::TableSchema schema_of_schema() {
    return {"people_schema",
            "the schema of an extract of people",
            {{"table", text, "the file's name without its ending"},
             {"column", text, "empty for the table itself"},
             {"type", text, "text, whole number, date, true or false, pounds"},
             {"required", truth, "whether an extract must have it"},
             {"values", text, "the words it takes; empty: any"},
             {"meaning", text, "what it says"}}};
}

}  // namespace concord::population
