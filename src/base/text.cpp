#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

#include <fmt/format.h>

#include "base/utf8.hpp"

namespace concord {
namespace {

constexpr std::string_view blanks = " \t\r\n\v\f";

char lower_char(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Windows-1252 bytes 0x80-0x9F as Unicode code points; 0 where the page is empty.
constexpr std::array<std::uint16_t, 32> windows_1252_high = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

// The length of the UTF-8 sequence at the front of `bytes`, or 0 where it is malformed.
std::size_t sequence_length(std::string_view bytes) {
    const auto at = [&](std::size_t i) {
        return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
    };
    const auto continues = [&](std::size_t i) { return (at(i) & 0xC0U) == 0x80U; };
    const unsigned first = at(0);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return continues(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool overlong = first == 0xE0 && at(1) < 0xA0;
        const bool surrogate = first == 0xED && at(1) > 0x9F;
        return continues(1) && continues(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool overlong = first == 0xF0 && at(1) < 0x90;
        const bool too_large = first == 0xF4 && at(1) > 0x8F;
        return continues(1) && continues(2) && continues(3) && !overlong && !too_large ? 4 : 0;
    }
    return 0;
}

// Damerau's distance with adjacent swaps (optimal string alignment), over lower-cased text.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before_last(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower_char(a[i - 1]) == lower_char(b[j - 1]);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0U : 1U)});
            const bool swapped = i > 1 && j > 1 && lower_char(a[i - 1]) == lower_char(b[j - 2]) &&
                                 lower_char(a[i - 2]) == lower_char(b[j - 1]);
            if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
        }
        std::swap(before_last, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

}  // namespace

std::string_view trim(std::string_view text) {
    // Most texts have nothing to be taken off.
    if (!text.empty() && text.front() > ' ' && text.back() > ' ') return text;
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    const auto last = text.find_last_not_of(blanks);
    return text.substr(first, last - first + 1);
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), lower_char);
    return result;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    if (text.empty()) return parts;
    std::size_t start = 0;
    while (true) {
        const auto end = text.find(separator, start);
        parts.push_back(trim(text.substr(start, end - start)));
        if (end == std::string_view::npos) return parts;
        start = end + 1;
    }
}

std::string join(std::span<const std::string> parts, std::string_view separator) {
    return fmt::format("{}", fmt::join(parts, separator));
}

bool is_utf8(std::string_view bytes) {
    // Most text is ASCII: eight bytes at a time while no byte has its high bit set.
    while (!bytes.empty()) {
        std::uint64_t eight = 0;
        while (bytes.size() >= sizeof eight) {
            std::memcpy(&eight, bytes.data(), sizeof eight);
            if (eight & 0x8080808080808080ULL) break;
            bytes.remove_prefix(sizeof eight);
        }
        if (bytes.empty()) return true;
        const auto length = sequence_length(bytes);
        if (length == 0) return false;
        bytes.remove_prefix(length);
    }
    return true;
}

void append_utf8(std::string& out, std::uint32_t point) {
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xC0 | (point >> 6));
        out += static_cast<char>(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        out += static_cast<char>(0xE0 | (point >> 12));
        out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (point & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (point >> 18));
        out += static_cast<char>(0x80 | ((point >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (point & 0x3F));
    }
}

std::string from_windows_1252(std::string_view bytes) {
    std::string result;
    result.reserve(bytes.size() + bytes.size() / 8);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        std::uint32_t point = byte;
        if (byte >= 0x80 && byte <= 0x9F) {
            point = windows_1252_high[byte - 0x80U];
            if (point == 0) point = 0xFFFD;
        }
        append_utf8(result, point);
    }
    return result;
}

std::uint32_t column_at(std::string_view line, std::size_t offset) {
    const auto before = line.substr(0, offset);
    // Bytes that continue a character (10xxxxxx) are no column; eight at a time, then the rest.
    std::size_t continuing = 0;
    std::size_t i = 0;
    for (std::uint64_t eight = 0; i + sizeof eight <= before.size(); i += sizeof eight) {
        std::memcpy(&eight, before.data() + i, sizeof eight);
        if ((eight & 0x8080808080808080ULL) == 0) continue;
        continuing += static_cast<std::size_t>(
            std::popcount((eight >> 7U) & ~(eight >> 6U) & 0x0101010101010101ULL));
    }
    for (; i < before.size(); ++i)
        continuing += (static_cast<unsigned char>(before[i]) & 0xC0U) == 0x80U ? 1U : 0U;
    return static_cast<std::uint32_t>(before.size() - continuing + 1);
}

std::optional<std::string> closest(std::string_view word, std::span<const std::string> candidates) {
    std::optional<std::string> best;
    std::size_t best_distance = std::numeric_limits<std::size_t>::max();
    for (const auto& candidate : candidates) {
        const auto distance = edit_distance(word, candidate);
        const auto allowed = std::max<std::size_t>(1, candidate.size() / 3);
        if (distance <= allowed && distance < best_distance) {
            best = candidate;
            best_distance = distance;
        }
    }
    return best;
}

std::string shown(std::string_view text, std::size_t limit) {
    std::string result;
    std::size_t characters = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto length = std::max<std::size_t>(1, sequence_length(text.substr(i)));
        if (characters++ == limit) return result + "…";
        const auto byte = static_cast<unsigned char>(text[i]);
        // U+0080 to U+009F drive terminals too.
        const bool high_control =
            byte == 0xC2 && length == 2 && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        const bool printable =
            byte >= 0x20 && byte != 0x7F && !high_control && (byte < 0x80 || length > 1);
        result += printable ? text.substr(i, length) : std::string_view("?");
        i += length;
    }
    return result;
}

std::string with_thousands(std::int64_t number) {
    std::string digits = fmt::format("{}", number < 0 ? -number : number);
    for (auto i = static_cast<std::ptrdiff_t>(digits.size()) - 3; i > 0; i -= 3) {
        digits.insert(static_cast<std::size_t>(i), ",");
    }
    return number < 0 ? "-" + digits : digits;
}

std::string counted(std::int64_t count, std::string_view singular, std::string_view plural) {
    return fmt::format("{} {}", with_thousands(count), count == 1 ? singular : plural);
}

std::optional<double> parse_number(std::string_view text) {
    text = trim(text);
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

std::optional<std::int64_t> parse_whole_number(std::string_view text) {
    text = trim(text);
    std::int64_t whole = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
    if (error == std::errc() && end == text.data() + text.size() && !text.empty()) return whole;
    const auto value = parse_number(text);
    constexpr double largest_exact = 9007199254740992.0;  // 2^53
    if (!value || *value != std::floor(*value) || std::abs(*value) > largest_exact) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(*value);
}

}  // namespace concord
