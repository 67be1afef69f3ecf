#include "files/utf16.hpp"

#include "base/utf8.hpp"

namespace concord::files {
namespace {

constexpr std::uint32_t unknown_character = 0xFFFD;

}  // namespace

std::optional<ByteOrder> utf16_mark(std::string_view head) {
    if (head.starts_with("\xFF\xFE")) return ByteOrder::little_first;
    if (head.starts_with("\xFE\xFF")) return ByteOrder::big_first;
    return std::nullopt;
}

void Utf16Decoder::decode(std::string_view bytes, std::string& out) {
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (!odd_byte_) {
            odd_byte_ = byte;
            continue;
        }
        const std::uint32_t first = *odd_byte_;
        odd_byte_.reset();
        take(order_ == ByteOrder::big_first ? (first << 8U) | byte
                                            : first | (std::uint32_t{byte} << 8U),
             out);
    }
}

void Utf16Decoder::finish(std::string& out) {
    if (high_half_ != 0 || odd_byte_) append_utf8(out, unknown_character);
    high_half_ = 0;
    odd_byte_.reset();
}

void Utf16Decoder::take(std::uint32_t unit, std::string& out) {
    const bool is_low_half = unit >= 0xDC00 && unit <= 0xDFFF;
    if (high_half_ != 0) {
        const auto high = high_half_;
        high_half_ = 0;
        if (is_low_half) {
            append_utf8(out, 0x10000 + ((high - 0xD800) << 10U) + (unit - 0xDC00));
            return;
        }
        append_utf8(out, unknown_character);
    }
    if (unit >= 0xD800 && unit <= 0xDBFF) {
        high_half_ = unit;
    } else {
        append_utf8(out, is_low_half ? unknown_character : unit);
    }
}

}  // namespace concord::files
