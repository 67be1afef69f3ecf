// Which rows of an extract are left out, and by which rule: SQL over the views of the reader, and
// the findings that its counts become.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "population/extract.hpp"
#include "population/rules/rules.hpp"

namespace concord::population {

struct QualityQuestion {
    std::string part;
    bool has_repeated = false;
    std::optional<Date> as_at;
};

// Statements that make raw_NAME and NAME of source_NAME.
std::vector<std::string> quality_views(const ExtractTable& table, const QualityQuestion& question);

// NAME again, once raw_NAME has been counted: the file's rows without those whose numbers stand in
// the table `left_out` (empty: all rows are good). Nothing is judged a second time.
std::string settled_view(const ExtractTable& table, const std::string& left_out);

// How many people have a word for sex or ethnicity that the schema has not, and the first row.
std::string unknown_words_query();

// Areas with more than one and a half times their published people, of the table people_of_areas.
std::vector<rules::AreaCount> overfull_areas(store::Warehouse& warehouse);

}  // namespace concord::population
