// The evidence that an assessment of a place's needs asks for, and what of it is not here.
#pragma once

#include "need/answer.hpp"

namespace concord::need {

// One item of one area: what answers it, or why nothing does.
struct Evidence {
    const EvidenceItem* item = nullptr;
    std::string layer;
    std::string code;
    std::string name;
    std::int64_t figures = 0;
    std::vector<std::string> answered_by;  // indicators
    std::string periods;
    std::string source;
};

std::vector<Evidence> evidence_of(const NeedStage& stage, const std::vector<LayerFigures>& figures,
                                  const CancelToken& cancel);

// What evidence lacks everywhere, although something is counted (NED116).
void check_evidence(const NeedStage& stage, Diagnostics& diagnostics);

void write_evidence(const NeedStage& stage, const std::vector<LayerFigures>& figures,
                    store::RowWriter& rows, const CancelToken& cancel);

}  // namespace concord::need
