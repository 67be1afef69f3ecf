#include "engine/render.hpp"

#include <array>
#include <cmath>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "files/fetch.hpp"
#include "pipeline/pipeline.hpp"
#include "store/warehouse.hpp"

namespace concord {
namespace {

using json = nlohmann::ordered_json;

constexpr std::array<std::pair<std::string_view, Format>, 7> format_names = {
    {{"table", Format::table},
     {"csv", Format::csv},
     {"json", Format::json},
     {"markdown", Format::markdown},
     {"sarif", Format::sarif},
     {"svg", Format::svg},
     {"html", Format::html}}};

// A value as programs read it back.
std::string exact(const Value& value) {
    return std::visit(
        [](const auto& held) -> std::string {
            using Held = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<Held, std::monostate>)
                return "";
            else if constexpr (std::is_same_v<Held, std::string>)
                return held;
            else if constexpr (std::is_same_v<Held, bool>)
                return held ? "true" : "false";
            else if constexpr (std::is_same_v<Held, Pence>)
                return held.pounds();
            else
                return fmt::format("{}", held);
        },
        value);
}

// A value as people read it: thousands separated, at most four decimals.
std::string readable(const Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return with_thousands(*whole);
    if (const auto* number = std::get_if<double>(&value)) {
        auto text = fmt::format("{:.4f}", *number);
        while (text.ends_with('0'))
            text.pop_back();
        if (text.ends_with('.')) text.pop_back();
        return text;
    }
    if (const auto* money = std::get_if<Pence>(&value)) return money->grouped();
    return exact(value);
}

bool is_number(const Column& column) {
    return column.type == ColumnType::whole_number || column.type == ColumnType::number ||
           column.type == ColumnType::money;
}

std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted.append(c == '"' ? 2 : 1, c);
    return quoted + "\"";
}

json to_json(const Value& value) {
    return std::visit(
        [](const auto& held) -> json {
            using Held = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<Held, std::monostate>)
                return nullptr;
            else if constexpr (std::is_same_v<Held, Pence>)
                return held.nearest_pounds();
            else
                return held;
        },
        value);
}

// The width of a text on a terminal, near enough: its characters.
std::size_t width(const std::string& text) {
    return column_at(text, text.size()) - 1;
}

std::string padded(const std::string& text, std::size_t to, bool right) {
    const std::string space(to - std::min(to, width(text)), ' ');
    return right ? space + text : text + space;
}

// A text as it stands, but for the characters that would drive the reader's terminal.
std::string harmless(const std::string& text) {
    return shown(text, std::string::npos);
}

// Tables with one long text a row (a rule explained) are laid out as paragraphs.
bool has_line_breaks(const Table& table) {
    if (table.columns.size() != 2) return false;
    for (const auto& row : table.rows) {
        for (const auto& value : row) {
            const auto* text = std::get_if<std::string>(&value);
            if (text && text->find('\n') != std::string::npos) return true;
        }
    }
    return false;
}

std::string render_paragraphs(const Table& table) {
    std::string out;
    for (const auto& row : table.rows) {
        out += fmt::format("{}:\n", harmless(readable(row.front())));
        for (std::size_t c = 1; c < row.size(); ++c) {
            std::istringstream text(readable(row[c]));
            for (std::string line; std::getline(text, line);)
                out += fmt::format("    {}\n", harmless(line));
        }
    }
    return out;
}

std::string_view sarif_level(Severity severity) {
    switch (severity) {
        case Severity::error:
            return "error";
        case Severity::warning:
            return "warning";
        case Severity::information:
            return "note";
    }
    return "none";
}

json sarif_location(const Location& location) {
    const auto path = files::encode_path(location.file);
    const auto uri = path.starts_with('/') ? "file://" + path : path;
    json physical = {{"artifactLocation", {{"uri", uri}}}};
    if (location.line > 0) {
        physical["region"] = {{"startLine", location.line}};
        if (location.column > 0) physical["region"]["startColumn"] = location.column;
    }
    return {{"physicalLocation", physical}};
}

}  // namespace

std::optional<Format> parse_format(std::string_view text) {
    for (const auto& [name, format] : format_names) {
        if (name == text) return format;
    }
    return std::nullopt;
}

std::string render_csv(const Table& table) {
    std::string out;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        out += (c ? "," : "") + csv_field(table.columns[c].name);
    }
    out += '\n';
    for (const auto& row : table.rows) {
        for (std::size_t c = 0; c < row.size(); ++c) {
            out += (c ? "," : "") + csv_field(exact(row[c]));
        }
        out += '\n';
    }
    return out;
}

std::string render_cell(const Value& value) {
    return exact(value);
}

std::string render_json(const Table& table) {
    json rows = json::array();
    for (const auto& row : table.rows) {
        json object = json::object();
        for (std::size_t c = 0; c < row.size(); ++c)
            object[table.columns[c].name] = to_json(row[c]);
        rows.push_back(std::move(object));
    }
    return rows.dump(1) + "\n";
}

std::string render_markdown(const Table& table) {
    std::string out = "|";
    for (const auto& column : table.columns)
        out += fmt::format(" {} |", column.name);
    out += "\n|";
    for (const auto& column : table.columns)
        out += is_number(column) ? " ---: |" : " --- |";
    out += '\n';
    for (const auto& row : table.rows) {
        out += '|';
        for (const auto& value : row) {
            std::string text = readable(value);
            for (auto at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2)) {
                text.insert(at, "\\");
            }
            for (auto& c : text)
                c = c == '\n' ? ' ' : c;
            out += fmt::format(" {} |", text);
        }
        out += '\n';
    }
    return out;
}

std::string render_text(const Table& table) {
    if (has_line_breaks(table)) return render_paragraphs(table);
    constexpr std::size_t cell_limit = 60;
    std::vector<std::vector<std::string>> cells;
    std::vector<std::size_t> widths;
    for (const auto& column : table.columns)
        widths.push_back(width(column.name));
    for (const auto& row : table.rows) {
        auto& line = cells.emplace_back();
        for (std::size_t c = 0; c < row.size(); ++c) {
            line.push_back(shown(readable(row[c]), cell_limit));
            widths[c] = std::max(widths[c], width(line.back()));
        }
    }
    std::string out;
    const auto put = [&](auto text_of) {
        std::string line;
        for (std::size_t c = 0; c < widths.size(); ++c) {
            line += (c ? "  " : "") + padded(text_of(c), widths[c], is_number(table.columns[c]));
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + '\n';
    };
    put([&](std::size_t c) { return table.columns[c].name; });
    put([&](std::size_t c) { return std::string(widths[c], '-'); });
    for (const auto& line : cells) {
        put([&](std::size_t c) { return line[c]; });
    }
    return out;
}

std::string render_diagnostic(const Diagnostic& diagnostic, bool colour) {
    const auto paint = [&](std::string_view code, const std::string& text) {
        return colour ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
    };
    const std::string_view tint = diagnostic.severity == Severity::error     ? "1;31"
                                  : diagnostic.severity == Severity::warning ? "1;33"
                                                                             : "1;34";
    std::string out;
    const auto place = harmless(to_string(diagnostic.location));
    if (!place.empty()) out += paint("1", place) + ": ";
    const std::string id = diagnostic.id.empty() ? "" : fmt::format("[{}]", diagnostic.id);
    out += paint(tint, fmt::format("{}{}", to_string(diagnostic.severity), id));
    out += fmt::format(": {}\n", harmless(diagnostic.message));
    if (!diagnostic.help.empty()) out += fmt::format("    help: {}\n", harmless(diagnostic.help));
    if (!diagnostic.authority.empty()) {
        out += fmt::format("    authority: {}\n", harmless(diagnostic.authority));
    }
    return out;
}

std::string render_diagnostics_json(std::span<const Diagnostic> diagnostics) {
    json list = json::array();
    for (const auto& diagnostic : diagnostics) {
        json line = nullptr;
        json column = nullptr;
        if (diagnostic.location.line > 0) line = diagnostic.location.line;
        if (diagnostic.location.column > 0) column = diagnostic.location.column;
        list.push_back({{"id", diagnostic.id},
                        {"severity", to_string(diagnostic.severity)},
                        {"message", diagnostic.message},
                        {"file", diagnostic.location.file},
                        {"line", line},
                        {"column", column},
                        {"subject", diagnostic.subject},
                        {"help", diagnostic.help},
                        {"authority", diagnostic.authority}});
    }
    return list.dump(1) + "\n";
}

Table findings_table(std::span<const Diagnostic> diagnostics) {
    Table table{"findings", {}, {}};
    for (const auto& column : pipeline::findings_schema().columns)
        table.columns.push_back({column.name, column.type});
    const auto or_gap = [](std::uint32_t count) {
        return count == 0 ? Value() : Value(std::int64_t{count});
    };
    for (const auto& diagnostic : diagnostics) {
        table.rows.push_back({diagnostic.id, std::string(to_string(diagnostic.severity)),
                              diagnostic.stage, diagnostic.subject, diagnostic.message,
                              diagnostic.location.file, or_gap(diagnostic.location.line),
                              or_gap(diagnostic.location.column), diagnostic.help,
                              diagnostic.authority});
    }
    return table;
}

std::string render_sarif(std::span<const Diagnostic> diagnostics, const RuleBook& book,
                         std::string_view version) {
    json rules = json::array();
    for (const auto& rule : book.rules()) {
        rules.push_back({{"id", rule.id},
                         {"shortDescription", {{"text", rule.title}}},
                         {"fullDescription", {{"text", rule.explanation}}},
                         {"help", {{"text", rule.help}}},
                         {"properties", {{"requirements", rule.requirements}}}});
    }
    json results = json::array();
    for (const auto& diagnostic : diagnostics) {
        json result = {{"ruleId", diagnostic.id},
                       {"level", sarif_level(diagnostic.severity)},
                       {"message", {{"text", diagnostic.message}}}};
        if (!diagnostic.location.file.empty()) {
            result["locations"] = json::array({sarif_location(diagnostic.location)});
        }
        results.push_back(std::move(result));
    }
    const json sarif = {
        {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
        {"version", "2.1.0"},
        {"runs",
         {{{"tool", {{"driver", {{"name", "Concord"}, {"version", version}, {"rules", rules}}}}},
           {"columnKind", "unicodeCodePoints"},
           {"results", results}}}}};
    return sarif.dump(1) + "\n";
}

void write_parquet(const Table& table, const std::filesystem::path& path) {
    store::TableSchema schema{"answer", "", {}};
    for (const auto& column : table.columns)
        schema.columns.push_back({column.name, column.type, ""});
    store::RowWriter rows(schema);
    for (const auto& row : table.rows) {
        for (std::size_t c = 0; c < row.size(); ++c) {
            const auto& value = row[c];
            if (std::holds_alternative<std::monostate>(value)) {
                rows.gap();
            } else if (schema.columns[c].type == ColumnType::date) {
                rows.date(Date::parse(std::get<std::string>(value)));
            } else if (const auto* text = std::get_if<std::string>(&value)) {
                rows.text(*text);
            } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
                rows.whole(*whole);
            } else if (const auto* money = std::get_if<Pence>(&value)) {
                rows.money(*money);
            } else if (const auto* number = std::get_if<double>(&value)) {
                rows.number(*number);
            } else {
                rows.truth(std::get<bool>(value));
            }
        }
        rows.end_row();
    }
    auto warehouse = store::Warehouse::in_memory({1, std::nullopt, false});
    warehouse.write(rows);
    const auto temporary = path.string() + ".part";
    std::error_code error;
    try {
        warehouse.run(fmt::format("COPY answer TO {} (FORMAT parquet, COMPRESSION zstd)",
                                  store::quoted_text(temporary)));
        std::filesystem::rename(temporary, path);
    } catch (const std::exception&) {
        std::filesystem::remove(temporary, error);
        throw;
    }
}

}  // namespace concord
