#include "files/packed_file.hpp"

#include <algorithm>
#include <array>

#include <zip.h>

namespace concord::files {

struct PackedFile::Archive {
    zip_t* handle = nullptr;
    ~Archive() { zip_discard(handle); }
};

struct PackedPart::Handle {
    zip_file_t* file = nullptr;
    ~Handle() {
        if (file) zip_fclose(file);
    }
};

PackedPart::PackedPart(std::unique_ptr<Handle> handle, Unpacked outcome, std::uint64_t limit)
    : handle_(std::move(handle)), outcome_(outcome), left_(limit) {}

PackedPart::~PackedPart() = default;

std::size_t PackedPart::read(std::span<char> buffer) {
    if (outcome_ != Unpacked::whole) return 0;
    const auto count = zip_fread(handle_->file, buffer.data(), buffer.size());
    if (count < 0) outcome_ = Unpacked::damaged;
    if (count <= 0) return 0;
    const auto read = static_cast<std::uint64_t>(count);
    if (read > left_) outcome_ = Unpacked::too_large;
    const auto given = std::min(read, left_);
    left_ -= given;
    return static_cast<std::size_t>(given);
}

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

bool PackedFile::has(const std::string& name) const {
    return zip_name_locate(archive_->handle, name.c_str(), 0) >= 0;
}

std::unique_ptr<PackedPart> PackedFile::open(const std::string& name, std::uint64_t limit) const {
    auto handle = std::make_unique<PackedPart::Handle>();
    auto outcome = Unpacked::missing;
    const auto index = zip_name_locate(archive_->handle, name.c_str(), 0);
    if (index >= 0) {
        zip_stat_t status;
        zip_stat_init(&status);
        zip_stat_index(archive_->handle, static_cast<zip_uint64_t>(index), 0, &status);
        handle->file = zip_fopen_index(archive_->handle, static_cast<zip_uint64_t>(index), 0);
        const bool locked = (status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
                            status.encryption_method != ZIP_EM_NONE;
        outcome = handle->file ? Unpacked::whole : locked ? Unpacked::locked : Unpacked::damaged;
    }
    return std::unique_ptr<PackedPart>(new PackedPart(std::move(handle), outcome, limit));
}

PackedFile::Part PackedFile::part(const std::string& name, std::uint64_t limit) const {
    Part part;
    const auto opened = open(name, limit);
    std::array<char, 1U << 16U> chunk{};
    while (const auto count = opened->read(chunk))
        part.bytes.append(chunk.data(), count);
    part.outcome = opened->outcome();
    return part;
}

}  // namespace concord::files
