#include "handbook/reading/packed_file.hpp"

#include <algorithm>
#include <array>

#include <zip.h>

namespace concord::handbook {

struct PackedFile::Archive {
    zip_t* handle = nullptr;
    ~Archive() { zip_discard(handle); }
};

PackedFile::PackedFile(const std::filesystem::path& path) {
    int error = 0;
    auto* handle = zip_open(path.c_str(), ZIP_RDONLY, &error);
    if (!handle) return;
    archive_ = std::make_unique<Archive>();
    archive_->handle = handle;
}

PackedFile::~PackedFile() = default;

std::vector<std::string> PackedFile::names() const {
    constexpr zip_int64_t most = 100'000;
    std::vector<std::string> names;
    const auto count = std::min(zip_get_num_entries(archive_->handle, 0), most);
    for (zip_int64_t i = 0; i < count; ++i) {
        const char* name = zip_get_name(archive_->handle, static_cast<zip_uint64_t>(i), 0);
        if (name) names.emplace_back(name);
    }
    return names;
}

PackedFile::Part PackedFile::part(const std::string& name, std::uint64_t limit) const {
    Part part;
    const auto index = zip_name_locate(archive_->handle, name.c_str(), 0);
    if (index < 0) return part;
    zip_stat_t status;
    zip_stat_init(&status);
    zip_stat_index(archive_->handle, static_cast<zip_uint64_t>(index), 0, &status);
    auto* file = zip_fopen_index(archive_->handle, static_cast<zip_uint64_t>(index), 0);
    if (!file) {
        const bool locked = (status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
                            status.encryption_method != ZIP_EM_NONE;
        part.outcome = locked ? Unpacked::locked : Unpacked::damaged;
        return part;
    }
    part.outcome = Unpacked::whole;
    std::array<char, 1U << 16U> chunk{};
    while (true) {
        const auto count = zip_fread(file, chunk.data(), chunk.size());
        if (count < 0) part.outcome = Unpacked::damaged;
        if (count <= 0) break;
        part.bytes.append(chunk.data(), static_cast<std::size_t>(count));
        if (part.bytes.size() <= limit) continue;
        part.bytes.resize(limit);
        part.outcome = Unpacked::too_large;
        break;
    }
    zip_fclose(file);
    return part;
}

}  // namespace concord::handbook
