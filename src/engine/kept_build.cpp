#include "engine/kept_build.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>

#include <fmt/format.h>

#include "base/text.hpp"
#include "files/byte_source.hpp"
#include "files/digest.hpp"

namespace concord {
namespace {

using nlohmann::json;

constexpr std::string_view everything = "build everything, without --keep";

// Which other stages' files a stage reads besides its own and the registry's.
struct Ground {
    std::string_view stage;
    std::string_view rests_on;
};
constexpr auto grounds = std::to_array<Ground>({{"money", "governance"},
                                                {"money", "other money"},
                                                {"money", "other governance"},
                                                {"spending", "other money"},
                                                {"ledger", "governance"},
                                                {"ledger", "other money"},
                                                {"ledger", "other governance"},
                                                {"agreements", "governance"},
                                                {"agreements", "other money"},
                                                {"agreements", "other governance"},
                                                {"governance", "other governance"},
                                                {"need", "other need"},
                                                {"waiting", "other waiting"}});

// Folders whose files belong to stages of their own; what stands elsewhere is everybody's ground.
constexpr auto owned_folders =
    std::to_array<std::string_view>({"money", "governance", "need", "waiting"});
// What no stage reads there, or, of people, has a digest of its own.
constexpr auto others_folders = std::to_array<std::string_view>({"access", "people"});

bool is_one_of(std::span<const std::string_view> names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

std::string digest_of_file(const fs::path& path) {
    std::error_code error;
    return fs::is_regular_file(path, error) ? files::sha256_of_file(path) : "";
}

// One digest of all files of a folder by their names and bytes; empty where there is none.
std::string digest_of_folder(const fs::path& folder) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) return {};
    std::set<std::string> lines;
    for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
        if (entry.is_regular_file())
            lines.insert(fmt::format("{} {}\n", files::sha256_of_file(entry.path()),
                                     entry.path().lexically_relative(folder).generic_string()));
    }
    return files::sha256_of_text(join(std::vector(lines.begin(), lines.end()), ""));
}

// One digest of what stands in TOML beside system.toml: the system's own data sets too.
std::string digest_of_settings(const fs::path& folder) {
    std::error_code error;
    std::set<std::string> lines;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        if (entry.path().extension() == ".toml")
            lines.insert(entry.path().filename().string() + " " + digest_of_file(entry.path()));
    }
    return files::sha256_of_text(join(std::vector(lines.begin(), lines.end()), "\n"));
}

std::optional<json> read_manifest(const fs::path& folder) {
    const auto path = folder / build_marker;
    std::error_code error;
    if (!fs::is_regular_file(path, error)) return std::nullopt;
    auto manifest = json::parse(files::read_all(path), nullptr, false);
    if (!manifest.is_object() || !manifest.contains("settings") || !manifest.contains("inputs"))
        return std::nullopt;
    return manifest;
}

std::vector<StageInput> inputs_of(const json& manifest) {
    std::vector<StageInput> inputs;
    for (const auto* list : {"inputs", "other_files"}) {
        for (const auto& input : manifest.value(list, json::array()))
            inputs.push_back(
                {input.value("stage", ""), input.value("path", ""), input.value("sha256", "")});
    }
    return inputs;
}

// Whether the files that the people were read or made from have the bytes that they had.
bool people_are_as_read(const json& manifest) {
    const fs::path data = manifest.at("settings").value("data_folder", "");
    const bool are_read = std::ranges::all_of(manifest.at("inputs"), [&](const json& input) {
        return input.value("stage", "") != "population" ||
               digest_of_file(input.value("file", "")) == input.value("sha256", "");
    });
    const auto made_from = manifest.value("made_from", json::array());
    return are_read && std::ranges::all_of(made_from, [&](const json& input) {
               return digest_of_file(data / input.value("path", "")) == input.value("sha256", "");
           });
}

std::set<StageInput> only_of(const std::vector<StageInput>& inputs, std::string_view stage) {
    std::set<StageInput> own;
    for (const auto& input : inputs)
        if (input.stage == stage) own.insert(input);
    return own;
}

// A file that one of the two has otherwise or not at all; nothing where they are the same.
std::optional<std::string> difference(const std::set<StageInput>& before,
                                      const std::set<StageInput>& now) {
    std::vector<StageInput> differing;
    std::set_symmetric_difference(before.begin(), before.end(), now.begin(), now.end(),
                                  std::back_inserter(differing));
    if (differing.empty()) return std::nullopt;
    return differing.front().path;
}

void refuse(Answer& answer, std::string message, std::string help) {
    refuse_usage(answer, std::move(message), std::move(help));
    answer.outcome = Outcome::refused;
}

std::string words_of(const std::string& setting) {
    if (setting == "as_at") return "the day";
    if (setting == "profile") return "the profile";
    if (setting == "data_folder") return "the folder of open data";
    if (setting == "description") return "system.toml";
    return "the version of the program";
}

// The first setting that the two have otherwise, in words; the people are looked at apart.
std::optional<std::string> other_setting(const json& before, const json& now) {
    for (const auto& [name, value] : now.items()) {
        if (name == "people") continue;
        if (before.value(name, json()) != value) return words_of(name);
    }
    return std::nullopt;
}

}  // namespace

std::vector<StageInput> other_files(const fs::path& folder, const fs::path& build,
                                    const std::vector<fs::path>& read) {
    std::vector<StageInput> others;
    std::error_code error;
    for (auto entry = fs::recursive_directory_iterator(folder, error);
         entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        const auto path = entry->path().lexically_relative(folder);
        const auto first = path.begin()->string();
        if (entry->is_directory()) {
            const bool is_built = fs::equivalent(entry->path(), build, error) ||
                                  fs::exists(entry->path() / build_marker, error);
            const bool is_register = path == fs::path("governance") / "decisions";
            if (is_built || is_register || first.starts_with('.') ||
                is_one_of(others_folders, first))
                entry.disable_recursion_pending();
            continue;
        }
        const auto file = fs::absolute(entry->path()).lexically_normal();
        const bool is_hidden = first.starts_with('.');
        if (is_hidden || !entry->is_regular_file() || std::ranges::find(read, file) != read.end())
            continue;
        const auto owner = is_one_of(owned_folders, first) ? "other " + first : "other";
        others.push_back({owner, path.generic_string(), files::sha256_of_file(file)});
    }
    std::sort(others.begin(), others.end());
    return others;
}

json settings_of(const OpenedSystem& system) {
    const auto& context = system.diagnostics->context();
    const auto& folder = system.description.folder;
    return {
        {"concord", Engine::version()},
        {"duckdb", Engine::warehouse_version()},
        {"as_at", context.as_at.iso()},
        {"profile", to_string(context.profile)},
        {"data_folder",
         system.located.data ? fs::absolute(*system.located.data).lexically_normal().string() : ""},
        {"description", digest_of_settings(folder)},
        {"people", digest_of_folder(folder / "people")}};
}

KeptBuild::KeptBuild(fs::path folder, json manifest, std::vector<std::string> wanted)
    : folder_(std::move(folder)), manifest_(std::move(manifest)), wanted_(std::move(wanted)) {
    if (!keeps("registry")) return;
    wanted_.emplace_back("registry");
}

std::unique_ptr<KeptBuild> KeptBuild::open(const fs::path& folder, std::vector<std::string> wanted,
                                           const OpenedSystem& system, Answer& answer) {
    auto manifest = read_manifest(folder);
    if (!manifest) {
        refuse(answer, fmt::format("there is no build in `{}` to go on from", folder.string()),
               std::string(everything));
        return nullptr;
    }
    const auto now = settings_of(system);
    const auto& before = manifest->at("settings");
    if (const auto other = other_setting(before, now)) {
        refuse(answer, fmt::format("{} is not that of the last build", *other),
               std::string(everything));
        return nullptr;
    }
    auto kept =
        std::unique_ptr<KeptBuild>(new KeptBuild(folder, std::move(*manifest), std::move(wanted)));
    if (!kept->keeps_people()) return kept;
    if (kept->manifest_.at("settings").value("people", "") != now.at("people") ||
        !people_are_as_read(kept->manifest_)) {
        refuse(answer, "what the people are read from has changed since the last build",
               "have `population` worked out too, or " + std::string(everything));
        return nullptr;
    }
    kept->as_found_.emplace_back("population");
    std::error_code error;
    const bool is_made =
        fs::is_regular_file(system.description.folder / "people" / "synthetic.toml", error);
    if (!is_made) return kept;
    if (kept->keeps("waiting")) {
        kept->as_found_.emplace_back("waiting");
        return kept;
    }
    refuse(answer, "the people of the waiting lists are made with the population",
           "have `population` worked out too");
    return nullptr;
}

bool KeptBuild::keeps(std::string_view stage) const {
    return std::ranges::find(wanted_, stage) == wanted_.end();
}

void KeptBuild::pass_on(json& manifest) const {
    if (!keeps_people()) return;
    for (const auto* part : {"engine", "made_from"})
        if (manifest_.contains(part)) manifest[part] = manifest_.at(part);
}

void KeptBuild::repeat_people(OpenedSystem& system) const {
    for (const auto& input : manifest_.at("inputs")) {
        if (input.value("stage", "") != "population") continue;
        files::FileReport report;
        report.dataset = input.value("dataset", "");
        report.path = input.value("path", "");
        report.sha256 = input.value("sha256", "");
        report.note = input.value("note", "");
        report.bytes = input.value("bytes", std::uint64_t{0});
        report.rows_read = input.value("rows_read", std::int64_t{0});
        report.rows_skipped = input.value("rows_skipped", std::int64_t{0});
        report.rows_repaired = input.value("rows_repaired", std::int64_t{0});
        report.rows_outside = input.value("rows_outside", std::int64_t{0});
        system.data.inputs.push_back(std::move(report));
    }
    repeat_findings(registry::shown_path(system.description, "people"), *system.diagnostics);
}

void KeptBuild::repeat_findings(const std::string& shown_folder, Diagnostics& diagnostics) const {
    std::vector<std::string> stages;
    for (const auto& stage : as_found_)
        stages.push_back(store::quoted_text(stage));
    auto earlier = store::Warehouse::open(folder_ / "concord.duckdb", {1, std::nullopt, true});
    const auto found = earlier.query(fmt::format(
        "SELECT id, coalesce(subject, ''), message, coalesce(file, ''), coalesce(line, 0), "
        "coalesce(\"column\", 0), coalesce(help, '') FROM findings WHERE stage IN ({}) OR "
        "starts_with(file, {}) ORDER BY rowid",
        join(stages, ", "), store::quoted_text(shown_folder + "/")));
    // What was read anew was said already.
    const auto said = diagnostics.all();
    const auto text = [](const Value& value) { return std::get<std::string>(value); };
    const auto count = [](const Value& value) {
        return static_cast<std::uint32_t>(std::get<std::int64_t>(value));
    };
    for (const auto& row : found.rows) {
        const Location location{text(row[3]), count(row[4]), count(row[5])};
        const auto id = text(row[0]);
        const auto message = text(row[2]);
        const bool is_said = std::ranges::any_of(said, [&](const Diagnostic& one) {
            return one.id == id && one.message == message && one.location == location;
        });
        if (!is_said) diagnostics.add({id, location, text(row[1]), message, text(row[6])});
    }
}

bool KeptBuild::holds(const std::vector<StageInput>& read, Answer& answer) const {
    const auto before = inputs_of(manifest_);
    std::map<std::string, std::vector<std::string>> resting;  // by the file that has changed
    const auto compare = [&](const std::string& stage, std::string_view ground) {
        const auto file = difference(only_of(before, ground), only_of(read, ground));
        if (!file) return;
        auto& stages = resting[*file];
        if (std::ranges::find(stages, stage) == stages.end()) stages.push_back(stage);
    };
    for (const auto& stage : pipeline::stages()) {
        if (!keeps(stage.name)) continue;
        compare(stage.name, "registry");
        compare(stage.name, "other");
        if (stage.name != "population") compare(stage.name, stage.name);
        for (const auto& ground : grounds)
            if (ground.stage == stage.name) compare(stage.name, ground.rests_on);
    }
    for (const auto& [file, stages] : resting) {
        const auto names = join(stages, ", ");
        refuse(answer,
               fmt::format("`{}` has changed since the last build, and {} may rest on it",
                           shown(file), names),
               fmt::format("have {} worked out too, or {}", names, everything));
    }
    return resting.empty();
}

void KeptBuild::attach(store::Warehouse& warehouse) const {
    warehouse.run(fmt::format("ATTACH {} AS earlier (READ_ONLY)",
                              store::quoted_text((folder_ / "concord.duckdb").string())));
}

void KeptBuild::copy_tables(const pipeline::Stage& stage, store::Warehouse& warehouse) {
    for (const auto& schema : stage.writes) {
        const auto name = store::quoted_name(schema.name);
        warehouse.run(fmt::format("CREATE TABLE {} AS FROM earlier.{}", name, name));
    }
}

void KeptBuild::detach(store::Warehouse& warehouse) {
    warehouse.run("DETACH earlier");
}

}  // namespace concord
