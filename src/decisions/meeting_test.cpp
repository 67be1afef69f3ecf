#include "decisions/meeting.hpp"

#include <gtest/gtest.h>

namespace concord::decisions {
namespace {

ProofMember member(const std::string& id, const std::string& role = {}, bool votes = true) {
    ProofMember result;
    result.id = id;
    result.role = role;
    result.votes = votes;
    return result;
}

ProofBoard board_of(int voting) {
    ProofBoard board;
    board.id = "board";
    board.kind = "committee";
    board.has_quorum = true;
    for (int i = 1; i <= voting; ++i)
        board.members.push_back(member("m" + std::to_string(i)));
    return board;
}

Meeting meeting_of(int present) {
    Meeting meeting{"board", {}, {}};
    for (int i = 1; i <= present; ++i)
        meeting.present.push_back("m" + std::to_string(i));
    return meeting;
}

TEST(Quorum, IsANumberOrAShareRoundedUpWhicheverIsMore) {
    auto board = board_of(10);
    board.quorum_members = 4;
    EXPECT_FALSE(count_quorum(board, meeting_of(3)).met);
    EXPECT_TRUE(count_quorum(board, meeting_of(4)).met);
    board.quorum_share = "0.5";
    EXPECT_FALSE(count_quorum(board, meeting_of(4)).met);
    EXPECT_TRUE(count_quorum(board, meeting_of(5)).met);
    board = board_of(7);
    board.quorum_share = "0.5";
    EXPECT_EQ(count_quorum(board, meeting_of(4)).needed, 4) << "half of seven, rounded up";
    board = board_of(3);
    board.quorum_share = "0.6666666666666666";
    EXPECT_EQ(count_quorum(board, meeting_of(2)).needed, 2) << "two thirds of three";
}

TEST(Quorum, CountsVotingMembersOnce) {
    auto board = board_of(3);
    board.members.push_back(member("guest", "", false));
    board.members[2].seat = "third";
    board.quorum_members = 3;
    EXPECT_FALSE(count_quorum(board, {"board", {"m1", "m2", "guest"}, {}}).met);
    EXPECT_FALSE(count_quorum(board, {"board", {"m1", "m2", "m2", "m1"}, {}}).met);
    EXPECT_FALSE(count_quorum(board, {"board", {"m1", "m3", "third"}, {}}).met);
    EXPECT_TRUE(count_quorum(board, {"board", {"m1", "m2", "third"}, {}}).met);
}

TEST(Quorum, NeedsEachRoleAsOftenAsItIsNamed) {
    auto board = board_of(4);
    board.quorum_members = 2;
    board.quorum_roles = {"clinical", "clinical", "lay"};
    board.members[0].strand = "clinical";
    board.members[1].strand = "clinical";
    board.members[2].role = "lay";
    EXPECT_TRUE(count_quorum(board, meeting_of(3)).met);
    EXPECT_EQ(count_quorum(board, {"board", {"m1", "m3"}, {}}).problem,
              "`board` had no quorum: nobody took part as `clinical`");
    EXPECT_EQ(count_quorum(board, {"board", {"m4", "m1"}, {}}).problem,
              "`board` had no quorum: nobody took part as `clinical`, `lay`");
}

TEST(Quorum, OfAPostIsWhoeverFillsIt) {
    ProofBoard post;
    post.id = "post";
    post.kind = "post";
    post.members = {member("holder"), member("deputy")};
    EXPECT_TRUE(count_quorum(post, {"post", {"deputy"}, {}}).met);
    EXPECT_FALSE(count_quorum(post, {"post", {}, {"holder"}}).met);
}

TEST(Quorum, CannotBeToldWhereNoneIsRecorded) {
    auto board = board_of(5);
    board.has_quorum = false;
    EXPECT_FALSE(count_quorum(board, meeting_of(5)).met);
    board.has_quorum = true;  // and yet it says nothing
    EXPECT_FALSE(count_quorum(board, meeting_of(5)).met);
}

TEST(VoteRule, IsUnderstoodOrNot) {
    using Threshold = VoteRule::Threshold;
    EXPECT_EQ(parse_vote_rule("Simple majority")->threshold, Threshold::most_votes);
    EXPECT_FALSE(parse_vote_rule("simple majority")->chair_casts);
    const auto both = parse_vote_rule("simple majority; the chair has a casting vote");
    ASSERT_TRUE(both);
    EXPECT_TRUE(both->chair_casts);
    EXPECT_EQ(parse_vote_rule("two-thirds majority")->threshold, Threshold::two_thirds);
    EXPECT_EQ(parse_vote_rule("unanimity")->threshold, Threshold::everyone);
    for (const auto* words : {"", "a show of hands", "chair has casting vote",
                              "simple majority, unanimity", "simple majority, by ballot"})
        EXPECT_FALSE(parse_vote_rule(words)) << words;
}

// Each threshold at the last ballot that fails and the first that carries.
TEST(VoteRule, CarriesAtItsThreshold) {
    const auto of = [](VoteRule::Threshold threshold, int in_favour, int against,
                       const std::string& casting = {}) {
        Ballot ballot;
        ballot.in_favour.assign(static_cast<std::size_t>(in_favour), "x");
        ballot.against.assign(static_cast<std::size_t>(against), "y");
        ballot.casting = casting;
        return carries({threshold, true}, ballot, 9);
    };
    using enum VoteRule::Threshold;
    EXPECT_EQ(of(most_votes, 3, 2), true);
    EXPECT_EQ(of(most_votes, 2, 3), false);
    EXPECT_EQ(of(most_votes, 3, 3), std::nullopt);
    EXPECT_EQ(of(most_votes, 3, 3, "for"), true);
    EXPECT_EQ(of(most_votes, 3, 3, "against"), false);
    EXPECT_EQ(of(most_members, 4, 0), false) << "four of nine";
    EXPECT_EQ(of(most_members, 5, 4), true);
    EXPECT_EQ(of(two_thirds, 5, 3), false);
    EXPECT_EQ(of(two_thirds, 4, 2), true);
    EXPECT_EQ(of(two_thirds, 0, 0), false);
    EXPECT_EQ(of(three_quarters, 5, 2), false);
    EXPECT_EQ(of(three_quarters, 6, 2), true);
    EXPECT_EQ(of(everyone, 8, 1), false);
    EXPECT_EQ(of(everyone, 1, 0), true);
    EXPECT_EQ(of(everyone, 0, 0), false);
    EXPECT_EQ(carries({most_votes, false}, {"b", {"x"}, {"y"}, {}, "for"}, 9), std::nullopt)
        << "nobody has a casting vote here";
}

}  // namespace
}  // namespace concord::decisions
