// The one test of conflicts, run alike at every board, committee and joint committee that has
// members on record, so that its results can be laid side by side (PIR-R086).
#pragma once

#include <cstdint>
#include <vector>

#include "governance/evaluator.hpp"

namespace concord::governance {

struct ConflictResult {
    std::uint32_t holder = 0;
    std::uint32_t organisation = 0;  // a holder: the one that a decision would affect
    std::uint32_t stepping_back = 0;
    std::uint32_t votes_left = 0;
    std::uint32_t needed = 0;
    bool stands = false;      // whether a quorum is left
    bool is_stopped = false;  // by the interest: without it the quorum would stand
};

// Every such holder with every organisation in which a member of some holder has an interest,
// but for its own body; organisation by organisation, then in the order of the holders.
std::vector<ConflictResult> conflict_results(const Evaluator& evaluator);

}  // namespace concord::governance
