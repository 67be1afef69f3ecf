// The rules of a step, one file a family. Each sees the step and what was before it, and reports;
// what is not shown is refused.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "decisions/decision.hpp"

namespace concord::decisions {

struct Hearing {
    const Step& step;
    const Decision* before;  // none: there is no such decision yet
    const std::vector<std::string>& posts;
    const StepPlaces& places;
    Diagnostics& diagnostics;
    std::optional<Date> recorded_on;
    bool replaces_known;

    void find(std::string_view rule, std::string_view key, std::string message,
              std::string help) const;
    // A text that must say something.
    void require(std::string_view key, const std::string& text, std::string_view what) const;

    bool has_proposal() const { return step.proposal || before; }
    const Proposal& proposal() const { return step.proposal ? *step.proposal : before->proposal; }
};

void check_order(const Hearing& hearing);
void check_actor(const Hearing& hearing);
void check_authority(const Hearing& hearing);
void check_proposal(const Hearing& hearing);
void check_meetings(const Hearing& hearing);
// A member with an interest did something that only others may.
void check_interest(const Hearing& hearing, const ProofBoard& board, const std::string& name,
                    std::string_view did);
void check_vote(const Hearing& hearing);
void check_discussion(const Hearing& hearing);
void check_settling(const Hearing& hearing);
void check_decided(const Hearing& hearing);
void check_publication(const Hearing& hearing);
void check_correction(const Hearing& hearing);

}  // namespace concord::decisions
