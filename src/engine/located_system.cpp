#include "engine/located_system.hpp"

#include <algorithm>
#include <array>
#include <span>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/failure.hpp"
#include "base/text.hpp"
#include "engine/rulebook.hpp"
#include "files/byte_source.hpp"

namespace concord {
namespace {

bool is_file(const fs::path& path) {
    std::error_code error;
    return fs::is_regular_file(path, error);
}

bool is_folder(const fs::path& path) {
    std::error_code error;
    return fs::is_directory(path, error);
}

bool is_build(const fs::path& folder) {
    return is_file(folder / build_marker) && is_file(folder / "concord.duckdb");
}

// The system folder that a build was made from.
std::optional<fs::path> system_of_build(const fs::path& build) {
    const auto manifest =
        nlohmann::json::parse(files::read_all(build / build_marker), nullptr, false);
    const auto folder = manifest.is_object() ? manifest.find("system_folder") : manifest.end();
    if (folder == manifest.end() || !folder->is_string()) return std::nullopt;
    return fs::path(folder->get<std::string>());
}

fs::path usual_folder(const EngineOptions& options) {
    if (is_file("system.toml")) return ".";
    if (options.default_system) return *options.default_system;
    return options.resources / "examples" / "england";
}

std::optional<Date> date_of(const SystemQuestion& question,
                            const registry::SystemDescription* system, Answer& answer) {
    if (question.as_at) {
        const auto date = Date::parse(*question.as_at);
        if (!date) {
            refuse_usage(answer, fmt::format("`{}` is not a date", shown(*question.as_at)),
                         "give a date such as 2022-07-01");
        }
        return date;
    }
    if (system && system->as_at) return system->as_at;
    return Date(2022, 7, 1);
}

std::optional<RuleContext> context_of(const SystemQuestion& question,
                                      const registry::SystemDescription* system, Answer& answer) {
    const auto date = date_of(question, system, answer);
    if (!date) return std::nullopt;
    if (!question.profile) return RuleContext{*date, profile_in_force(*date)};
    const auto profile = parse_rule_profile(*question.profile);
    if (!profile) {
        refuse_usage(answer,
                     fmt::format("`{}` is not a profile of rules", shown(*question.profile)),
                     "profiles are framework-2021, act-2022 and plan-2025");
        return std::nullopt;
    }
    return RuleContext{*date, *profile};
}

// Concord's own files must be where the program looks for them; a user cannot mend them one by one.
void require_resources(const EngineOptions& options) {
    if (is_file(options.resources / "catalogue" / "body_kinds.csv")) return;
    throw EnvironmentFailure(
        fmt::format("Concord's catalogue is not in `{}`", options.resources.string()),
        "set CONCORD_RESOURCES to the folder that holds `catalogue` and `examples`");
}

// What a plan of money or of need may name beside what the registry reads: data sets that no other
// stage reads unasked. The catalogue is Concord's own, and its tests find what is wrong in it.
registry::Catalogue with_open_data(const registry::Catalogue& catalogue,
                                   std::span<const std::string_view> stages,
                                   const EngineOptions& options) {
    Diagnostics unheard(built_rule_book(), {Date(2022, 7, 1), RuleProfile::act_2022});
    const auto listed = registry::Catalogue::read(
        options.resources / "catalogue" / "open_data.toml", "catalogue/open_data.toml", unheard);
    std::vector<registry::Dataset> further;
    for (const auto& dataset : listed.datasets()) {
        const bool is_known = catalogue.dataset(dataset.id) != nullptr;
        const bool is_inert = dataset.kind == registry::DatasetKind::other;
        const bool is_asked = std::ranges::find(stages, dataset.stage) != stages.end();
        if (is_asked && is_inert && !is_known) further.push_back(dataset);
    }
    return catalogue.merged_with(registry::Catalogue({}, std::move(further)));
}

registry::Catalogue read_catalogue(const registry::SystemDescription& system,
                                   const EngineOptions& options, Diagnostics& diagnostics) {
    registry::Catalogue catalogue({}, {});
    if (system.built_in_catalogue) {
        catalogue = registry::Catalogue::read(options.resources / "catalogue" / "england.toml",
                                              "catalogue/england.toml", diagnostics);
    }
    std::vector<std::string_view> stages;
    if (is_file(system.folder / "money" / "allocation.toml")) stages.emplace_back("money");
    if (is_file(system.folder / "need" / "indicators.toml"))
        stages.insert(stages.end(), {"need", "population"});
    if (!stages.empty()) catalogue = with_open_data(catalogue, stages, options);
    if (system.own_catalogue.empty()) return catalogue;
    const auto own =
        registry::Catalogue::read(system.folder / system.own_catalogue,
                                  registry::shown_path(system, system.own_catalogue), diagnostics);
    const bool lies_with_system = system.own_data.empty();
    return catalogue.merged_with(own.brought_from(lies_with_system ? system.folder : fs::path()));
}

}  // namespace

void refuse_usage(Answer& answer, std::string message, std::string help) {
    answer.outcome = Outcome::wrong_usage;
    answer.diagnostics.push_back(
        {"", Severity::error, "", "", std::move(message), {}, std::move(help), ""});
    ++answer.errors;
}

void finish(Answer& answer, const Diagnostics& diagnostics) {
    for (auto& diagnostic : diagnostics.all())
        answer.diagnostics.push_back(std::move(diagnostic));
    answer.errors += diagnostics.count(Severity::error);
    answer.warnings += diagnostics.count(Severity::warning);
    for (const auto& [rule, count] : diagnostics.not_in_force())
        answer.not_in_force += count;
    if (answer.outcome == Outcome::done && answer.errors > 0) answer.outcome = Outcome::findings;
}

std::optional<fs::path> locate_data(const EngineOptions& options,
                                    const registry::SystemDescription* system, bool& is_explicit) {
    is_explicit = options.data.has_value();
    if (options.data) return options.data;
    if (system && !system->own_data.empty()) return system->folder / system->own_data;
    if (options.default_data && is_folder(*options.default_data)) return options.default_data;
    return std::nullopt;
}

std::optional<LocatedSystem> locate(const SystemQuestion& question, const EngineOptions& options,
                                    Answer& answer) {
    LocatedSystem located;
    const auto folder = question.folder ? *question.folder : usual_folder(options);
    if (!is_folder(folder)) {
        refuse_usage(answer, fmt::format("there is no folder `{}`", shown(folder.string(), 200)),
                     "give a system's folder; `concord new DIR` makes one");
        answer.outcome = Outcome::input_missing;
        return std::nullopt;
    }
    if (is_build(folder)) {
        located.build = folder;
        const auto system = system_of_build(folder);
        located.folder = system ? *system : folder;
        return located;
    }
    located.folder = folder;
    if (!is_file(folder / "system.toml")) {
        refuse_usage(answer, fmt::format("`{}` holds no system.toml", shown(folder.string(), 200)),
                     "a system is a folder with a system.toml; `concord new DIR` makes one");
        answer.outcome = Outcome::input_missing;
        return std::nullopt;
    }
    if (is_build(folder / "build")) located.build = folder / "build";
    return located;
}

std::unique_ptr<OpenedSystem> open_system(const SystemQuestion& question,
                                          const EngineOptions& options, Answer& answer) {
    auto located = locate(question, options, answer);
    if (!located) return nullptr;
    // The description decides the date, and the date which rules speak: read it twice, once to
    // learn the date, once to report under it.
    Diagnostics draft(built_rule_book(), {Date(2022, 7, 1), RuleProfile::act_2022});
    const auto first = registry::read_system_description(located->folder, draft);
    const auto context = context_of(question, first ? &*first : nullptr, answer);
    if (!context) return nullptr;
    auto system = std::make_unique<OpenedSystem>();
    system->diagnostics = std::make_unique<Diagnostics>(built_rule_book(), *context);
    auto description = registry::read_system_description(located->folder, *system->diagnostics);
    if (!description) {
        finish(answer, *system->diagnostics);
        answer.outcome = Outcome::input_missing;
        return nullptr;
    }
    system->description = std::move(*description);
    system->description.shows_names_alone = question.shows_names_alone;
    system->located = std::move(*located);
    system->located.data =
        locate_data(options, &system->description, system->located.data_is_explicit);
    if (system->located.data_is_explicit && !is_folder(*system->located.data)) {
        refuse_usage(
            answer,
            fmt::format("there is no data folder `{}`", shown(system->located.data->string(), 200)),
            "give the folder that holds the open data with --data");
        answer.outcome = Outcome::input_missing;
        return nullptr;
    }
    require_resources(options);
    system->catalogue = read_catalogue(system->description, options, *system->diagnostics);
    system->kinds = registry::read_body_kinds(options.resources / "catalogue" / "body_kinds.csv",
                                              "catalogue/body_kinds.csv", *system->diagnostics);
    return system;
}

void load_data(OpenedSystem& system, const EngineOptions& options, registry::Reach reach) {
    registry::LoadRequest request;
    request.catalogue = &system.catalogue;
    request.system = &system.description;
    request.data_folder = system.located.data.value_or(fs::path());
    request.kinds = system.kinds;
    request.reach = reach;
    request.threads = options.threads;
    system.data =
        registry::load_registry(request, *system.diagnostics, *options.progress, *options.cancel);
}

void load_governance(OpenedSystem& system, const EngineOptions& options,
                     const fs::path& published_map) {
    governance::LoadGovernance request;
    request.published_map = published_map;
    request.catalogue = options.resources / "catalogue" / "governance";
    request.system = &system.description;
    request.registry = &system.data;
    request.kinds = system.kinds;
    system.governance = governance::load_governance(request, *system.diagnostics);
    for (auto& input : system.governance.inputs)
        system.data.inputs.push_back(input);
}

void load_need(OpenedSystem& system, const EngineOptions& options) {
    system.need =
        need::load_need({options.resources / "catalogue" / "need", &system.description,
                         &system.data, &system.catalogue, system.located.data.value_or(fs::path())},
                        *system.diagnostics);
    for (auto& input : system.need.inputs)
        system.data.inputs.push_back(input);
}

void load_money(OpenedSystem& system, const EngineOptions& options) {
    system.money = money::load_money(
        {options.resources / "catalogue" / "money", &system.description, &system.data,
         &system.catalogue, system.located.data.value_or(fs::path())},
        *system.diagnostics);
    for (auto& input : system.money.inputs)
        system.data.inputs.push_back(input);
}

void load_spending(OpenedSystem& system, const EngineOptions& options) {
    spending::SpendingRequest request;
    request.catalogue = options.resources / "catalogue" / "spending";
    request.organisations = spending::organisations_among(system.data.bodies);
    request.progress = options.progress;
    request.cancel = options.cancel;
    spending::find_spending(system.description, request);
    system.spending = spending::load_spending(request, *system.diagnostics);
    // As every own file: by its name in the system's folder.
    const auto shown_money = registry::shown_path(system.description, "money");
    for (auto& input : system.spending.inputs) {
        if (input.dataset.starts_with(shown_money))
            input.dataset = "money" + input.dataset.substr(shown_money.size());
        system.data.inputs.push_back(input);
    }
}

void load_ledger(OpenedSystem& system, const EngineOptions& options) {
    system.ledger = ledger::load_ledger(
        {options.resources / "catalogue" / "ledger", &system.description, options.cancel},
        *system.diagnostics);
    for (auto& input : system.ledger.inputs)
        system.data.inputs.push_back(input);
}

void load_agreements(OpenedSystem& system) {
    const auto money = system.description.folder / "money";
    system.agreements = agreements::load_agreements(
        agreements::find_agreements(money, registry::shown_path(system.description, "money")),
        *system.diagnostics);
    for (auto& input : system.agreements.inputs)
        system.data.inputs.push_back(input);
}

Date day_of_people(const OpenedSystem& system) {
    auto unheard = system.diagnostics->child();  // the stage of people says what is wrong there
    const auto extract =
        population::find_extract(system.description.folder / "people",
                                 registry::shown_path(system.description, "people"), unheard);
    return extract.as_at.value_or(system.diagnostics->context().as_at);
}

namespace {

waiting::LoadWaits waits_request(const OpenedSystem& system) {
    waiting::LoadWaits request;
    request.system = &system.description;
    request.catalogue = &system.catalogue;
    request.data_folder = system.located.data.value_or(fs::path());
    request.as_at = day_of_people(system);
    request.registry = &system.data;
    return request;
}

}  // namespace

void load_made_waits(OpenedSystem& system, const fs::path& people, const Date& as_at) {
    auto request = waits_request(system);
    request.people = people;
    request.as_at = as_at;
    waiting::add_pathways(request, system.waits, *system.diagnostics);
}

void load_waits(OpenedSystem& system) {
    system.waits = waiting::load_waits(waits_request(system), *system.diagnostics);
    for (auto& input : system.waits.inputs)
        system.data.inputs.push_back(input);
}

std::unique_ptr<OpenedSystem> open_governance(const SystemQuestion& question,
                                              const EngineOptions& options, Answer& answer,
                                              const fs::path& published_map) {
    auto system = open_system(question, options, answer);
    if (!system) return nullptr;
    load_data(*system, options, registry::Reach::everything);
    load_governance(*system, options, published_map);
    finish(answer, *system->diagnostics);
    answer.outcome = Outcome::done;  // what was read badly permits nothing, and is shown
    std::erase_if(answer.diagnostics, [&](const Diagnostic& diagnostic) {
        if (!published_map.empty() && diagnostic.location.file == published_map.string()) {
            return false;  // the one file that the question is about
        }
        return diagnostic.stage != "governance" || diagnostic.severity != Severity::error;
    });
    if (!system->governance.scheme.holders.empty()) return system;
    refuse_usage(answer, "this system describes no governance",
                 "write governance/constitution.toml, committees.toml and delegations.csv");
    answer.outcome = Outcome::input_missing;
    return nullptr;
}

}  // namespace concord
