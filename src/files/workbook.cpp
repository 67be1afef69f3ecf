#include "files/workbook.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <map>

#include "files/open_document.hpp"
#include "files/xml_reader.hpp"

namespace concord::files {
namespace {

constexpr std::uint64_t small_part = std::uint64_t{1} << 24U;
constexpr std::size_t most_text = 131'068;  // 32,767 characters of up to four bytes

WorkbookFault fault_of(Unpacked outcome) {
    switch (outcome) {
        case Unpacked::locked:
            return {"is encrypted and opens only with a password",
                    "ask the publisher for a file without a password"};
        case Unpacked::too_large:
            return {"unpacks to more than a sheet of payments can be",
                    "distrust it; save the sheet again, or as CSV UTF-8"};
        case Unpacked::missing:
            return {"lacks a part that it names",
                    "open it in a spreadsheet and save it again as .xlsx"};
        default:
            return {"is damaged", "fetch it again, or open it in a spreadsheet and save it again"};
    }
}

// A file that is no pack of parts: what it may be.
WorkbookFault fault_of_bytes(const std::filesystem::path& path) {
    constexpr std::string_view old_format = "\xD0\xCF\x11\xE0";
    constexpr std::string_view encrypted("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
    std::ifstream stream(path, std::ios::binary);
    std::string head(1U << 20U, '\0');
    stream.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(stream.gcount()));
    if (!head.starts_with(old_format)) return fault_of(Unpacked::damaged);
    if (head.find(encrypted) != std::string::npos) return fault_of(Unpacked::locked);
    return {"is a workbook of the old format (.xls)",
            "open it in a spreadsheet and save it as .xlsx or as CSV UTF-8"};
}

// A target of a relation, below the folder of the part that names it.
std::string resolve(std::string_view folder, std::string target) {
    if (target.starts_with('/')) return target.substr(1);
    while (target.starts_with("../")) {
        target.erase(0, 3);
        folder = folder.substr(0, folder.rfind('/', folder.size() - 2) + 1);
    }
    return std::string(folder) + target;
}

std::string folder_of(const std::string& part) {
    return part.substr(0, part.rfind('/') + 1);
}

struct Relation {
    std::string type;  // the last word of its address
    std::string target;
};

std::map<std::string, Relation> relations(const PackedFile& file, const std::string& part) {
    const auto folder = folder_of(part);
    XmlReader xml(file.open(folder + "_rels/" + part.substr(folder.size()) + ".rels", small_part));
    std::map<std::string, Relation> found;
    for (auto node = xml.next(); node != XmlReader::Node::end; node = xml.next()) {
        if (node != XmlReader::Node::opened || xml.name() != "Relationship") continue;
        const auto type = xml.attribute("Type");
        found[xml.attribute("Id")] = {type.substr(type.rfind('/') + 1),
                                      resolve(folder, xml.attribute("Target"))};
    }
    return found;
}

std::string target_of(const std::map<std::string, Relation>& relations, std::string_view type) {
    for (const auto& [id, relation] : relations) {
        if (relation.type == type) return relation.target;
    }
    return {};
}

}  // namespace

Workbook::Workbook(const std::filesystem::path& path, const WorkbookLimits& limits)
    : file_(path), limits_(limits) {
    if (!file_.usable()) {
        fault_ = fault_of_bytes(path);
        return;
    }
    is_open_document_ = files::is_open_document(file_);
    is_open_document_ ? open_document() : open();
}

Workbook::~Workbook() = default;

bool Workbook::refuse(Unpacked outcome) {
    if (outcome != Unpacked::whole) fault_ = fault_of(outcome);
    return fault_.has_value();
}

void Workbook::open_document() {
    auto found = sheets_of_open_document(file_, limits_);
    if (refuse(found.outcome)) return;
    sheets_ = std::move(found.sheets);
    for (const auto& name : file_.names())
        has_macros_ |= name.starts_with("Basic/") || name.starts_with("Scripts/");
    if (sheets_.empty()) fault_ = fault_of(Unpacked::missing);
}

void Workbook::open() {
    auto part = target_of(relations(file_, ""), "officeDocument");
    if (part.empty()) part = "xl/workbook.xml";
    if (!file_.has(part) || part.ends_with(".bin")) {
        const bool is_binary = part.ends_with(".bin");
        fault_ = {is_binary ? "is a binary workbook (.xlsb)" : "is a packed file, but no workbook",
                  "open it in a spreadsheet and save it as .xlsx or as CSV UTF-8"};
        return;
    }
    for (const auto& name : file_.names())
        has_macros_ |= name.ends_with("vbaProject.bin");
    read_sheets(part);
    const auto texts = target_of(relations(file_, part), "sharedStrings");
    if (!fault_ && !texts.empty()) read_shared_texts(texts);
}

void Workbook::read_sheets(const std::string& part) {
    const auto targets = relations(file_, part);
    XmlReader xml(file_.open(part, small_part));
    for (auto node = xml.next(); node != XmlReader::Node::end; node = xml.next()) {
        if (node != XmlReader::Node::opened) continue;
        if (xml.name() == "workbookPr") {
            const auto value = xml.attribute("date1904");
            counts_from_1904_ = value == "1" || value == "true";
        }
        if (xml.name() != "sheet") continue;
        const auto target = targets.find(xml.attribute("id"));
        if (target == targets.end() || target->second.type != "worksheet") continue;
        const auto state = xml.attribute("state");
        sheets_.push_back({xml.attribute("name"), target->second.target,
                           state == "hidden" || state == "veryHidden"});
    }
    if (!refuse(xml.outcome()) && sheets_.empty()) fault_ = fault_of(Unpacked::missing);
}

void Workbook::read_shared_texts(const std::string& part) {
    XmlReader xml(file_.open(part, limits_.text_bytes * 4));
    std::uint64_t bytes = 0;
    bool in_text = false;
    bool phonetic = false;  // how a word is spoken is no part of it
    for (auto node = xml.next(); node != XmlReader::Node::end; node = xml.next()) {
        if (node == XmlReader::Node::text) {
            const bool wanted = in_text && !phonetic && !texts_.empty();
            if (!wanted || texts_.back().size() > most_text) continue;
            texts_.back() += xml.text();
            bytes += xml.text().size();
        } else {
            const bool opened = node == XmlReader::Node::opened;
            if (xml.name() == "t") in_text = opened;
            if (xml.name() == "rPh") phonetic = opened;
            if (xml.name() == "si" && opened) texts_.emplace_back();
            bytes += 1;
        }
        if (bytes > limits_.text_bytes) {
            refuse(Unpacked::too_large);
            return;
        }
    }
    refuse(xml.outcome());
}

std::string column_letters(std::uint32_t column) {
    std::string letters;
    for (; column > 0; column = (column - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
    return letters;
}

}  // namespace concord::files
