// `build`: the whole cycle into a folder that appears only when it is whole.
#include <chrono>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "engine/decide.hpp"
#include "engine/engine.hpp"
#include "engine/kept_build.hpp"
#include "engine/located_system.hpp"
#include "engine/people.hpp"
#include "engine/web_bundle.hpp"
#include "files/digest.hpp"
#include "files/output.hpp"
#include "pipeline/report.hpp"
#include "pipeline/small_areas.hpp"

namespace concord {
namespace {

using nlohmann::json;

class Stopwatch {
  public:
    double lap() {
        const auto now = std::chrono::steady_clock::now();
        const std::chrono::duration<double> elapsed = now - start_;
        start_ = now;
        return elapsed.count();
    }

  private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// Where a file that was read is.
fs::path file_of(const OpenedSystem& system, const files::FileReport& input) {
    const auto* dataset = system.catalogue.dataset(input.dataset);
    const auto file = dataset ? dataset->file_in(system.located.data.value_or(fs::path()))
                              : system.description.folder / input.dataset;
    return fs::absolute(file).lexically_normal();
}

// Takes the digest of each file of which the engine that read it took none.
void take_digests(OpenedSystem& system) {
    for (auto& input : system.data.inputs) {
        const auto file = file_of(system, input);
        std::error_code error;
        if (input.sha256.empty() && fs::is_regular_file(file, error))
            input.sha256 = files::sha256_of_file(file);
    }
}

class Building {
  public:
    // `kept`: the last build, where only some stages are worked out again; else null.
    Building(const BuildQuestion& question, const EngineOptions& options, const KeptBuild* kept,
             BuildAnswer& answer)
        : question_(question), options_(options), kept_(kept), answer_(answer) {}

    void run(OpenedSystem& system) {
        files::OutputFolder output(answer_.folder, build_marker);
        read(system, output.path());
        if (kept_ && !kept_->holds(stage_inputs(system), answer_)) return;
        {
            auto warehouse = store::Warehouse::open(output.path() / "concord.duckdb",
                                                    {options_.threads, options_.memory, false});
            work_out(system, warehouse);
            export_tables(warehouse, output.path() / "tables");
            write_report(system, warehouse, output.path() / "report");
        }
        write_manifest(system, output.path());
        options_.cancel->check();
        output.publish();
        if (system.people.analysis.engine.empty() && options_.query_engine != "duckdb") {
            answer_.notes.push_back(
                fmt::format("nothing was asked of `{}`: this build has no questions of people",
                            shown(options_.query_engine, 200)));
        }
    }

  private:
    void read(OpenedSystem& system, const fs::path& scratch);
    void read_people(OpenedSystem& system, const fs::path& scratch);
    void read_drawings(OpenedSystem& system);
    // What was read since the last call was read for this stage.
    void was_for(const char* stage, const OpenedSystem& system) {
        input_stages_.resize(system.data.inputs.size(), stage);
    }
    std::vector<StageInput> stage_inputs(const OpenedSystem& system) const;
    void work_out(OpenedSystem& system, store::Warehouse& warehouse);
    void export_tables(store::Warehouse& warehouse, const fs::path& folder);
    void write_report(const OpenedSystem& system, store::Warehouse& warehouse,
                      const fs::path& folder);
    void write_manifest(const OpenedSystem& system, const fs::path& folder);
    void time(const std::string& step) { answer_.timings.emplace_back(step, watch_.lap()); }

    const BuildQuestion& question_;
    const EngineOptions& options_;
    const KeptBuild* kept_;
    BuildAnswer& answer_;
    Stopwatch watch_;
    std::vector<std::string> input_stages_;  // of system.data.inputs
    std::vector<pipeline::Tile> tiles_;
    std::vector<std::pair<std::string, std::string>> shapes_;
    std::vector<std::pair<std::string, std::int64_t>> table_rows_;
};

void Building::read(OpenedSystem& system, const fs::path& scratch) {
    load_data(system, options_, registry::Reach::everything);
    was_for("registry", system);
    load_governance(system, options_);
    was_for("governance", system);
    load_need(system, options_);
    was_for("need", system);
    load_money(system, options_);
    was_for("money", system);
    load_spending(system, options_);
    was_for("spending", system);
    load_ledger(system, options_);
    was_for("ledger", system);
    load_agreements(system);
    was_for("agreements", system);
    load_waits(system);
    was_for("waiting", system);
    read_people(system, scratch);
    was_for("population", system);
    take_digests(system);
    read_drawings(system);
    answer_.has_open_data = !system.data.geography.small_layers().empty();
    time("read");
}

void Building::read_people(OpenedSystem& system, const fs::path& scratch) {
    if (!kept_ || !kept_->keeps_people())
        load_people(system, options_, PeopleReading::everything, scratch);
    else
        kept_->repeat_people(system);
}

void Building::read_drawings(OpenedSystem& system) {
    const auto& description = system.description;
    if (!description.tiles.empty()) {
        tiles_ = pipeline::read_tiles(description.folder / description.tiles,
                                      registry::shown_path(description, description.tiles),
                                      *system.diagnostics);
    }
    for (const auto& dataset : system.catalogue.datasets()) {
        const bool is_shape = dataset.kind == registry::DatasetKind::boundaries;
        const auto path = dataset.file_in(system.located.data.value_or(fs::path()));
        if (!is_shape || path.empty()) continue;
        std::error_code error;
        if (!fs::is_regular_file(path, error)) continue;
        auto shapes = pipeline::read_shapes(
            {path, dataset.path, dataset.setting("layer"), dataset.setting("code")},
            *system.diagnostics);
        if (shapes != "[]") shapes_.emplace_back(dataset.setting("layer"), std::move(shapes));
    }
}

std::vector<StageInput> Building::stage_inputs(const OpenedSystem& system) const {
    std::vector<StageInput> inputs;
    std::vector<fs::path> read;
    for (std::size_t i = 0; i < system.data.inputs.size(); ++i) {
        const auto& input = system.data.inputs[i];
        inputs.push_back({input_stages_[i], input.path, input.sha256});
        read.push_back(file_of(system, input));
    }
    const auto others = other_files(system.description.folder, answer_.folder, read);
    inputs.insert(inputs.end(), others.begin(), others.end());
    return inputs;
}

void Building::work_out(OpenedSystem& system, store::Warehouse& warehouse) {
    const auto registry = system.registry_stage();
    const governance::GovernanceStage governance{&registry, &system.governance,
                                                 system.diagnostics->context()};
    const auto need = system.need_stage();
    const auto money = system.money_stage();
    const auto ledger = system.ledger_stage();
    const auto agreements = system.agreements_stage();
    pipeline::Context context{.registry = &registry,
                              .population = &system.people,
                              .need = &need,
                              .governance = &governance,
                              .money = &money,
                              .spending = &system.spending,
                              .ledger = &ledger,
                              .agreements = &agreements,
                              .waits = &system.waits,
                              .warehouse = &warehouse,
                              .diagnostics = system.diagnostics.get(),
                              .progress = options_.progress,
                              .cancel = options_.cancel};
    pipeline::CyclePlan plan{question_.only};
    if (kept_) {
        kept_->attach(warehouse);
        plan = {kept_->wanted(), KeptBuild::copy_tables, kept_->as_found()};
    }
    warehouse.run("BEGIN TRANSACTION");
    // Before the cycle, which ends with the table of all findings: the register's are among them.
    warehouse.write(decisions::decision_rows(read_decisions(system)));
    for (const auto& timing : pipeline::run_cycle(context, plan)) {
        answer_.timings.emplace_back(timing.stage, timing.seconds);
    }
    warehouse.run("COMMIT");
    if (kept_) KeptBuild::detach(warehouse);
    watch_.lap();
}

void Building::export_tables(store::Warehouse& warehouse, const fs::path& folder) {
    fs::create_directories(folder);
    const auto names = warehouse.table_names();
    options_.progress->begin("writing tables", names.size());
    for (const auto& name : names) {
        options_.cancel->check();
        const auto count = warehouse.query_whole_numbers(
            fmt::format("SELECT count(*) FROM {}", store::quoted_name(name)), 0);
        table_rows_.emplace_back(name, count[0][0]);
        if (name.ends_with("_keys") || name == "area_membership") continue;
        warehouse.export_table(name, folder / (name + ".csv"), folder / (name + ".parquet"));
        options_.progress->advance(name);
    }
    options_.progress->end();
    time("tables");
}

void Building::write_report(const OpenedSystem& system, store::Warehouse& warehouse,
                            const fs::path& folder) {
    fs::create_directories(folder);
    pipeline::ReportInputs inputs;
    inputs.system = &system.description;
    inputs.data = &system.data;
    inputs.catalogue = &system.catalogue;
    inputs.diagnostics = system.diagnostics.get();
    inputs.tiles = tiles_;
    inputs.shapes = shapes_;
    inputs.asked_for = system.money.open_data;
    inputs.asked_for.insert(inputs.asked_for.end(), system.need.open_data.begin(),
                            system.need.open_data.end());
    const auto need = system.need_stage();
    inputs.small_areas = pipeline::small_areas(
        {&need, options_.resources / "catalogue" / "geography" / "small_areas.csv.gz",
         "catalogue/geography/small_areas.csv.gz"},
        *system.diagnostics);
    inputs.version = Engine::version();
    inputs.has_open_data = answer_.has_open_data;
    const auto data = pipeline::report_data(inputs, warehouse);
    files::write_file(folder / "data.json", data);
    files::write_file(folder / "index.html",
                      pipeline::report_page(web_bundle(), data, system.description.name));
    time("report");
}

void Building::write_manifest(const OpenedSystem& system, const fs::path& folder) {
    const auto& context = system.diagnostics->context();
    json manifest;
    manifest["concord"] = Engine::version();
    manifest["duckdb"] = Engine::warehouse_version();
    const auto& engine = system.people.analysis.engine;
    if (!engine.empty()) manifest["engine"] = engine;
    manifest["settings"] = settings_of(system);
    manifest["system"] = system.description.name;
    manifest["system_folder"] = fs::absolute(system.description.folder).lexically_normal().string();
    manifest["data_folder"] =
        system.located.data ? fs::absolute(*system.located.data).lexically_normal().string() : "";
    manifest["as_at"] = context.as_at.iso();
    manifest["profile"] = to_string(context.profile);
    manifest["inputs"] = json::array();
    for (std::size_t i = 0; i < system.data.inputs.size(); ++i) {
        const auto& input = system.data.inputs[i];
        manifest["inputs"].push_back({{"stage", input_stages_[i]},
                                      {"dataset", input.dataset},
                                      {"path", input.path},
                                      {"file", file_of(system, input).string()},
                                      {"bytes", input.bytes},
                                      {"sha256", input.sha256},
                                      {"note", input.note},
                                      {"rows_read", input.rows_read},
                                      {"rows_skipped", input.rows_skipped},
                                      {"rows_repaired", input.rows_repaired},
                                      {"rows_outside", input.rows_outside}});
    }
    manifest["other_files"] = json::array();
    for (const auto& file : stage_inputs(system))
        if (file.stage.starts_with("other"))
            manifest["other_files"].push_back(
                {{"stage", file.stage}, {"path", file.path}, {"sha256", file.sha256}});
    for (const auto& input : system.people.made_from)
        manifest["made_from"].push_back({{"path", input.path}, {"sha256", input.sha256}});
    if (kept_) kept_->pass_on(manifest);
    manifest["tables"] = json::object();
    for (const auto& [name, rows] : table_rows_)
        manifest["tables"][name] = rows;
    manifest["timings_seconds"] = json::object();
    for (const auto& [step, seconds] : answer_.timings) {
        manifest["timings_seconds"][step] = std::round(seconds * 1000) / 1000;
    }
    manifest["errors"] = system.diagnostics->count(Severity::error);
    manifest["warnings"] = system.diagnostics->count(Severity::warning);
    files::write_file(folder / build_marker, manifest.dump(2) + "\n");
}

// The stages asked for by name must exist.
bool stages_exist(const BuildQuestion& question, BuildAnswer& answer) {
    const auto known = Engine::stages();
    for (const auto& name : question.only) {
        if (std::ranges::find(known, name) != known.end()) continue;
        refuse_usage(answer, fmt::format("there is no stage `{}`", shown(name)),
                     fmt::format("stages are {}", join(known, ", ")));
    }
    return answer.outcome == Outcome::done;
}

// Why the folder may not be replaced, or empty where it may: only an earlier build may go, and only
// where nobody has put anything of theirs beside it.
std::string refusal_of(const fs::path& folder) {
    auto reason = files::OutputFolder::refusal(folder, build_marker);
    std::error_code error;
    if (!reason.empty() || !fs::is_directory(folder, error)) return reason;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const auto name = entry.path().filename().string();
        const bool is_ours = name == "tables" || name == "report" || name == build_marker ||
                             name.starts_with("concord.duckdb");
        if (!is_ours) return fmt::format("it holds `{}`, which no build wrote", shown(name));
    }
    return {};
}

}  // namespace

namespace {

// Who builds is told where a file is as they named the folder; what is written names it from there.
void name_from_here(const fs::path& folder, Answer& answer) {
    std::error_code error;
    for (auto& diagnostic : answer.diagnostics) {
        auto& file = diagnostic.location.file;
        if (!file.empty() && fs::exists(folder / file, error))
            file = (folder / file).lexically_normal().string();
    }
}

}  // namespace

std::vector<std::string> Engine::stages() {
    std::vector<std::string> names;
    for (const auto& stage : pipeline::stages())
        names.push_back(stage.name);
    return names;
}

BuildAnswer Engine::build(const BuildQuestion& question) {
    BuildAnswer answer;
    if (!stages_exist(question, answer)) return answer;
    if (!is_engine(options_, answer)) return answer;
    auto asked = question.system;
    asked.shows_names_alone = true;
    const auto system = open_system(asked, options_, answer);
    if (!system) return answer;
    answer.folder = question.out.value_or(system->description.folder / "build");
    const auto refusal = refusal_of(answer.folder);
    if (!refusal.empty()) {
        refuse_usage(answer,
                     fmt::format("`{}` cannot be replaced: {}", answer.folder.string(), refusal),
                     "move it away, or give another folder with --out");
        answer.outcome = Outcome::refused;
        return answer;
    }
    std::unique_ptr<KeptBuild> kept;
    if (question.keep && question.only.empty()) {
        refuse_usage(answer, "--keep says nothing of which stages are worked out again",
                     "name them with --only");
        return answer;
    }
    if (question.keep) {
        kept = KeptBuild::open(answer.folder, question.only, *system, answer);
        if (!kept) return answer;
    }
    Building(question, options_, kept.get(), answer).run(*system);
    if (answer.outcome == Outcome::refused) return answer;
    answer.report = answer.folder / "report" / "index.html";
    finish(answer, *system->diagnostics);
    if (!question.system.shows_names_alone) name_from_here(system->description.folder, answer);
    if (!answer.has_open_data) {
        answer.notes.push_back(
            "no open data was found: tables that rest on it are empty. `concord data fetch` gets "
            "it "
            "from the publishers; `--data DIR` or CONCORD_DATA says where it is");
    }
    return answer;
}

}  // namespace concord
