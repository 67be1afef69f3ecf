#include "need/answer.hpp"

#include <algorithm>
#include <numeric>

namespace concord::need {

std::optional<registry::Assignment> assigned(const NeedStage& stage, const registry::Layer& layer,
                                             const std::string& to) {
    if (layer.info().id != to)
        return registry::assign(stage.registry->geography, to, layer.info().id);
    registry::Assignment same;
    same.layer = &layer;
    same.small_layer = &layer;
    same.area_of.resize(layer.size());
    std::iota(same.area_of.begin(), same.area_of.end(), 0);
    return same;
}

std::vector<LayerFigures> all_figures(const NeedStage& stage, const CancelToken& cancel) {
    std::vector<LayerFigures> answer;
    for (const auto& counted : stage.data->indicators) {
        if (counted.counts.layer == nullptr) continue;
        for (const auto& layer : stage.data->layers) {
            cancel.check();
            const auto assignment = assigned(stage, *counted.counts.layer, layer);
            if (!assignment) continue;
            for (const auto& [period, units] : counted.counts.by_period)
                answer.push_back(
                    {&counted, period, assignment->layer, figures_of(units, *assignment)});
        }
    }
    return answer;
}

}  // namespace concord::need
