// Writing a spreadsheet workbook (.xlsx) for people: a sheet each for tables, with formats, heads
// that stay in sight, notes on columns, and formulas beside the values they give. The same content
// gives the same bytes. What stands in a text is never a formula.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/table.hpp"

namespace concord::files {

enum class CellLook { plain, pounds, percent, whole, number, date };

struct BookColumn {
    std::string title;
    std::string note;  // shown where a reader points at the title
    CellLook look = CellLook::plain;
    double width = 14;  // in letters
};

struct BookCell {
    Value value;
    std::string formula;  // "=A2*2"; its value is `value`, as was worked out here
};

struct BookSheet {
    std::string name;  // at most 31 letters
    std::vector<BookColumn> columns;
    std::vector<std::vector<BookCell>> rows;
    std::vector<std::size_t> strong_rows;  // sums, in bold
};

struct Book {
    std::string title;
    std::vector<BookSheet> sheets;
};

// The most rows below the head of a sheet.
inline constexpr std::size_t most_sheet_rows = 1'048'575;

// Writes the whole book to the path at once. Throws EnvironmentFailure, and leaves no trace then.
// Returns how many texts were longer than a cell can be and stand there cut.
std::size_t write_workbook(const Book& book, const std::filesystem::path& path);

}  // namespace concord::files
