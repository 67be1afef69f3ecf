// What is frozen of an answer, and that it reads back the same.
#include "decisions/proof.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "decisions/json_parts.hpp"
#include "support/decision_fixture.hpp"

namespace concord::decisions {
namespace {

using support::SmallSystem;

TEST(Proof, FreezesTheChainWithItsLimitAndItsDocuments) {
    SmallSystem system;
    system.allow(1);
    auto request = system.request(Date(2023, 3, 1), "committee");
    request.documents = {{"terms", std::string(64, '7')}, {"other", std::string(64, '8')}};
    request.files = {{"governance/delegations.csv", std::string(64, '9')}};
    const auto proof = make_proof(request);
    EXPECT_TRUE(proof.allowed);
    EXPECT_EQ(proof.scale, "place");
    ASSERT_EQ(proof.chains.size(), 1U);
    const auto& chain = proof.chains[0];
    EXPECT_EQ(chain.function, "contracts");
    EXPECT_EQ(chain.body, "board");
    EXPECT_EQ(chain.authority, "the Act");
    ASSERT_EQ(chain.links.size(), 1U);
    EXPECT_EQ(chain.links[0], (ProofLink{"g1", "board", "committee", "internal-committee", "scheme",
                                         "4", Date(2022, 7, 1), Pence(std::int64_t{500})}));
    EXPECT_EQ(chain.ceiling, Pence(std::int64_t{500}));
    EXPECT_EQ(proof.accountable, std::vector<std::string>{"board"});
    const std::vector<ProofDocument> documents = {
        {"constitution", "", "", ""},
        {"scheme", "", "", ""},
        {"terms", "Terms of reference", "2", std::string(64, '7')},
        {"governance/delegations.csv", "", "", std::string(64, '9')}};
    EXPECT_EQ(proof.documents, documents);
    EXPECT_EQ(proof.steps[0].id, "triple-aim");
}

TEST(Proof, FreezesTheBoardOfTheDay) {
    SmallSystem system;
    system.scheme.holders[0].members[2].period.to = Date(2023, 2, 28);
    const auto proof = system.proof(Date(2023, 3, 1));
    ASSERT_EQ(proof.boards.size(), 1U);
    const auto& board = proof.boards[0];
    EXPECT_EQ(board.members.size(), 4U) << "one left the day before";
    EXPECT_EQ(board.quorum_members, 3);
    EXPECT_EQ(board.quorum_roles, std::vector<std::string>{"chair"});
    EXPECT_TRUE(board.vote_allowed);
    const auto* trust = find_member(board, "trust");
    ASSERT_TRUE(trust);
    EXPECT_TRUE(trust->must_step_back);
    EXPECT_EQ(trust->interests, (std::vector<ProofInterest>{{"hospital", "member of"}}));
    EXPECT_FALSE(find_member(board, "nurse")->must_step_back);
}

TEST(Proof, TakesTheRuleOfSettlingDisagreementFromTheBodyButNoVote) {
    SmallSystem system;
    system.allow(1);
    const auto proof = system.proof(Date(2023, 3, 1), "committee");
    EXPECT_EQ(proof.boards[0].resolution_rule, "discuss again, then a mediator");
    EXPECT_FALSE(proof.boards[0].vote_allowed);
}

TEST(Proof, SaysWhyThereIsNoAuthority) {
    SmallSystem system;
    EXPECT_EQ(system.proof(Date(2023, 3, 1), "nobody").refusal, "`nobody` is no holder");
    EXPECT_EQ(system.proof(Date(2023, 3, 1), "committee").refusal, "the answer does not name it");
    system.verdict.candidates = {support::refused(1, governance::Refusal::reserved)};
    const auto proof = system.proof(Date(2023, 3, 1), "committee");
    EXPECT_EQ(proof.refusal, "reserved by `board`");
    EXPECT_FALSE(proof.allowed);
}

TEST(Proof, SaysWhoIsNearerAndWhetherAnotherStandsBeside) {
    SmallSystem system;
    auto nearer = system.verdict.deciders[0];
    nearer.holder = 1;
    nearer.scale = governance::Scale::place;
    system.verdict.deciders.insert(system.verdict.deciders.begin(), nearer);
    system.verdict.first = {1};
    system.verdict.overlap = true;
    const auto proof = system.proof(Date(2023, 3, 1));
    EXPECT_EQ(proof.more_local, std::vector<std::string>{"committee"});
    EXPECT_EQ(proof.others, std::vector<std::string>{"committee"});
    EXPECT_FALSE(proof.overlap) << "the overlap is not the board's";
}

TEST(Proof, ReadsBackTheSame) {
    SmallSystem system;
    system.allow(1);
    system.scheme.holders[1].quorum->share = 0.5;
    auto request = system.request(Date(2023, 3, 1), "committee");
    request.question.places = {"north", "south"};
    request.question.service = "community";
    system.verdict.deciders[0].conditions = {"a fact"};
    system.verdict.deciders[0].floor = Pence(std::int64_t{-1});
    const auto text = canonical(to_json(make_proof(request)));
    EXPECT_EQ(canonical(to_json(proof_from_json(Json::parse(text)))), text);
    EXPECT_NE(text.find("\"share\":\"0.5\""), std::string::npos) << "no floating-point number";
    const auto refused = canonical(to_json(system.proof(Date(2023, 3, 1), "nobody")));
    EXPECT_EQ(canonical(to_json(proof_from_json(Json::parse(refused)))), refused);
    EXPECT_ANY_THROW(proof_from_json(Json::parse("{}")));
    EXPECT_ANY_THROW(proof_from_json(Json::parse("{\"as_at\":\"x\",\"profile\":\"y\"}")));
}

}  // namespace
}  // namespace concord::decisions
