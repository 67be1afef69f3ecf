// The readers of a system's governance folder. Each takes what it can use and reports the rest; the
// good rows of a damaged file survive.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "files/toml_document.hpp"
#include "governance/published_map.hpp"
#include "governance/questions.hpp"
#include "governance/reading/references.hpp"
#include "registry/system_description.hpp"

namespace concord::governance {

// The folder, how its files are shown, and what became of each. A file from elsewhere is named by
// its whole path.
class GovernanceFolder {
  public:
    explicit GovernanceFolder(const registry::SystemDescription& system) : system_(system) {}

    bool has(const std::string& file) const;
    std::filesystem::path path(const std::string& file) const;
    std::string shown(const std::string& file) const;
    void record(const std::string& file, files::FileReport report);
    std::vector<files::FileReport> take_reports() { return std::move(reports_); }

  private:
    const registry::SystemDescription& system_;
    std::vector<files::FileReport> reports_;
};

// A file of the folder as a tree; what became of it is recorded. Nothing where it is not there.
std::optional<files::TomlValue> open_toml(GovernanceFolder& folder, const std::string& file,
                                          Diagnostics& diagnostics);

// A word that can only be judged when everything is read.
struct PendingWord {
    std::size_t holder = 0;  // whose it is
    std::string word;
    Location place;
};

// What constitution.toml and committees.toml leave to be judged afterwards.
struct PendingReferences {
    std::vector<PendingWord> parents;
    std::vector<PendingWord> accountable;
    std::vector<PendingWord> organisations;  // of members: an interest is known by them
    std::vector<PendingWord> named;          // other holders: who set a board up, who chose a chair
    std::vector<PendingWord> areas;
    std::vector<PendingWord> terms;
    std::vector<std::size_t> without_scale;
};

// [[board]]: merged into the holder of the body.
void read_constitution(GovernanceFolder& folder, HolderRegister& holders,
                       PendingReferences& pending, Diagnostics& diagnostics);
// [[committee]] and [[post]]: new holders.
void read_committees(GovernanceFolder& folder, HolderRegister& holders, PendingReferences& pending,
                     Diagnostics& diagnostics);

// Judges what was left, and gives committees without a scale the scale of their area.
void settle_holders(const PendingReferences& pending, References& references, const Tree& places,
                    Diagnostics& diagnostics);
// Terms of reference and sources must be among the documents.
void check_documents(const PendingReferences& pending, const Scheme& scheme,
                     Diagnostics& diagnostics);

// documents.csv, delegations.csv, limits.csv, reservations.csv, splits.csv, interests.csv and
// assurances.csv.
void read_documents(GovernanceFolder& folder, References& references, Scheme& scheme,
                    Diagnostics& diagnostics);
void read_grants(GovernanceFolder& folder, References& references, Scheme& scheme,
                 Diagnostics& diagnostics);
void read_limits(GovernanceFolder& folder, References& references, Scheme& scheme,
                 Diagnostics& diagnostics);
void read_reservations(GovernanceFolder& folder, References& references, Scheme& scheme,
                       Diagnostics& diagnostics);
void read_splits(GovernanceFolder& folder, References& references, Scheme& scheme,
                 Diagnostics& diagnostics);
void read_interests(GovernanceFolder& folder, References& references, Scheme& scheme,
                    Diagnostics& diagnostics);
void read_assurances(GovernanceFolder& folder, References& references, Scheme& scheme,
                     Diagnostics& diagnostics);

// A published map, and questions; each from a file of the folder or from elsewhere.
std::vector<PublishedEntry> read_published_map(GovernanceFolder& folder, const std::string& file,
                                               References& references, Diagnostics& diagnostics);
std::vector<AskedQuestion> read_questions(GovernanceFolder& folder, const std::string& file,
                                          References& references, Diagnostics& diagnostics);

}  // namespace concord::governance
