// The register on each engine that carries its journal.
#include <gtest/gtest.h>

#include "base/failure.hpp"
#include "decisions/decisions.hpp"
#include "support/decision_fixture.hpp"
#include "support/journal_engines.hpp"

namespace concord::decisions {
namespace {

using namespace support;

class RegisterOn : public OnEachEngine {
  protected:
    // Records a step; "" where it was added or repeated, else the first reason.
    std::string record(store::Journal& journal, const Step& step, const std::string& key = {}) {
        auto diagnostics = new_diagnostics();
        receipt_ = Register(journal).record(
            {{step, {"step.toml", {}}}, "2023-04-02T10:00:00Z", key, {"secretary"}}, diagnostics);
        if (receipt_) return diagnostics.all().empty() ? "" : "added, and yet reported";
        return diagnostics.all().empty() ? "refused without a reason"
                                         : diagnostics.all().front().message;
    }
    std::vector<std::string> verify(store::Journal& journal,
                                    std::vector<store::JournalHead> receipts = {}) {
        auto diagnostics = new_diagnostics();
        Register(journal).verify("journal", receipts, diagnostics);
        std::vector<std::string> result;
        for (const auto& found : diagnostics.all())
            result.push_back(found.id + " " + found.message);
        return result;
    }
    void fill(store::Journal& journal) {
        ASSERT_EQ(record(journal, proposed(small_)), "");
        ASSERT_EQ(record(journal, discussed(small_)), "");
        ASSERT_EQ(record(journal, decided_by(small_, StepKind::consensus)), "");
        ASSERT_EQ(record(journal, published(small_)), "");
    }

    SmallSystem small_;
    std::optional<Receipt> receipt_;
};
INSTANTIATE_TEST_SUITE_P(Engines, RegisterOn, testing::Values("sqlite", "postgres"),
                         [](const auto& test) { return test.param; });

TEST_P(RegisterOn, TakesADecisionFromProposalToPublication) {
    const auto journal = open();
    fill(*journal);
    EXPECT_EQ(receipt_->sequence, 4);
    EXPECT_EQ(receipt_->hash, journal->head().hash);
    const auto decision = Register(*journal).find("2023-001");
    ASSERT_TRUE(decision);
    EXPECT_EQ(decision->state, StepKind::published);
    EXPECT_EQ(decision->route, StepKind::consensus);
    EXPECT_EQ(decision->steps.size(), 4U);
    EXPECT_EQ(decision->proposal.title, "Diabetes services");
    EXPECT_EQ(decision->decided()->step.decided, "The contract is awarded.");
    EXPECT_FALSE(Register(*journal).find("2023-002"));
    EXPECT_EQ(verify(*journal), std::vector<std::string>{});
}

TEST_P(RegisterOn, AddsNothingThatIsRefused) {
    const auto journal = open();
    EXPECT_EQ(record(*journal, discussed(small_)), "there is no decision `2023-001`");
    ASSERT_EQ(record(*journal, proposed(small_)), "");
    auto bad = discussed(small_);
    bad.meetings[0].present = {"chair"};
    EXPECT_NE(record(*journal, bad), "");
    EXPECT_EQ(journal->head().sequence, 1);
}

TEST_P(RegisterOn, TakesNoStepOfTheFutureAndReplacesOnlyWhatIsThere) {
    const auto journal = open();
    auto step = proposed(small_);
    step.on = Date(2023, 4, 4);
    step.proof = small_.proof(step.on);
    EXPECT_EQ(record(*journal, step), "the step is dated 2023-04-04, and recorded on 2023-04-02");
    step.on = Date(2023, 4, 3);
    step.proof = small_.proof(step.on);
    EXPECT_EQ(record(*journal, step), "") << "the day has begun somewhere";
    step.decision = "2023-002";
    step.proposal->replaces = "2022-009";
    EXPECT_EQ(record(*journal, step), "there is no decision `2022-009` that this could replace");
    step.proposal->replaces = "2023-001";
    EXPECT_EQ(record(*journal, step), "");
    EXPECT_EQ(verify(*journal), std::vector<std::string>{});
}

TEST_P(RegisterOn, AddsTheSameStepOnce) {
    const auto journal = open();
    ASSERT_EQ(record(*journal, proposed(small_)), "");
    const auto first = *receipt_;
    auto again = proposed(small_);
    again.proof->documents.push_back({"new", "", "", ""});
    ASSERT_EQ(record(*journal, again), "") << "what it says is the same, whatever is proved now";
    EXPECT_TRUE(receipt_->repeated);
    EXPECT_EQ(receipt_->sequence, first.sequence);
    EXPECT_EQ(receipt_->hash, first.hash);
    auto other = proposed(small_);
    other.proposal->title = "Something else";
    EXPECT_EQ(record(*journal, other), "there is a decision `2023-001` already");
    EXPECT_EQ(record(*journal, discussed(small_), "own key"), "");
    EXPECT_EQ(record(*journal, discussed(small_), "own key"), "");
    EXPECT_EQ(journal->head().sequence, 2);
}

TEST_P(RegisterOn, FillsInTheOnlyBoardAndTheMeetingOfTheSameDay) {
    const auto journal = open();
    ASSERT_EQ(record(*journal, proposed(small_)), "");
    auto discussion = discussed(small_);
    discussion.meetings[0].board.clear();
    ASSERT_EQ(record(*journal, discussion), "");
    auto decision = decided_by(small_, StepKind::consensus);
    decision.meetings.clear();
    EXPECT_EQ(record(*journal, decision), "nothing says who of `board` took part")
        << "another day, another meeting";
    decision.on = discussion.on;
    decision.proof = small_.proof(decision.on);
    ASSERT_EQ(record(*journal, decision), "");
    const auto found = Register(*journal).find("2023-001");
    EXPECT_EQ(found->decided()->step.meetings[0].board, "board");
    EXPECT_EQ(found->decided()->step.meetings[0].present.size(), 4U);
}

TEST_P(RegisterOn, ShowsCorrectionsBesideWhatWasThere) {
    const auto journal = open();
    fill(*journal);
    auto step = step_of(small_, StepKind::corrected, Date(2023, 4, 2));
    step.reason = "a slip";
    step.correction = Correction{1, "", {{"/proposal/title", "", "Diabetes services for adults"}}};
    ASSERT_EQ(record(*journal, step), "");
    const auto decision = *Register(*journal).find("2023-001");
    EXPECT_EQ(decision.state, StepKind::published) << "a correction changes no state";
    EXPECT_EQ(decision.proposal.title, "Diabetes services") << "what was written stays";
    EXPECT_EQ(corrected(decision).proposal.title, "Diabetes services for adults");
    const auto& field = decision.steps.back().step.correction->fields[0];
    EXPECT_EQ(field.was, "Diabetes services");
    EXPECT_EQ(decision.steps.back().step.correction->hash, decision.steps[0].hash);
    EXPECT_EQ(verify(*journal), std::vector<std::string>{});
}

TEST_P(RegisterOn, FindsWhatWasTamperedWith) {
    const auto journal = open();
    fill(*journal);
    const store::JournalHead receipt{receipt_->sequence, receipt_->hash};
    tamper("DELETE FROM journal WHERE sequence = 4");
    EXPECT_EQ(verify(*journal), std::vector<std::string>{});
    EXPECT_EQ(verify(*journal, {receipt}),
              std::vector<std::string>{
                  "GOV189 entry 4 is missing, and all after it: a receipt names entry 4"});
    tamper("UPDATE journal SET kind = 'vote' WHERE sequence = 3");
    EXPECT_EQ(verify(*journal),
              std::vector<std::string>{
                  "GOV189 entry 3 has been changed: its hash is not that of what it says"});
}

// One who may write to the journal, but goes around the register.
TEST_P(RegisterOn, FindsEntriesThatNoRuleAllowed) {
    const auto journal = open();
    fill(*journal);
    const auto slip_in = [&](const std::string& payload, const std::string& kind, int number) {
        journal->append({{{"2023-04-01T10:00:00Z", "2023-001", kind, "secretary", payload,
                           "forged-" + std::to_string(number)}},
                         {}});
    };
    slip_in(payload_of(decided_by(small_, StepKind::vote)), "vote", 1);
    slip_in("{\"a\":1}", "vote", 2);
    slip_in("[", "vote", 3);
    slip_in(payload_of(published(small_)), "withdrawn", 4);
    slip_in(" " + payload_of(published(small_)), "published", 5);
    const auto found = verify(*journal);
    ASSERT_EQ(found.size(), 5U);
    EXPECT_EQ(found[0].find("GOV189 entry 5 holds a step that the rules of its day refuse"), 0U);
    EXPECT_EQ(found[1], "GOV189 entry 6 is no step of a decision");
    EXPECT_EQ(found[2], "GOV189 entry 7 is no step of a decision");
    EXPECT_EQ(found[3], "GOV189 entry 8 says another decision, post or step than its payload");
    EXPECT_EQ(found[4], "GOV189 entry 9 is not in canonical form");
    EXPECT_THROW(Register(*journal).all(), EnvironmentFailure);
}

TEST_P(RegisterOn, ListsDecisionsInTheOrderOfTheirProposal) {
    const auto journal = open();
    for (const auto* id : {"b", "a", "c"}) {
        auto step = proposed(small_);
        step.decision = id;
        ASSERT_EQ(record(*journal, step), "");
    }
    auto step = discussed(small_);
    step.decision = "a";
    ASSERT_EQ(record(*journal, step), "");
    const auto all = Register(*journal).all();
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].id + all[1].id + all[2].id, "bac");
    EXPECT_EQ(all[1].state, StepKind::discussed);
}

TEST(Habits, AreSeenOnlyInManyDecisions) {
    const SmallSystem small;
    const auto said = [&](int consensus, int votes, int without_strategy) {
        std::vector<Decision> decisions;
        for (int i = 0; i < consensus + votes; ++i) {
            auto step = decided_by(small, i < votes ? StepKind::vote : StepKind::consensus);
            if (i >= consensus + votes - without_strategy) step.evidence.strategy.clear();
            decisions.push_back(support::decision_of({proposed(small), step}));
        }
        decisions.push_back(support::decision_of({proposed(small)}));
        auto diagnostics = new_diagnostics();
        check_habits(decisions, "journal", diagnostics);
        std::vector<std::string> result;
        for (const auto& found : diagnostics.all())
            result.push_back(found.id + " " + found.message);
        return result;
    };
    using Said = std::vector<std::string>;
    EXPECT_EQ(said(3, 1, 0), Said{}) << "one vote is no habit";
    EXPECT_EQ(said(38, 2, 0), Said{}) << "two of forty are one in twenty";
    EXPECT_EQ(said(37, 2, 0), Said{"GOV188 2 of 39 decisions were taken by vote (5 %): a vote is "
                                   "the last resort"});
    EXPECT_EQ(said(6, 0, 3), Said{}) << "half cite it";
    EXPECT_EQ(said(5, 0, 3),
              Said{"GOV188 2 of 5 decisions cite the partnership's strategy (40 %)"});
    EXPECT_EQ(said(4, 0, 4), Said{}) << "too few to say";
}

}  // namespace
}  // namespace concord::decisions
