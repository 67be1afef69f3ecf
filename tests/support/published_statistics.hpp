// The published test data of PHEindicatormethods as rows, asked through the engine and compared
// cell by cell.
#pragma once

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "engine/engine.hpp"
#include "files/csv_scanner.hpp"
#include "files/workbook.hpp"
#include "support/open_data.hpp"
#include "support/temporary_folder.hpp"

namespace concord::support {

namespace fs = std::filesystem;
using Row = std::map<std::string, std::string>;
using Rows = std::vector<Row>;
using Options = std::map<std::string, std::string>;

// As all.equal of R compares: 1.5e-8 of the value. The spreadsheets hold fifteen digits.
inline constexpr double tolerance = 1e-8;

inline Rows rows_of(const std::vector<std::vector<std::string>>& lines) {
    Rows rows;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        Row row;
        bool has_any = false;
        for (std::size_t c = 0; c < lines[0].size(); ++c) {
            row[lines[0][c]] = c < lines[i].size() ? lines[i][c] : "";
            has_any |= !row[lines[0][c]].empty();
        }
        if (has_any) rows.push_back(std::move(row));
    }
    return rows;
}

// The files are read without their data: each test says why it is skipped.
class PublicHealth : public testing::Test {
  protected:
    void SetUp() override {
        const auto data = support::open_data();
        if (data) folder_ = *data / "reference" / "PHEindicatormethods";
        if (!data || !fs::is_directory(folder_))
            GTEST_SKIP() << "the test data of PHEindicatormethods is not here: set CONCORD_DATA";
    }

    Rows sheet(const std::string& file, const std::string& name) const {
        const files::Workbook book(folder_ / file);
        EXPECT_FALSE(book.fault().has_value());
        for (const auto& info : book.sheets()) {
            if (info.name != name) continue;
            files::SheetReader reader(book, info);
            std::vector<std::vector<std::string>> lines;
            files::SheetRow row;
            while (reader.next(row)) {
                lines.emplace_back();
                for (const auto& cell : row.cells)
                    lines.back().push_back(cell.text);
            }
            return rows_of(lines);
        }
        ADD_FAILURE() << file << " has no sheet " << name;
        return {};
    }

    Rows csv(const std::string& file) const {
        files::CsvScanner scanner(folder_ / file, ',');
        constexpr std::string_view mark = "\xEF\xBB\xBF";
        if (scanner.lines().peek().starts_with(mark)) scanner.lines().skip(mark.size());
        std::vector<std::vector<std::string>> lines;
        files::Record record;
        while (scanner.next(record)) {
            lines.emplace_back();
            for (const auto field : record.fields)
                lines.back().emplace_back(trim(field));
        }
        return rows_of(lines);
    }

    fs::path write(const Rows& rows) const {
        std::string text;
        std::vector<std::string> names;
        for (const auto& [name, value] : rows.front())
            names.push_back(name);
        text += join(names, ",") + "\n";
        for (const auto& row : rows) {
            std::vector<std::string> cells;
            for (const auto& name : names)
                cells.push_back(row.contains(name) ? '"' + row.at(name) + '"' : "");
            text += join(cells, ",") + "\n";
        }
        return temporary_.write(fmt::format("{}.csv", ++files_), text);
    }

    Answer ask(const std::string& statistic, const fs::path& file, const Options& options) const {
        EngineOptions engine;
        engine.resources = CONCORD_SOURCE;
        return Engine(engine).statistics({statistic, file, std::nullopt, options});
    }
    Answer ask(const std::string& statistic, const Rows& rows, const Options& options) const {
        return ask(statistic, write(rows), options);
    }

    fs::path folder_;
    support::TemporaryFolder temporary_;
    mutable int files_ = 0;
};

inline std::size_t column(const Table& table, const std::string& name) {
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        if (table.columns[c].name == name) return c;
    ADD_FAILURE() << "no column " << name;
    return 0;
}

inline std::string text_of(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
    if (const auto* number = std::get_if<double>(&value)) return fmt::format("{}", *number);
    return {};
}

inline std::optional<double> number_of(const Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    const auto* number = std::get_if<double>(&value);
    return number ? std::optional(*number) : std::nullopt;
}

// One cell against what the spreadsheet says: a number, a text, or nothing.
inline void expect_cell(const Value& found, const std::string& wanted, const std::string& where,
                        double within = tolerance) {
    const auto number = parse_number(wanted);
    if (!number) {
        EXPECT_EQ(wanted, text_of(found)) << where;
        return;
    }
    const auto answered = number_of(found);
    ASSERT_TRUE(answered.has_value()) << where << " is empty, wanted " << wanted;
    EXPECT_NEAR(*number, *answered, within * std::max(1.0, std::abs(*number))) << where;
}

inline void expect_columns(const Table& table, std::size_t at, const Row& wanted,
                           const std::vector<std::string>& names, double within = tolerance) {
    for (const auto& name : names)
        expect_cell(table.rows[at][column(table, name)], wanted.at(name),
                    fmt::format("{} of row {}", name, at), within);
}

inline std::size_t row_of(const Table& table, const std::string& first) {
    for (std::size_t r = 0; r < table.rows.size(); ++r)
        if (text_of(table.rows[r][0]) == first) return r;
    ADD_FAILURE() << "no row " << first;
    return 0;
}

inline const std::vector<std::string> two_levels = {
    "value", "lower95_0cl", "upper95_0cl", "lower99_8cl", "upper99_8cl", "statistic", "method"};
inline const std::vector<std::string> one_level = {"value",      "lowercl",   "uppercl",
                                                   "confidence", "statistic", "method"};

inline double number_in(const Row& row, const std::string& name) {
    return parse_number(row.at(name)).value_or(std::nan(""));
}

}  // namespace concord::support
