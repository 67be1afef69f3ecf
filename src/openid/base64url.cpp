#include "openid/base64url.hpp"

#include <array>
#include <cstdint>

namespace concord::openid {
namespace {

constexpr std::string_view letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

std::string written(std::string_view bytes, char of_62, char of_63) {
    const auto letter = [&](std::uint32_t value) {
        if (value == 62) return of_62;
        return value == 63 ? of_63 : letters[value];
    };
    std::string text;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : bytes) {
        held = (held << 8U) | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 6; bits -= 6)
            text += letter((held >> static_cast<unsigned>(bits - 6)) & 63U);
    }
    if (bits > 0) text += letter((held << static_cast<unsigned>(6 - bits)) & 63U);
    return text;
}

}  // namespace

std::string base64url(std::string_view bytes) {
    return written(bytes, '-', '_');
}

std::string base64(std::string_view bytes) {
    auto text = written(bytes, '+', '/');
    while (text.size() % 4 != 0)
        text += '=';
    return text;
}

std::optional<std::string> read_base64url(std::string_view text) {
    std::string bytes;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : text) {
        const auto place = letters.find(c);
        std::uint32_t value = static_cast<std::uint32_t>(place);
        if (c == '-') {
            value = 62;
        } else if (c == '_') {
            value = 63;
        } else if (place == std::string_view::npos) {
            return std::nullopt;
        }
        held = (held << 6U) | value;
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        bytes += static_cast<char>((held >> static_cast<unsigned>(bits)) & 255U);
    }
    // A letter too many, or bits that say nothing and are not nought.
    if (base64url(bytes) != text) return std::nullopt;
    return bytes;
}

}  // namespace concord::openid
