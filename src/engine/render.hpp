// Answers as text: tables for people and programs, diagnostics for people, programs and code
// scanners.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "base/table.hpp"

namespace concord {

enum class Format { table, csv, json, markdown, sarif, svg, html };

std::optional<Format> parse_format(std::string_view text);

// UTF-8, header row, dot decimals, ISO dates, money in pounds with two decimals; other numbers in
// the shortest form that reads back the same.
std::string render_csv(const Table& table);
// One value as CSV has it, without its quotes.
std::string render_cell(const Value& value);
// A list of objects, one a row.
std::string render_json(const Table& table);
std::string render_markdown(const Table& table);
// Aligned columns, numbers to the right with at most four decimals.
std::string render_text(const Table& table);

// `path:line:column: error[GOV062]: message` with indented `help:` and `authority:` lines.
std::string render_diagnostic(const Diagnostic& diagnostic, bool colour);
std::string render_diagnostics_json(std::span<const Diagnostic> diagnostics);
// The columns of the table `findings`.
Table findings_table(std::span<const Diagnostic> diagnostics);
// SARIF 2.1.0, for code scanning tools.
std::string render_sarif(std::span<const Diagnostic> diagnostics, const RuleBook& book,
                         std::string_view version);

// Writes a table as Parquet. Throws EnvironmentFailure.
void write_parquet(const Table& table, const std::filesystem::path& path);

}  // namespace concord
