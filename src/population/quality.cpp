#include "population/quality.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::population {
namespace {

using store::quoted_text;

std::string list_of(const std::vector<std::string>& words) {
    std::vector<std::string> quoted;
    for (const auto& word : words)
        quoted.push_back(quoted_text(word));
    return "(" + join(quoted, ", ") + ")";
}

const std::vector<std::string>& words_of(std::string_view table, std::string_view column) {
    return extract_table(table).column(column)->values;
}

// A row that lacks what it must have, or that could not be read whole.
std::string incomplete(const ExtractTable& table) {
    std::vector<std::string> conditions = {"s.row_number < 0"};
    for (const auto& column : table.columns)
        if (column.required) conditions.push_back(fmt::format("s.{} IS NULL", column.name));
    return join(conditions, " OR ");
}

std::string day(const std::optional<Date>& date) {
    return date ? fmt::format("DATE {}", quoted_text(date->iso())) : "DATE '9999-12-31'";
}

// A word for sex or ethnicity that is not known is taken as unknown, and said (POP006).
std::string mended(std::string_view column) {
    return fmt::format(
        "CASE WHEN s.{0} IS NULL OR s.{0} IN {1} THEN coalesce(s.{0}, 'unknown') "
        "ELSE 'unknown' END AS {0}",
        column, list_of(words_of("people", column)));
}

std::vector<std::string> views_of_people(const ExtractTable& table,
                                         const QualityQuestion& question) {
    const auto repeated =
        question.has_repeated
            ? fmt::format(
                  "LEFT JOIN repeated_people AS twice ON twice.person = s.person AND "
                  "twice.part = {} AND twice.row_number = s.row_number",
                  quoted_text(question.part))
            : std::string();
    const auto is_repeated = question.has_repeated ? "twice.person IS NOT NULL" : "false";
    return {
        // The vintage of most people is the extract's.
        "CREATE OR REPLACE TABLE main_vintage AS SELECT lsoa_vintage FROM source_people WHERE "
        "lsoa_vintage IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 DESC LIMIT 1",
        fmt::format(
            "CREATE OR REPLACE VIEW raw_people AS SELECT s.* EXCLUDE (sex, ethnicity), {}, {}, "
            "s.sex AS sex_as_given, s.ethnicity AS ethnicity_as_given, CASE "
            "WHEN {} THEN 'POP007' "
            "WHEN s.age < 0 OR s.age > {} THEN 'POP001' "
            "WHEN {} THEN 'POP002' "
            "WHEN s.death < s.birth OR s.birth > {} THEN 'POP003' "
            "WHEN s.lsoa_vintage <> (SELECT lsoa_vintage FROM main_vintage) THEN 'POP005' "
            "WHEN known.code IS NULL AND other.code IS NOT NULL THEN 'POP005' "
            "WHEN known.code IS NULL AND (SELECT count(*) > 0 FROM known_areas) THEN 'POP004' "
            "END AS rule FROM source_people AS s "
            "LEFT JOIN known_areas AS known ON known.code = s.lsoa AND known.vintage = "
            "s.lsoa_vintage "
            "LEFT JOIN (SELECT code, min(vintage) AS vintage FROM known_areas GROUP BY code) AS "
            "other ON other.code = s.lsoa {}",
            mended("sex"), mended("ethnicity"), incomplete(table), oldest_age, is_repeated,
            day(question.as_at), repeated),
        "CREATE OR REPLACE VIEW people AS SELECT * EXCLUDE (rule) FROM raw_people WHERE rule IS "
        "NULL",
    };
}

// What must hold of the dates of a row, beside its person `p`: none before birth, none after death.
std::string wrong_days(std::string_view table, const std::optional<Date>& as_at) {
    if (table == "conditions")
        return fmt::format("s.onset < p.birth OR s.onset > p.death OR s.onset > {}", day(as_at));
    if (table == "contacts")
        return fmt::format("s.date < p.birth OR s.date > p.death OR s.date > {}", day(as_at));
    return fmt::format(
        "s.clock_start < p.birth OR s.clock_start > p.death OR s.clock_start > {} "
        "OR s.clock_stop < s.clock_start",
        day(as_at));
}

std::string wrong_words(std::string_view table) {
    if (table == "conditions")
        return fmt::format("s.scheme NOT IN {}", list_of(words_of(table, "scheme")));
    if (table == "contacts")
        return fmt::format("s.kind NOT IN {} OR s.contacts < 1 OR s.cost < 0",
                           list_of(words_of(table, "kind")));
    return "false";
}

std::vector<std::string> views_of(const ExtractTable& table, const QualityQuestion& question) {
    return {fmt::format("CREATE OR REPLACE VIEW raw_{0} AS SELECT s.*, CASE "
                        "WHEN {1} THEN 'POP007' "
                        "WHEN {2} THEN 'POP008' "
                        "WHEN p.person IS NULL THEN 'POP013' "
                        "WHEN {3} THEN 'POP014' "
                        "END AS rule FROM source_{0} AS s LEFT JOIN people AS p ON p.person = "
                        "s.person",
                        table.name, incomplete(table), wrong_words(table.name),
                        wrong_days(table.name, question.as_at)),
            fmt::format("CREATE OR REPLACE VIEW {0} AS SELECT * EXCLUDE (rule) FROM raw_{0} WHERE "
                        "rule IS NULL",
                        table.name)};
}

}  // namespace

std::vector<std::string> quality_views(const ExtractTable& table, const QualityQuestion& question) {
    return table.name == "people" ? views_of_people(table, question) : views_of(table, question);
}

std::string settled_view(const ExtractTable& table, const std::string& left_out) {
    const auto columns = table.name == "people"
                             ? fmt::format("s.* EXCLUDE (sex, ethnicity), {}, {}", mended("sex"),
                                           mended("ethnicity"))
                             : std::string("s.*");
    const auto without = left_out.empty()
                             ? std::string()
                             : fmt::format("ANTI JOIN {} AS bad ON bad.row_number = s.row_number",
                                           store::quoted_name(left_out));
    return fmt::format("CREATE OR REPLACE VIEW {0} AS SELECT {1} FROM source_{0} AS s {2}",
                       table.name, columns, without);
}

std::string unknown_words_query() {
    return fmt::format(
        "SELECT count(*), coalesce(min(abs(row_number)), 0) FROM raw_people WHERE "
        "rule IS NULL AND (sex_as_given NOT IN {} OR ethnicity_as_given NOT IN {})",
        list_of(words_of("people", "sex")), list_of(words_of("people", "ethnicity")));
}

std::vector<rules::AreaCount> overfull_areas(store::Warehouse& warehouse) {
    const auto found = warehouse.query(
        "SELECT code, k.people FROM (SELECT code, vintage, sum(people) AS people FROM "
        "people_of_areas GROUP BY ALL) AS p JOIN known_areas AS k USING (code, vintage) WHERE "
        "k.people > 0 AND p.people > 1.5 * k.people ORDER BY code");
    std::vector<rules::AreaCount> over;
    for (const auto& row : found.rows)
        over.push_back({std::get<std::string>(row[0]), std::get<std::int64_t>(row[1])});
    return over;
}

}  // namespace concord::population
