#include "handbook/reading/clean_text.hpp"

#include <array>
#include <cstdint>

#include "base/text.hpp"

namespace concord::handbook {
namespace {

struct Replacement {
    std::uint32_t first;
    std::uint32_t last;
    std::string_view by;
};

// Ordered by code point. The private-use points are those of the Symbol and Wingdings fonts that
// word processors use for bullets and ticks.
constexpr std::array<Replacement, 38> replacements = {{
    {0x00, 0x20, " "},      {0x7F, 0xA0, " "},      {0xAD, 0xAD, ""},        {0xB7, 0xB7, "•"},
    {0x2000, 0x200A, " "},  {0x200B, 0x200F, ""},   {0x2010, 0x2015, "-"},   {0x2018, 0x201B, "'"},
    {0x201C, 0x201F, "\""}, {0x2022, 0x2023, "•"},  {0x2026, 0x2026, "..."}, {0x2028, 0x2029, " "},
    {0x202A, 0x202E, ""},   {0x202F, 0x202F, " "},  {0x2043, 0x2043, "•"},   {0x205F, 0x205F, " "},
    {0x2060, 0x2060, ""},   {0x2212, 0x2212, "-"},  {0x221A, 0x221A, "✓"},   {0x25A0, 0x25AB, "•"},
    {0x25B6, 0x25BA, "•"},  {0x25CB, 0x25CF, "•"},  {0x25E6, 0x25E6, "•"},   {0x2611, 0x2611, "✓"},
    {0x2612, 0x2612, "✗"},  {0x2713, 0x2714, "✓"},  {0x2715, 0x2718, "✗"},   {0x274C, 0x274C, "✗"},
    {0x2756, 0x2756, "•"},  {0x27A2, 0x27A4, "•"},  {0xF0A7, 0xF0A8, "•"},   {0xF0B7, 0xF0B7, "•"},
    {0xF0D8, 0xF0D8, "•"},  {0xF0FB, 0xF0FB, "✗"},  {0xF0FC, 0xF0FC, "✓"},   {0xFB00, 0xFB00, "ff"},
    {0xFB01, 0xFB01, "fi"}, {0xFB02, 0xFB02, "fl"},
}};

// The code point at the front of the text and its length; length 0 where it is malformed.
std::pair<std::uint32_t, std::size_t> decode(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const std::uint32_t first = byte(0);
    if (first < 0x80) return {first, 1};
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
    if (length == 0 || length > text.size() || !is_utf8(text.substr(0, length))) return {0, 0};
    std::uint32_t point = first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i)
        point = (point << 6U) | (byte(i) & 0x3FU);
    return {point, length};
}

std::string_view plain_form(std::uint32_t point, std::string_view as_it_stands) {
    for (const auto& [first, last, by] : replacements) {
        if (point >= first && point <= last) return by;
    }
    return as_it_stands;
}

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

void append_point(std::string& out, std::uint32_t point) {
    const auto part = [](std::uint32_t bits) { return static_cast<char>(bits); };
    if (point < 0x80) {
        out += part(point);
    } else if (point < 0x800) {
        out += {part(0xC0 | (point >> 6)), part(0x80 | (point & 0x3F))};
    } else {
        out += {part(0xE0 | (point >> 12)), part(0x80 | ((point >> 6) & 0x3F)),
                part(0x80 | (point & 0x3F))};
    }
}

// UTF-16 outside the basic plane does not occur in handbooks; it becomes a question mark.
std::string from_utf16(std::string_view bytes, bool big_endian) {
    std::string out;
    for (std::size_t i = 2; i + 1 < bytes.size(); i += 2) {
        const auto high = static_cast<unsigned char>(bytes[big_endian ? i : i + 1]);
        const auto low = static_cast<unsigned char>(bytes[big_endian ? i + 1 : i]);
        const std::uint32_t point = (static_cast<std::uint32_t>(high) << 8U) | low;
        append_point(out, point >= 0xD800 && point <= 0xDFFF ? '?' : point);
    }
    return out;
}

}  // namespace

std::string clean_text(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    while (!utf8.empty()) {
        const auto [point, length] = decode(utf8);
        const auto plain = length == 0 ? " " : plain_form(point, utf8.substr(0, length));
        utf8.remove_prefix(length == 0 ? 1 : length);
        if (plain == " " && (out.empty() || out.back() == ' ')) continue;
        out += plain;
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

bool is_marker(std::string_view word) {
    if (word == "•" || word == "-" || word == "*" || word == "o" || word == "–") return true;
    if (word.empty() || word.size() > 10) return false;
    const bool opened = word.front() == '(';
    const bool closed = word.back() == ')' || word.back() == '.' || word.back() == ':';
    auto inside = word;
    if (opened) inside.remove_prefix(1);
    if (closed && !inside.empty()) inside.remove_suffix(1);
    if (inside.empty()) return false;
    bool digits_only = true;
    std::size_t letters = 0;
    for (const char c : inside) {
        if (c == '.') continue;
        if (!is_letter_or_digit(c)) return false;
        if (c < '0' || c > '9') {
            digits_only = false;
            ++letters;
        }
    }
    const bool roman = inside.find_first_not_of("ivxIVX") == std::string_view::npos;
    if (digits_only) return closed || opened || inside.find('.') != std::string_view::npos;
    return closed && (letters == 1 || (roman && letters <= 4));
}

std::string decode_text(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (bytes.starts_with("\xFF\xFE")) return from_utf16(bytes, false);
    if (bytes.starts_with("\xFE\xFF")) return from_utf16(bytes, true);
    return is_utf8(bytes) ? std::string(bytes) : from_windows_1252(bytes);
}

}  // namespace concord::handbook
