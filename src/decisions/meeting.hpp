// Who was there, who stepped back, whether that was a quorum, and what a vote came to: pure
// arithmetic over the board as it was on the day. What cannot be evaluated says so.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "decisions/proof.hpp"

namespace concord::decisions {

// A meeting of one board. Members are named by their id or their seat.
struct Meeting {
    std::string board;
    std::vector<std::string> present;        // who took part
    std::vector<std::string> stepping_back;  // who had an interest and did not

    bool operator==(const Meeting&) const = default;
};

const ProofMember* find_member(const ProofBoard& board, std::string_view name);

struct QuorumCount {
    std::int64_t voting = 0;   // voting members on the day
    std::int64_t present = 0;  // of those, who took part
    std::int64_t needed = 0;
    bool met = false;
    std::string problem;  // why not, or why nobody can say
};

QuorumCount count_quorum(const ProofBoard& board, const Meeting& meeting);

// The ballot of one board.
struct Ballot {
    std::string board;
    std::vector<std::string> in_favour;
    std::vector<std::string> against;
    std::vector<std::string> abstained;
    std::string casting;  // for, against: the chair's casting vote, where one was given

    bool operator==(const Ballot&) const = default;
};

// How a constitution lets a board vote.
struct VoteRule {
    enum class Threshold { most_votes, most_members, two_thirds, three_quarters, everyone };
    Threshold threshold = Threshold::most_votes;
    bool chair_casts = false;
};

// "simple majority, chair has casting vote"; nothing where a part of it is not understood or no
// threshold is named.
std::optional<VoteRule> parse_vote_rule(std::string_view text);
inline constexpr std::string_view known_vote_rules =
    "`simple majority`, `majority of all members`, `two-thirds majority`, "
    "`three-quarters majority`, `unanimity`, each with or without `, chair has casting vote`";

// Whether the ballot carries; nothing where there is a tie that nobody may break.
std::optional<bool> carries(const VoteRule& rule, const Ballot& ballot, std::int64_t voting);

}  // namespace concord::decisions
