// Profiles, overlaps, coterminosity and changes: from the build where it answers the question as
// asked, otherwise from the data. Both ways run the same functions, and the notes say which it was.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "engine/engine.hpp"
#include "engine/located_system.hpp"
#include "files/byte_source.hpp"

namespace concord {
namespace {

using registry::Comparison;
using registry::RegistryData;

// A build answers only for what it was made from: no file that it read, and no file beside
// system.toml, is newer than it, of another size or gone, the day asked about is its own, and
// `--data`, where given, names the folder it read.
bool build_applies(const OpenedSystem& system) {
    const auto& located = system.located;
    if (!located.build) return false;
    std::error_code error;
    const auto path = *located.build / build_marker;
    const auto made = fs::last_write_time(path, error);
    const auto is_older = [&](const fs::path& file) {
        const auto changed = fs::last_write_time(file, error);
        return !error && changed <= made;
    };
    for (const auto& entry : fs::directory_iterator(located.folder, error)) {
        if (entry.is_regular_file() && !is_older(entry.path())) return false;
    }
    const auto manifest = nlohmann::json::parse(files::read_all(path), nullptr, false);
    if (!manifest.is_object()) return false;
    // The places of the day are a layer: another day may have others.
    if (manifest.value("as_at", "") != system.diagnostics->context().as_at.iso()) return false;
    for (const auto& input : manifest.value("inputs", nlohmann::json::array())) {
        const fs::path file = input.value("file", "");
        const bool same_size =
            fs::file_size(file, error) == input.value("bytes", std::uintmax_t{0});
        if (!is_older(file) || !same_size) return false;
    }
    return !located.data_is_explicit || manifest.value("data_folder", "") ==
                                            fs::absolute(*located.data).lexically_normal().string();
}

store::Warehouse open_build(const LocatedSystem& located, const EngineOptions& options) {
    return store::Warehouse::open(*located.build / "concord.duckdb",
                                  {options.threads, options.memory, true});
}

void refuse(Answer& answer, const registry::Refusal& refusal, const Diagnostics& diagnostics) {
    Diagnostics said = diagnostics.child();
    said.add({refusal.rule, {}, "", refusal.message, refusal.help});
    finish(answer, said);
    const bool is_rule = refusal.rule == "REG040" || refusal.rule == "REG041";
    answer.outcome = is_rule ? Outcome::refused : Outcome::input_missing;
}

// A question about geography shows the errors of the data it rests on; the rest is for `check`.
void finish_question(Answer& answer, const Diagnostics& diagnostics) {
    finish(answer, diagnostics);
    const auto shown_before = answer.diagnostics.size();
    std::erase_if(answer.diagnostics, [](const Diagnostic& diagnostic) {
        return diagnostic.severity != Severity::error;
    });
    const auto left_out = shown_before - answer.diagnostics.size();
    if (left_out > 0) {
        answer.notes.push_back(fmt::format("{} of the data; `concord check` shows them",
                                           counted(static_cast<std::int64_t>(left_out),
                                                   "warning or remark", "warnings and remarks")));
    }
}

void note_fit(Answer& answer, const registry::Assignment& assignment) {
    const auto& fit = assignment.fit;
    const auto& id = assignment.layer->info().id;
    if (fit.unplaced_areas > 0) {
        answer.notes.push_back(fmt::format(
            "{} of {} small areas lie in no area of {}", with_thousands(fit.unplaced_areas),
            with_thousands(static_cast<std::int64_t>(assignment.area_of.size())), id));
    }
    if (!fit.converted) return;
    answer.notes.push_back(
        fmt::format("{} stands on {} and was carried to {} by best fit: {} small areas lie in "
                    "several areas, at "
                    "most {} of {} people are misplaced",
                    id, fit.from_small_layer, assignment.small_layer->info().id,
                    with_thousands(fit.best_fit_areas),
                    with_thousands(fit.people_misplaced_at_most), with_thousands(fit.people)));
}

}  // namespace

Answer Engine::profile(const ProfileRequest& request) {
    Answer answer;
    const auto mode = registry::parse_profile_mode(request.mode);
    if (!mode) {
        refuse_usage(answer, fmt::format("`{}` is not a mode", shown(request.mode)),
                     "modes are published and exact");
    }
    if (!request.convert.empty() && request.convert != "best-fit") {
        refuse_usage(answer, fmt::format("`{}` is no conversion", shown(request.convert)),
                     "the one conversion is best-fit");
    }
    if (answer.outcome != Outcome::done) return answer;
    const auto system = open_system(request.system, options_, answer);
    if (!system) return answer;
    const auto* info =
        system->catalogue.resolve_layer(request.layer, system->diagnostics->context().as_at);
    const auto layer = info ? info->id : request.layer;
    const bool plain = request.deprivation.empty() && request.population.empty() &&
                       request.convert.empty() && !request.compare;
    if (plain && build_applies(*system)) {
        auto warehouse = open_build(system->located, options_);
        answer.table = warehouse.query(
            fmt::format("FROM system_profile WHERE layer = {} AND mode = {} ORDER BY code",
                        store::quoted_text(layer), store::quoted_text(request.mode)),
            "system_profile");
        if (!answer.table.rows.empty()) {
            answer.notes.push_back("from the build in " + system->located.build->string());
            return answer;
        }
    }
    load_data(*system, options_, registry::Reach::measures);
    registry::ProfileQuestion question{layer,
                                       *mode,
                                       request.deprivation,
                                       request.population,
                                       request.convert == "best-fit",
                                       system->description.profile_settings};
    const auto found = registry::profile_layer(system->data, question);
    if (found.refusal) {
        refuse(answer, *found.refusal, *system->diagnostics);
        return answer;
    }
    store::RowWriter rows(
        registry::schema_of(request.compare ? "profile_published" : "system_profile"));
    request.compare ? add_published_rows(found, layer, rows) : add_profile_rows(found, layer, rows);
    answer.table = to_table(rows);
    answer.notes.push_back(
        fmt::format("{}, mode {}: {}{}{}{}", layer, request.mode,
                    found.small_layer.empty() ? "as printed" : "on " + found.small_layer,
                    found.deprivation.empty() ? "" : ", " + found.deprivation,
                    found.rural_urban.empty() ? "" : ", " + found.rural_urban,
                    found.population.empty() ? "" : ", " + found.population));
    if (found.deprivation_fit) {
        const auto& fit = *found.deprivation_fit;
        answer.notes.push_back(fmt::format(
            "{} small areas took the rank of the counterpart with most people; at most {} of {} "
            "people bear a rank that is not their area's",
            with_thousands(fit.best_fit_areas), with_thousands(fit.people_misplaced_at_most),
            with_thousands(fit.people)));
    }
    finish_question(answer, *system->diagnostics);
    return answer;
}

namespace {

// "icb24=plans/merge.csv": the layer `merge`, made of icb24 with the file's areas moved.
std::optional<registry::CustomLayer> parse_what_if(const std::string& text, Answer& answer) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
        refuse_usage(answer, fmt::format("`{}` is no what-if", shown(text)),
                     "give BASE=FILE, such as icb24=proposal.csv");
        return std::nullopt;
    }
    registry::CustomLayer layer;
    layer.base = text.substr(0, equals);
    layer.reassignments = fs::absolute(text.substr(equals + 1)).string();
    layer.name = fs::path(layer.reassignments).stem().string();
    layer.title = fmt::format("{} with the areas of {} moved", layer.base, layer.name);
    return layer;
}

// Two layers compared, and what is needed to answer with them.
struct LayersAnswering {
    Answer answer;
    std::unique_ptr<OpenedSystem> system;
    RegistryData built;
    std::optional<Comparison> comparison;
};

void compare_on(const RegistryData& data, const LayersRequest& request, const std::string& a,
                const std::string& b, LayersAnswering& work) {
    const auto& population =
        request.population.empty() ? work.system->description.population : request.population;
    auto found = registry::compare_layers(data, a, b, population);
    if (found.refusal) {
        refuse(work.answer, *found.refusal, *work.system->diagnostics);
        return;
    }
    work.comparison = std::move(found.comparison);
    note_fit(work.answer, work.comparison->a);
    note_fit(work.answer, work.comparison->b);
    work.answer.notes.push_back(fmt::format("{} and {} on {}, weighed by {}", a, b,
                                            work.comparison->a.small_layer->info().id,
                                            work.comparison->population->name));
}

// A build answers for two layers that stand on the same small areas; a best fit is worked out from
// the data, which say what changed from one vintage to the next.
bool build_has(store::Warehouse& warehouse, const std::string& a, const std::string& b) {
    const auto found = warehouse.query(fmt::format(
        "SELECT 1 FROM layer_fits f JOIN layer_fits g USING (small_areas) WHERE f.layer = "
        "{} AND g.layer = {} AND f.how = 'exact' AND g.how = 'exact'",
        store::quoted_text(a), store::quoted_text(b)));
    return !found.rows.empty();
}

void compare(const LayersRequest& request, const EngineOptions& options, LayersAnswering& work) {
    work.system = open_system(request.system, options, work.answer);
    if (!work.system) return;
    const auto as_at = work.system->diagnostics->context().as_at;
    const auto resolve = [&](const std::string& name) {
        const auto* info = work.system->catalogue.resolve_layer(name, as_at);
        return info ? info->id : name;
    };
    const std::vector<std::string> layers = {resolve(request.layer_a), resolve(request.layer_b)};
    if (request.what_ifs.empty() && build_applies(*work.system)) {
        auto warehouse = open_build(work.system->located, options);
        if (build_has(warehouse, layers[0], layers[1])) {
            const auto& population = request.population.empty()
                                         ? work.system->description.population
                                         : request.population;
            work.built = registry::load_built_registry(warehouse, layers, population);
            compare_on(work.built, request, layers[0], layers[1], work);
            return;
        }
    }
    for (const auto& text : request.what_ifs) {
        auto layer = parse_what_if(text, work.answer);
        if (!layer) return;
        work.system->description.layers.push_back(std::move(*layer));
    }
    load_data(*work.system, options, registry::Reach::geography);
    compare_on(work.system->data, request, layers[0], layers[1], work);
    finish_question(work.answer, *work.system->diagnostics);
}

}  // namespace

Answer Engine::overlap(const LayersRequest& request) {
    LayersAnswering work;
    compare(request, options_, work);
    if (!work.comparison) return std::move(work.answer);
    const auto& found = *work.comparison;
    store::RowWriter rows(registry::schema_of("area_overlap"));
    add_overlap_rows(found, registry::overlap(found.a, found.b, found.population->people), rows);
    work.answer.table = to_table(rows);
    return std::move(work.answer);
}

Answer Engine::coterminosity(const LayersRequest& request) {
    LayersAnswering work;
    if (request.tolerance && (*request.tolerance < 0 || *request.tolerance >= 0.5)) {
        refuse_usage(work.answer, fmt::format("`{}` is no tolerance", *request.tolerance),
                     "give a share from 0 to below 0.5");
        return std::move(work.answer);
    }
    compare(request, options_, work);
    if (!work.comparison) return std::move(work.answer);
    const auto& found = *work.comparison;
    const auto tolerance =
        request.tolerance.value_or(work.system->description.coterminosity_tolerance);
    store::RowWriter rows(registry::schema_of("coterminosity"));
    add_coterminosity_rows(found, registry::overlap(found.a, found.b, found.population->people),
                           tolerance, rows);
    work.answer.table = to_table(rows);
    work.answer.notes.push_back(fmt::format("tolerance {}", tolerance));
    return std::move(work.answer);
}

Answer Engine::changes(const LayersRequest& request) {
    LayersAnswering work;
    compare(request, options_, work);
    if (!work.comparison) return std::move(work.answer);
    const auto& found = *work.comparison;
    store::RowWriter rows(registry::schema_of("boundary_changes"));
    add_change_rows(found, registry::overlap(found.a, found.b, found.population->people), rows);
    work.answer.table = to_table(rows);
    return std::move(work.answer);
}

}  // namespace concord
