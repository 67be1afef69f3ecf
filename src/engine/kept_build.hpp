// The last build as the ground of the next: where only some stages are worked out again, the tables
// of the others stay as it has them. That is allowed only where a build of everything would write
// the same tables: no file has changed that a stage which stays rests on.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/located_system.hpp"
#include "pipeline/pipeline.hpp"

namespace concord {

// A file that was read, and for which stage.
struct StageInput {
    std::string stage;
    std::string path;
    std::string sha256;

    bool operator==(const StageInput&) const = default;
    friend bool operator<(const StageInput& a, const StageInput& b) {
        return std::tie(a.stage, a.path, a.sha256) < std::tie(b.stage, b.path, b.sha256);
    }
};

// Files of the system's folder that are no input which somebody reported: whoever owns the folder
// they stand in may have read them all the same. `read` are the files that were reported.
std::vector<StageInput> other_files(const fs::path& folder, const fs::path& build,
                                    const std::vector<fs::path>& read);

// What a build was made by and of, as its manifest says it: builds with other settings have other
// tables. The people stand in it by one digest of their whole folder.
nlohmann::json settings_of(const OpenedSystem& system);

class KeptBuild {
  public:
    // `wanted` are the stages that are worked out again; the registry, on which all rest, always
    // is. Nothing where there is no build to go on from, or it was made with other settings (then
    // `answer` says so).
    static std::unique_ptr<KeptBuild> open(const fs::path& folder, std::vector<std::string> wanted,
                                           const OpenedSystem& system, Answer& answer);

    const std::vector<std::string>& wanted() const { return wanted_; }
    bool keeps(std::string_view stage) const;

    // Where the people stay they are not read again, which is most of the work; what was read and
    // what was found of them is said again.
    bool keeps_people() const { return keeps("population"); }
    void repeat_people(OpenedSystem& system) const;
    // The stages whose findings are repeated.
    const std::vector<std::string>& as_found() const { return as_found_; }
    // What the manifest says of people that were not read again, for the next one.
    void pass_on(nlohmann::json& manifest) const;

    // Whether the tables may stay, by what was read now; else `answer` names each stage with the
    // file that has changed.
    bool holds(const std::vector<StageInput>& read, Answer& answer) const;

    // Makes the earlier tables known to the warehouse; copies those of a stage; forgets them.
    void attach(store::Warehouse& warehouse) const;
    static void copy_tables(const pipeline::Stage& stage, store::Warehouse& warehouse);
    static void detach(store::Warehouse& warehouse);

  private:
    void repeat_findings(const std::string& shown_folder, Diagnostics& diagnostics) const;
    KeptBuild(fs::path folder, nlohmann::json manifest, std::vector<std::string> wanted);

    fs::path folder_;
    nlohmann::json manifest_;
    std::vector<std::string> wanted_;
    std::vector<std::string> as_found_;
};

}  // namespace concord
