// Tables of a page, which in a PDF are nothing but words that stand below each other: columns are
// bands of the page that no line crosses, rows are set apart by more than the lines of a cell.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "handbook/reading/page_lines.hpp"

namespace concord::handbook {

struct PageTable {
    std::size_t first = 0;  // of the page's lines
    std::size_t count = 0;
    std::vector<float> columns;                  // left edges
    std::vector<std::vector<std::string>> rows;  // each with as many cells as columns
    std::vector<bool> bold_rows;
};

// The tables among the lines, in order; lines that belong to none are text.
std::vector<PageTable> tables_of(std::span<const Line> lines);

}  // namespace concord::handbook
