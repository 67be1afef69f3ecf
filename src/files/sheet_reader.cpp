// Rows of one sheet of a workbook.
#include <algorithm>
#include <array>
#include <charconv>

#include "files/open_document.hpp"
#include "files/workbook.hpp"
#include "files/xml_reader.hpp"

namespace concord::files {
namespace {

constexpr std::uint32_t most_columns = 16'384;
constexpr std::uint32_t most_rows = 1'048'576;
constexpr std::size_t most_bytes = 131'068;  // of a cell: 32,767 characters of up to four bytes
constexpr std::size_t most_bytes_of_row = std::size_t{1} << 24U;

struct CellPlace {
    std::uint32_t row = 0;
    std::uint32_t column = 0;
};

// "AB12"; nothing where that is no place in a sheet.
std::optional<CellPlace> place_of(std::string_view text) {
    CellPlace place;
    std::size_t i = 0;
    for (; i < text.size() && text[i] >= 'A' && text[i] <= 'Z' && i < 3; ++i)
        place.column = place.column * 26 + static_cast<std::uint32_t>(text[i] - 'A' + 1);
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + i, end, place.row);
    const bool fits = read.ec == std::errc() && read.ptr == end && place.column > 0 &&
                      place.column <= most_columns && place.row > 0 && place.row <= most_rows;
    return fits ? std::optional(place) : std::nullopt;
}

struct Merge {
    CellPlace first;
    std::uint32_t last_row = 0;
    SheetCell value;
};

// Whether a part holds a word, without reading it as XML.
bool holds(PackedPart& part, std::string_view word) {
    std::string held;
    std::array<char, 1U << 16U> chunk{};
    while (const auto count = part.read(chunk)) {
        held.append(chunk.data(), count);
        if (held.find(word) != std::string::npos) return true;
        if (held.size() > word.size()) held.erase(0, held.size() - word.size());
    }
    return false;
}

}  // namespace

struct SheetReader::Reading {
    const std::vector<std::string>& texts;
    std::unique_ptr<XmlReader> xml;
    std::vector<Merge> merges;  // of more than one row, by their first row
    std::size_t first_open = 0;
    std::uint32_t row = 0;
    bool row_too_large = false;
    bool damaged = false;  // a cell or a row stands where a sheet has no place

    void read_merges(std::unique_ptr<PackedPart> part, std::size_t limit);
    void read_row(SheetRow& into);
    SheetCell read_cell(const std::string& type);
    SheetCell settle(const std::string& type, std::string text) const;
    void fill_merges(SheetRow& into);
};

void SheetReader::Reading::read_merges(std::unique_ptr<PackedPart> part, std::size_t limit) {
    XmlReader tail(std::move(part));
    for (auto node = tail.next(); node != XmlReader::Node::end; node = tail.next()) {
        if (node != XmlReader::Node::opened || tail.name() != "mergeCell") continue;
        const auto text = tail.attribute("ref");
        const auto colon = text.find(':');
        if (colon == std::string::npos || merges.size() >= limit) continue;
        const auto first = place_of(std::string_view(text).substr(0, colon));
        const auto last = place_of(std::string_view(text).substr(colon + 1));
        if (!first || !last || last->row <= first->row) continue;
        merges.push_back({*first, last->row, {}});
    }
    std::ranges::stable_sort(merges, {}, [](const Merge& merge) { return merge.first.row; });
}

// The text between the opening of a cell, which has been read, and its closing.
SheetCell SheetReader::Reading::read_cell(const std::string& type) {
    std::string text;
    bool in_value = false;
    bool phonetic = false;
    while (true) {
        const auto node = xml->next();
        if (node == XmlReader::Node::end) break;
        if (node == XmlReader::Node::text) {
            if (in_value && !phonetic && text.size() < most_bytes) text += xml->text();
            continue;
        }
        const bool opened = node == XmlReader::Node::opened;
        if (!opened && xml->name() == "c") break;
        if (xml->name() == "v" || xml->name() == "t") in_value = opened;
        if (xml->name() == "rPh") phonetic = opened;
    }
    return settle(type, std::move(text));
}

SheetCell SheetReader::Reading::settle(const std::string& type, std::string text) const {
    SheetCell cell;
    if (text.empty()) return cell;
    cell.kind = CellKind::text;
    cell.text = std::move(text);
    if (type == "s") {
        std::size_t index = 0;
        std::from_chars(cell.text.data(), cell.text.data() + cell.text.size(), index);
        cell.text = index < texts.size() ? texts[index] : std::string();
        if (cell.text.empty()) cell.kind = CellKind::empty;
    } else if (type == "b") {
        cell.kind = CellKind::truth;
        cell.text = cell.text == "1" ? "true" : "false";
    } else if (type == "e") {
        cell.kind = CellKind::fault;
    } else if (type.empty() || type == "n") {
        cell.kind = CellKind::number;
    }
    return cell;
}

void SheetReader::Reading::read_row(SheetRow& into) {
    std::uint32_t column = 0;
    std::size_t bytes = 0;
    while (true) {
        const auto node = xml->next();
        if (node == XmlReader::Node::end) return;
        if (node == XmlReader::Node::closed && xml->name() == "row") return;
        if (node != XmlReader::Node::opened || xml->name() != "c") continue;
        const auto named = xml->attribute("r");
        const auto place = place_of(named);
        column = place ? place->column : column + 1;
        damaged |= (!named.empty() && !place) || column > most_columns;
        auto cell = read_cell(xml->attribute("t"));
        if (cell.kind == CellKind::empty || damaged) continue;
        bytes += cell.text.size() + sizeof(SheetCell);
        if (bytes > most_bytes_of_row) {
            row_too_large = true;
            return;
        }
        if (into.cells.size() < column) into.cells.resize(column);
        into.cells[column - 1] = std::move(cell);
    }
}

void SheetReader::Reading::fill_merges(SheetRow& into) {
    while (first_open < merges.size() && merges[first_open].last_row < into.number)
        ++first_open;
    for (auto i = first_open; i < merges.size() && merges[i].first.row <= into.number; ++i) {
        auto& merge = merges[i];
        const auto at = merge.first.column - 1;
        if (merge.first.row == into.number) {
            if (at < into.cells.size()) merge.value = into.cells[at];
            merge.value.from_merge = true;
        } else if (merge.last_row >= into.number && merge.value.kind != CellKind::empty) {
            if (into.cells.size() <= at) into.cells.resize(at + 1);
            if (into.cells[at].kind == CellKind::empty) into.cells[at] = merge.value;
        }
    }
}

SheetReader::SheetReader(const Workbook& workbook, const SheetInfo& sheet)
    : reading_(new Reading{workbook.texts_, nullptr, {}, 0, 0, false, false}) {
    const auto limit = workbook.limits_.sheet_bytes;
    if (workbook.is_open_document_) {
        open_document_ = std::make_unique<OpenDocumentSheet>(workbook.file_.open(sheet.part, limit),
                                                             sheet.number, workbook.limits_);
        return;
    }
    const auto scanned = workbook.file_.open(sheet.part, limit);
    if (holds(*scanned, "mergeCell ")) {
        reading_->read_merges(workbook.file_.open(sheet.part, limit), workbook.limits_.merges);
    }
    reading_->xml = std::make_unique<XmlReader>(workbook.file_.open(sheet.part, limit));
}

SheetReader::~SheetReader() = default;

bool SheetReader::next(SheetRow& row) {
    if (fault_) return false;
    if (open_document_ ? open_document_->next(row) : next_row(row)) return true;
    const auto how = outcome();
    if (how == Unpacked::whole) return false;
    const bool too_large = how == Unpacked::too_large;
    fault_ = {
        too_large ? "unpacks to more than a sheet of payments can be" : "is damaged after this row",
        too_large ? "distrust it; save the sheet again, or as CSV UTF-8"
                  : "fetch it again, or open it in a spreadsheet and save it again"};
    return false;
}

Unpacked SheetReader::outcome() const {
    if (open_document_) return open_document_->outcome();
    if (reading_->row_too_large) return Unpacked::too_large;
    return reading_->damaged ? Unpacked::damaged : reading_->xml->outcome();
}

bool SheetReader::next_row(SheetRow& row) {
    auto& reading = *reading_;
    while (true) {
        const auto node = reading.xml->next();
        if (node == XmlReader::Node::end) return false;
        if (node != XmlReader::Node::opened || reading.xml->name() != "row") continue;
        const auto numbered = reading.xml->attribute("r");
        std::uint32_t number = 0;
        std::from_chars(numbered.data(), numbered.data() + numbered.size(), number);
        // Rows are counted on where they say nothing; one that goes back is a sign of damage.
        reading.row = number > reading.row ? number : reading.row + 1;
        row.number = reading.row;
        row.cells.clear();
        reading.damaged |= reading.row > most_rows;
        if (!reading.damaged) reading.read_row(row);
        if (reading.row_too_large || reading.damaged) return false;
        reading.fill_merges(row);
        return true;
    }
}

}  // namespace concord::files
