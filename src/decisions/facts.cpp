#include "decisions/facts.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::decisions {
namespace {

void attend(const ProofBoard& board, const std::vector<Meeting>& meetings, Attendance& all) {
    const auto meeting = std::ranges::find(meetings, board.id, &Meeting::board);
    if (meeting == meetings.end()) return;
    const auto count = count_quorum(board, *meeting);
    all.voting += count.voting;
    all.present += count.present;
    all.needed += count.needed;
    for (const auto& name : meeting->stepping_back) {
        if (const auto* member = find_member(board, name)) all.stepping_back.push_back(member);
    }
}

}  // namespace

Facts::Facts(const Decision& of) : decision(of) {
    proposed = of.find(StepKind::proposed);
    decided = of.decided();
    published = of.find(StepKind::published);
    for (const auto& recorded : of.steps) {
        if (recorded.step.kind == StepKind::corrected) ++corrections;
        if (recorded.step.proof) proof = &*recorded.step.proof;
    }
    if (!decided) return;
    if (decided->step.proof) proof = &*decided->step.proof;
    for (const auto& ballot : decided->step.ballots) {
        in_favour += static_cast<std::int64_t>(ballot.in_favour.size());
        against += static_cast<std::int64_t>(ballot.against.size());
        abstained += static_cast<std::int64_t>(ballot.abstained.size());
    }
    if (!proof) return;
    for (const auto& board : proof->boards)
        attend(board, decided->step.meetings, attendance);
}

std::string Facts::selection_route() const {
    const auto& selection = decision.evidence.selection;
    return selection ? join(selection->routes, ";") : std::string();
}

std::string Facts::interests() const {
    std::set<std::string> said;
    for (const auto* member : attendance.stepping_back) {
        for (const auto& interest : member->interests)
            said.insert(fmt::format("{} ({})", interest.organisation, interest.nature));
    }
    return join(std::vector<std::string>(said.begin(), said.end()), "; ");
}

}  // namespace concord::decisions
