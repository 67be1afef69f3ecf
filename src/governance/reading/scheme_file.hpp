// What the readers of a system's tables share.
#pragma once

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/reading/scheme_files.hpp"

namespace concord::governance {

// One file while it is read: its rows, and the ids that may stand once in it.
class SchemeFile {
  public:
    SchemeFile(GovernanceFolder& folder, std::string file, files::CsvOptions options,
               Diagnostics& diagnostics)
        : folder_(folder),
          file_(std::move(file)),
          diagnostics_(diagnostics),
          reader_(folder.path(file_), std::move(options), diagnostics) {}
    ~SchemeFile() { folder_.record(file_, reader_.report()); }
    SchemeFile(const SchemeFile&) = delete;
    SchemeFile& operator=(const SchemeFile&) = delete;

    files::CsvReader& reader() { return reader_; }

    // GOV001 where the id stands already.
    bool is_new(const std::string& id, const Location& place) {
        if (id.empty() || ids_.insert(id).second) return true;
        diagnostics_.add(
            {"GOV001", place, id, fmt::format("the id `{}` stands already", shown(id))});
        return false;
    }

  private:
    GovernanceFolder& folder_;
    std::string file_;
    Diagnostics& diagnostics_;
    files::CsvReader reader_;
    std::set<std::string> ids_;
};

inline files::CsvOptions options_for(const GovernanceFolder& folder, const std::string& file,
                                     std::vector<std::string> required,
                                     std::vector<std::string> optional) {
    return files::hand_written(folder.shown(file), std::move(required), std::move(optional));
}

}  // namespace concord::governance
