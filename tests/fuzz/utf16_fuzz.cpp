// UTF-16 in either order. Laws: how much comes at a time changes nothing; what comes out is UTF-8;
// text whose characters are whole comes out as itself.
#include <algorithm>

#include "base/text.hpp"
#include "files/utf16.hpp"
#include "fuzz/support.hpp"

namespace {

using concord::files::ByteOrder;
using concord::files::Utf16Decoder;

std::string decode(std::string_view bytes, ByteOrder order, std::size_t piece) {
    Utf16Decoder decoder(order);
    std::string out;
    while (!bytes.empty()) {
        const auto count = std::min(piece, bytes.size());
        decoder.decode(bytes.substr(0, count), out);
        bytes.remove_prefix(count);
    }
    decoder.finish(out);
    return out;
}

// Plain letters as UTF-16: the only encoder that is needed to look back.
std::string encode(std::string_view letters, ByteOrder order) {
    std::string out;
    for (const char letter : letters) {
        if (order == ByteOrder::big_first) out += '\0';
        out += letter;
        if (order == ByteOrder::little_first) out += '\0';
    }
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto choice = concord::fuzz::choose(data, size, 2);
    const auto order = choice.number == 0 ? ByteOrder::little_first : ByteOrder::big_first;
    const auto whole = decode(choice.content, order, std::size_t{1} << 20U);
    CONCORD_LAW(whole == decode(choice.content, order, 1));
    CONCORD_LAW(whole == decode(choice.content, order, 3));
    CONCORD_LAW(concord::is_utf8(whole));
    std::string letters;
    for (const char c : choice.content)
        if (c > 0) letters += c;
    CONCORD_LAW(decode(encode(letters, order), order, 2) == letters);
    return 0;
}
