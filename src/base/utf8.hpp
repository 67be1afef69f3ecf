// Characters as bytes of UTF-8.
#pragma once

#include <cstdint>
#include <string>

namespace concord {

// Appends a character, given as its Unicode code point, which is below 0x110000.
void append_utf8(std::string& out, std::uint32_t point);

}  // namespace concord
