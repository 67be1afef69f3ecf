// Tables of web pages, with merged cells laid out.
#pragma once

#include <string>
#include <vector>

#include <libxml/tree.h>

namespace concord::handbook {

struct HtmlRow {
    std::vector<std::string> cells;
    bool names_columns = false;
};

std::vector<HtmlRow> read_html_table(const xmlNode* table);

// A table that only arranges a page: it holds headings or further tables.
bool is_layout_table(const xmlNode* table);

}  // namespace concord::handbook
