#include <fmt/format.h>

#include "base/text.hpp"
#include "need/answer.hpp"
#include "need/evidence.hpp"
#include "need/need.hpp"

namespace concord::need {
namespace {

// Of an indicator whose data are there: no layer that it can be shown for, and nobody counted.
void check_counted(const NeedStage& stage, const Counted& counted, Diagnostics& diagnostics) {
    const auto& [indicator, counts] = counted;
    if (counts.layer == nullptr || counts.source.empty()) return;
    if (counts.by_period.empty()) {
        diagnostics.add({"NED107", indicator.place, indicator.id,
                         fmt::format("`{}` counts nobody", shown(indicator.id))});
        return;
    }
    for (const auto& layer : stage.data->layers) {
        if (assigned(stage, *counts.layer, layer)) return;
    }
    diagnostics.add({"NED106", indicator.place, indicator.id,
                     fmt::format("`{}` counts areas of `{}`, which make up none of the layers",
                                 shown(indicator.id), indicator.layer)});
}

}  // namespace

void check_need(const NeedStage& stage, Diagnostics& diagnostics) {
    for (const auto& counted : stage.data->indicators)
        check_counted(stage, counted, diagnostics);
    check_groups(stage.data->groups, diagnostics);
    check_evidence(stage, diagnostics);
}

}  // namespace concord::need
