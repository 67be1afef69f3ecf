// The figures of every indicator, period and layer, as the tables show them.
#pragma once

#include <string>
#include <vector>

#include "need/need.hpp"
#include "need/profile.hpp"

namespace concord::need {

// The figures of one indicator in one period for the areas of one layer; the first is of all.
struct LayerFigures {
    const Counted* counted = nullptr;
    std::string period;
    const registry::Layer* layer = nullptr;
    std::vector<AreaFigure> figures;
};

// In the order of indicators, layers and periods. A layer that cannot be made of an indicator's
// areas has none.
std::vector<LayerFigures> all_figures(const NeedStage& stage, const CancelToken& cancel);

// Where the areas of one layer lie in another; nothing where no data set says so. The layer itself
// lies in itself.
std::optional<registry::Assignment> assigned(const NeedStage& stage, const registry::Layer& layer,
                                             const std::string& to);

}  // namespace concord::need
