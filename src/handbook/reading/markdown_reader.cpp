#include "handbook/reading/markdown_reader.hpp"

#include <memory>
#include <string_view>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include "handbook/reading/clean_text.hpp"

namespace concord::handbook {
namespace {

struct Free {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
    void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
    void operator()(cmark_iter* iter) const { cmark_iter_free(iter); }
};

std::string_view type_of(cmark_node* node) {
    return cmark_node_get_type_string(node);
}

std::uint32_t line_of(cmark_node* node) {
    return static_cast<std::uint32_t>(cmark_node_get_start_line(node));
}

// The words of a node without their marks.
std::string text_of(cmark_node* node) {
    std::string text;
    const std::unique_ptr<cmark_iter, Free> iter(cmark_iter_new(node));
    while (true) {
        const auto event = cmark_iter_next(iter.get());
        if (event == CMARK_EVENT_DONE) break;
        if (event != CMARK_EVENT_ENTER) continue;
        auto* inner = cmark_iter_get_node(iter.get());
        const auto type = cmark_node_get_type(inner);
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK)
            text += cmark_node_get_literal(inner);
        if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) text += ' ';
        if (type == CMARK_NODE_HTML_INLINE) text += ' ';  // <br>
    }
    return clean_text(text);
}

class MarkdownReader {
  public:
    explicit MarkdownReader(Document& document) : document_(document) {}

    // True where what is inside the node is to be visited too.
    bool enter(cmark_node* node) {
        switch (cmark_node_get_type(node)) {
            case CMARK_NODE_HEADING:
                add(BlockKind::heading, cmark_node_get_heading_level(node), node);
                return false;
            case CMARK_NODE_PARAGRAPH:
            case CMARK_NODE_CODE_BLOCK:
                add_paragraph(node);
                return false;
            case CMARK_NODE_HTML_BLOCK:
                return false;
            case CMARK_NODE_ITEM:
                ++depth_;
                return true;
            default:
                break;
        }
        const auto type = type_of(node);
        if (type == "table") ++tables_;
        if (type != "table_row" && type != "table_header") return true;
        add_row(node, type == "table_header");
        return false;
    }

    void leave(cmark_node* node) {
        if (cmark_node_get_type(node) == CMARK_NODE_ITEM) --depth_;
    }

  private:
    void add(BlockKind kind, int level, cmark_node* node) {
        Block block;
        block.kind = kind;
        block.level = level;
        block.text = text_of(node);
        block.spot.line = line_of(node);
        if (!block.text.empty()) document_.blocks.push_back(std::move(block));
    }

    void add_paragraph(cmark_node* node) {
        auto* inner = cmark_node_first_child(node);
        const bool only_picture =
            inner && cmark_node_get_type(inner) == CMARK_NODE_IMAGE && !cmark_node_next(inner);
        if (only_picture) {
            Block picture;
            picture.kind = BlockKind::picture;
            picture.text = text_of(node);
            picture.spot.line = line_of(node);
            document_.blocks.push_back(std::move(picture));
        } else if (depth_ > 0) {
            add(BlockKind::item, depth_, node);
        } else {
            add(BlockKind::paragraph, 0, node);
        }
    }

    void add_row(cmark_node* node, bool header) {
        std::vector<std::string> cells;
        for (auto* cell = cmark_node_first_child(node); cell; cell = cmark_node_next(cell))
            cells.push_back(text_of(cell));
        auto row = row_block(std::move(cells), tables_, {0, line_of(node), {}});
        row.names_columns = header;
        document_.blocks.push_back(std::move(row));
    }

    Document& document_;
    int depth_ = 0;
    std::uint32_t tables_ = 0;
};

}  // namespace

Document read_markdown(const std::string& utf8) {
    Document document;
    document.format = Format::markdown;
    cmark_gfm_core_extensions_ensure_registered();
    const std::unique_ptr<cmark_parser, Free> parser(cmark_parser_new(CMARK_OPT_DEFAULT));
    if (auto* table = cmark_find_syntax_extension("table"))
        cmark_parser_attach_syntax_extension(parser.get(), table);
    cmark_parser_feed(parser.get(), utf8.data(), utf8.size());
    const std::unique_ptr<cmark_node, Free> root(cmark_parser_finish(parser.get()));
    const std::unique_ptr<cmark_iter, Free> iter(cmark_iter_new(root.get()));
    MarkdownReader reader(document);
    while (true) {
        const auto event = cmark_iter_next(iter.get());
        if (event == CMARK_EVENT_DONE) break;
        auto* node = cmark_iter_get_node(iter.get());
        if (event == CMARK_EVENT_EXIT) {
            reader.leave(node);
        } else if (!reader.enter(node)) {
            cmark_iter_reset(iter.get(), node, CMARK_EVENT_EXIT);
        }
    }
    return document;
}

}  // namespace concord::handbook
