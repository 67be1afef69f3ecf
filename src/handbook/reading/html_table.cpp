#include "handbook/reading/html_table.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "handbook/reading/clean_text.hpp"
#include "handbook/reading/markup.hpp"

namespace concord::handbook {
namespace {

constexpr std::int64_t widest_span = 60;

std::size_t span_of(const xmlNode* cell, std::string_view name) {
    const auto value = parse_whole_number(attribute(cell, name)).value_or(1);
    return static_cast<std::size_t>(std::clamp<std::int64_t>(value, 1, widest_span));
}

std::string cell_text(const xmlNode* cell) {
    std::string text;
    walk(
        cell,
        [&](const xmlNode* node) {
            if (node->type == XML_TEXT_NODE) text += as_text(node->content);
            if (is_element(node, "br")) text += ' ';
            return !is_element(node, "script") && !is_element(node, "style");
        },
        [&](const xmlNode* node) {
            if (is_element(node, "li")) text += "; ";
            if (is_element(node, "p") || is_element(node, "div")) text += ' ';
        });
    return clean_text(text);
}

// A cell of a row above that reaches down into this one.
struct Reaching {
    std::string text;
    std::size_t rows = 0;
};

class TableReader {
  public:
    void add_row(const xmlNode* row, bool in_head) {
        HtmlRow result;
        bool all_headers = true;
        std::size_t own = 0;
        std::size_t widest = 0;
        for (const auto* cell = row->children; cell; cell = cell->next) {
            const bool header = is_element(cell, "th");
            if (!header && !is_element(cell, "td")) continue;
            fill_reaching(result);
            const auto text = cell_text(cell);
            const auto columns = span_of(cell, "colspan");
            const auto rows = span_of(cell, "rowspan");
            for (std::size_t i = 0; i < columns; ++i)
                put(result, text, rows);
            all_headers = all_headers && header;
            widest = std::max(widest, columns);
            ++own;
        }
        fill_reaching(result);
        if (own == 1 && widest > 1) blank_repeats(result);
        result.names_columns = own > 1 && (in_head || all_headers);
        if (own > 0) rows_.push_back(std::move(result));
    }

    std::vector<HtmlRow> take() { return std::move(rows_); }

  private:
    void fill_reaching(HtmlRow& row) {
        while (row.cells.size() < reaching_.size() && reaching_[row.cells.size()].rows > 0) {
            auto& above = reaching_[row.cells.size()];
            --above.rows;
            row.cells.push_back(above.text);
        }
    }

    void put(HtmlRow& row, const std::string& text, std::size_t rows) {
        const auto column = row.cells.size();
        if (reaching_.size() <= column) reaching_.resize(column + 1);
        reaching_[column] = {text, rows - 1};
        row.cells.push_back(text);
    }

    // A cell over the whole row is a title and stands once.
    static void blank_repeats(HtmlRow& row) {
        for (std::size_t i = 1; i < row.cells.size(); ++i)
            row.cells[i].clear();
    }

    std::vector<Reaching> reaching_;
    std::vector<HtmlRow> rows_;
};

}  // namespace

std::vector<HtmlRow> read_html_table(const xmlNode* table) {
    TableReader reader;
    int heads = 0;
    walk(
        table,
        [&](const xmlNode* node) {
            if (is_element(node, "thead")) ++heads;
            if (!is_element(node, "tr")) return true;
            reader.add_row(node, heads > 0);
            return false;
        },
        [&](const xmlNode* node) {
            if (is_element(node, "thead")) --heads;
        });
    return reader.take();
}

bool is_layout_table(const xmlNode* table) {
    bool found = false;
    walk(
        table,
        [&](const xmlNode* node) {
            const bool structure = is_element(node, "h1") || is_element(node, "h2") ||
                                   is_element(node, "h3") ||
                                   (is_element(node, "table") && node != table);
            found = found || structure;
            return !found;
        },
        [](const xmlNode*) {});
    return found;
}

}  // namespace concord::handbook
