// What the fuzz targets share: files that need no disk, findings under the rule book as built, and
// a claim that is checked in every build.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include <sys/mman.h>
#include <unistd.h>

#include "support/diagnostics.hpp"
#include "support/temporary_folder.hpp"

// A law of the code under test does not hold for this input.
#define CONCORD_LAW(condition)                                                               \
    do {                                                                                     \
        if (!(condition)) {                                                                  \
            std::fprintf(stderr, "%s:%d: broken law: %s\n", __FILE__, __LINE__, #condition); \
            std::abort();                                                                    \
        }                                                                                    \
    } while (false)

namespace concord::fuzz {

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

// The first byte of the input chooses among variants; the rest is the content.
struct Choice {
    unsigned number = 0;
    std::string_view content;
};

inline Choice choose(const std::uint8_t* data, std::size_t size, unsigned variants) {
    if (size == 0) return {};
    return {data[0] % variants, as_text(data + 1, size - 1)};
}

// A file in memory that has a path as long as it lives.
class MemoryFile {
  public:
    explicit MemoryFile(std::string_view content) : descriptor_(memfd_create("fuzz", MFD_CLOEXEC)) {
        CONCORD_LAW(descriptor_ >= 0);
        while (!content.empty()) {
            const auto written = write(descriptor_, content.data(), content.size());
            CONCORD_LAW(written > 0);
            content.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    ~MemoryFile() { close(descriptor_); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    std::filesystem::path path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

  private:
    int descriptor_;
};

// Every finding must be fit to be shown: a message, a known rule, a place inside the file. A line
// that ends the file may be named, and the one after it where something is missing.
inline void check_findings(const Diagnostics& diagnostics, std::string_view content) {
    std::uint32_t line_ends = 0;
    for (const char c : content)
        line_ends += c == '\n' || c == '\r' ? 1 : 0;
    for (const auto& item : diagnostics.all()) {
        CONCORD_LAW(!item.message.empty() && !item.id.empty());
        CONCORD_LAW(item.location.line <= line_ends + 2);
        CONCORD_LAW(item.location.column == 0 || item.location.line > 0);
    }
}

}  // namespace concord::fuzz
