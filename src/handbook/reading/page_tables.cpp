#include "handbook/reading/page_tables.hpp"

#include <algorithm>
#include <cmath>

namespace concord::handbook {
namespace {

constexpr float aligned = 4;               // points by which edges of a column may differ
constexpr float narrowest_gap = 3;         // between columns
constexpr std::size_t most_lines = 1'000;  // of a page that anybody could read

float height(const Line& line) {
    return std::max(line.bottom - line.top, 1.0F);
}

struct Band {
    float left;
    float right;
};

// The stretches of the page that text covers, apart from single lines that run over a large part
// of the whole width: they are titles within the table or cells merged over it.
std::vector<Band> covered_bands(std::span<const Line> lines) {
    float left = lines.front().left();
    float right = lines.front().right();
    for (const auto& line : lines) {
        left = std::min(left, line.left());
        right = std::max(right, line.right());
    }
    std::vector<Band> bands;
    for (const auto& line : lines) {
        for (const auto& piece : line.pieces) {
            const bool runs_over =
                line.pieces.size() == 1 && piece.right - piece.left > 0.6F * (right - left);
            if (!runs_over) bands.push_back({piece.left, piece.right});
        }
    }
    std::ranges::sort(bands, {}, &Band::left);
    std::vector<Band> merged;
    for (const auto& band : bands) {
        if (!merged.empty() && band.left < merged.back().right + narrowest_gap) {
            merged.back().right = std::max(merged.back().right, band.right);
        } else {
            merged.push_back(band);
        }
    }
    return merged;
}

std::size_t column_of(float left, const std::vector<float>& columns) {
    std::size_t column = 0;
    while (column + 1 < columns.size() && columns[column + 1] <= left + aligned)
        ++column;
    return column;
}

bool fits_below(const Line& line, std::span<const Line> table) {
    if (line.pieces.size() > 1) return true;
    const auto bands = covered_bands(table);
    for (std::size_t i = 0; i < bands.size(); ++i) {
        const bool last = i + 1 == bands.size();
        const bool starts = line.left() > bands[i].left - aligned && line.left() < bands[i].right;
        // Text that runs on into the next column is no cell but the next paragraph.
        if (starts && (last || line.right() < bands[i + 1].left)) return true;
    }
    return false;
}

// Where the table that begins at this line ends.
std::size_t end_of_table(std::span<const Line> lines, std::size_t first) {
    std::size_t end = first + 1;
    std::size_t last_wide = first;
    while (end < lines.size()) {
        const auto& line = lines[end];
        const float gap = line.top - lines[end - 1].bottom;
        const float allowed = line.pieces.size() > 1 ? 3.0F : 1.8F;
        if (gap > allowed * height(line)) break;
        if (!fits_below(line, lines.subspan(first, end - first))) break;
        if (line.pieces.size() > 1) last_wide = end;
        ++end;
    }
    // Lines of one piece after the last wide one belong to its cells only while they stand close.
    std::size_t kept = last_wide + 1;
    while (kept < end && lines[kept].top - lines[kept - 1].bottom < 0.7F * height(lines[kept]))
        ++kept;
    return kept;
}

// A step down the page larger than this begins a new row. Without a clear break between small and
// large steps there is none.
std::optional<float> row_step(std::span<const Line> lines) {
    float smallest = 1e9F;
    float largest = 0;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const float step = lines[i].top - lines[i - 1].top;
        if (step < 0.95F * lines[i].size) continue;
        smallest = std::min(smallest, step);
        largest = std::max(largest, step);
    }
    if (largest < 1.25F * smallest) return std::nullopt;
    return 1.2F * smallest;
}

bool begins_row(std::span<const Line> lines, std::size_t i, std::optional<float> step,
                const std::vector<float>& columns) {
    if (i == 0) return true;
    if (step) return lines[i].top - lines[i - 1].top > *step;
    return column_of(lines[i].left(), columns) == 0;
}

void add_line(PageTable& table, const Line& line, bool new_row) {
    if (new_row) {
        table.rows.emplace_back(table.columns.size());
        table.bold_rows.push_back(true);
    }
    table.bold_rows.back() = table.bold_rows.back() && line.bold;
    for (const auto& piece : line.pieces) {
        auto& cell = table.rows.back()[column_of(piece.left, table.columns)];
        cell += (cell.empty() ? "" : " ") + piece.text;
    }
}

std::size_t filled(const std::vector<std::string>& row) {
    return static_cast<std::size_t>(
        std::ranges::count_if(row, [](const std::string& cell) { return !cell.empty(); }));
}

// A further paragraph of a cell was cut off as a row of its own: it has that one cell only, and it
// is not the first.
void rejoin_cells(PageTable& table) {
    for (std::size_t i = 1; i < table.rows.size();) {
        auto& row = table.rows[i];
        if (!row.front().empty() || filled(row) != 1) {
            ++i;
            continue;
        }
        const auto column = static_cast<std::size_t>(
            std::ranges::find_if(row, [](const auto& cell) { return !cell.empty(); }) -
            row.begin());
        auto& above = table.rows[i - 1][column];
        above += (above.empty() ? "" : " ") + row[column];
        table.rows.erase(table.rows.begin() + static_cast<std::ptrdiff_t>(i));
        table.bold_rows.erase(table.bold_rows.begin() + static_cast<std::ptrdiff_t>(i));
    }
}

std::optional<PageTable> table_at(std::span<const Line> lines, std::size_t first) {
    const auto end = end_of_table(lines, first);
    const auto part = lines.subspan(first, end - first);
    PageTable table{first, part.size(), {}, {}, {}};
    for (const auto& band : covered_bands(part))
        table.columns.push_back(band.left);
    if (table.columns.size() < 2) return std::nullopt;
    const auto step = row_step(part);
    for (std::size_t i = 0; i < part.size(); ++i)
        add_line(table, part[i], begins_row(part, i, step, table.columns));
    rejoin_cells(table);
    const auto wide_rows =
        std::ranges::count_if(table.rows, [](const auto& row) { return filled(row) > 1; });
    if (wide_rows < 2) return std::nullopt;
    return table;
}

}  // namespace

std::vector<PageTable> tables_of(std::span<const Line> lines) {
    std::vector<PageTable> tables;
    if (lines.size() > most_lines) return tables;
    for (std::size_t i = 0; i < lines.size();) {
        auto table = lines[i].pieces.size() > 1 ? table_at(lines, i) : std::nullopt;
        if (!table) {
            ++i;
            continue;
        }
        i += table->count;
        tables.push_back(std::move(*table));
    }
    return tables;
}

}  // namespace concord::handbook
