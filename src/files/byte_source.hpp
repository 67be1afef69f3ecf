// Bytes from a file, plain or gzip, whatever its name says: the first two bytes decide.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "base/diagnostic.hpp"

namespace concord::files {

class ByteSource {
  public:
    // Throws EnvironmentFailure where the file cannot be opened or read.
    explicit ByteSource(const std::filesystem::path& path);
    ~ByteSource();
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;

    // Fills the buffer as far as it can; 0 at the end. After damage it returns what came before it.
    std::size_t read(std::span<char> buffer);

    // True once a gzip stream has proved to be cut short or corrupt.
    bool damaged() const { return damaged_; }
    bool compressed() const { return inflater_ != nullptr; }

  private:
    struct Inflater;

    std::size_t read_raw(std::span<char> buffer);
    std::size_t read_inflated(std::span<char> buffer);
    bool refill();
    bool next_member();

    std::filesystem::path path_;
    int descriptor_ = -1;
    std::string head_;  // bytes looked at to tell gzip from plain
    std::unique_ptr<Inflater> inflater_;
    bool damaged_ = false;
};

// The whole content, unpacked, of a file that must be in memory whole; nothing where it is longer
// than the limit, since a few kilobytes of gzip can hold gigabytes. Throws EnvironmentFailure.
std::optional<std::string> read_whole(const std::filesystem::path& path, std::size_t limit_mib);

// The same for a document that the user gave: reported where it is missing (REG001) or longer than
// the limit (REG013).
struct DocumentFile {
    std::filesystem::path path;
    std::string shown_path;
    std::size_t limit_mib = 0;
};
std::optional<std::string> read_document(const DocumentFile& file, Diagnostics& diagnostics);

// The same for files of our own making, which are short: a longer one is a failure.
std::string read_all(const std::filesystem::path& path);

}  // namespace concord::files
