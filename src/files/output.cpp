#include "files/output.hpp"

#include <cerrno>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <stdio.h>
#include <sys/file.h>
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

// The folder itself, where a link to it is given.
fs::path without_trailing_slash(const fs::path& path) {
    auto normal = fs::absolute(path).lexically_normal();
    if (!normal.has_filename()) normal = normal.parent_path();
    std::error_code error;
    return fs::is_symlink(normal, error) ? fs::weakly_canonical(normal) : normal;
}

// A descriptor of the folder that holds it against remove_abandoned(), or -1.
int lock_folder(const fs::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0 && ::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return descriptor;
    if (descriptor >= 0) ::close(descriptor);
    return -1;
}

// Removes temporary folders for this target whose makers are gone: nobody holds their lock.
void remove_abandoned(const fs::path& target) {
    const auto prefix = "." + target.filename().string() + ".";
    std::error_code error;
    std::vector<fs::path> abandoned;
    for (const auto& entry : fs::directory_iterator(target.parent_path(), error)) {
        const auto name = entry.path().filename().string();
        if (!name.starts_with(prefix) || !name.ends_with(".part")) continue;
        const auto middle = std::string_view(name).substr(prefix.size());
        const auto digits = middle.substr(0, middle.size() - std::string_view(".part").size());
        if (digits.empty() || digits.find_first_not_of("0123456789") != digits.npos) continue;
        if (entry.is_directory(error)) abandoned.push_back(entry.path());
    }
    for (const auto& folder : abandoned) {
        const int lock = lock_folder(folder);
        if (lock < 0) continue;
        fs::remove_all(folder, error);
        ::close(lock);
    }
}

// Puts the folder in the place of another at one stroke; the other then has its name. False where
// the file system cannot.
bool exchange(const fs::path& folder, const fs::path& other) {
    return ::renameat2(AT_FDCWD, folder.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE) == 0;
}

bool write_everything(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const auto count = ::write(descriptor, text.data(), text.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    // EINVAL: a pipe or a device has nothing to be kept on a disk.
    return ::fsync(descriptor) == 0 || errno == EINVAL;
}

// A pipe, a terminal, /dev/null: written into, never replaced.
bool is_no_file(const fs::path& path) {
    std::error_code error;
    const auto status = fs::status(path, error);
    return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

void write_into(const fs::path& path, std::string_view text) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) fail("write", path, std::strerror(errno));
    const bool written = write_everything(descriptor, text);
    const int reason = errno;
    ::close(descriptor);
    if (!written) fail("write", path, std::strerror(reason));
}

}  // namespace

void write_file(const fs::path& path, std::string_view text) {
    if (is_no_file(path)) {
        write_into(path, text);
        return;
    }
    const auto temporary = temporary_beside(fs::absolute(path));
    // Made anew, so that nobody's link at this name is followed.
    ::unlink(temporary.c_str());
    const int descriptor =
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
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

OutputFolder::OutputFolder(const fs::path& target, const std::string& marker)
    : target_(without_trailing_slash(target)), temporary_(temporary_beside(target_)) {
    const auto reason = refusal(target_, marker);
    if (!reason.empty()) fail("replace", target_, reason);
    std::error_code error;
    fs::create_directories(target_.parent_path(), error);
    if (error) fail("make", target_.parent_path(), error.message());
    remove_abandoned(target_);
    fs::create_directory(temporary_, error);
    if (error) fail("make", temporary_, error.message());
    lock_ = lock_folder(temporary_);
}

OutputFolder::~OutputFolder() {
    std::error_code ignored;
    if (!published_) fs::remove_all(temporary_, ignored);
    if (lock_ >= 0) ::close(lock_);
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
    if (exchange(temporary_, target_)) {
        published_ = true;
        fs::remove_all(temporary_, error);  // the old one, which has this name now
        return;
    }
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
