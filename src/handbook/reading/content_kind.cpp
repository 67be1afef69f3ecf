#include "handbook/reading/content_kind.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace concord::handbook {
namespace {

struct Promise {
    std::string_view extension;
    ContentKind kind;
};

constexpr std::array<Promise, 13> promises = {{
    {"pdf", ContentKind::pdf},
    {"docx", ContentKind::packed},
    {"html", ContentKind::html},
    {"htm", ContentKind::html},
    {"xhtml", ContentKind::html},
    {"md", ContentKind::markdown},
    {"markdown", ContentKind::markdown},
    {"txt", ContentKind::text},
    {"doc", ContentKind::old_office},
    {"rtf", ContentKind::rich_text},
    {"png", ContentKind::picture},
    {"jpg", ContentKind::picture},
    {"jpeg", ContentKind::picture},
}};

bool starts_like_html(std::string_view head) {
    const auto text = lower(trim(head.substr(0, 1024)));
    for (const auto* mark : {"<!doctype html", "<html", "<head", "<body"}) {
        if (text.starts_with(mark)) return true;
    }
    return text.starts_with("<") && text.find("<html") != std::string::npos;
}

bool looks_like_text(std::string_view head) {
    if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) return true;
    return std::ranges::none_of(head, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x09 || (byte > 0x0D && byte < 0x20 && byte != 0x1B);
    });
}

}  // namespace

ContentKind kind_of_content(std::string_view head, std::string_view extension) {
    if (head.substr(0, 1024).find("%PDF-") != std::string_view::npos) return ContentKind::pdf;
    if (head.starts_with("PK\x03\x04")) return ContentKind::packed;
    if (head.starts_with("\xD0\xCF\x11\xE0")) return ContentKind::old_office;
    if (head.starts_with("{\\rtf")) return ContentKind::rich_text;
    if (head.starts_with("\x89PNG") || head.starts_with("\xFF\xD8\xFF") ||
        head.starts_with("GIF8") || head.starts_with("II*") || head.starts_with("MM\0*")) {
        return ContentKind::picture;
    }
    if (!looks_like_text(head)) return ContentKind::binary;
    const auto promised = promised_by_name(extension);
    if (promised == ContentKind::html || starts_like_html(head)) return ContentKind::html;
    return promised == ContentKind::markdown ? ContentKind::markdown : ContentKind::text;
}

std::string_view described(ContentKind kind) {
    switch (kind) {
        case ContentKind::pdf:
            return "a PDF";
        case ContentKind::packed:
            return "a packed file";
        case ContentKind::html:
            return "a web page";
        case ContentKind::markdown:
            return "Markdown";
        case ContentKind::text:
            return "plain text";
        case ContentKind::old_office:
            return "an old or encrypted office file";
        case ContentKind::rich_text:
            return "rich text";
        case ContentKind::picture:
            return "a picture";
        case ContentKind::binary:
            return "no text";
    }
    return "no text";
}

ContentKind promised_by_name(std::string_view extension) {
    const auto found = std::ranges::find(promises, extension, &Promise::extension);
    return found == promises.end() ? ContentKind::binary : found->kind;
}

}  // namespace concord::handbook
