#include "handbook/reading/docx_reader.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <libxml/parser.h>
#include <libxml/xmlreader.h>

#include "base/text.hpp"
#include "handbook/reading/clean_text.hpp"
#include "handbook/reading/docx_styles.hpp"
#include "handbook/reading/docx_table.hpp"
#include "handbook/reading/markup.hpp"

namespace concord::handbook {
namespace {

constexpr int parser_options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;

struct FreeReader {
    void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
};

class DocxReader {
  public:
    explicit DocxReader(const DocxStyles& styles) : styles_(styles) {}

    // True where the text was well formed to its end.
    bool read(const std::string& xml, Document& document);
    bool has_pages() const { return page_breaks_ > 0; }

  private:
    void add_paragraph(const xmlNode* node, Document& document);
    void add_table(const xmlNode* node, Document& document);
    Spot spot() const { return {page_, 0, anchor_}; }

    const DocxStyles& styles_;
    std::uint32_t page_ = 1;
    std::uint32_t page_breaks_ = 0;
    std::uint32_t tables_ = 0;
    std::string anchor_;
};

bool DocxReader::read(const std::string& xml, Document& document) {
    const std::unique_ptr<xmlTextReader, FreeReader> reader(xmlReaderForMemory(
        xml.data(), static_cast<int>(xml.size()), nullptr, nullptr, parser_options));
    if (!reader) return false;
    int state = xmlTextReaderRead(reader.get());
    while (state == 1) {
        const auto name = as_text(xmlTextReaderConstLocalName(reader.get()));
        const bool begins = xmlTextReaderNodeType(reader.get()) == XML_READER_TYPE_ELEMENT;
        if (!begins || (name != "p" && name != "tbl")) {
            state = xmlTextReaderRead(reader.get());
            continue;
        }
        const auto* node = xmlTextReaderExpand(reader.get());
        if (!node) return false;
        if (name == "p") {
            add_paragraph(node, document);
        } else {
            add_table(node, document);
        }
        state = xmlTextReaderNext(reader.get());
    }
    return state == 0;
}

void DocxReader::add_paragraph(const xmlNode* node, Document& document) {
    const auto paragraph = read_docx_paragraph(node);
    document.has_tracked_changes |= paragraph.tracked;
    page_breaks_ += paragraph.page_breaks;
    if (paragraph.break_first) ++page_;
    const auto style = styles_.of(paragraph.style);
    if (!paragraph.text.empty() && !style.contents) {
        Block block;
        block.text = paragraph.text;
        const int level = paragraph.outline > 0 ? paragraph.outline : style.level;
        if (level > 0 || style.title || paragraph.looks_like_heading()) {
            block.kind = BlockKind::heading;
            block.level = level > 0 || style.title ? level : 6;
            anchor_ = shown(paragraph.text, 80);
        } else if (paragraph.numbered || style.list) {
            block.kind = BlockKind::item;
            block.level = paragraph.depth + 1;
        }
        block.spot = spot();
        document.blocks.push_back(std::move(block));
    }
    if (paragraph.picture) {
        Block picture;
        picture.kind = BlockKind::picture;
        picture.spot = spot();
        document.blocks.push_back(std::move(picture));
    }
    page_ += paragraph.page_breaks - (paragraph.break_first ? 1 : 0);
}

void DocxReader::add_table(const xmlNode* node, Document& document) {
    const auto table = read_docx_table(node);
    document.has_tracked_changes |= table.tracked;
    ++tables_;
    for (const auto& row : table.rows) {
        page_ += row.page_breaks;
        page_breaks_ += row.page_breaks;
        auto block = row_block(row.cells, tables_, spot());
        block.names_columns = row.names_columns;
        document.blocks.push_back(std::move(block));
    }
}

// The texts at the edges of the pages, watermarks among them.
void add_running(const files::PackedFile& file, const std::string& name, const ReadLimits& limits,
                 Document& document) {
    const auto part = file.part(name, limits.unpacked_bytes);
    const MarkupDocument xml(xmlReadMemory(part.bytes.data(), static_cast<int>(part.bytes.size()),
                                           nullptr, nullptr, parser_options));
    const auto* root = xml ? xmlDocGetRootElement(xml.get()) : nullptr;
    if (!root) return;
    std::string text;
    walk(
        root,
        [&](const xmlNode* node) {
            if (node->type == XML_TEXT_NODE) text += as_text(node->content);
            if (is_element(node, "textpath")) text += " " + attribute(node, "string") + " ";
            return !is_element(node, "instrText") && !is_element(node, "Fallback");
        },
        [&](const xmlNode* node) {
            if (is_element(node, "p")) text += " ";
        });
    auto clean = clean_text(text);
    if (!clean.empty()) document.running.push_back({std::move(clean), {}});
}

// Without the breaks of a layout there are no pages: what stands is found by its heading.
void forget_pages(Document& document) {
    for (auto& block : document.blocks)
        block.spot.page = 0;
}

std::optional<ReadResult> refusal(const files::PackedFile::Part& part) {
    switch (part.outcome) {
        case files::Unpacked::missing:
            return unreadable("is a packed file, but no word processor's document",
                              "unpack it into the folder; read are PDF, HTML, .docx, Markdown and "
                              "text");
        case files::Unpacked::locked:
            return unreadable("is encrypted and opens only with a password",
                              "ask the board for a file without a password");
        case files::Unpacked::damaged:
            return unreadable("is damaged: its text cannot be unpacked", "fetch it again");
        default:
            return std::nullopt;
    }
}

}  // namespace

ReadResult read_docx(const files::PackedFile& file, const ReadLimits& limits) {
    silence_markup_parser();
    const auto part = file.part("word/document.xml", limits.unpacked_bytes);
    if (auto refused = refusal(part)) return std::move(*refused);
    ReadResult result;
    auto& document = result.document.emplace();
    document.format = Format::docx;
    const DocxStyles styles(file.part("word/styles.xml", limits.unpacked_bytes).bytes);
    DocxReader reader(styles);
    const bool whole = reader.read(part.bytes, document);
    if (!reader.has_pages()) forget_pages(document);
    if (part.outcome == files::Unpacked::too_large) {
        result.losses.push_back({fmt::format("unpacks to more than {} million bytes; the rest was "
                                             "not read",
                                             limits.unpacked_bytes / 1'000'000),
                                 "split the document; if it is small on the disk, distrust it",
                                 {}});
    } else if (!whole) {
        result.losses.push_back({"is damaged: the text after this place could not be read",
                                 "open it in a word processor and save it again",
                                 document.blocks.empty() ? Spot() : document.blocks.back().spot});
    }
    std::size_t running = 0;
    for (const auto& name : file.names()) {
        const bool at_edge = name.starts_with("word/header") || name.starts_with("word/footer");
        if (at_edge && name.ends_with(".xml") && ++running <= 50)
            add_running(file, name, limits, document);
    }
    return result;
}

}  // namespace concord::handbook
