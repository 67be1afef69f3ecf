// Who took part, whether that was a quorum, and whether those with an interest stepped back.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "decisions/rules/rules.hpp"

namespace concord::decisions {
namespace {

// Another route, where one is open (PIR-R085).
std::string way_without_quorum(const AuthorityProof& proof) {
    if (proof.others.empty()) return "meet again with more members; nobody else may decide this";
    return fmt::format("meet again with more members, or let `{}` decide, which may as well",
                       proof.others.front());
}

bool check_names(const Hearing& hearing, const ProofBoard& board,
                 const std::vector<std::string>& names, std::string_view key) {
    bool known = true;
    for (const auto& name : names) {
        if (find_member(board, name)) continue;
        known = false;
        std::vector<std::string> members;
        for (const auto& member : board.members)
            members.push_back(member.id);
        const auto guess = closest(name, members);
        hearing.find("GOV183", key,
                     fmt::format("`{}` is no member of `{}` on {}", shown(name), board.id,
                                 hearing.step.on.iso()),
                     guess ? fmt::format("did you mean `{}`?", *guess)
                           : "members stand in governance/constitution.toml and committees.toml");
    }
    return known;
}

void check_meeting(const Hearing& hearing, const ProofBoard& board, const Meeting& meeting) {
    bool known = check_names(hearing, board, meeting.present, "present");
    known = check_names(hearing, board, meeting.stepping_back, "stepping_back") && known;
    for (const auto& name : meeting.present)
        check_interest(hearing, board, name, "took part");
    for (const auto& name : meeting.stepping_back) {
        const auto* member = find_member(board, name);
        const bool both = std::ranges::any_of(meeting.present, [&](const std::string& other) {
            return member && find_member(board, other) == member;
        });
        if (both) {
            hearing.find("GOV184", "stepping_back",
                         fmt::format("`{}` both took part and stepped back", shown(name)),
                         "name each member once");
        }
    }
    if (!known) return;
    const auto count = count_quorum(board, meeting);
    if (count.met) return;
    hearing.find("GOV183", "present", count.problem,
                 count.needed == 0
                     ? "record the quorum of the board in its constitution or terms of reference"
                     : way_without_quorum(*hearing.step.proof));
}

}  // namespace

void check_interest(const Hearing& hearing, const ProofBoard& board, const std::string& name,
                    std::string_view did) {
    const auto* member = find_member(board, name);
    if (!member || !member->must_step_back) return;
    const auto interest = member->interests.empty()
                              ? std::string("an organisation that this affects")
                              : fmt::format("`{}`", member->interests.front().organisation);
    hearing.find("GOV184", "present",
                 fmt::format("`{}` {} and has an interest in {}", shown(name), did, interest),
                 "the member steps back: move the name to `stepping_back`");
}

void check_meetings(const Hearing& hearing) {
    for (const auto& board : hearing.step.proof->boards) {
        const auto meeting = std::ranges::find(hearing.step.meetings, board.id, &Meeting::board);
        if (meeting == hearing.step.meetings.end()) {
            hearing.find("GOV183", "present",
                         fmt::format("nothing says who of `{}` took part", board.id),
                         hearing.step.proof->boards.size() == 1
                             ? "give `present`, the ids or seats of the members who took part"
                             : "give [[meetings]] with `board` and `present` for each committee");
            continue;
        }
        check_meeting(hearing, board, *meeting);
    }
    for (const auto& meeting : hearing.step.meetings) {
        const auto& boards = hearing.step.proof->boards;
        if (std::ranges::find(boards, meeting.board, &ProofBoard::id) != boards.end()) continue;
        hearing.find("GOV183", "meetings",
                     fmt::format("`{}` does not decide this", shown(meeting.board)),
                     "name the committees that decide");
    }
}

}  // namespace concord::decisions
