#include <algorithm>

#include "need/indicator_file.hpp"
#include "need/need.hpp"

namespace concord::need {
namespace {

void ask_for(const std::string& dataset, NeedData& data) {
    if (dataset.empty() || std::ranges::find(data.open_data, dataset) != data.open_data.end())
        return;
    data.open_data.push_back(dataset);
}

void ask_for(const Indicator& indicator, NeedData& data) {
    ask_for(indicator.dataset, data);
    if (indicator.through) ask_for(indicator.through->dataset, data);
    if (indicator.fifths) ask_for(indicator.fifths->dataset, data);
}

// What became of a file is said once, however many indicators it serves.
void keep_inputs(const std::vector<files::FileReport>& inputs, NeedData& data) {
    for (const auto& input : inputs) {
        const bool is_kept = std::ranges::any_of(data.inputs, [&](const files::FileReport& other) {
            return other.dataset == input.dataset;
        });
        if (!is_kept) data.inputs.push_back(input);
    }
}

}  // namespace

NeedData load_need(const LoadNeed& request, Diagnostics& diagnostics) {
    NeedData data;
    const auto folder = request.system->folder / "need";
    const auto shown_folder = registry::shown_path(*request.system, "need");
    data.groups = read_groups(folder, shown_folder, diagnostics);
    data.cases = read_case_studies(folder, shown_folder, *request.registry, diagnostics);
    for (const auto* inputs : {&data.groups.inputs, &data.cases.inputs})
        data.inputs.insert(data.inputs.end(), inputs->begin(), inputs->end());
    const std::string name = "need/indicators.toml";
    const auto path = request.system->folder / name;
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return data;
    const PlanFile file = {path, registry::shown_path(*request.system, name), request.catalogue};
    auto plan = read_plan(file, diagnostics);
    if (!plan) return data;
    data.layers = plan->layers;
    data.similar = static_cast<std::size_t>(plan->similar);
    const NeedSources sources = {request.registry, request.data_sets, request.data_folder, folder,
                                 shown_folder};
    for (auto& indicator : plan->indicators) {
        ask_for(indicator, data);
        auto counts = count_units(indicator, sources, diagnostics);
        keep_inputs(counts.inputs, data);
        data.indicators.push_back({std::move(indicator), std::move(counts)});
    }
    data.evidence = std::move(plan->evidence);
    data.has_own_evidence = plan->has_own_evidence;
    if (plan->people) {
        ask_for(plan->people->dataset, data);
        ask_for(plan->people->sexes, data);
        data.people = read_people_by_age(*plan->people, sources, diagnostics);
        if (data.people) keep_inputs(data.people->inputs, data);
    }
    return data;
}

}  // namespace concord::need
