#include "handbook/document.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::handbook {

std::string_view to_string(Format format) {
    switch (format) {
        case Format::pdf:
            return "pdf";
        case Format::html:
            return "html";
        case Format::docx:
            return "docx";
        case Format::markdown:
            return "markdown";
        case Format::text:
            return "text";
    }
    return "text";
}

std::string to_string(const Spot& spot) {
    if (spot.page > 0) return fmt::format("{}", spot.page);
    if (!spot.anchor.empty()) return "#" + spot.anchor;
    return spot.line > 0 ? fmt::format("line {}", spot.line) : std::string();
}

Block row_block(std::vector<std::string> cells, std::uint32_t table, const Spot& spot) {
    Block row;
    row.kind = BlockKind::row;
    row.text = join(cells, " | ");
    row.cells = std::move(cells);
    row.table = table;
    row.spot = spot;
    return row;
}

}  // namespace concord::handbook
