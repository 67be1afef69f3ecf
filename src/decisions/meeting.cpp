#include "decisions/meeting.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::decisions {
namespace {

// A quorum asks for a chair, a clinician, a lay member: whatever a seat is said to be.
bool has_role(const ProofMember& member, std::string_view role) {
    return role == member.kind || role == member.role || role == member.sector ||
           role == member.strand;
}

std::int64_t needed_by_share(std::string_view share, std::int64_t voting) {
    const auto fraction = parse_number(share);
    if (!fraction) return 0;
    // A share that is whole but for the rounding of the product is that whole number.
    return static_cast<std::int64_t>(std::ceil(*fraction * static_cast<double>(voting) - 1e-9));
}

std::string missing_roles(const ProofBoard& board, const std::vector<const ProofMember*>& there) {
    std::map<std::string, std::int64_t> wanted;
    for (const auto& role : board.quorum_roles)
        ++wanted[role];
    std::vector<std::string> missing;
    for (const auto& role : wanted) {
        const auto found = std::ranges::count_if(
            there, [&](const ProofMember* member) { return has_role(*member, role.first); });
        if (found < role.second) missing.push_back(fmt::format("`{}`", role.first));
    }
    return join(missing, ", ");
}

// Whether interests are why there are too few.
std::string conflicted(const ProofBoard& board) {
    const auto voting = std::ranges::count_if(board.members, &ProofMember::votes);
    const auto with_interest = std::ranges::count_if(board.members, [](const ProofMember& member) {
        return member.votes && member.must_step_back;
    });
    if (with_interest == 0) return {};
    return fmt::format(", and {} of {} {} an interest", with_interest, voting,
                       with_interest == 1 ? "has" : "have");
}

// The words that are understood; a rule in others is for a person to put into these.
struct KnownWords {
    std::string_view words;
    VoteRule::Threshold threshold;
};
constexpr std::array<KnownWords, 12> known_words = {{
    {"simple majority", VoteRule::Threshold::most_votes},
    {"majority", VoteRule::Threshold::most_votes},
    {"majority of votes cast", VoteRule::Threshold::most_votes},
    {"majority of those present and voting", VoteRule::Threshold::most_votes},
    {"majority of all members", VoteRule::Threshold::most_members},
    {"absolute majority", VoteRule::Threshold::most_members},
    {"two-thirds majority", VoteRule::Threshold::two_thirds},
    {"two thirds majority", VoteRule::Threshold::two_thirds},
    {"three-quarters majority", VoteRule::Threshold::three_quarters},
    {"three quarters majority", VoteRule::Threshold::three_quarters},
    {"unanimity", VoteRule::Threshold::everyone},
    {"unanimous", VoteRule::Threshold::everyone},
}};
constexpr std::array<std::string_view, 4> casting_words = {
    "chair has casting vote", "chair has a casting vote", "chair has the casting vote",
    "casting vote of the chair"};

}  // namespace

const ProofMember* find_member(const ProofBoard& board, std::string_view name) {
    const auto by_id = std::ranges::find(board.members, name, &ProofMember::id);
    if (by_id != board.members.end()) return &*by_id;
    const auto by_seat = std::ranges::find(board.members, name, &ProofMember::seat);
    return by_seat == board.members.end() ? nullptr : &*by_seat;
}

QuorumCount count_quorum(const ProofBoard& board, const Meeting& meeting) {
    QuorumCount count;
    count.voting = std::ranges::count_if(board.members, &ProofMember::votes);
    std::vector<const ProofMember*> there;
    for (const auto& name : meeting.present) {
        const auto* member = find_member(board, name);
        const bool counts =
            member && member->votes && std::ranges::find(there, member) == there.end();
        if (counts) there.push_back(member);
    }
    count.present = static_cast<std::int64_t>(there.size());
    count.needed = board.is_post() ? 1
                                   : std::max(board.quorum_members.value_or(0),
                                              needed_by_share(board.quorum_share, count.voting));
    const bool says_something = board.is_post() || (board.has_quorum && count.needed > 0);
    if (!says_something) {
        count.problem =
            fmt::format("no quorum of `{}` is recorded, so nobody can say it was met", board.id);
        return count;
    }
    if (count.present < count.needed) {
        count.problem =
            fmt::format("`{}` had no quorum: {} voting members took part of {} needed{}", board.id,
                        count.present, count.needed, conflicted(board));
        return count;
    }
    const auto missing = board.is_post() ? std::string() : missing_roles(board, there);
    if (!missing.empty()) {
        count.problem =
            fmt::format("`{}` had no quorum: nobody took part as {}", board.id, missing);
        return count;
    }
    count.met = true;
    return count;
}

std::optional<VoteRule> parse_vote_rule(std::string_view text) {
    std::optional<VoteRule::Threshold> threshold;
    VoteRule rule;
    std::string parts(text);
    std::ranges::replace(parts, ';', ',');
    for (const auto part : split(parts, ',')) {
        auto words = lower(part);
        if (words.starts_with("the ")) words.erase(0, 4);
        const auto known = std::ranges::find(known_words, words, &KnownWords::words);
        if (known != known_words.end()) {
            if (threshold) return std::nullopt;
            threshold = known->threshold;
        } else if (std::ranges::find(casting_words, words) != casting_words.end()) {
            rule.chair_casts = true;
        } else {
            return std::nullopt;
        }
    }
    if (!threshold) return std::nullopt;
    rule.threshold = *threshold;
    return rule;
}

std::optional<bool> carries(const VoteRule& rule, const Ballot& ballot, std::int64_t voting) {
    const auto in_favour = static_cast<std::int64_t>(ballot.in_favour.size());
    const auto against = static_cast<std::int64_t>(ballot.against.size());
    const auto cast = in_favour + against;
    switch (rule.threshold) {
        case VoteRule::Threshold::most_votes:
            if (in_favour != against) return in_favour > against;
            if (!rule.chair_casts || ballot.casting.empty()) return std::nullopt;
            return ballot.casting == "for";
        case VoteRule::Threshold::most_members:
            return in_favour * 2 > voting;
        case VoteRule::Threshold::two_thirds:
            return cast > 0 && in_favour * 3 >= cast * 2;
        case VoteRule::Threshold::three_quarters:
            return cast > 0 && in_favour * 4 >= cast * 3;
        case VoteRule::Threshold::everyone:
            return in_favour > 0 && against == 0;
    }
    return std::nullopt;
}

}  // namespace concord::decisions
