#include "handbook/reading/docx_table.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "handbook/reading/clean_text.hpp"
#include "handbook/reading/markup.hpp"

namespace concord::handbook {
namespace {

constexpr std::int64_t widest_span = 60;

// What is not the text of the document as it would be printed.
bool is_left_out(const xmlNode* node) {
    for (const auto* name : {"del", "moveFrom", "instrText", "Fallback", "rPr"}) {
        if (is_element(node, name)) return true;
    }
    return false;
}

bool is_on(const xmlNode* switch_node) {
    if (!switch_node) return false;
    const auto value = attribute(switch_node, "val");
    return value != "0" && value != "false" && value != "none";
}

// A picture of more than a few square inches, in the units of the format.
bool is_large(const xmlNode* extent) {
    constexpr double units_per_inch = 914'400;
    const auto width = parse_number(attribute(extent, "cx")).value_or(0) / units_per_inch;
    const auto height = parse_number(attribute(extent, "cy")).value_or(0) / units_per_inch;
    return width * height > 6;
}

// Collects the text of a paragraph and what else it shows on the way.
class ParagraphText {
  public:
    explicit ParagraphText(DocxParagraph& paragraph) : paragraph_(paragraph) {}

    bool enter(const xmlNode* node) {
        if (is_element(node, "ins") || is_element(node, "del")) paragraph_.tracked = true;
        if (is_left_out(node)) return false;
        if (is_element(node, "r")) bold_run_ = is_on(child(child(node, "rPr"), "b"));
        if (is_element(node, "t")) add_text(node);
        if (is_element(node, "tab") || is_element(node, "br") || is_element(node, "cr"))
            text_ += ' ';
        if (is_element(node, "noBreakHyphen")) text_ += '-';
        if (is_element(node, "sym")) add_symbol(attribute(node, "char"));
        if (is_element(node, "extent") && is_large(node)) paragraph_.picture = true;
        if (is_element(node, "imagedata")) paragraph_.picture = true;
        if (is_element(node, "lastRenderedPageBreak")) {
            ++paragraph_.page_breaks;
            if (clean_text(text_).empty()) paragraph_.break_first = true;
        }
        return !is_element(node, "t");
    }

    void finish() {
        paragraph_.text = clean_text(text_);
        paragraph_.bold = !paragraph_.text.empty() && all_bold_;
    }

  private:
    void add_text(const xmlNode* node) {
        std::string part;
        for (const auto* item = node->children; item; item = item->next)
            part += as_text(item->content);
        if (part.find_first_not_of(' ') != std::string::npos) all_bold_ = all_bold_ && bold_run_;
        text_ += part;
    }

    // Ticks, crosses and bullets of the symbol fonts.
    void add_symbol(const std::string& code) {
        const auto point = lower(code);
        if (point == "f0fc" || point == "f050" || point == "2713" || point == "f052") text_ += "✓";
        if (point == "f0fb" || point == "f0cf") text_ += "✗";
        if (point == "f0b7" || point == "f0a7") text_ += "• ";
    }

    DocxParagraph& paragraph_;
    std::string text_;
    bool bold_run_ = false;
    bool all_bold_ = true;
};

struct Cell {
    std::string text;
    std::size_t span = 1;
    bool continues_above = false;
    bool bold = true;
};

void add_to_cell(Cell& cell, const DocxParagraph& paragraph) {
    if (paragraph.text.empty()) return;
    const bool sentence_ends = cell.text.empty() || std::string_view(".;:,").find(
                                                        cell.text.back()) != std::string_view::npos;
    cell.text += cell.text.empty() ? "" : sentence_ends ? " " : "; ";
    cell.text += paragraph.text;
    cell.bold = cell.bold && paragraph.bold;
}

Cell read_cell(const xmlNode* node, DocxRow& row, bool& tracked) {
    Cell cell;
    if (const auto* span = child(child(node, "tcPr"), "gridSpan")) {
        const auto wide = parse_whole_number(attribute(span, "val")).value_or(1);
        cell.span = static_cast<std::size_t>(std::clamp<std::int64_t>(wide, 1, widest_span));
    }
    if (const auto* merge = child(child(node, "tcPr"), "vMerge")) {
        cell.continues_above = attribute(merge, "val") != "restart";
    }
    walk(
        node,
        [&](const xmlNode* inner) {
            if (!is_element(inner, "p")) return !is_left_out(inner);
            const auto paragraph = read_docx_paragraph(inner);
            tracked |= paragraph.tracked;
            row.page_breaks += paragraph.page_breaks;
            add_to_cell(cell, paragraph);
            return false;
        },
        [](const xmlNode*) {});
    return cell;
}

// The cells of a row; elements that only wrap cells are looked into.
std::vector<Cell> read_cells(const xmlNode* node, DocxRow& row, bool& tracked) {
    std::vector<Cell> cells;
    walk(
        node,
        [&](const xmlNode* inner) {
            if (!is_element(inner, "tc")) return true;
            cells.push_back(read_cell(inner, row, tracked));
            return false;
        },
        [](const xmlNode*) {});
    return cells;
}

// Lays the cells into their columns. A cell over the whole row is a title and stands once.
void lay_out(const std::vector<Cell>& cells, const std::vector<std::string>& above, DocxRow& row) {
    for (const auto& cell : cells) {
        const bool title = cells.size() == 1 && cell.span > 1;
        for (std::size_t i = 0; i < cell.span; ++i) {
            const auto column = row.cells.size();
            if (cell.continues_above && column < above.size()) {
                row.cells.push_back(above[column]);
            } else {
                row.cells.push_back(title && i > 0 ? "" : cell.text);
            }
        }
    }
}

}  // namespace

bool DocxParagraph::looks_like_heading() const {
    constexpr std::ptrdiff_t most_words = 14;
    return bold && !numbered && std::ranges::count(text, ' ') < most_words &&
           std::string_view(".,;:").find(text.back()) == std::string_view::npos;
}

DocxParagraph read_docx_paragraph(const xmlNode* node) {
    DocxParagraph paragraph;
    const auto* properties = child(node, "pPr");
    if (const auto* style = child(properties, "pStyle")) {
        paragraph.style = attribute(style, "val");
    }
    if (const auto* outline = child(properties, "outlineLvl")) {
        const auto level = parse_whole_number(attribute(outline, "val")).value_or(9);
        paragraph.outline = level < 9 ? static_cast<int>(level) + 1 : 0;
    }
    if (const auto* numbering = child(properties, "numPr")) {
        paragraph.numbered = true;
        if (const auto* depth = child(numbering, "ilvl")) {
            paragraph.depth = static_cast<int>(std::clamp<std::int64_t>(
                parse_whole_number(attribute(depth, "val")).value_or(0), 0, 9));
        }
    }
    ParagraphText text(paragraph);
    walk(
        node, [&](const xmlNode* inner) { return text.enter(inner); }, [](const xmlNode*) {});
    text.finish();
    return paragraph;
}

DocxTable read_docx_table(const xmlNode* node) {
    DocxTable table;
    walk(
        node,
        [&](const xmlNode* inner) {
            if (is_element(inner, "tbl") && inner != node) return false;
            if (!is_element(inner, "tr")) return true;
            DocxRow row;
            const auto cells = read_cells(inner, row, table.tracked);
            const auto none = std::vector<std::string>();
            lay_out(cells, table.rows.empty() ? none : table.rows.back().cells, row);
            const bool bold = cells.size() > 1 && std::ranges::all_of(cells, &Cell::bold);
            const bool marked = is_on(child(child(inner, "trPr"), "tblHeader"));
            row.names_columns = cells.size() > 1 && (marked || (table.rows.empty() && bold));
            if (!row.cells.empty()) table.rows.push_back(std::move(row));
            return false;
        },
        [](const xmlNode*) {});
    return table;
}

}  // namespace concord::handbook
