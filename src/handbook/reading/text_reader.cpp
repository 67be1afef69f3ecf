#include "handbook/reading/text_reader.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "base/text.hpp"
#include "handbook/reading/clean_text.hpp"

namespace concord::handbook {
namespace {

std::vector<std::string_view> lines_of_text(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = text.find_first_of("\r\n\f");
        lines.push_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        const bool pair = text.substr(end, 2) == "\r\n";
        text.remove_prefix(end + (pair ? 2 : 1));
    }
    return lines;
}

bool is_rule_line(std::string_view line) {
    const auto text = trim(line);
    return text.size() >= 3 && text.find_first_not_of("=-_~+|: ") == std::string_view::npos;
}

bool is_in_capitals(std::string_view text) {
    std::size_t letters = 0;
    for (const char c : text) {
        if (c >= 'a' && c <= 'z') return false;
        letters += c >= 'A' && c <= 'Z' ? 1U : 0U;
    }
    return letters >= 3;
}

// How deep "3.2.1 Title" stands; 0 where no number begins the line.
int depth_of_number(std::string_view text) {
    const auto space = text.find(' ');
    if (space == std::string_view::npos) return 0;
    const auto number = text.substr(0, space);
    if (number.find_first_not_of("0123456789.") != std::string_view::npos) return 0;
    const auto parts =
        split(number.ends_with('.') ? number.substr(0, number.size() - 1) : number, '.');
    return static_cast<int>(parts.size());
}

// A cell and the column of the page at which it begins.
struct PlacedCell {
    std::string text;
    std::size_t at = 0;
};

std::vector<PlacedCell> cells_between_bars(std::string_view line) {
    auto inside = trim(line);
    if (inside.starts_with('|')) inside.remove_prefix(1);
    if (inside.ends_with('|')) inside.remove_suffix(1);
    std::vector<PlacedCell> cells;
    for (const auto part : split(inside, '|'))
        cells.push_back({clean_text(part), cells.size()});
    return cells;
}

// The cells of a line that is laid out as a row; one where it is not.
std::vector<PlacedCell> cells_of(std::string_view line) {
    if (line.find('|') != std::string_view::npos) return cells_between_bars(line);
    std::vector<PlacedCell> cells;
    std::size_t at = 0;
    while (at < line.size()) {
        at = line.find_first_not_of(" \t", at);
        if (at == std::string_view::npos) break;
        const auto end = std::min(line.find("   ", at), line.find('\t', at));
        auto text = clean_text(line.substr(at, end == std::string_view::npos ? end : end - at));
        const bool after_marker = cells.size() == 1 && is_marker(cells.front().text);
        if (after_marker) {
            cells.front().text += " " + text;
        } else {
            cells.push_back({std::move(text), at});
        }
        if (end == std::string_view::npos) break;
        at = end;
    }
    return cells;
}

struct PlacedRow {
    std::vector<PlacedCell> cells;
    Spot spot;
    bool names_columns = false;
};

// Puts each cell under the column at whose place it begins, so that an empty cell is one.
std::vector<std::string> lay_out(const PlacedRow& row, const std::vector<PlacedCell>& widest) {
    std::vector<std::string> cells(widest.size());
    const auto distance = [](std::size_t a, std::size_t b) { return a > b ? a - b : b - a; };
    for (const auto& cell : row.cells) {
        const auto nearest = std::ranges::min_element(
            widest, {}, [&](const PlacedCell& column) { return distance(column.at, cell.at); });
        auto& text = cells[static_cast<std::size_t>(nearest - widest.begin())];
        text += (text.empty() ? "" : " ") + cell.text;
    }
    return cells;
}

class TextReader {
  public:
    explicit TextReader(Document& document, std::vector<std::string_view> lines)
        : document_(document), lines_(std::move(lines)) {}

    void read() {
        for (at_ = 0; at_ < lines_.size(); ++at_) {
            const auto text = clean_text(lines_[at_]);
            if (text.empty() || is_rule_line(lines_[at_])) {
                end_block();
                if (text.empty()) end_table();
                continue;
            }
            if (add_heading(text) || add_row()) continue;
            add_text(text);
        }
        end_block();
        end_table();
    }

  private:
    std::string_view line(std::size_t i) const {
        return i < lines_.size() ? lines_[i] : std::string_view();
    }
    bool stands_alone() const {
        return (at_ == 0 || trim(line(at_ - 1)).empty()) && trim(line(at_ + 1)).empty();
    }
    Spot spot() const { return {0, static_cast<std::uint32_t>(at_ + 1), {}}; }

    bool add_heading(const std::string& text) {
        constexpr std::ptrdiff_t most_words = 16;
        const bool is_short = std::ranges::count(text, ' ') < most_words;
        if (!is_short || text.find('|') != std::string::npos) return false;
        const bool ends_open = text.ends_with('.') || text.ends_with(',') || text.ends_with(';');
        const auto below = trim(line(at_ + 1));
        const bool one_cell = cells_of(lines_[at_]).size() == 1;
        const bool underlined = below.size() >= 3 && table_.empty() && one_cell &&
                                (below.find_first_not_of('=') == std::string_view::npos ||
                                 below.find_first_not_of('-') == std::string_view::npos);
        int level = 0;
        if (underlined) {
            level = below.front() == '=' ? 1 : 2;
        } else if (is_in_capitals(text) && !ends_open && one_cell) {
            level = 2;
        } else if (depth_of_number(text) > 0 && stands_alone() && !ends_open) {
            level = 2 + depth_of_number(text);
        }
        if (level == 0) return false;
        end_block();
        end_table();
        push(BlockKind::heading, level, text, spot());
        return true;
    }

    bool add_row() {
        auto cells = cells_of(lines_[at_]);
        const bool next_is_row = cells_of(line(at_ + 1)).size() > 1 || is_rule_line(line(at_ + 1));
        if (cells.size() < 2 || (table_.empty() && !next_is_row)) return false;
        end_block();
        const bool header = table_.empty() && is_rule_line(line(at_ + 1));
        table_.push_back({std::move(cells), spot(), header});
        return true;
    }

    void end_table() {
        if (table_.empty()) return;
        ++tables_;
        const auto widest = std::ranges::max_element(
            table_, {}, [](const PlacedRow& row) { return row.cells.size(); });
        const auto columns = widest->cells;
        for (const auto& row : table_) {
            auto block = row_block(lay_out(row, columns), tables_, row.spot);
            block.names_columns = row.names_columns;
            document_.blocks.push_back(std::move(block));
        }
        table_.clear();
    }

    void add_text(const std::string& text) {
        end_table();
        const auto first_word = std::string_view(text).substr(0, text.find(' '));
        const bool marked = is_marker(first_word) && first_word.size() < text.size();
        if (open_text_.empty() || marked) {
            end_block();
            open_spot_ = spot();
            open_kind_ = marked ? BlockKind::item : BlockKind::paragraph;
        }
        open_text_ += (open_text_.empty() ? "" : " ") + text;
    }

    void end_block() {
        if (!open_text_.empty())
            push(open_kind_, open_kind_ == BlockKind::item ? 1 : 0, open_text_, open_spot_);
        open_text_.clear();
    }

    void push(BlockKind kind, int level, const std::string& text, const Spot& spot) {
        Block block;
        block.kind = kind;
        block.level = level;
        block.text = text;
        block.spot = spot;
        document_.blocks.push_back(std::move(block));
    }

    Document& document_;
    std::vector<std::string_view> lines_;
    std::size_t at_ = 0;
    std::vector<PlacedRow> table_;
    std::uint32_t tables_ = 0;
    std::string open_text_;
    Spot open_spot_;
    BlockKind open_kind_ = BlockKind::paragraph;
};

}  // namespace

Document read_plain_text(const std::string& utf8) {
    Document document;
    document.format = Format::text;
    TextReader(document, lines_of_text(utf8)).read();
    return document;
}

}  // namespace concord::handbook
