// Tables of the build, the report's figures and the areas for maps.
#include <fstream>

#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/render.hpp"
#include "server/operations.hpp"

namespace concord::server {
namespace {

constexpr std::int64_t most_rows = 10000;
constexpr std::int64_t usual_rows = 100;

std::string column_json(const ServedColumn& column) {
    return fmt::format(R"({{"name":{},"type":"{}","about":{}}})", quoted_json(column.name),
                       column.type, quoted_json(column.meaning));
}

std::string table_json(const ServedTable& table) {
    std::vector<std::string> columns;
    for (const auto& column : table.columns)
        columns.push_back(column_json(column));
    return fmt::format(R"({{"name":{},"about":{},"rows":{},"columns":[{}]}})",
                       quoted_json(table.name), quoted_json(table.meaning), table.rows,
                       join(columns, ","));
}

Response all_tables(const Call& call) {
    std::vector<std::string> tables;
    for (const auto& table : call.state->build->tables())
        tables.push_back(table_json(table));
    return Response::json(200, R"({"tables":[)" + join(tables, ",") + "]}");
}

RowsQuestion rows_question(const Call& call, std::vector<RequestProblem>& problems) {
    RowsQuestion question;
    question.table = call.path.at("table");
    constexpr std::int64_t any = 1'000'000'000'000;
    question.limit = whole_number(call.request, "limit", usual_rows, most_rows, problems);
    question.offset = whole_number(call.request, "offset", 0, any, problems);
    for (const auto& [name, value] : call.request.query) {
        if (name == "order") question.order = value;
        const bool is_ours =
            name == "order" || name == "limit" || name == "offset" || name == "format";
        if (!is_ours) question.equal.emplace_back(name, value);
    }
    return question;
}

// The file that the build wrote. It is opened before it is known to be this build's, so that it
// stays so.
Response whole_file(const Call& call, const ServedTable& table, Form form) {
    const auto& build = *call.state->build;
    const auto path = build.table_file(table.name, form == Form::csv ? "csv" : "parquet");
    auto file = std::make_shared<std::ifstream>(path, std::ios::binary | std::ios::ate);
    const auto size = file->tellg();
    if (path.empty() || !*file || ServedBuild::stamp(build.folder()) != call.state->stamp) {
        return problem(503, "another build has just landed").with("Retry-After", "2");
    }
    Response response;
    response.type = media_type(form);
    response.body = FileBody{file, static_cast<std::uint64_t>(size)};
    const auto* ending = form == Form::csv ? "csv" : "parquet";
    return std::move(response)
        .with("Content-Disposition",
              fmt::format("attachment; filename=\"{}.{}\"", table.name, ending))
        .with("Accept-Ranges", "bytes");
}

Response some_rows(const Call& call, Form form) {
    std::vector<RequestProblem> problems;
    const auto question = rows_question(call, problems);
    if (!problems.empty()) return problem(400, problems.front().message, problems);
    const auto answer = call.state->build->rows(question);
    if (answer.outcome != Outcome::done || form == Form::csv) return respond(answer, form, false);
    return Response::json(
        200,
        fmt::format(R"({{"table":{},"columns":{},"rows":{},"total":{},"offset":{},"limit":{}}})",
                    quoted_json(question.table), columns_json(answer.table),
                    rows_json(answer.table), answer.total, question.offset, question.limit));
}

bool asks_for_rows(const Request& request) {
    return std::ranges::any_of(request.query,
                               [](const auto& given) { return given.first != "format"; });
}

Response one_table(const Call& call) {
    const auto form = form_of(call.request, {Form::json, Form::csv, Form::parquet});
    if (!form)
        return problem(406,
                       "tables are application/json, text/csv or application/vnd.apache.parquet");
    const auto* table = call.state->build->table(call.path.at("table"));
    const bool is_whole = !asks_for_rows(call.request);
    if (*form == Form::parquet && !is_whole)
        return problem(
            400, "Parquet is the whole table: leave out what chooses rows, or ask for JSON or CSV");
    if (table != nullptr && is_whole && *form != Form::json) return whole_file(call, *table, *form);
    return some_rows(call, *form == Form::parquet ? Form::json : *form);
}

Response areas(const Call& call) {
    const auto& build = *call.state->build;
    const auto& layer = call.path.at("layer");
    if (auto collection = build.areas(layer))
        return Response::of(200, media_type(Form::geojson), std::move(*collection));
    return problem(
        404, fmt::format("there are no boundaries of `{}` here", shown(layer)),
        {{"layers with boundaries are " + join(build.layers_with_areas(), ", "), {}, "layer"}});
}

}  // namespace

void add_tables(std::vector<Operation>& operations) {
    auto report = operation({Method::get, "/report", "report",
                             "All figures that the pages show, of one build", "build"});
    report.answers = {"Report"};
    report.is_of_build = true;
    report.run = [](const Call& call) { return call.state->figures; };
    operations.push_back(report);

    auto tables =
        operation({Method::get, "/tables", "tables",
                   "Every table of the build, with its columns and what they mean", "build"});
    tables.answers = {"Tables"};
    tables.is_of_build = true;
    tables.run = all_tables;
    operations.push_back(tables);

    auto table = operation(
        {Method::get, "/tables/{table}", "table",
         "Rows of a table. Any column is a parameter too: its value chooses rows, given again any "
         "of "
         "the values",
         "build"});
    table.parameters = {{"limit", "How many rows at most, up to 10000", "integer"},
                        {"offset", "How many rows are left out at the beginning", "integer"},
                        {"order", "A column, with - before it the greatest first"}};
    table.forms = {Form::json, Form::csv, Form::parquet};
    table.answers = {"Rows"};
    table.is_of_build = true;
    table.takes_any_parameter = true;
    table.run = one_table;
    operations.push_back(table);

    auto map =
        operation({Method::get, "/areas/{layer}", "areas",
                   "The areas of a layer with their boundaries, simplified for a screen", "build"});
    map.forms = {Form::geojson};
    map.answers = {"FeatureCollection", "application/geo+json"};
    map.is_of_build = true;
    map.run = areas;
    operations.push_back(map);
}

}  // namespace concord::server
