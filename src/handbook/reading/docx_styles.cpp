#include "handbook/reading/docx_styles.hpp"

#include <libxml/parser.h>

#include "base/text.hpp"
#include "handbook/reading/markup.hpp"

namespace concord::handbook {
namespace {

// The built-in names are the same in every language of the word processor.
DocxStyle meaning_of(const std::string& name) {
    const auto text = lower(name);
    DocxStyle style;
    if (text.starts_with("heading ")) {
        style.level = static_cast<int>(parse_whole_number(text.substr(8)).value_or(0));
    } else if (text == "title") {
        style.title = true;
    }
    style.list = text.starts_with("list ");
    style.contents = text.starts_with("toc ") || text == "table of figures";
    return style;
}

}  // namespace

DocxStyles::DocxStyles(const std::string& xml) {
    const MarkupDocument document(
        xmlReadMemory(xml.data(), static_cast<int>(xml.size()), nullptr, nullptr,
                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
    const auto* root = document ? xmlDocGetRootElement(document.get()) : nullptr;
    if (!root) return;
    std::map<std::string, std::string> based_on;
    for (const auto* node = root->children; node; node = node->next) {
        if (!is_element(node, "style")) continue;
        const auto id = attribute(node, "styleId");
        const auto* name = child(node, "name");
        auto style = meaning_of(name ? attribute(name, "val") : id);
        if (const auto* outline = child(child(node, "pPr"), "outlineLvl")) {
            const auto level = parse_whole_number(attribute(outline, "val")).value_or(9);
            if (level < 9) style.level = static_cast<int>(level) + 1;
        }
        if (const auto* parent = child(node, "basedOn")) based_on[id] = attribute(parent, "val");
        by_id_[id] = style;
    }
    // A style without a meaning of its own has that of the style it is based on.
    for (auto& [id, style] : by_id_) {
        auto parent = based_on.find(id);
        for (int steps = 0; steps < 10 && style.level == 0 && parent != based_on.end(); ++steps) {
            const auto found = by_id_.find(parent->second);
            if (found == by_id_.end()) break;
            style.level = found->second.level;
            style.list |= found->second.list;
            style.contents |= found->second.contents;
            parent = based_on.find(parent->second);
        }
    }
}

DocxStyle DocxStyles::of(const std::string& id) const {
    const auto found = by_id_.find(id);
    if (found != by_id_.end()) return found->second;
    // Without a list of styles the ids still speak.
    DocxStyle style;
    if (id.starts_with("Heading")) {
        style.level = static_cast<int>(parse_whole_number(id.substr(7)).value_or(0));
    }
    style.contents = id.starts_with("TOC");
    return style;
}

}  // namespace concord::handbook
