// UTF-16, as spreadsheets save "Unicode text", turned into UTF-8 piece by piece.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace concord::files {

enum class ByteOrder { little_first, big_first };

// The order that a byte order mark at the start shows; nothing where there is none.
std::optional<ByteOrder> utf16_mark(std::string_view head);

class Utf16Decoder {
  public:
    explicit Utf16Decoder(ByteOrder order) : order_(order) {}

    // Appends what the bytes hold; half a character waits for the next piece. Halves without their
    // other half become U+FFFD.
    void decode(std::string_view bytes, std::string& out);
    // At the end of the file: what still waits has no other half.
    void finish(std::string& out);

  private:
    void take(std::uint32_t unit, std::string& out);

    ByteOrder order_;
    std::optional<unsigned char> odd_byte_;
    std::uint32_t high_half_ = 0;  // of a character beyond the basic plane
};

}  // namespace concord::files
