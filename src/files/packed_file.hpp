// A packed file (zip), whose parts are unpacked up to a limit, whatever sizes it claims.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace concord::files {

enum class Unpacked { whole, missing, damaged, locked, too_large };

// One part on its way out of the pack, piece by piece.
class PackedPart {
  public:
    ~PackedPart();
    PackedPart(const PackedPart&) = delete;
    PackedPart& operator=(const PackedPart&) = delete;

    // Fills the buffer as far as it can; 0 at the end, after damage and at the limit.
    std::size_t read(std::span<char> buffer);
    Unpacked outcome() const { return outcome_; }

  private:
    friend class PackedFile;
    struct Handle;
    PackedPart(std::unique_ptr<Handle> handle, Unpacked outcome, std::uint64_t limit);

    std::unique_ptr<Handle> handle_;
    Unpacked outcome_;
    std::uint64_t left_;
};

class PackedFile {
  public:
    explicit PackedFile(const std::filesystem::path& path);
    ~PackedFile();
    PackedFile(const PackedFile&) = delete;
    PackedFile& operator=(const PackedFile&) = delete;

    bool usable() const { return archive_ != nullptr; }
    std::vector<std::string> names() const;
    bool has(const std::string& name) const;

    struct Part {
        Unpacked outcome = Unpacked::missing;
        std::string bytes;  // up to the limit where it is too large
    };
    Part part(const std::string& name, std::uint64_t limit) const;

    // The same piece by piece. The file must outlive it.
    std::unique_ptr<PackedPart> open(const std::string& name, std::uint64_t limit) const;

  private:
    struct Archive;
    std::unique_ptr<Archive> archive_;
};

}  // namespace concord::files
