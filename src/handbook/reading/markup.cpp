#include "handbook/reading/markup.hpp"

#include <libxml/xmlerror.h>

namespace concord::handbook {

std::string attribute(const xmlNode* node, std::string_view name) {
    for (const auto* item = node->properties; item; item = item->next) {
        if (as_text(item->name) != name) continue;
        std::string value;
        for (const auto* part = item->children; part; part = part->next)
            value += as_text(part->content);
        return value;
    }
    return {};
}

const xmlNode* child(const xmlNode* node, std::string_view name) {
    if (!node) return nullptr;
    for (const auto* item = node->children; item; item = item->next) {
        if (is_element(item, name)) return item;
    }
    return nullptr;
}

namespace {
void say_nothing(void*, const char*, ...) {}
}  // namespace

void silence_markup_parser() {
    xmlSetGenericErrorFunc(nullptr, say_nothing);
    xmlSetStructuredErrorFunc(nullptr, nullptr);
}

}  // namespace concord::handbook
