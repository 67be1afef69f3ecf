// What a system knows of its waiting lists.
#include <algorithm>
#include <iterator>
#include <memory>

#include "waiting/people_beside.hpp"
#include "waiting/waiting.hpp"

namespace concord::waiting {
namespace {

// The system's own board; every board where it is none of those that are known.
std::vector<std::string> boards_of(const LoadWaits& request) {
    const auto& code = request.system->ods_code;
    return code.empty() ? std::vector<std::string>() : std::vector<std::string>{code};
}

// The data sets of waits that the system uses.
registry::Catalogue used_of(const LoadWaits& request) {
    const auto& use = request.system->use;
    std::vector<registry::Dataset> used;
    for (const auto& dataset : request.catalogue->datasets()) {
        const bool is_used = use.empty() || std::ranges::find(use, dataset.id) != use.end();
        if (dataset.kind == registry::DatasetKind::waits && is_used) used.push_back(dataset);
    }
    return {{}, std::move(used)};
}

}  // namespace

PathwayPlace pathways_of(const registry::SystemDescription& system) {
    return pathways_in(system.folder / "people", registry::shown_path(system, "people"));
}

PathwayPlace pathways_in(const std::filesystem::path& folder, const std::string& shown_folder) {
    PathwayPlace place;
    std::error_code error;
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    const auto add = [&](std::vector<RowFile>& files, const std::string& name) {
        files.push_back({(folder / name).string(), shown_folder + "/" + name});
    };
    // NAME.parquet or NAME.csv, or its parts NAME-001 …; where both lie there, the stage of people
    // says so, and Parquet is read.
    const auto find = [&](std::string_view table, std::vector<RowFile>& files) {
        for (const std::string_view ending : {".parquet", ".csv"}) {
            for (const auto& name : names) {
                const auto is_ours = name.starts_with(table) && name.ends_with(ending);
                if (!is_ours) continue;
                const auto middle = std::string_view(name).substr(
                    table.size(), name.size() - table.size() - ending.size());
                if (middle.empty() || (middle.size() == 4 && middle.front() == '-'))
                    add(files, name);
            }
            if (!files.empty()) return;
        }
    };
    find("waiting_list", place.list);
    if (!place.list.empty()) find("people", place.people);
    return place;
}

Pathways read_joined(const PathwayPlace& place, PathwayFile asked,
                     const registry::RegistryData* registry,
                     std::vector<files::FileReport>& reports, Diagnostics& diagnostics) {
    asked.path = place.list.front().path;
    asked.shown_path = place.list.front().shown_path;
    asked.more.assign(place.list.begin() + 1, place.list.end());
    std::unique_ptr<PeopleBeside> beside;
    if (!place.people.empty()) {
        // What is wrong with that table is for the stage of people to say.
        auto unheard = diagnostics.child();
        beside = std::make_unique<PeopleBeside>(place.list, place.people, registry, unheard);
    }
    asked.beside = beside.get();
    auto pathways = read_pathways(asked, diagnostics);
    reports.push_back(pathways.report);
    std::ranges::copy(pathways.more_reports, std::back_inserter(reports));
    if (beside) std::ranges::copy(beside->reports(), std::back_inserter(reports));
    return pathways;
}

WaitsData load_waits(const LoadWaits& request, Diagnostics& diagnostics) {
    WaitsData data;
    data.asked = request.asked;
    data.asked.day = request.as_at.days_since_epoch();
    const auto& asked = data.asked;
    if (request.catalogue) {
        data.published = read_published_waits(used_of(request), request.data_folder,
                                              boards_of(request), diagnostics);
        data.inputs = data.published.inputs;
        data.queues = published_queues(data.published, {0, 0, asked.target_weeks, asked.factor,
                                                        asked.relief_weeks, asked.rule});
    }
    add_pathways(request, data, diagnostics);
    return data;
}

void add_pathways(const LoadWaits& request, WaitsData& data, Diagnostics& diagnostics) {
    data.asked.day = request.as_at.days_since_epoch();
    const auto place =
        request.people.empty()
            ? pathways_of(*request.system)
            : pathways_in(request.people, registry::shown_path(*request.system, "people"));
    if (place.empty()) return;
    std::vector<files::FileReport> reports;
    const auto pathways = read_joined(place, {{}, {}, request.headers, request.as_at},
                                      request.registry, reports, diagnostics);
    // Files that were made for a build are gone after it, and are no input.
    if (request.people.empty()) std::ranges::move(reports, std::back_inserter(data.inputs));
    if (pathways.size() == 0) return;
    answer_pathways(pathways, WaitsAsked(data.asked), {place.list.front().shown_path}, data,
                    diagnostics);
    if (data.asked.extra_slots == 0)
        plan_of_build(pathways, read_capacity(*request.system, pathways, diagnostics), data);
}

}  // namespace concord::waiting
