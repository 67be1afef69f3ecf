// `build`: the whole cycle into a folder that appears only when it is whole.
#include <chrono>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "engine/decide.hpp"
#include "engine/engine.hpp"
#include "engine/located_system.hpp"
#include "engine/people.hpp"
#include "engine/web_bundle.hpp"
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

class Building {
  public:
    Building(const BuildQuestion& question, const EngineOptions& options, BuildAnswer& answer)
        : question_(question), options_(options), answer_(answer) {}

    void run(OpenedSystem& system) {
        files::OutputFolder output(answer_.folder, build_marker);
        read(system, output.path());
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
    void work_out(OpenedSystem& system, store::Warehouse& warehouse);
    void export_tables(store::Warehouse& warehouse, const fs::path& folder);
    void write_report(const OpenedSystem& system, store::Warehouse& warehouse,
                      const fs::path& folder);
    void write_manifest(const OpenedSystem& system, const fs::path& folder);
    void time(const std::string& step) { answer_.timings.emplace_back(step, watch_.lap()); }

    const BuildQuestion& question_;
    const EngineOptions& options_;
    BuildAnswer& answer_;
    Stopwatch watch_;
    std::vector<pipeline::Tile> tiles_;
    std::vector<std::pair<std::string, std::string>> shapes_;
    std::vector<std::pair<std::string, std::int64_t>> table_rows_;
};

void Building::read(OpenedSystem& system, const fs::path& scratch) {
    load_data(system, options_, registry::Reach::everything);
    load_governance(system, options_);
    load_need(system, options_);
    load_money(system, options_);
    load_spending(system, options_);
    load_ledger(system, options_);
    load_agreements(system);
    load_waits(system);
    load_people(system, options_, PeopleReading::everything, scratch);
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
    answer_.has_open_data = !system.data.geography.small_layers().empty();
    time("read");
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
    warehouse.run("BEGIN TRANSACTION");
    // Before the cycle, which ends with the table of all findings: the register's are among them.
    warehouse.write(decisions::decision_rows(read_decisions(system)));
    for (const auto& timing : pipeline::run_cycle(context, question_.only)) {
        answer_.timings.emplace_back(timing.stage, timing.seconds);
    }
    warehouse.run("COMMIT");
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
    manifest["system"] = system.description.name;
    manifest["system_folder"] = fs::absolute(system.description.folder).lexically_normal().string();
    manifest["data_folder"] =
        system.located.data ? fs::absolute(*system.located.data).lexically_normal().string() : "";
    manifest["as_at"] = context.as_at.iso();
    manifest["profile"] = to_string(context.profile);
    manifest["inputs"] = json::array();
    for (const auto& input : system.data.inputs) {
        const auto* dataset = system.catalogue.dataset(input.dataset);
        const auto file = dataset ? dataset->file_in(system.located.data.value_or(fs::path()))
                                  : system.description.folder / input.dataset;
        manifest["inputs"].push_back({{"dataset", input.dataset},
                                      {"path", input.path},
                                      {"file", fs::absolute(file).lexically_normal().string()},
                                      {"bytes", input.bytes},
                                      {"sha256", input.sha256},
                                      {"rows_read", input.rows_read},
                                      {"rows_skipped", input.rows_skipped},
                                      {"rows_repaired", input.rows_repaired},
                                      {"rows_outside", input.rows_outside}});
    }
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
    std::vector<std::string> known;
    for (const auto& stage : pipeline::stages())
        known.push_back(stage.name);
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

BuildAnswer Engine::build(const BuildQuestion& question) {
    BuildAnswer answer;
    if (!stages_exist(question, answer)) return answer;
    if (!is_engine(options_, answer)) return answer;
    const auto system = open_system(question.system, options_, answer);
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
    Building(question, options_, answer).run(*system);
    answer.report = answer.folder / "report" / "index.html";
    finish(answer, *system->diagnostics);
    if (!answer.has_open_data) {
        answer.notes.push_back(
            "no open data was found: tables that rest on it are empty. `concord data fetch` gets "
            "it "
            "from the publishers; `--data DIR` or CONCORD_DATA says where it is");
    }
    return answer;
}

}  // namespace concord
