#include "files/open_document.hpp"

#include <algorithm>
#include <charconv>
#include <set>

namespace concord::files {
namespace {

constexpr const char* content_part = "content.xml";
constexpr std::uint32_t most_rows = 1'048'576;
constexpr std::uint32_t most_columns = 16'384;
constexpr std::size_t most_bytes = 131'068;  // of a cell
constexpr std::size_t most_bytes_of_row = std::size_t{1} << 24U;
constexpr std::size_t most_sheets = 256;
constexpr std::size_t most_spans = 10'000;

// How often something is repeated, or over how many rows it reaches; 1 where nothing is said.
std::uint32_t count_of(const std::string& text, std::uint32_t most) {
    std::uint32_t count = 1;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), count);
    if (read.ec == std::errc::result_out_of_range) return most;
    return read.ec == std::errc() ? std::clamp(count, 1U, most) : 1;
}

bool is_fault(std::string_view text) {
    return text.starts_with("Err:") ||
           (text.size() > 2 && text.front() == '#' &&
            (text.back() == '!' || text.back() == '?' || text == "#N/A"));
}

}  // namespace

bool is_open_document(const PackedFile& file) {
    constexpr std::uint64_t most_of_a_type = 200;
    return file.has(content_part) &&
           file.part("mimetype", most_of_a_type)
               .bytes.starts_with("application/vnd.oasis.opendocument.spreadsheet");
}

OpenDocumentSheets sheets_of_open_document(const PackedFile& file, const WorkbookLimits& limits) {
    OpenDocumentSheets found;
    constexpr std::uint64_t most_of_a_manifest = std::uint64_t{1} << 20U;
    const auto manifest = file.part("META-INF/manifest.xml", most_of_a_manifest).bytes;
    if (manifest.find("encryption-data") != std::string::npos) {
        found.outcome = Unpacked::locked;
        return found;
    }
    XmlReader xml(file.open(content_part, limits.sheet_bytes));
    std::set<std::string> hidden_styles;
    std::string style;
    int depth = 0;  // a table may stand in a cell of another
    for (auto node = xml.next(); node != XmlReader::Node::end; node = xml.next()) {
        if (node == XmlReader::Node::text) continue;
        const bool opened = node == XmlReader::Node::opened;
        if (xml.name() == "style" && opened) style = xml.attribute("name");
        if (xml.name() == "table-properties" && opened && xml.attribute("display") == "false")
            hidden_styles.insert(style);
        if (xml.name() != "table") continue;
        if (opened && depth == 0) {
            found.sheets.push_back({xml.attribute("name"), content_part,
                                    hidden_styles.contains(xml.attribute("style-name")),
                                    found.sheets.size()});
        }
        depth += opened ? 1 : -1;
    }
    found.outcome = xml.outcome();
    if (found.sheets.size() > most_sheets) found.outcome = Unpacked::too_large;
    return found;
}

OpenDocumentSheet::OpenDocumentSheet(std::unique_ptr<PackedPart> content, std::size_t number,
                                     const WorkbookLimits& limits)
    : xml_(std::move(content)), most_cells_(limits.cells) {
    has_ended_ = !find_sheet(number);
}

bool OpenDocumentSheet::find_sheet(std::size_t number) {
    int depth = 0;
    for (auto node = xml_.next(); node != XmlReader::Node::end; node = xml_.next()) {
        if (node == XmlReader::Node::text || xml_.name() != "table") continue;
        const bool opened = node == XmlReader::Node::opened;
        if (opened && depth == 0 && number-- == 0) return true;
        depth += opened ? 1 : -1;
    }
    return false;
}

bool OpenDocumentSheet::next(SheetRow& row) {
    while (still_due_ == 0) {
        if (has_ended_ || is_too_large_ || !read_row()) return false;
        const bool is_blank = row_.cells.empty() && spans_.empty();
        if (!is_blank) break;
        row_.number += still_due_;
        still_due_ = 0;
    }
    --still_due_;
    row.number = ++row_.number;
    row.cells = row_.cells;
    cells_given_ += row.cells.size() + 1;
    is_too_large_ |= row.number > most_rows || cells_given_ > most_cells_;
    fill_spans(row);
    return !is_too_large_;
}

Unpacked OpenDocumentSheet::outcome() const {
    return is_too_large_ ? Unpacked::too_large : xml_.outcome();
}

// Reads the next row, whose number is that of the row before until it is given; false behind the
// last.
bool OpenDocumentSheet::read_row() {
    opened_.clear();
    while (true) {
        const auto node = xml_.next();
        const bool is_end = node == XmlReader::Node::closed && xml_.name() == "table";
        if (node == XmlReader::Node::end || is_end) {
            has_ended_ = true;
            return false;
        }
        if (node == XmlReader::Node::opened && xml_.name() == "table-row") break;
    }
    still_due_ = count_of(xml_.attribute("number-rows-repeated"), most_rows + 1);
    row_.cells.clear();
    std::size_t column = 0;
    while (true) {
        const auto node = xml_.next();
        if (node == XmlReader::Node::end) break;
        if (node == XmlReader::Node::text) continue;
        if (node == XmlReader::Node::closed && xml_.name() == "table-row") break;
        const bool is_cell = xml_.name() == "table-cell" || xml_.name() == "covered-table-cell";
        if (node == XmlReader::Node::opened && is_cell && !take_cell(column)) return false;
    }
    return true;
}

// Reads a cell and its repetitions into the row; false where the row becomes too large.
bool OpenDocumentSheet::take_cell(std::size_t& column) {
    const auto times = count_of(xml_.attribute("number-columns-repeated"), most_columns);
    auto read = read_cell();
    const auto first = column;
    column += times;
    if (read.cell.kind == CellKind::empty) return true;
    is_too_large_ |= column > most_columns || times * read.cell.text.size() > most_bytes_of_row;
    if (is_too_large_) return false;
    row_.cells.resize(first);
    row_.cells.insert(row_.cells.end(), times, read.cell);
    if (read.rows > 1 && spans_.size() + opened_.size() < most_spans)
        opened_.push_back({first, read.rows - 1, std::move(read.cell)});
    return true;
}

OpenDocumentSheet::ReadCell OpenDocumentSheet::read_cell() {
    ReadCell read;
    auto& cell = read.cell;
    read.rows = count_of(xml_.attribute("number-rows-spanned"), most_rows);
    const auto type = xml_.attribute("value-type");
    const bool is_number = type == "float" || type == "currency" || type == "percentage";
    if (is_number) {
        cell.text = xml_.attribute("value");
        cell.kind = CellKind::number;
    } else if (type == "date") {
        cell.text = xml_.attribute("date-value");
        cell.kind = CellKind::text;
    } else if (type == "boolean") {
        cell.text = xml_.attribute("boolean-value");
        cell.kind = CellKind::truth;
    }
    const auto given = xml_.attribute("string-value");
    const auto text = read_text();
    if (cell.kind == CellKind::empty) {
        cell.text = given.empty() ? text : given;
        cell.kind = is_fault(cell.text) ? CellKind::fault : CellKind::text;
    }
    if (cell.text.empty()) cell.kind = CellKind::empty;
    if (cell.text.size() > most_bytes) cell.text.resize(most_bytes);
    return read;
}

// The text between the opening of a cell, which has been read, and its closing: paragraphs are
// lines; what is remarked on the cell, and a table that stands in it, are no part of it.
std::string OpenDocumentSheet::read_text() {
    std::string text;
    int aside = 0;
    int cells = 1;
    int paragraphs = 0;
    while (cells > 0) {
        const auto node = xml_.next();
        if (node == XmlReader::Node::end) break;
        const bool wanted = aside == 0 && text.size() < most_bytes;
        if (node == XmlReader::Node::text) {
            if (wanted && paragraphs > 0) text += xml_.text();
            continue;
        }
        const bool opened = node == XmlReader::Node::opened;
        const auto name = xml_.name();
        if (name == "table-cell" || name == "covered-table-cell") cells += opened ? 1 : -1;
        if (name == "annotation" || name == "table" || name == "shape") aside += opened ? 1 : -1;
        if (!wanted) continue;
        if (name == "p" && opened && paragraphs++ > 0) text += '\n';
        if (name == "s" && opened) text.append(count_of(xml_.attribute("c"), 100), ' ');
        if ((name == "tab" || name == "line-break") && opened) text += ' ';
    }
    return text;
}

void OpenDocumentSheet::fill_spans(SheetRow& row) {
    for (const auto& span : spans_) {
        if (row.cells.size() <= span.at) row.cells.resize(span.at + 1);
        if (row.cells[span.at].kind == CellKind::empty) row.cells[span.at] = span.value;
    }
    std::erase_if(spans_, [&](const Span& span) { return span.last_row <= row.number; });
    for (auto& span : opened_) {
        span.value.from_merge = true;
        spans_.push_back({span.at, row.number + span.last_row, span.value});
    }
    opened_.clear();
}

}  // namespace concord::files
