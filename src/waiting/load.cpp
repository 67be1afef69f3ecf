// What a system knows of its waiting lists.
#include <algorithm>

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

std::filesystem::path pathway_file_of(const registry::SystemDescription& system) {
    std::error_code error;
    for (const auto* name : {"waiting_list.parquet", "waiting_list.csv"}) {
        auto path = system.folder / "people" / name;
        if (std::filesystem::is_regular_file(path, error)) return path;
    }
    return {};
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
    const auto path = pathway_file_of(*request.system);
    if (path.empty()) return data;
    const auto shown = registry::shown_path(*request.system, "people/" + path.filename().string());
    const auto pathways =
        read_pathways({path.string(), shown, request.headers, request.as_at}, diagnostics);
    data.inputs.push_back(pathways.report);
    if (pathways.size() == 0) return data;
    answer_pathways(pathways, WaitsAsked(asked), {shown}, data, diagnostics);
    return data;
}

}  // namespace concord::waiting
