#include "files/output.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "base/failure.hpp"

namespace concord::files {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(std::string_view what, const fs::path& path, std::string_view why) {
    throw EnvironmentFailure(fmt::format("cannot {} `{}`: {}", what, path.string(), why),
                             "check the space on the disk and that you may write there");
}

fs::path temporary_beside(const fs::path& target) {
    return target.parent_path() /
           fmt::format(".{}.{}.part", target.filename().string(), ::getpid());
}

fs::path without_trailing_slash(const fs::path& path) {
    const auto normal = fs::absolute(path).lexically_normal();
    return normal.has_filename() ? normal : normal.parent_path();
}

bool write_everything(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const auto count = ::write(descriptor, text.data(), text.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return ::fsync(descriptor) == 0;
}

}  // namespace

void write_file(const fs::path& path, std::string_view text) {
    const auto temporary = temporary_beside(fs::absolute(path));
    const int descriptor =
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (descriptor < 0) fail("write", path, std::strerror(errno));
    const bool written = write_everything(descriptor, text);
    const int reason = errno;
    ::close(descriptor);
    std::error_code error;
    if (written) fs::rename(temporary, path, error);
    if (!written || error) {
        std::error_code ignored;
        fs::remove(temporary, ignored);
        fail("write", path, written ? error.message() : std::strerror(reason));
    }
}

OutputFolder::OutputFolder(fs::path target, std::string marker)
    : target_(without_trailing_slash(target)), temporary_(temporary_beside(target_)) {
    const auto reason = refusal(target_, marker);
    if (!reason.empty()) fail("replace", target_, reason);
    std::error_code error;
    fs::create_directories(target_.parent_path(), error);
    fs::remove_all(temporary_, error);
    if (!fs::create_directory(temporary_, error)) fail("make", temporary_, error.message());
}

OutputFolder::~OutputFolder() {
    std::error_code ignored;
    if (!published_) fs::remove_all(temporary_, ignored);
}

std::string OutputFolder::refusal(const fs::path& target, const std::string& marker) {
    std::error_code error;
    if (!fs::exists(target, error)) return {};
    if (!fs::is_directory(target, error)) return "it is not a folder";
    if (fs::is_empty(target, error) || fs::exists(target / marker, error)) return {};
    return fmt::format("it holds files and no `{}`, so it was not made by concord", marker);
}

void OutputFolder::publish() {
    std::error_code error;
    const auto old =
        target_.parent_path() / fmt::format(".{}.{}.old", target_.filename().string(), ::getpid());
    const bool replaces = fs::exists(target_, error);
    if (replaces) fs::rename(target_, old, error);
    if (replaces && error) fail("replace", target_, error.message());
    fs::rename(temporary_, target_, error);
    if (error) {
        std::error_code ignored;
        if (replaces) fs::rename(old, target_, ignored);
        fail("replace", target_, error.message());
    }
    published_ = true;
    if (replaces) fs::remove_all(old, error);
}

}  // namespace concord::files
