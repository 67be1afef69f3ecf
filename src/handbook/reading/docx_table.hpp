// Paragraphs and tables of a word processor's file, from their elements.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <libxml/tree.h>

namespace concord::handbook {

struct DocxParagraph {
    std::string text;
    std::string style;
    int outline = 0;  // the level that the paragraph itself claims
    bool numbered = false;
    int depth = 0;
    bool bold = false;  // all of it
    bool picture = false;
    bool tracked = false;           // it holds changes that nobody has accepted
    std::uint32_t page_breaks = 0;  // of the last layout
    bool break_first = false;       // the first of them stands before any text

    bool looks_like_heading() const;
};

DocxParagraph read_docx_paragraph(const xmlNode* node);

struct DocxRow {
    std::vector<std::string> cells;  // merged cells stand in each place that they cover
    bool names_columns = false;
    std::uint32_t page_breaks = 0;
};

struct DocxTable {
    std::vector<DocxRow> rows;
    bool tracked = false;
};

DocxTable read_docx_table(const xmlNode* node);

}  // namespace concord::handbook
