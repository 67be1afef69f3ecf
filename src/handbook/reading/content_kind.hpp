// What a file is by its first bytes. Its name only decides where the bytes leave it open.
#pragma once

#include <string>
#include <string_view>

namespace concord::handbook {

enum class ContentKind {
    pdf,
    packed,
    html,
    markdown,
    text,
    old_office,
    rich_text,
    picture,
    binary
};

ContentKind kind_of_content(std::string_view head, std::string_view extension);

// As it is said in a message: "a PDF", "a web page".
std::string_view described(ContentKind kind);

// The kind that files of this name usually are; binary where the name promises nothing.
ContentKind promised_by_name(std::string_view extension);

}  // namespace concord::handbook
