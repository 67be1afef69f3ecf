// Text that comes from people's files: cleaning it, judging its bytes, and guessing what was meant.
// Everything here is ASCII-aware and locale-free, so that results do not depend on the machine.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace concord {

// The text without leading and trailing spaces, tabs and line ends.
std::string_view trim(std::string_view text);

// ASCII lower case; other bytes are left alone.
std::string lower(std::string_view text);

// The parts between separators; "" gives no parts; empty parts are kept. Parts are trimmed.
std::vector<std::string_view> split(std::string_view text, char separator);

// The parts joined by the separator.
std::string join(std::span<const std::string> parts, std::string_view separator);

// True when the bytes are well-formed UTF-8 (no overlong forms, no surrogates).
bool is_utf8(std::string_view bytes);

// Windows-1252 bytes as UTF-8. The five bytes that the code page leaves empty become U+FFFD.
std::string from_windows_1252(std::string_view bytes);

// The number of UTF-8 characters before the byte at `offset`, plus one: a column as an editor
// counts.
std::uint32_t column_at(std::string_view line, std::size_t offset);

// The candidate nearest to the word by edits (insert, delete, replace, swap), ignoring case, or
// nothing when even the nearest differs in more than a third of its letters.
std::optional<std::string> closest(std::string_view word, std::span<const std::string> candidates);

// The word as it may be shown in a message: control characters become `?`, and text longer than
// `limit` characters is cut with an ellipsis.
std::string shown(std::string_view text, std::size_t limit = 60);

// 1234567 as "1,234,567".
std::string with_thousands(std::int64_t number);

// "1 area", "2 areas": the count with the noun in the right number.
std::string counted(std::int64_t count, std::string_view singular, std::string_view plural);

// A finite decimal number ("-1.5", "2e3"), or nothing. Spaces around it are allowed, nothing else.
std::optional<double> parse_number(std::string_view text);

// A whole number that fits 64 bits; "12.0" counts as whole. Nothing otherwise.
std::optional<std::int64_t> parse_whole_number(std::string_view text);

}  // namespace concord
