// What tables and exports say of a decision, worked out once.
#pragma once

#include <string>
#include <vector>

#include "decisions/decision.hpp"

namespace concord::decisions {

struct Attendance {
    std::int64_t voting = 0;
    std::int64_t present = 0;
    std::int64_t needed = 0;
    std::vector<const ProofMember*> stepping_back;
};

struct Facts {
    explicit Facts(const Decision& decision);

    const Decision& decision;
    const Recorded* proposed = nullptr;
    const Recorded* decided = nullptr;
    const Recorded* published = nullptr;
    const AuthorityProof* proof = nullptr;  // of the decision, else of the last step with one
    Attendance attendance;                  // when it was decided, all boards together
    std::int64_t in_favour = 0;
    std::int64_t against = 0;
    std::int64_t abstained = 0;
    std::int64_t corrections = 0;

    bool is_public() const { return decision.proposal.openness == "public"; }
    bool is_confidential() const { return decision.proposal.openness == "confidential"; }
    std::optional<Date> on(const Recorded* recorded) const {
        return recorded ? std::optional(recorded->step.on) : std::nullopt;
    }
    std::string outcome() const { return decided ? decided->step.outcome : std::string(); }
    std::string route() const {
        return decision.route ? std::string(to_string(*decision.route)) : std::string();
    }
    std::string selection_route() const;
    // "hospital (employment); …" of those who stepped back: nobody is named.
    std::string interests() const;
};

}  // namespace concord::decisions
