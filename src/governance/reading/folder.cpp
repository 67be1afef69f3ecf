#include "files/digest.hpp"
#include "governance/reading/scheme_files.hpp"

namespace concord::governance {

std::filesystem::path GovernanceFolder::path(const std::string& file) const {
    return system_.folder / "governance" / file;  // a whole path stays what it is
}

std::string GovernanceFolder::shown(const std::string& file) const {
    if (std::filesystem::path(file).is_absolute()) return file;
    return registry::shown_path(system_, "governance/" + file);
}

bool GovernanceFolder::has(const std::string& file) const {
    std::error_code error;
    return std::filesystem::exists(path(file), error);
}

void GovernanceFolder::record(const std::string& file, files::FileReport report) {
    report.dataset = std::filesystem::path(file).is_absolute() ? file : "governance/" + file;
    std::error_code error;
    if (std::filesystem::is_regular_file(path(file), error)) {
        report.sha256 = files::sha256_of_file(path(file));
    }
    reports_.push_back(std::move(report));
}

}  // namespace concord::governance
