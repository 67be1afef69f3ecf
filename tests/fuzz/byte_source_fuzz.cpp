// Bytes of a file, gzip or not. Laws: plain files come as they are; how much is asked for at a time
// changes nothing; damage is noticed or the whole content is there.
#include <algorithm>

#include "files/byte_source.hpp"
#include "fuzz/support.hpp"

namespace {

using concord::files::ByteSource;

constexpr std::size_t unpacked_limit = std::size_t{1} << 22;

struct Outcome {
    std::string content;
    bool damaged = false;
    bool compressed = false;
};

Outcome read_in_pieces(const std::filesystem::path& path, std::size_t piece) {
    ByteSource source(path);
    Outcome outcome;
    std::string buffer(piece, '\0');
    while (const auto count = source.read(buffer)) {
        outcome.content.append(buffer, 0, count);
        if (outcome.content.size() > unpacked_limit) break;
    }
    outcome.content.resize(std::min(outcome.content.size(), unpacked_limit));
    const bool whole = outcome.content.size() < unpacked_limit;
    outcome.damaged = whole && source.damaged();
    outcome.compressed = source.compressed();
    return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = concord::fuzz::as_text(data, size);
    const concord::fuzz::MemoryFile file(input);
    const auto at_once = read_in_pieces(file.path(), std::size_t{1} << 16);
    const auto in_pieces = read_in_pieces(file.path(), 7);
    CONCORD_LAW(at_once.content == in_pieces.content);
    CONCORD_LAW(at_once.damaged == in_pieces.damaged);
    CONCORD_LAW(at_once.compressed == input.starts_with("\x1f\x8b"));
    CONCORD_LAW(at_once.compressed || (at_once.content == input && !at_once.damaged));
    return 0;
}
