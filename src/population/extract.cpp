#include "population/extract.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "base/failure.hpp"
#include "base/text.hpp"
#include "population/quality.hpp"

namespace concord::population {
namespace {

using store::quoted_name;
using store::quoted_text;

std::string sql_type(ColumnType type) {
    switch (type) {
        case ColumnType::text:
            return "VARCHAR";
        case ColumnType::whole_number:
            return "BIGINT";
        case ColumnType::number:
            return "DOUBLE";
        case ColumnType::truth:
            return "BOOLEAN";
        case ColumnType::date:
            return "DATE";
        case ColumnType::money:
            return "DECIMAL(18, 2)";
    }
    return "VARCHAR";
}

// Whether a column of the engine's type can be read as ours without guessing.
bool can_be_read(std::string_view engine_type, ColumnType type) {
    static const std::set<std::string_view> wholes = {"TINYINT",  "SMALLINT",  "INTEGER", "BIGINT",
                                                      "UTINYINT", "USMALLINT", "UINTEGER"};
    const bool is_whole = wholes.contains(engine_type);
    switch (type) {
        case ColumnType::text:
            return engine_type == "VARCHAR" || engine_type.starts_with("ENUM");
        case ColumnType::whole_number:
            return is_whole;
        case ColumnType::number:
        case ColumnType::money:
            return is_whole || engine_type == "DOUBLE" || engine_type == "FLOAT" ||
                   engine_type.starts_with("DECIMAL");
        case ColumnType::truth:
            return engine_type == "BOOLEAN";
        case ColumnType::date:
            return engine_type == "DATE" || engine_type.starts_with("TIMESTAMP");
    }
    return false;
}

std::string type_words(ColumnType type) {
    switch (type) {
        case ColumnType::whole_number:
            return "whole numbers";
        case ColumnType::number:
        case ColumnType::money:
            return "numbers";
        case ColumnType::truth:
            return "true or false";
        case ColumnType::date:
            return "dates";
        default:
            return "text";
    }
}

std::string source_of(const ExtractFile& file) {
    return fmt::format("read_parquet({}, file_row_number = true)", quoted_text(file.path.string()));
}

// The value of a cell of CSV, put into the row; false where it is not of the column's type.
bool put(store::RowWriter& rows, const ExtractColumn& column, std::string_view text) {
    if (text.empty()) {
        rows.gap();
        return true;
    }
    switch (column.type) {
        case ColumnType::whole_number: {
            const auto value = parse_whole_number(text);
            value ? rows.whole(*value) : rows.gap();
            return value.has_value();
        }
        case ColumnType::truth: {
            const auto word = lower(text);
            const bool is_yes = word == "true" || word == "yes" || word == "1";
            const bool is_no = word == "false" || word == "no" || word == "0";
            is_yes || is_no ? rows.truth(is_yes) : rows.gap();
            return is_yes || is_no;
        }
        case ColumnType::date: {
            const auto value = Date::parse(text);
            rows.date(value);
            return value.has_value();
        }
        case ColumnType::money: {
            const auto value = parse_number(text);
            constexpr double most = 1e14;
            const bool good = value && *value<most&& * value> - most;
            good ? rows.money(Pence(std::int64_t{std::llround(*value * 100)})) : rows.gap();
            return good;
        }
        default:
            rows.text(text);
            return true;
    }
}

// The columns that a file lacks, of those that questions about people use.
std::vector<std::string> missing_of(const std::string& selected, const ExtractTable& table) {
    std::vector<std::string> missing;
    for (const auto& column : table.columns) {
        const auto gap =
            fmt::format("CAST(NULL AS {}) AS {}", sql_type(column.type), quoted_name(column.name));
        if (!column.for_linking && selected.find(gap) != std::string::npos)
            missing.push_back(column.name);
    }
    return missing;
}

store::TableSchema csv_schema(const ExtractTable& table) {
    auto schema = table.schema();
    schema.name = "csv_" + table.name;
    schema.columns.push_back({"row_number", ColumnType::whole_number, ""});
    return schema;
}

}  // namespace

ExtractReader::ExtractReader(const Extract& extract, store::Warehouse& warehouse,
                             Diagnostics& diagnostics)
    : extract_(extract), warehouse_(warehouse), diagnostics_(diagnostics) {
    warehouse_.run(
        "CREATE TABLE IF NOT EXISTS repeated_people (person BIGINT, part VARCHAR, "
        "row_number BIGINT)");
}

// The columns of a Parquet file as the schema has them; empty, and said, where one is missing or of
// another type.
std::string ExtractReader::columns_of(const ExtractTable& table, const ExtractFile& file) {
    std::string problem;
    const auto described =
        warehouse_.try_query(fmt::format("DESCRIBE SELECT * FROM {}", source_of(file)), problem);
    const bool is_news = !std::exchange(said_[file.shown_path], true);
    const auto say = [&](const char* rule, const std::string& subject, std::string message,
                         std::string help = {}) {
        if (is_news)
            diagnostics_.add(
                {rule, {file.shown_path, 0, 0}, subject, std::move(message), std::move(help)});
    };
    if (!described) {
        say("POP009", table.name, fmt::format("`{}` cannot be read as Parquet", table.name));
        return {};
    }
    std::map<std::string, std::string> types;
    std::vector<std::string> names;
    for (const auto& row : described->rows) {
        names.push_back(std::get<std::string>(row[0]));
        types[names.back()] = std::get<std::string>(row[1]);
    }
    std::vector<std::string> columns;
    bool good = true;
    for (const auto& column : table.columns) {
        const auto found = types.find(column.name);
        const auto type = sql_type(column.type);
        if (found != types.end() && can_be_read(found->second, column.type)) {
            columns.push_back(
                fmt::format("CAST({0} AS {1}) AS {0}", quoted_name(column.name), type));
            continue;
        }
        columns.push_back(fmt::format("CAST(NULL AS {}) AS {}", type, quoted_name(column.name)));
        good = good && !column.required;
        if (found != types.end()) {
            say("POP010", column.name,
                fmt::format("the column `{}` holds {} and not {}", column.name,
                            lower(found->second), type_words(column.type)));
        } else if (column.required) {
            const auto guess = closest(column.name, names);
            say("POP011", column.name, fmt::format("there is no column `{}`", column.name),
                guess ? fmt::format("is it `{}`? rename it", shown(*guess)) : "");
        }
    }
    return good ? join(columns, ", ") : std::string();
}

bool ExtractReader::read_csv(const ExtractTable& table, const ExtractFile& file) {
    std::vector<std::string> required;
    std::vector<std::string> optional;
    for (const auto& column : table.columns)
        (column.required ? required : optional).push_back(column.name);
    const auto options = files::hand_written(file.shown_path, required, optional);
    auto unheard = diagnostics_.child();
    const bool is_news = !std::exchange(said_[file.shown_path], true);
    auto& heard = is_news ? diagnostics_ : unheard;
    files::CsvReader reader(file.path, options, heard);
    store::RowWriter rows(csv_schema(table));
    while (reader.next()) {
        bool good = true;
        std::uint32_t line = 0;
        for (const auto& column : table.columns) {
            const auto at = static_cast<std::size_t>(
                std::ranges::find(options.columns, column.name, &files::WantedColumn::name) -
                options.columns.begin());
            line = reader.spot(at).line != 0 ? reader.spot(at).line : line;
            if (put(rows, column, trim(reader.value(at)))) continue;
            heard.add({"POP012", reader.place(at), column.name,
                       fmt::format("`{}` is not one of {}", shown(reader.value(at)),
                                   type_words(column.type))});
            good = false;
        }
        // A value that cannot be read leaves its row without a person: it is counted, and left out.
        rows.whole(good ? std::int64_t{line} : -std::int64_t{line});
        rows.end_row();
        if (!good) reader.skip_row();
    }
    if (!reader.usable()) return false;
    warehouse_.run(fmt::format("DROP TABLE IF EXISTS csv_{}", table.name));
    warehouse_.write(rows);
    auto report = reader.report();
    report.dataset = "people/" + file.path.filename().string();
    if (is_news) reports_.push_back(std::move(report));
    return true;
}

// The view source_NAME: the file's rows in the schema's columns, or none.
bool ExtractReader::make_source(const ExtractTable& table, const ExtractFile* file) {
    if (file && file->is_parquet) {
        const auto columns = columns_of(table, *file);
        if (!columns.empty()) {
            warehouse_.run(fmt::format(
                "CREATE OR REPLACE VIEW source_{} AS SELECT {}, file_row_number + 1 AS row_number "
                "FROM {}",
                table.name, columns, source_of(*file)));
            return true;
        }
    } else if (file && read_csv(table, *file)) {
        warehouse_.run(
            fmt::format("CREATE OR REPLACE VIEW source_{0} AS FROM csv_{0}", table.name));
        return true;
    }
    std::vector<std::string> columns;
    for (const auto& column : table.columns)
        columns.push_back(
            fmt::format("CAST(NULL AS {}) AS {}", sql_type(column.type), quoted_name(column.name)));
    warehouse_.run(
        fmt::format("CREATE OR REPLACE VIEW source_{} AS SELECT {}, CAST(0 AS BIGINT) AS "
                    "row_number WHERE false",
                    table.name, join(columns, ", ")));
    return false;
}

// Whether each number is above the one read before it, as in files that are ordered by person: then
// nobody stands twice, whatever the order in which rows were read, and no number need be held.
bool ExtractReader::is_rising(const std::string& people) {
    const auto falls = warehouse_.query_whole_numbers(
        fmt::format("SELECT count(*) FROM (SELECT person, lag(person) OVER () AS before FROM ({})) "
                    "WHERE person <= before OR person IS NULL",
                    people),
        0);
    return falls[0][0] == 0;
}

void ExtractReader::find_repeated() {
    std::vector<std::string> selects;
    const auto& people = extract_table("people");
    for (const auto& part : extract_.parts) {
        const auto file = part.files.find("people");
        if (file == part.files.end()) continue;
        if (!file->second.is_parquet) {
            if (!read_csv(people, file->second)) continue;
            // The next part takes the table's place.
            const auto kept = fmt::format("csv_persons_{}", selects.size());
            warehouse_.run(fmt::format(
                "CREATE OR REPLACE TABLE {} AS SELECT person, row_number FROM csv_people", kept));
            selects.push_back(fmt::format("SELECT person, {} AS part, row_number FROM {}",
                                          quoted_text(part.suffix), kept));
        } else if (!columns_of(people, file->second).empty()) {
            selects.push_back(fmt::format(
                "SELECT CAST(person AS BIGINT) AS person, {} AS part, file_row_number + 1 AS "
                "row_number FROM {}",
                quoted_text(part.suffix), source_of(file->second)));
        }
    }
    if (selects.empty()) return;
    if (is_rising(join(selects, " UNION ALL "))) return;
    // First by number alone, which is all that must be held of everybody.
    const auto all = join(selects, " UNION ALL ");
    warehouse_.run(
        fmt::format("CREATE OR REPLACE TABLE repeated_numbers AS SELECT person FROM ({}) "
                    "WHERE person IS NOT NULL GROUP BY person HAVING count(*) > 1",
                    all));
    warehouse_.run(fmt::format(
        "CREATE OR REPLACE TABLE repeated_people AS SELECT person, part, row_number FROM ({}) SEMI "
        "JOIN repeated_numbers USING (person) QUALIFY row_number() OVER (PARTITION BY person ORDER "
        "BY part, row_number) > 1",
        all));
    has_repeated_ =
        warehouse_.query_whole_numbers("SELECT count(*) FROM repeated_people", 0)[0][0] > 0;
}

bool ExtractReader::has_columns(const ExtractPart& part) {
    return std::ranges::all_of(part.files, [this](const auto& named) {
        const auto& [name, file] = named;
        if (!file.is_parquet) return false;
        const auto columns = columns_of(extract_table(name), file);
        return !columns.empty() && missing_of(columns, extract_table(name)).empty();
    });
}

bool ExtractReader::open(const ExtractPart& part) {
    open_.clear();
    open_part_ = part.suffix;
    bool has_people = false;
    for (const auto& table : extract_tables()) {
        const auto file = part.files.find(table.name);
        const bool made = make_source(table, file == part.files.end() ? nullptr : &file->second);
        if (made) open_[table.name] = file->second;
        if (table.name == "people") has_people = made;
        const auto settled = made ? settled_.find(file->second.shown_path) : settled_.end();
        if (settled != settled_.end()) {
            warehouse_.run(settled_view(table, settled->second));
            continue;
        }
        for (const auto& sql : quality_views(table, {part.suffix, has_repeated_, extract_.as_at}))
            warehouse_.run(sql);
    }
    return has_people;
}

RowTally ExtractReader::tally_of(const ExtractTable& table, const ExtractFile& file) {
    RowTally made;
    made.table = table.name;
    made.file = file;
    const auto counts = warehouse_.query(fmt::format(
        "SELECT coalesce(rule, ''), count(*), min(abs(row_number)) FROM raw_{} GROUP BY 1 "
        "ORDER BY 1",
        table.name));
    for (const auto& row : counts.rows) {
        const auto rule = std::get<std::string>(row[0]);
        const auto rows = std::get<std::int64_t>(row[1]);
        made.rows += rows;
        if (rule.empty()) {
            made.good = rows;
        } else {
            made.left_out.push_back({rule, rows, std::get<std::int64_t>(row[2])});
        }
    }
    if (table.name != "people") return made;
    const auto words = warehouse_.query_whole_numbers(unknown_words_query(), 0);
    if (words[0][0] > 0) made.mended.push_back({"POP006", words[0][0], words[1][0]});
    return made;
}

void ExtractReader::settle(const ExtractTable& table, const RowTally& tally) {
    std::string bad;
    if (!tally.left_out.empty()) {
        bad = fmt::format("left_out_{}{}", table.name, open_part_);
        warehouse_.run(fmt::format(
            "CREATE OR REPLACE TABLE {} AS SELECT row_number FROM raw_{} WHERE rule IS NOT NULL",
            store::quoted_name(bad), table.name));
    }
    warehouse_.run(settled_view(table, bad));
    settled_[tally.file.shown_path] = bad;
}

std::vector<RowTally> ExtractReader::tally() {
    std::vector<RowTally> tallies;
    // People come first: the rows of the other tables are judged beside them.
    for (const auto& table : extract_tables()) {
        const auto file = open_.find(table.name);
        if (file == open_.end()) continue;
        tallies.push_back(tally_of(table, file->second));
        settle(table, tallies.back());
    }
    return tallies;
}

void know_areas(std::span<const KnownArea> areas, store::Warehouse& warehouse) {
    store::RowWriter rows({"known_areas",
                           "small areas that are known",
                           {{"code", ColumnType::text, ""},
                            {"vintage", ColumnType::text, ""},
                            {"people", ColumnType::whole_number, ""}}});
    for (const auto& area : areas) {
        rows.text(area.code).text(area.vintage);
        area.people < 0 ? rows.gap() : rows.whole(area.people);
        rows.end_row();
    }
    warehouse.write(rows);
}

}  // namespace concord::population
