// Small helpers over libxml2's trees: owners that free them, attributes, and walking without
// recursion, so that a document nested a million times cannot exhaust the stack.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <libxml/tree.h>

namespace concord::handbook {

struct FreeDocument {
    void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
using MarkupDocument = std::unique_ptr<xmlDoc, FreeDocument>;

inline std::string_view as_text(const xmlChar* text) {
    return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view();
}

inline bool is_element(const xmlNode* node, std::string_view name) {
    return node && node->type == XML_ELEMENT_NODE && as_text(node->name) == name;
}

// The value of an attribute whatever its namespace; empty where there is none.
std::string attribute(const xmlNode* node, std::string_view name);

const xmlNode* child(const xmlNode* node, std::string_view name);

// Visits `root` and everything below it in document order: enter(node) on the way in, which says
// whether to visit what is inside, and leave(node) on the way out.
template <typename Enter, typename Leave>
void walk(const xmlNode* root, Enter enter, Leave leave) {
    const auto* node = root;
    while (true) {
        if (enter(node) && node->children && node->type == XML_ELEMENT_NODE) {
            node = node->children;
            continue;
        }
        leave(node);
        while (node != root && !node->next) {
            node = node->parent;
            leave(node);
        }
        if (node == root) return;
        node = node->next;
    }
}

// libxml2 reports to nobody: faults are seen in what it returns.
void silence_markup_parser();

}  // namespace concord::handbook
