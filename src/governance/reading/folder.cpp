#include "files/digest.hpp"
#include "files/toml_document.hpp"
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

std::optional<files::TomlValue> open_toml(GovernanceFolder& folder, const std::string& file,
                                          Diagnostics& diagnostics) {
    if (!folder.has(file)) return std::nullopt;
    auto document = files::read_toml(folder.path(file), folder.shown(file), diagnostics);
    files::FileReport report;
    report.path = folder.shown(file);
    std::error_code error;
    report.bytes = std::filesystem::file_size(folder.path(file), error);
    report.rows_read = document ? 1 : 0;
    report.rows_skipped = document ? 0 : 1;
    folder.record(file, std::move(report));
    return document;
}

}  // namespace concord::governance
