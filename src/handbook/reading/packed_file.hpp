// A packed file (zip), whose parts are unpacked up to a limit, whatever sizes it claims.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "handbook/reading/limits.hpp"

namespace concord::handbook {

class PackedFile {
  public:
    explicit PackedFile(const std::filesystem::path& path);
    ~PackedFile();
    PackedFile(const PackedFile&) = delete;
    PackedFile& operator=(const PackedFile&) = delete;

    bool usable() const { return archive_ != nullptr; }
    std::vector<std::string> names() const;

    enum class Unpacked { whole, missing, damaged, locked, too_large };
    struct Part {
        Unpacked outcome = Unpacked::missing;
        std::string bytes;  // up to the limit where it is too large
    };
    Part part(const std::string& name, std::uint64_t limit) const;

  private:
    struct Archive;
    std::unique_ptr<Archive> archive_;
};

}  // namespace concord::handbook
