// Votes: the last resort, only where and as the constitution allows.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "decisions/rules/rules.hpp"

namespace concord::decisions {
namespace {

// Everyone who may vote and took part is on the ballot once, and nobody else.
bool check_voters(const Hearing& hearing, const ProofBoard& board, const Ballot& ballot) {
    const auto meeting = std::ranges::find(hearing.step.meetings, board.id, &Meeting::board);
    if (meeting == hearing.step.meetings.end()) return false;
    std::vector<const ProofMember*> waiting;
    for (const auto& name : meeting->present) {
        const auto* member = find_member(board, name);
        if (member && member->votes) waiting.push_back(member);
    }
    bool fits = true;
    for (const auto* names : {&ballot.in_favour, &ballot.against, &ballot.abstained}) {
        for (const auto& name : *names) {
            const auto* member = find_member(board, name);
            const auto at = std::ranges::find(waiting, member);
            if (member && at != waiting.end()) {
                waiting.erase(at);
                continue;
            }
            fits = false;
            hearing.find("GOV182", "ballot",
                         fmt::format("`{}` is on the ballot of `{}` twice, or may not vote there",
                                     shown(name), board.id),
                         "name each voting member who took part once");
        }
    }
    for (const auto* member : waiting) {
        fits = false;
        hearing.find(
            "GOV182", "ballot",
            fmt::format("the ballot of `{}` does not say how `{}` voted", board.id, member->id),
            "name each voting member who took part under `for`, `against` or `abstained`");
    }
    return fits;
}

void check_result(const Hearing& hearing, const ProofBoard& board, const Ballot& ballot,
                  const VoteRule& rule) {
    const auto voting = std::ranges::count_if(board.members, &ProofMember::votes);
    const auto carried = carries(rule, ballot, voting);
    if (!carried) {
        hearing.find(
            "GOV182", "ballot",
            fmt::format("the ballot of `{}` is a tie, and no casting vote decides it", board.id),
            rule.chair_casts ? "give casting = \"for\" or \"against\" under [ballot]"
                             : "the decision is not taken; the issue stays open");
    } else if (*carried != (hearing.step.outcome == "approved")) {
        hearing.find(
            "GOV182", "outcome",
            fmt::format("by the ballot of `{}` the proposal is {}, and the outcome says `{}`",
                        board.id, *carried ? "approved" : "declined", shown(hearing.step.outcome)),
            fmt::format("give outcome = \"{}\"", *carried ? "approved" : "declined"));
    }
}

void check_ballot(const Hearing& hearing, const ProofBoard& board) {
    if (!board.vote_allowed) {
        hearing.find("GOV182", "step",
                     fmt::format("the constitution of `{}` allows no vote", board.id),
                     "go on seeking agreement; the issue stays open with its owner");
        return;
    }
    const auto rule = parse_vote_rule(board.vote_rule);
    if (!rule) {
        hearing.find(
            "GOV182", "step",
            board.vote_rule.empty()
                ? fmt::format("the constitution of `{}` does not say how a vote is held", board.id)
                : fmt::format("how `{}` votes cannot be evaluated: `{}`", board.id,
                              shown(board.vote_rule)),
            fmt::format("vote_rule is one of {}", known_vote_rules));
        return;
    }
    const auto ballot = std::ranges::find(hearing.step.ballots, board.id, &Ballot::board);
    if (ballot == hearing.step.ballots.end()) {
        hearing.find("GOV182", "ballot", fmt::format("there is no ballot of `{}`", board.id),
                     "give [ballot] with `for`, `against` and `abstained`");
        return;
    }
    if (check_voters(hearing, board, *ballot)) check_result(hearing, board, *ballot, *rule);
}

}  // namespace

void check_vote(const Hearing& hearing) {
    if (!hearing.before || !hearing.before->resolution_tried) {
        hearing.find("GOV182", "step",
                     "a vote is the last resort: nothing shows that the board tried to resolve its "
                     "disagreement first",
                     "record that: step = \"resolution-tried\"");
    }
    for (const auto& board : hearing.step.proof->boards)
        check_ballot(hearing, board);
}

}  // namespace concord::decisions
