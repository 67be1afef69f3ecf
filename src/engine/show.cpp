// `show`: a table of the last build, with an SQL condition and, for tables of dated things, a date.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/engine.hpp"
#include "engine/located_system.hpp"
#include "engine/rulebook.hpp"

namespace concord {
namespace {

bool has(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

Table list_of_tables(store::Warehouse& warehouse) {
    return warehouse.query(
        "SELECT table_name AS \"table\", estimated_size AS \"rows\" FROM duckdb_tables() ORDER BY "
        "1",
        "tables");
}

// What held on the day, for a table with both dates; the condition is empty for others.
std::string on_the_day(const std::vector<std::string>& columns, const std::string& as_at) {
    if (!has(columns, "valid_from") || !has(columns, "valid_to")) return {};
    const auto day = fmt::format("DATE {}", store::quoted_text(as_at));
    return fmt::format(
        "(valid_from IS NULL OR valid_from <= {0}) AND "
        "(valid_to IS NULL OR valid_to >= {0})",
        day);
}

// One word that names no table may name the folder: `show DIR` lists the tables of its build.
bool is_system_or_build(const fs::path& folder) {
    std::error_code error;
    return fs::is_regular_file(folder / "system.toml", error) ||
           fs::is_regular_file(folder / build_marker, error);
}

std::string query_for(const ShowQuestion& question, const std::string& table,
                      const std::string& dated) {
    std::string sql = "FROM " + store::quoted_name(table);
    std::vector<std::string> conditions;
    if (!question.where.empty()) conditions.push_back("(" + question.where + "\n)");
    if (!dated.empty()) conditions.push_back(dated);
    if (!conditions.empty()) sql += " WHERE " + join(conditions, " AND ");
    if (question.limit) sql += fmt::format(" LIMIT {}", *question.limit);
    return sql;
}

}  // namespace

Answer Engine::show(const ShowQuestion& asked) {
    Answer answer;
    auto question = asked;
    if (!question.system.folder && is_system_or_build(question.table)) {
        question.system.folder = question.table;
        question.table.clear();
    }
    if (question.limit && *question.limit < 0) {
        refuse_usage(answer, "a limit is not below 0", "give --limit 0 or more");
        return answer;
    }
    const auto located = locate(question.system, options_, answer);
    if (!located) return answer;
    if (!located->build) {
        refuse_usage(answer, fmt::format("`{}` has not been built", located->folder.string()),
                     fmt::format("run `concord build {}`", located->folder.string()));
        answer.outcome = Outcome::input_missing;
        return answer;
    }
    auto warehouse = store::Warehouse::open(*located->build / "concord.duckdb",
                                            {options_.threads, options_.memory, true});
    if (question.table.empty()) {
        answer.table = list_of_tables(warehouse);
        return answer;
    }
    const auto tables = warehouse.table_names();
    if (!has(tables, question.table)) {
        const auto guess = closest(question.table, tables);
        refuse_usage(answer, fmt::format("there is no table `{}`", shown(question.table)),
                     guess ? fmt::format("did you mean `{}`?", *guess)
                           : fmt::format("tables are {}", join(tables, ", ")));
        return answer;
    }
    std::string dated;
    if (question.system.as_at) {
        const auto date = Date::parse(*question.system.as_at);
        if (!date) {
            refuse_usage(answer, fmt::format("`{}` is not a date", shown(*question.system.as_at)),
                         "give a date such as 2022-07-01");
            return answer;
        }
        dated = on_the_day(warehouse.column_names(question.table), date->iso());
        if (dated.empty()) answer.notes.push_back("the table has no dates; all rows are shown");
    }
    std::string problem;
    auto table = warehouse.try_query(query_for(question, question.table, dated), problem);
    if (!table) {
        refuse_usage(
            answer, fmt::format("the condition is not understood: {}", problem),
            fmt::format("columns are {}", join(warehouse.column_names(question.table), ", ")));
        return answer;
    }
    answer.table = std::move(*table);
    answer.table.name = question.table;
    return answer;
}

}  // namespace concord
