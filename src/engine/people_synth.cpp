// `people synth`: a synthetic population into a folder that appears only when it is whole.
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/located_system.hpp"
#include "engine/people.hpp"
#include "engine/rulebook.hpp"
#include "files/output.hpp"
#include "population/population.hpp"

namespace concord {
namespace {

namespace people = population;

// The catalogue of the system and what else the parameters name of the open data.
registry::Catalogue with_sources(const OpenedSystem& system, const EngineOptions& options,
                                 const people::Parameters& parameters) {
    Diagnostics unheard(built_rule_book(), {Date(2022, 7, 1), RuleProfile::act_2022});
    const auto listed = registry::Catalogue::read(
        options.resources / "catalogue" / "open_data.toml", "catalogue/open_data.toml", unheard);
    std::vector<registry::Dataset> wanted;
    for (const auto& [what, id] : parameters.data) {
        const auto* dataset = system.catalogue.dataset(id) ? nullptr : listed.dataset(id);
        if (dataset) wanted.push_back(*dataset);
    }
    return system.catalogue.merged_with(registry::Catalogue({}, std::move(wanted)));
}

}  // namespace

std::optional<SyntheticSource> open_synthetic(OpenedSystem& system, const EngineOptions& options,
                                              const SyntheticPlan& plan) {
    SyntheticSource made;
    const auto path = plan.parameters.empty()
                          ? options.resources / "catalogue" / "people" / "synthetic.toml"
                          : plan.parameters;
    const auto shown_path =
        plan.parameters.empty() ? "catalogue/people/synthetic.toml" : plan.parameters.string();
    auto& diagnostics = *system.diagnostics;
    auto parameters = people::read_parameters(path, shown_path, diagnostics);
    if (!parameters) return std::nullopt;
    made.parameters = std::move(*parameters);
    const auto catalogue = with_sources(system, options, made.parameters);
    auto sources = people::read_sources(
        made.parameters, {&catalogue, system.located.data.value_or(fs::path())}, diagnostics);
    if (!sources) return std::nullopt;
    made.sources = std::move(*sources);
    auto model = people::make_model({&made.parameters, &made.sources, &system.data, plan.seed},
                                    made.margins, diagnostics);
    if (!model) return std::nullopt;
    made.model = std::move(*model);
    return made;
}

namespace {

// The small areas of LAYER:CODE, or all of them; why not, in `answer`.
std::vector<std::uint32_t> areas_of(const std::string& asked, const SyntheticSource& source,
                                    const OpenedSystem& system, Answer& answer) {
    std::vector<std::uint32_t> chosen;
    const auto& areas = source.model.areas;
    if (asked == source.parameters.whole) {
        for (std::uint32_t a = 0; a < areas.size(); ++a)
            chosen.push_back(a);
        return chosen;
    }
    const auto colon = asked.find(':');
    const auto layer_name = asked.substr(0, colon);
    const auto code = colon == std::string::npos ? std::string() : asked.substr(colon + 1);
    const auto& geography = system.data.geography;
    const auto* info =
        system.catalogue.resolve_layer(layer_name, system.diagnostics->context().as_at);
    const auto layer = info ? info->id : layer_name;
    const auto assignment = registry::assign(geography, layer, source.model.small_layer);
    if (!assignment || code.empty()) {
        refuse_usage(answer, fmt::format("--area: `{}` is no area here", shown(asked)),
                     fmt::format("give LAYER:CODE of a layer made of {}, or `{}`",
                                 source.model.small_layer, source.parameters.whole));
        return {};
    }
    auto at = assignment->layer->find(code);
    if (at < 0) at = assignment->layer->find_ods(code);
    if (at < 0) {
        std::vector<std::string> codes;
        for (const auto& area : assignment->layer->areas())
            codes.push_back(area.ods_code.empty() ? area.code : area.ods_code);
        const auto guess = closest(code, codes);
        refuse_usage(answer, fmt::format("--area: there is no `{}` in {}", shown(code), layer),
                     guess ? fmt::format("did you mean `{}:{}`?", layer, *guess)
                           : fmt::format("`concord profile --layer {}` lists its areas", layer));
        return {};
    }
    const auto& small = *assignment->small_layer;
    std::set<std::string, std::less<>> inside;
    for (std::size_t i = 0; i < small.size(); ++i)
        if (assignment->area_of[i] == at) inside.insert(small.area(static_cast<int>(i)).code);
    for (std::uint32_t a = 0; a < areas.size(); ++a)
        if (inside.contains(areas[a].code)) chosen.push_back(a);
    return chosen;
}

void note(const people::Synthesised& made, Answer& answer) {
    answer.notes.push_back(fmt::format(
        "{} of {}, {} conditions, {} rows of contacts, {} pathways; {:.0f} people a second",
        counted(made.people, "person", "people"), counted(made.areas, "small area", "small areas"),
        with_thousands(made.conditions), with_thousands(made.contacts), with_thousands(made.waits),
        static_cast<double>(made.people) / std::max(made.seconds, 1e-9)));
}

bool may_write(const fs::path& folder, Answer& answer) {
    const auto reason = files::OutputFolder::refusal(folder, "extract.toml");
    if (reason.empty()) return true;
    refuse_usage(answer, fmt::format("`{}` cannot be replaced: {}", folder.string(), reason),
                 "name a new folder for the extract");
    answer.outcome = Outcome::refused;
    return false;
}

}  // namespace

people::Synthesised make_people(const SyntheticSource& source,
                                const std::vector<std::uint32_t>& areas, const fs::path& folder,
                                const EngineOptions& options) {
    people::SynthesisRequest request;
    request.model = &source.model;
    request.areas = areas;
    request.folder = folder;
    request.threads = options.threads;
    request.memory = options.memory;
    request.progress = options.progress;
    request.cancel = options.cancel;
    return people::synthesise(request);
}

std::vector<std::uint32_t> synthetic_areas(const std::string& asked, const SyntheticSource& source,
                                           const OpenedSystem& system, Answer& answer) {
    auto chosen = areas_of(asked, source, system, answer);
    if (chosen.empty() && answer.outcome == Outcome::done) {
        refuse_usage(answer, fmt::format("--area: nobody lives in `{}`", shown(asked)),
                     "its small areas are not among those with people");
    }
    return chosen;
}

Answer Engine::people_synth(const SynthQuestion& question) {
    Answer answer;
    if (!may_write(question.out, answer)) return answer;
    auto system = open_system(question.system, options_, answer);
    if (!system) return answer;
    load_data(*system, options_, registry::Reach::measures);
    const SyntheticPlan plan{question.area, question.seed, question.parameters};
    const auto source = open_synthetic(*system, options_, plan);
    if (!source) {
        finish(answer, *system->diagnostics);
        answer.outcome = Outcome::input_missing;
        return answer;
    }
    const auto areas = synthetic_areas(question.area, *source, *system, answer);
    if (answer.outcome != Outcome::done) return answer;
    files::OutputFolder output(question.out, "extract.toml");
    const auto made = make_people(*source, areas, output.path(), options_);
    const people::StatementInputs inputs{&source->parameters, &source->model, &source->margins,
                                         &source->sources, question.area};
    answer.text = people::statement(inputs, made);
    files::write_file(output.path() / "STATEMENT.md", answer.text);
    files::write_file(output.path() / "extract.toml", people::extract_description(inputs));
    options_.cancel->check();
    output.publish();
    note(made, answer);
    return answer;
}

}  // namespace concord
