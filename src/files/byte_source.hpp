// Bytes from a file, plain or gzip, whatever its name says: the first two bytes decide.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

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

// The whole content; for small files (TOML, JSON). Throws EnvironmentFailure.
std::string read_all(const std::filesystem::path& path);

}  // namespace concord::files
