#include "handbook/reading/html_reader.hpp"

#include <algorithm>
#include <array>

#include <libxml/HTMLparser.h>

#include "base/text.hpp"
#include "handbook/reading/clean_text.hpp"
#include "handbook/reading/html_table.hpp"
#include "handbook/reading/markup.hpp"

namespace concord::handbook {
namespace {

using Names = std::span<const std::string_view>;

// What belongs to the site and not to the page, by element, by role and by the words of its class.
constexpr std::array<std::string_view, 13> site_elements = {
    "script", "style",  "noscript", "template", "nav", "footer", "aside",
    "form",   "button", "iframe",   "head",     "svg", "select"};
constexpr std::array<std::string_view, 4> site_roles = {"navigation", "search", "contentinfo",
                                                        "banner"};
constexpr std::array<std::string_view, 12> site_classes = {
    "nav",    "navigation", "navbar",     "menu",  "breadcrumb", "breadcrumbs",
    "cookie", "cookies",    "pagination", "share", "sidebar",    "footer"};
constexpr std::array<std::string_view, 26> block_elements = {
    "p",       "div",     "section", "article",    "li",     "ul",      "ol", "dl", "dt",
    "dd",      "table",   "tr",      "blockquote", "pre",    "figure",  "hr", "br", "main",
    "details", "summary", "address", "figcaption", "header", "caption", "td", "th"};

bool contains(Names names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

bool belongs_to_site(const xmlNode* node) {
    const auto name = as_text(node->name);
    if (contains(site_elements, name)) return true;
    if (name == "html" || name == "body" || name == "main") return false;
    if (contains(site_roles, attribute(node, "role"))) return true;
    auto words = lower(attribute(node, "class") + " " + attribute(node, "id"));
    std::ranges::replace(words, '-', ' ');
    std::ranges::replace(words, '_', ' ');
    const auto parts = split(words, ' ');
    return std::ranges::any_of(parts, [](auto word) { return contains(site_classes, word); });
}

int heading_level(const xmlNode* node) {
    const auto name = as_text(node->name);
    if (name == "summary") return 2;  // of a section that opens and closes
    const bool is_heading = name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
    return is_heading ? name[1] - '0' : 0;
}

const xmlNode* find_element(const xmlNode* root, std::string_view name, std::string_view role) {
    const xmlNode* found = nullptr;
    walk(
        root,
        [&](const xmlNode* node) {
            if (!found && node->type == XML_ELEMENT_NODE &&
                (is_element(node, name) || (!role.empty() && attribute(node, "role") == role))) {
                found = node;
            }
            return !found;
        },
        [](const xmlNode*) {});
    return found;
}

class HtmlReader {
  public:
    HtmlReader(Document& document, const ReadLimits& limits)
        : document_(document), limits_(limits) {}

    void read(const xmlNode* root) {
        walk(
            root, [&](const xmlNode* node) { return enter(node); },
            [&](const xmlNode* node) { leave(node); });
        end_block();
    }
    bool stopped() const { return bytes_ > limits_.text_bytes; }

  private:
    bool enter(const xmlNode* node) {
        if (node->type == XML_TEXT_NODE) {
            text_ += as_text(node->content);
            return false;
        }
        if (node->type != XML_ELEMENT_NODE || stopped() || belongs_to_site(node)) return false;
        if (++depth_ > limits_.depth * 10) return false;
        const auto name = as_text(node->name);
        const int level = heading_level(node);
        if (level > 0 || contains(block_elements, name)) end_block();
        if (const auto id = attribute(node, "id"); !id.empty()) anchor_ = clean_text(id);
        if (level > 0) {
            kind_ = BlockKind::heading;
            level_ = level;
        } else if (name == "li" || name == "dd") {
            kind_ = BlockKind::item;
            level_ = std::max(1, lists_);
        } else if (name == "ul" || name == "ol") {
            ++lists_;
        } else if (name == "table" && !is_layout_table(node)) {
            add_table(node);
            return false;
        } else if (name == "img") {
            add_picture(node);
        }
        return true;
    }

    void leave(const xmlNode* node) {
        if (node->type != XML_ELEMENT_NODE) return;
        const auto name = as_text(node->name);
        if (heading_level(node) > 0 || contains(block_elements, name)) end_block();
        if ((name == "ul" || name == "ol") && lists_ > 0) --lists_;
        if (depth_ > 0) --depth_;
    }

    Spot spot() const { return {0, 0, anchor_}; }

    void end_block() {
        Block block;
        block.text = clean_text(text_);
        text_.clear();
        block.kind = kind_;
        block.level = level_;
        kind_ = BlockKind::paragraph;
        level_ = 0;
        if (block.text.empty()) return;
        bytes_ += block.text.size();
        if (block.kind == BlockKind::heading && anchor_of_heading_ != anchor_) {
            anchor_of_heading_ = anchor_;
        } else if (block.kind == BlockKind::heading) {
            // The heading has no anchor of its own: its words are the place.
            anchor_ = anchor_of_heading_ = shown(block.text, 80);
        }
        block.spot = spot();
        document_.blocks.push_back(std::move(block));
    }

    void add_table(const xmlNode* node) {
        ++tables_;
        for (auto& row : read_html_table(node)) {
            auto block = row_block(std::move(row.cells), tables_, spot());
            block.names_columns = row.names_columns;
            bytes_ += block.text.size();
            document_.blocks.push_back(std::move(block));
        }
    }

    // Icons say their size; a diagram or a scan stands without one or is large.
    void add_picture(const xmlNode* node) {
        constexpr double large = 300;
        const auto width = parse_number(attribute(node, "width"));
        if (width && *width < large) return;
        end_block();
        Block picture;
        picture.kind = BlockKind::picture;
        picture.text = clean_text(attribute(node, "alt"));
        picture.spot = spot();
        document_.blocks.push_back(std::move(picture));
    }

    Document& document_;
    const ReadLimits& limits_;
    std::string text_;
    std::string anchor_;
    std::string anchor_of_heading_;
    BlockKind kind_ = BlockKind::paragraph;
    int level_ = 0;
    int lists_ = 0;
    std::uint32_t depth_ = 0;
    std::uint32_t tables_ = 0;
    std::uint64_t bytes_ = 0;
};

}  // namespace

ReadResult read_html(std::string_view bytes, const ReadLimits& limits) {
    silence_markup_parser();
    const auto* encoding = is_utf8(bytes) ? "utf-8" : nullptr;
    const MarkupDocument html(
        htmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, encoding,
                       HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                           HTML_PARSE_NONET | HTML_PARSE_COMPACT));
    const auto* root = html ? xmlDocGetRootElement(html.get()) : nullptr;
    if (!root) return unreadable("holds no text", "open it in a browser, and save it whole");
    ReadResult result;
    auto& document = result.document.emplace();
    document.format = Format::html;
    if (const auto* title = find_element(root, "title", "")) {
        for (const auto* part = title->children; part; part = part->next)
            document.title += as_text(part->content);
        document.title = clean_text(document.title);
    }
    const auto* main = find_element(root, "main", "main");
    HtmlReader reader(document, limits);
    reader.read(main ? main : root);
    if (reader.stopped()) {
        result.losses.push_back({"is longer than is read; the rest was left out", "split the page",
                                 document.blocks.back().spot});
    }
    return result;
}

}  // namespace concord::handbook
