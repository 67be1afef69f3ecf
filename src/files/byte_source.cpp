#include "files/byte_source.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/failure.hpp"
#include "base/text.hpp"

namespace concord::files {
namespace {

constexpr std::size_t chunk_bytes = std::size_t{1} << 17;

[[noreturn]] void fail(const std::filesystem::path& path, std::string_view what) {
    throw EnvironmentFailure(
        fmt::format("cannot {} `{}`: {}", what, path.string(), std::strerror(errno)),
        "check that the file exists and that you may read it");
}

}  // namespace

struct ByteSource::Inflater {
    z_stream stream{};
    std::array<char, chunk_bytes> input{};
    bool member_open = true;
    bool at_end = false;

    Inflater() {
        // 16 + MAX_WBITS: gzip framing only.
        if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK) {
            throw EnvironmentFailure("cannot start zlib", "is the machine out of memory?");
        }
    }
    ~Inflater() { inflateEnd(&stream); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
};

ByteSource::ByteSource(const std::filesystem::path& path) : path_(path) {
    descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor_ < 0) fail(path, "open");
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0 || S_ISDIR(status.st_mode)) {
        ::close(descriptor_);
        errno = EISDIR;
        fail(path, "read");
    }
    std::array<char, 2> magic{};
    head_.assign(magic.data(), read_raw(magic));
    if (head_.size() == 1) {
        std::array<char, 1> second{};
        head_.append(second.data(), read_raw(second));
    }
    if (head_ == "\x1f\x8b") inflater_ = std::make_unique<Inflater>();
}

ByteSource::~ByteSource() {
    ::close(descriptor_);
}

std::size_t ByteSource::read_raw(std::span<char> buffer) {
    while (true) {
        const auto count = ::read(descriptor_, buffer.data(), buffer.size());
        if (count >= 0) return static_cast<std::size_t>(count);
        if (errno != EINTR) fail(path_, "read");
    }
}

std::size_t ByteSource::read(std::span<char> buffer) {
    if (inflater_) return read_inflated(buffer);
    const auto count = std::min(head_.size(), buffer.size());
    std::memcpy(buffer.data(), head_.data(), count);
    head_.erase(0, count);
    return count + read_raw(buffer.subspan(count));
}

// Gives the inflater more input; false at the end of the file.
bool ByteSource::refill() {
    auto& z = *inflater_;
    std::size_t count = 0;
    if (!head_.empty()) {
        std::memcpy(z.input.data(), head_.data(), head_.size());
        count = head_.size();
        head_.clear();
    } else {
        count = read_raw(z.input);
    }
    z.stream.next_in = reinterpret_cast<Bytef*>(z.input.data());
    z.stream.avail_in = static_cast<uInt>(count);
    return count > 0;
}

// Another gzip member may follow; anything else after a member is ignored, as gzip does.
bool ByteSource::next_member() {
    auto& z = *inflater_;
    if (z.stream.avail_in == 0 && !refill()) return false;
    if (*z.stream.next_in != 0x1f) return false;
    inflateReset(&z.stream);
    z.member_open = true;
    return true;
}

std::size_t ByteSource::read_inflated(std::span<char> buffer) {
    auto& z = *inflater_;
    z.stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    z.stream.avail_out = static_cast<uInt>(buffer.size());
    while (z.stream.avail_out > 0 && !z.at_end) {
        if (!z.member_open && !next_member()) {
            z.at_end = true;
            break;
        }
        const bool starved = z.stream.avail_in == 0 && !refill();
        const auto room = z.stream.avail_out;
        const int status = inflate(&z.stream, Z_NO_FLUSH);
        if (status == Z_STREAM_END) {
            z.member_open = false;
        } else if ((status != Z_OK && status != Z_BUF_ERROR) ||
                   (starved && z.stream.avail_out == room)) {
            damaged_ = true;  // or the file ended inside a member, and nothing more is held back
            z.at_end = true;
        }
    }
    return buffer.size() - z.stream.avail_out;
}

std::optional<std::string> read_whole(const std::filesystem::path& path, std::size_t limit_mib) {
    ByteSource source(path);
    std::string content;
    std::array<char, chunk_bytes> buffer{};
    while (const auto count = source.read(buffer)) {
        if (content.size() + count > limit_mib << 20) return std::nullopt;
        content.append(buffer.data(), count);
    }
    return content;
}

std::optional<std::string> read_document(const DocumentFile& file, Diagnostics& diagnostics) {
    const Location whole{file.shown_path, 0, 0};
    std::error_code error;
    if (!std::filesystem::is_regular_file(file.path, error)) {
        diagnostics.add({"REG001", whole, "",
                         fmt::format("there is no file `{}`", shown(file.shown_path, 200))});
        return std::nullopt;
    }
    auto content = read_whole(file.path, file.limit_mib);
    if (!content) {
        diagnostics.add({"REG013", whole, "",
                         fmt::format("the file holds more than {} MiB", file.limit_mib),
                         "a file of this kind is much smaller; write or fetch it again"});
    }
    return content;
}

std::string read_all(const std::filesystem::path& path) {
    constexpr std::size_t limit_mib = 64;
    auto content = read_whole(path, limit_mib);
    if (content) return std::move(*content);
    throw EnvironmentFailure(fmt::format("`{}` holds more than {} MiB", path.string(), limit_mib),
                             "remove the file; Concord makes it again");
}

}  // namespace concord::files
