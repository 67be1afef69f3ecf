// What a published document says, whatever it was made with: headings, paragraphs, list items and
// rows of tables in reading order, each with its page or anchor. Readers fill it; nothing is
// interpreted here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace concord::handbook {

enum class Format { pdf, html, docx, markdown, text };

std::string_view to_string(Format format);

// Where something stands. A PDF has pages; a web page has anchors; a text has lines; a word
// processor's file has the pages of its last layout, where it kept them.
struct Spot {
    std::uint32_t page = 0;  // from 1; 0: none
    std::uint32_t line = 0;  // from 1; 0: none
    std::string anchor;

    bool operator==(const Spot&) const = default;
};

std::string to_string(const Spot& spot);  // "12", "#place-committees", "line 40"

enum class BlockKind { heading, paragraph, item, row, picture };

struct Block {
    BlockKind kind = BlockKind::paragraph;
    int level = 0;     // of a heading: 1 is the highest, 0 a title; of an item: its depth from 1
    std::string text;  // of a row: its cells joined by " | "
    std::vector<std::string> cells;  // of a row; a merged cell stands in each place that it covers
    std::uint32_t table = 0;         // rows of one table share a number, from 1
    bool names_columns = false;      // of a row: it is the table's header
    Spot spot;
};

// A text that stands at the edge of the pages: headers, footers, watermarks.
struct RunningText {
    std::string text;
    Spot spot;  // where it stands first
};

struct Document {
    std::string name;  // the path below the handbook
    Format format = Format::text;
    std::string title;
    std::uint32_t pages = 0;
    std::vector<Block> blocks;
    std::vector<RunningText> running;
    std::vector<std::uint32_t> picture_pages;  // with a picture and hardly any text
    bool has_tracked_changes = false;
};

// A row from its cells.
Block row_block(std::vector<std::string> cells, std::uint32_t table, const Spot& spot);

}  // namespace concord::handbook
