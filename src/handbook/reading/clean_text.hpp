// Text as typesetters leave it, made plain: one kind of space, quotation mark and dash, no
// ligatures and no invisible characters, so that a phrase is found however it was set.
#pragma once

#include <string>
#include <string_view>

namespace concord::handbook {

// Well-formed UTF-8 on one line, without space at its ends. Bytes that are no UTF-8 become spaces.
std::string clean_text(std::string_view utf8);

// "•", "-", "(a)", "iv.", "3.2": what stands before the words of a list item or a clause.
bool is_marker(std::string_view word);

// Text files come in several encodings; this is UTF-8 whichever it was.
std::string decode_text(std::string_view bytes);

}  // namespace concord::handbook
