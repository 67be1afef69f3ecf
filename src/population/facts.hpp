// The facts of a person on which rules are tested, and the questions that are put to an engine
// about them: pure text in the SQL of every engine (docs/internals/sql.md), over the tables of the
// schema (people, conditions, contacts, waiting_list) and two that come with the rules: area_facts
// and code_bits.
#pragma once

#include <set>
#include <span>
#include <string>

#include "base/table.hpp"
#include "population/fifths.hpp"
#include "population/library.hpp"
#include "store/column_data.hpp"
#include "store/query/query_engine.hpp"

namespace concord::population {

// The number and the fifths of every area here; areas are numbered in the order of their codes.
store::RowWriter area_facts(const std::set<std::string>& here, std::span<const Fifths> fifths);

// The bits of those of these codes (scheme, code) that any list holds.
store::RowWriter code_bits(const Vocabulary& vocabulary, const Table& codes);

// One row a person: age, sex, ethnicity, fifths, codes as bits (and those first recorded in the
// year before the day), contacts by kind, kinds, providers, cost, the longest wait in days.
std::string facts_sql(const Library& library, std::span<const Fifths> fifths, Date as_at);

// The table people_groups: people of the view `facts` by segment, age, the lists that bear on their
// risk and whether they had its outcome, with how many of each group are left after each step of
// each cohort.
store::EngineQuery groups_question(const Library& library);
// The column of the people who are left after a step.
std::string step_column(std::size_t cohort, std::size_t step);

// The table people_cells: everybody but the dead by the number of their area, age band, sex and
// ethnic group, each of those as its place among the words that follow.
store::EngineQuery cells_question();
inline constexpr std::size_t age_band_count = 18;
std::string age_band_name(std::size_t band);  // "05-09", "85+"
std::span<const std::string> cell_sexes();    // in the order of letters, as the next
std::span<const std::string> cell_ethnicities();

}  // namespace concord::population
