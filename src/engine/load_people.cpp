// The people of a system: an extract that lies there, or one made for the question and removed.
#include <cstdlib>

#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/people.hpp"
#include "files/digest.hpp"
#include "files/toml_document.hpp"

namespace concord {
namespace {

namespace people = population;

// A folder for rows of people that are needed for one question: made ones, what does not fit into
// memory, what a cluster is given. Removed with all that is in it.
class PeopleFolder {
  public:
    explicit PeopleFolder(const fs::path& scratch) {
        const auto beside = scratch.empty() ? fs::temp_directory_path() : scratch;
        auto pattern = (beside / "concord-people-XXXXXX").string();
        const char* made = mkdtemp(pattern.data());
        if (!made)
            throw EnvironmentFailure("cannot make a folder for rows of people",
                                     "TMPDIR says where; is there space?");
        path_ = made;
    }
    ~PeopleFolder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    PeopleFolder(const PeopleFolder&) = delete;
    PeopleFolder& operator=(const PeopleFolder&) = delete;
    const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

std::optional<SyntheticPlan> read_plan(const PeoplePlace& place, Diagnostics& diagnostics) {
    const auto shown_path = place.shown_folder + "/synthetic.toml";
    const auto content = files::read_toml(place.folder / "synthetic.toml", shown_path, diagnostics);
    if (!content) return std::nullopt;
    files::TomlReader reader(*content, shown_path, diagnostics);
    SyntheticPlan plan;
    plan.area = reader.required_text("area");
    const auto seed = reader.whole_number("seed").value_or(1);
    const auto parameters = reader.path_below("parameters");
    if (seed < 0) reader.find("POP020", "seed", "a seed is not below 0", "give 0 or more");
    reader.finish();
    plan.seed = static_cast<std::uint64_t>(std::max<std::int64_t>(seed, 0));
    if (!parameters.empty()) plan.parameters = place.folder / parameters;
    if (plan.area.empty()) return std::nullopt;
    return plan;
}

// How the people are read: from where, how much, and where their rows may stand for a while.
struct Reading {
    const PeoplePlace& place;
    PeopleReading what;
    const fs::path& folder;
};

void work_out(OpenedSystem& system, const EngineOptions& options, const Reading& reading,
              const people::Extract& extract) {
    // Not the warehouse of the build: no row of a person is ever in its file.
    auto warehouse = store::Warehouse::in_memory(
        {options.threads, options.memory, false, reading.folder / "spilled"});
    store::QueryEngineOnDemand engine(warehouse, {options.query_engine, options.cluster_cores,
                                                  options.memory, reading.folder, options.cancel});
    const auto areas = known_areas(system.data);
    people::AnalysisRequest request;
    request.extract = &extract;
    request.registry = &system.data;
    request.areas = areas;
    request.library = {options.resources / "catalogue" / "people", reading.place.folder,
                       reading.place.shown_folder};
    request.as_at = system.diagnostics->context().as_at;
    request.is_check = reading.what == PeopleReading::rows;
    request.cancel = options.cancel;
    system.people.analysis = people::analyse(request, warehouse, engine, *system.diagnostics);
}

// People who are made have one input of the system's own: what asks for them.
void record_plan(OpenedSystem& system, const PeoplePlace& place) {
    const auto file = place.folder / "synthetic.toml";
    files::FileReport report;
    report.dataset = "people/synthetic.toml";
    report.path = place.shown_folder + "/synthetic.toml";
    report.sha256 = files::sha256_of_file(file);
    report.bytes = fs::file_size(file);
    system.data.inputs.push_back(std::move(report));
}

void make_and_work_out(OpenedSystem& system, const EngineOptions& options, const Reading& reading) {
    const auto plan = read_plan(reading.place, *system.diagnostics);
    if (!plan || reading.what == PeopleReading::rows) return;
    const auto source = open_synthetic(system, options, *plan);
    if (!source) return;
    Answer unheard;
    const auto areas = synthetic_areas(plan->area, *source, system, unheard);
    if (areas.empty()) {
        system.diagnostics->add({"POP020",
                                 {reading.place.shown_folder + "/synthetic.toml", 0, 0},
                                 plan->area,
                                 fmt::format("`{}` is no area with people", shown(plan->area))});
        return;
    }
    const auto made = reading.folder / "made";
    fs::create_directory(made);
    make_people(*source, areas, made, options);
    auto extract = people::find_extract(made, reading.place.shown_folder, *system.diagnostics);
    extract.as_at = source->model.as_at;
    system.people.area = plan->area;
    system.people.made_from = source->sources.reports;
    system.people.release.rule.reset();
    work_out(system, options, reading, extract);
    record_plan(system, reading.place);
    load_made_waits(system, made, source->model.as_at);
}

}  // namespace

bool is_engine(const EngineOptions& options, Answer& answer) {
    if (store::is_engine_address(options.query_engine)) return true;
    refuse_usage(answer, fmt::format("`{}` is no engine", shown(options.query_engine)),
                 "--engine takes `duckdb` or `spark://HOST:PORT`");
    return false;
}

PeoplePlace people_of(const OpenedSystem& system) {
    return {system.description.folder / "people",
            registry::shown_path(system.description, "people")};
}

namespace {

// A file of pathways without a table of people is a list of its own, which `waiting` reads.
bool is_list_alone(const people::Extract& extract) {
    for (const auto& part : extract.parts) {
        for (const auto& [table, file] : part.files)
            if (table != "waiting_list") return false;
    }
    return true;
}

}  // namespace

void load_people_from(OpenedSystem& system, const EngineOptions& options, const PeoplePlace& place,
                      PeopleReading reading, const fs::path& scratch) {
    system.people.release.rule = disclosure::usual_rule();
    auto extract = people::find_extract(place.folder, place.shown_folder, *system.diagnostics);
    if (is_list_alone(extract)) extract.parts.clear();
    std::error_code error;
    const bool is_asked = fs::is_regular_file(place.folder / "synthetic.toml", error);
    if (!extract.empty() && is_asked) {
        system.diagnostics->add({"POP017",
                                 {place.shown_folder + "/synthetic.toml", 0, 0},
                                 "",
                                 "an extract lies here, and synthetic.toml asks for another"});
        return;
    }
    if (extract.empty() && !is_asked) return;
    const PeopleFolder folder(scratch);
    if (extract.empty()) {
        make_and_work_out(system, options, {place, reading, folder.path()});
        return;
    }
    work_out(system, options, {place, reading, folder.path()}, extract);
    for (const auto& report : system.people.analysis.reports)
        system.data.inputs.push_back(report);
}

void load_people(OpenedSystem& system, const EngineOptions& options, PeopleReading reading,
                 const fs::path& scratch) {
    const auto place = people_of(system);
    auto& registers = system.people.registers;
    registers = people::read_registers(place.folder, place.shown_folder, *system.diagnostics);
    for (const auto& input : registers.inputs)
        system.data.inputs.push_back(input);
    people::check_registers({&registers, &system.data, system.diagnostics->context().as_at},
                            *system.diagnostics);
    load_people_from(system, options, place, reading, scratch);
}

}  // namespace concord
