// The tables of people, with the meaning of every column.
#include <algorithm>
#include <cassert>

#include "population/population.hpp"
#include "population/tables.hpp"

namespace concord::population {
namespace {

constexpr auto text = ColumnType::text;
constexpr auto whole = ColumnType::whole_number;
constexpr auto number = ColumnType::number;

const std::vector<store::TableSchema> all_schemas = {
    {"people_rows",
     "what became of every row of an extract of people",
     {{"table", text, "people, conditions, contacts or waiting_list"},
      {"file", text, "the file"},
      {"rows", whole, "rows of the file: those kept and those left out"},
      {"outcome", text, "kept, left out, or taken as unknown (of those kept)"},
      {"rule", text, "the rule by which"},
      {"count", whole, "rows"}}},
    {"population_counts",
     "people of the extract by area and age, and by age, sex and ethnic group; the dead left out",
     {{"layer", text, "the layer of the small areas"},
      {"code", text, "the small area; empty: all areas"},
      {"age_band", text, "years of age: 00-04 to 80-84, and 85+"},
      {"sex", text, "empty: all"},
      {"ethnicity", text, "empty: all"},
      {"people", whole, "empty: suppressed"},
      {"release", text, "the rule of disclosure by which the counts left"}}},
    {"cohorts",
     "who is in each cohort: people who are alive and have not opted out",
     {{"cohort", text, "its id"},
      {"title", text, "what it is called"},
      {"cohort_group", text, "core20, core20-local, plus, clinical-adults, clinical-children …"},
      {"people", whole, "empty: suppressed"},
      {"of", whole, "people asked about"},
      {"share", number, "people over all asked about, of the counts as they left"},
      {"source", text, "whose rule it is"},
      {"note", text, "what to beware of"},
      {"release", text, "the rule of disclosure by which the counts left"}}},
    {"cohort_steps",
     "how each cohort comes about: who was lost at each step, and why",
     {{"cohort", text, "its id"},
      {"step", whole, "1 is the first"},
      {"must", text, "what a person must be to stay in"},
      {"before", whole, "people before the step; empty: suppressed"},
      {"kept", whole, "people after it; empty: suppressed"},
      {"lost", whole, "people lost at it; empty: suppressed"},
      {"release", text, "the rule of disclosure by which the counts left"}}},
    {"segments",
     "everybody in one segment, the first whose rule holds",
     {{"segment", text, "its id; `all` is everybody"},
      {"title", text, "what it is called"},
      {"people", whole, "empty: suppressed"},
      {"share", number, "of everybody, of the counts as they left"},
      {"contacts_per_person", number, "contacts of the year, of whatever kind"},
      {"cost_per_person", number, "pounds of the year; empty where no cost is known"},
      {"release", text, "the rule of disclosure by which the counts left"}}},
    {"risk_strata",
     "strata of risk, with what the model expected beside what was observed",
     {{"stratum", text, "its id, from the lowest chance"},
      {"up_to", number, "the highest chance in it"},
      {"people", whole, "empty: suppressed"},
      {"with_outcome", whole, "people who had the outcome; empty: suppressed"},
      {"observed", number, "share who had it, of the counts as they left"},
      {"lowercl", number, "of it, Wilson's, 95 %"},
      {"uppercl", number, "of it, Wilson's, 95 %"},
      {"expected", number, "share who would, by the model"},
      {"calibration", number, "observed over expected: 1 where the model is right"},
      {"model", text, "what the outcome is, and where the model is from"},
      {"release", text, "the rule of disclosure by which the counts left"}}},
    {"deprived_fifths",
     "the areas of the most deprived fifth of the country, and of the areas here (THE-R056, "
     "THE-R022)",
     {{"measure", text, "the index"},
      {"layer", text, "the layer of the small areas"},
      {"last_rank", whole, "of the country's fifth"},
      {"ranked", whole, "areas of the country with a rank"},
      {"areas_here", whole, "areas of the extract"},
      {"national", whole, "of them in the country's fifth"},
      {"not_known", whole, "of them not known: their counterparts do not agree, or have no rank"},
      {"local", whole, "of them in the fifth of the areas here"},
      {"local_not_national", whole, "in the fifth of the areas here, and not the country's"},
      {"national_not_local", whole, "in the country's, and not in that of the areas here"}}},
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

}  // namespace concord::population
