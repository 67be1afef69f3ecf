// What may follow what, and what each step must show: one thing is broken at a time.
#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "support/decision_fixture.hpp"

namespace concord::decisions {
namespace {

using namespace support;
using Reasons = std::vector<std::string>;

const SmallSystem small;  // NOLINT: the tests only read it

Reasons of(const Step& step, const std::vector<Step>& before = {}) {
    return reasons(before, step);
}

std::vector<Step> up_to_discussed() {
    return {proposed(small), discussed(small)};
}
std::vector<Step> up_to_tried() {
    return {proposed(small), discussed(small), tried(small)};
}
std::vector<Step> up_to_decided() {
    return {proposed(small), discussed(small), decided_by(small, StepKind::consensus)};
}

TEST(Judge, LetsEachWayToADecisionBeTaken) {
    EXPECT_EQ(of(proposed(small)), Reasons{});
    EXPECT_EQ(of(discussed(small), {proposed(small)}), Reasons{});
    EXPECT_EQ(of(decided_by(small, StepKind::consensus), up_to_discussed()), Reasons{});
    EXPECT_EQ(of(decided_by(small, StepKind::resolved), up_to_discussed()), Reasons{});
    EXPECT_EQ(of(tried(small), up_to_discussed()), Reasons{});
    EXPECT_EQ(of(tried(small, StepKind::third_party_tried), up_to_tried()), Reasons{});
    for (const auto kind :
         {StepKind::resolved, StepKind::third_party, StepKind::chair, StepKind::vote})
        EXPECT_EQ(of(decided_by(small, kind), up_to_tried()), Reasons{}) << to_string(kind);
    EXPECT_EQ(of(published(small), up_to_decided()), Reasons{});
}

// Every pair of a state and a step, by the drawing at the head of decision.hpp.
TEST(Judge, LetsNothingElseFollow) {
    auto withdrawn = step_of(small, StepKind::withdrawn, Date(2023, 4, 1));
    withdrawn.reason = "overtaken";
    const std::vector<std::pair<std::string, std::vector<Step>>> states = {
        {"nothing", {}},
        {"proposed", {proposed(small)}},
        {"discussed", up_to_discussed()},
        {"tried", up_to_tried()},
        {"decided", up_to_decided()},
        {"published",
         {proposed(small), discussed(small), decided_by(small, StepKind::consensus),
          published(small)}},
        {"withdrawn", {proposed(small), withdrawn}}};
    const std::vector<std::pair<std::string, Step>> steps = {
        {"propose", proposed(small)},
        {"discuss", discussed(small)},
        {"try", tried(small)},
        {"try others", tried(small, StepKind::third_party_tried)},
        {"consensus", decided_by(small, StepKind::consensus)},
        {"resolve", decided_by(small, StepKind::resolved)},
        {"third", decided_by(small, StepKind::third_party)},
        {"chair", decided_by(small, StepKind::chair)},
        {"vote", decided_by(small, StepKind::vote)},
        {"publish", published(small)},
        {"withdraw", withdrawn}};
    const std::map<std::string, std::string> allowed = {
        {"nothing", "propose"},
        {"proposed", "discuss withdraw"},
        {"discussed", "discuss try consensus resolve withdraw"},
        {"tried", "discuss try try-others resolve third chair vote withdraw"},
        {"decided", "publish withdraw"},
        {"published", ""},
        {"withdrawn", ""}};
    for (const auto& [state, before] : states) {
        for (auto [name, step] : steps) {
            step.on = Date(2023, 5, 1);
            if (step.proof) step.proof = small.proof(step.on);
            auto word = name;
            std::ranges::replace(word, ' ', '-');
            const auto words = " " + allowed.at(state) + " ";
            const bool may = words.find(" " + word + " ") != std::string::npos;
            EXPECT_EQ(of(step, before).empty(), may) << name << " after " << state;
        }
    }
}

TEST(Judge, WantsAnIdentifiedPost) {
    auto step = proposed(small);
    step.by = "secretry";
    EXPECT_EQ(of(step), Reasons{"GOV181 `secretry` is no post on 2023-03-01"});
    step.by.clear();
    EXPECT_EQ(of(step), Reasons{"GOV181 the step names no post that takes it"});
    step.by = "seat of chair";
    EXPECT_EQ(of(step), Reasons{}) << "a seat of the board that decides will do";
    step.by = "chair";
    EXPECT_EQ(of(step).size(), 1U) << "a person is no post";
}

TEST(Judge, WantsStepsInTheOrderOfTheirDays) {
    auto step = discussed(small);
    step.on = Date(2023, 2, 28);
    step.proof = small.proof(step.on);
    EXPECT_EQ(of(step, {proposed(small)}),
              Reasons{"GOV181 the step is dated 2023-02-28, before the last one of 2023-03-01"});
    auto other = proposed(small);
    EXPECT_EQ(of(other, {proposed(small)}),
              Reasons{"GOV181 there is a decision `2023-001` already"});
    for (const auto* id : {"", "a b", "a/b", "caf\xC3\xA9"}) {
        other.decision = id;
        EXPECT_EQ(of(other).size(), 1U) << id;
    }
}

TEST(Judge, RefusesWithoutAuthority) {
    SmallSystem other;
    other.verdict.deciders.clear();
    other.verdict.candidates = {refused(0, governance::Refusal::no_grant)};
    auto step = proposed(small);
    step.proof = other.proof(step.on);
    EXPECT_EQ(of(step), Reasons{"GOV180 `board` may not decide this on 2023-03-01: no grant"});
    auto request = small.request(step.on);
    request.verdict = nullptr;
    request.problem = "`awrd-contract` is no act";
    step.proof = make_proof(request);
    EXPECT_EQ(of(step), Reasons{"GOV180 `board` may not decide this on 2023-03-01: `awrd-contract` "
                                "is no act"});
    step.proof.reset();
    EXPECT_EQ(of(step), Reasons{"GOV180 nothing shows who may decide this"});
    step.proof = small.proof(Date(2023, 3, 2));
    EXPECT_EQ(of(step), Reasons{"GOV180 the proof of authority is of another decider or day"});
}

TEST(Judge, AsksForAuthorityAgainOnTheDayOfTheDecision) {
    SmallSystem other;
    other.verdict.deciders.clear();
    other.verdict.candidates = {refused(0, governance::Refusal::above_ceiling, 1)};
    auto step = decided_by(small, StepKind::consensus);
    step.proof = other.proof(step.on);
    EXPECT_EQ(of(step, up_to_discussed()),
              Reasons{"GOV180 `board` may not decide this on 2023-03-20: above a ceiling of "
                      "`committee`"});
}

TEST(Judge, WantsTheLevelAndTheReasonAbovePlace) {
    auto step = proposed(small);
    step.proposal->why_not_at_place = " ";
    EXPECT_EQ(of(step), Reasons{"GOV187 nothing says why this is decided at the level system and "
                                "not at place"});
    step = proposed(small);
    step.proposal->level = "place";
    EXPECT_EQ(of(step), Reasons{"GOV187 `board` decides at the level system, not place"});
    step.proposal->level = "town";
    EXPECT_EQ(of(step), Reasons{"GOV187 `town` is no level"});
    step.proposal->level.clear();
    EXPECT_EQ(of(step), Reasons{"GOV187 nothing says at which level this is decided"});
}

TEST(Judge, AsksWhyWhereSomebodyNearerCouldDecide) {
    SmallSystem other;
    other.scheme.holders[0].scale = governance::Scale::place;
    other.allow(0);
    auto nearer = other.verdict.deciders[0];
    nearer.holder = 1;
    nearer.scale = governance::Scale::neighbourhood;
    other.verdict.deciders.push_back(nearer);
    auto step = proposed(small);
    step.proof = other.proof(step.on);
    step.proposal->level = "place";
    EXPECT_EQ(of(step), Reasons{}) << "it says why";
    step.proposal->why_not_at_place.clear();
    EXPECT_EQ(of(step), Reasons{"GOV187 `committee` could decide this nearer to people, and "
                                "nothing says why it does not"});
}

TEST(Judge, WantsToKnowHowOpenTheDecisionIs) {
    auto step = proposed(small);
    step.proposal->openness.clear();
    EXPECT_EQ(of(step), Reasons{"GOV187 nothing says how open the decision is"});
    step.proposal->openness = "secret";
    EXPECT_EQ(of(step), Reasons{"GOV187 `secret` is no level of openness"});
    step.proposal->openness = "confidential";
    EXPECT_EQ(of(step),
              Reasons{"GOV187 nothing says why the decision is confidential and not public"});
    step.proposal->openness_reason = "a person could be recognised";
    EXPECT_EQ(of(step), Reasons{});
}

TEST(Judge, WantsAQuorumWithoutThoseWithAnInterest) {
    auto step = discussed(small);
    step.meetings[0].present = {"chair", "nurse", "trust"};
    step.meetings[0].stepping_back.clear();
    EXPECT_EQ(of(step, {proposed(small)}),
              Reasons{"GOV184 `trust` took part and has an interest in `hospital`"});
    step.meetings[0] = {"board", {"chair", "nurse"}, {"trust"}};
    EXPECT_EQ(of(step, {proposed(small)}),
              Reasons{"GOV183 `board` had no quorum: 2 voting members took part of 3 needed, and 1 "
                      "of 5 has an interest"});
    step.meetings[0] = {"board", {"nurse", "lay", "money"}, {"trust"}};
    EXPECT_EQ(of(step, {proposed(small)}),
              Reasons{"GOV183 `board` had no quorum: nobody took part as `chair`"});
    step.meetings[0] = {"board", {"chair", "nurse", "lay", "trust"}, {"seat of trust"}};
    EXPECT_EQ(of(step, {proposed(small)}).size(), 2U) << "took part and stepped back";
    step.meetings[0] = {"board", {"chair", "nurse", "lais"}, {}};
    EXPECT_EQ(of(step, {proposed(small)}),
              Reasons{"GOV183 `lais` is no member of `board` on 2023-03-15"});
    step.meetings.clear();
    EXPECT_EQ(of(step, {proposed(small)}), Reasons{"GOV183 nothing says who of `board` took part"});
}

TEST(Judge, NamesAnotherRouteWhereThereIsNoQuorum) {
    SmallSystem other;
    auto committee = other.verdict.deciders[0];
    committee.holder = 1;
    other.verdict.deciders.push_back(committee);
    auto step = discussed(small);
    step.meetings[0] = {"board", {"chair", "nurse"}, {"trust"}};
    const auto help = [&](const SmallSystem& system) {
        step.proof = system.proof(step.on);
        auto diagnostics = new_diagnostics();
        const auto before = support::decision_of({proposed(small)});
        judge({&before, &step, {"secretary"}, {"step.toml", {}}}, diagnostics);
        return diagnostics.all().at(0).help;
    };
    EXPECT_EQ(help(other),
              "meet again with more members, or let `committee` decide, which may as "
              "well");
    EXPECT_EQ(help(small), "meet again with more members; nobody else may decide this");
}

TEST(Judge, RefusesWhereNoQuorumIsRecorded) {
    SmallSystem other;
    other.scheme.holders[0].quorum.reset();
    auto step = discussed(small);
    step.proof = other.proof(step.on);
    EXPECT_EQ(of(step, {proposed(small)}),
              Reasons{"GOV183 no quorum of `board` is recorded, so nobody can say it was met"});
}

// The interest of `money` was recorded until the end of 2022.
TEST(Judge, JudgesInterestsByTheDay) {
    const auto on = [](Date day) {
        const auto proof = small.proof(day);
        return find_member(proof.boards[0], "money")->must_step_back;
    };
    EXPECT_TRUE(on(Date(2022, 12, 31)));
    EXPECT_FALSE(on(Date(2023, 1, 1)));
}

TEST(Judge, AsksEachOfTheCommitteesInCommon) {
    SmallSystem other;
    governance::Holder common;
    common.id = "common";
    common.kind = governance::HolderKind::committees_in_common;
    common.of = {"board", "committee"};
    other.scheme.holders.push_back(common);
    other.allow(3);
    auto proposal = proposed(small);
    proposal.proposal->decider = "common";
    proposal.proof = other.proof(proposal.on, "common");
    EXPECT_EQ(of(proposal), Reasons{});
    auto step = discussed(small);
    step.proof = other.proof(step.on, "common");
    EXPECT_EQ(of(step, {proposal}), Reasons{"GOV183 nothing says who of `committee` took part"});
    step.meetings.push_back({"committee", {"chair", "nurse", "lay"}, {}});
    EXPECT_EQ(of(step, {proposal}), Reasons{});
    step.meetings.push_back({"others", {"chair"}, {}});
    EXPECT_EQ(of(step, {proposal}), Reasons{"GOV183 `others` does not decide this"});
}

TEST(Judge, WantsDifferingViewsOnRecord) {
    auto step = discussed(small);
    step.discussion.reset();
    EXPECT_EQ(of(step, {proposed(small)}), Reasons{"GOV185 nothing says whether views differed"});
    step.discussion = Discussion{{}, true, {}};
    EXPECT_EQ(of(step, {proposed(small)}), Reasons{});
}

TEST(Judge, WantsTheGroundsOfADecision) {
    const auto lacks = [](auto change) {
        auto step = decided_by(small, StepKind::consensus);
        change(step);
        return of(step, up_to_discussed());
    };
    EXPECT_EQ(lacks([](Step& step) { step.outcome = "yes"; }),
              Reasons{"GOV185 nothing says what the outcome is"});
    EXPECT_EQ(lacks([](Step& step) { step.decided.clear(); }),
              Reasons{"GOV185 nothing says what was decided, in the words of the minutes"});
    EXPECT_EQ(lacks([](Step& step) { step.evidence.quality.inequalities.clear(); }),
              Reasons{"GOV185 the triple aim is not shown for quality of services, with regard to "
                      "inequalities in it (s14Z43)"});
    EXPECT_EQ(lacks([](Step& step) { step.evidence.inequalities.clear(); }),
              Reasons{"GOV185 nothing is said of inequalities"});
    EXPECT_EQ(lacks([](Step& step) { step.evidence.integration.clear(); }),
              Reasons{"GOV185 nothing is said of integration"});
    EXPECT_EQ(lacks([](Step& step) { step.evidence.strategy.clear(); }),
              Reasons{"GOV185 nothing is said of strategy"});
    EXPECT_EQ(lacks([](Step& step) {
                  step.evidence.strategy.clear();
                  step.evidence.departs = "it was written before the flood";
              }),
              Reasons{});
    EXPECT_EQ(lacks([](Step& step) { step.evidence.advice.clear(); }),
              Reasons{"GOV185 nothing is said of advice"});
    EXPECT_EQ(lacks([](Step& step) { step.evidence.insight.clear(); }),
              Reasons{"GOV185 nothing is said of insight"});
}

TEST(Judge, TakesAReasonInsteadOnlyWhereLawDoesNotWantIt) {
    auto step = decided_by(small, StepKind::consensus);
    step.evidence.insight.clear();
    step.evidence.not_owed["insight"] = "nobody's care changes";
    EXPECT_EQ(of(step, up_to_discussed()), Reasons{});
    step.evidence.health = {};
    step.evidence.not_owed["triple-aim"] = "it is small";
    EXPECT_EQ(of(step, up_to_discussed()).size(), 1U) << "s14Z43 wants it";
}

TEST(Judge, TakesEvidenceFromEarlierSteps) {
    auto proposal = proposed(small);
    proposal.evidence = full_evidence();
    auto step = decided_by(small, StepKind::consensus);
    step.evidence = {};
    EXPECT_EQ(of(step, {proposal, discussed(small)}), Reasons{});
}

TEST(Judge, WantsWhatElseTheLawWantsAndTheConditionsOfTheAuthority) {
    SmallSystem other;
    other.verdict.deciders[0].steps = {1};
    other.verdict.deciders[0].conditions = {"the budget holds"};
    auto step = decided_by(small, StepKind::consensus);
    step.proof = other.proof(step.on);
    EXPECT_EQ(of(step, up_to_discussed()),
              (Reasons{"GOV185 the law wants before this act: show that it stays within the "
                       "envelope (s223GC)",
                       "GOV185 the authority holds on a condition: the budget holds"}));
    step.evidence.done = {{"envelope", "paper 4", ""}, {"the budget holds", "month 10 report", ""}};
    EXPECT_EQ(of(step, up_to_discussed()), Reasons{});
}

TEST(Judge, WantsOneRouteOfSelectionWhereTheRegimeSpeaks) {
    SmallSystem other;
    governance::Step regime;
    regime.id = "provider-selection";
    regime.authority = "PSR 2023";
    other.law.steps.push_back(regime);
    other.verdict.deciders[0].steps = {0, 2};
    auto step = decided_by(small, StepKind::consensus);
    step.proof = other.proof(step.on);
    EXPECT_EQ(of(step, up_to_discussed()),
              Reasons{"GOV186 no route of selecting a provider is chosen (PSR 2023)"});
    step.evidence.selection =
        Selection{{"competitive"}, "new service",   "weighed",    "https://board.example/notice",
                  "seen sooner",   "within tariff", "open to all"};
    EXPECT_EQ(of(step, up_to_discussed()), Reasons{});
    step.evidence.selection->routes = {"competitive", "continue-existing"};
    EXPECT_EQ(of(step, up_to_discussed()),
              Reasons{"GOV186 an award has exactly one route, and 2 are given: competitive, "
                      "continue-existing"});
    step.evidence.selection->routes = {"tender"};
    EXPECT_EQ(of(step, up_to_discussed()),
              Reasons{"GOV186 `tender` is no route of selecting a provider"});
    step.evidence.selection =
        Selection{{"continue-existing"}, "", "weighed", "x", "seen sooner", "", "open to all"};
    EXPECT_EQ(of(step, up_to_discussed()),
              (Reasons{"GOV186 the selection of a provider says no `why`",
                       "GOV186 the selection of a provider says no `taxpayers`"}));
    step.proof = small.proof(step.on);
    EXPECT_EQ(
        of(step, up_to_discussed()),
        Reasons{"GOV186 the provider selection regime does not speak of this act, service and "
                "decider on 2023-03-20, yet a route is given"});
}

TEST(Judge, WantsToKnowHowDisagreementWasSettled) {
    auto step = tried(small);
    step.settling.reset();
    EXPECT_EQ(
        of(step, up_to_discussed()),
        (Reasons{"GOV185 nothing says what the disagreement was about",
                 "GOV185 nothing says which principles of the constitution were called on",
                 "GOV185 nothing says how the outcome fits the objectives, the triple aim and "
                 "agreed plans"}));
    SmallSystem other;
    other.scheme.holders[0].resolution_rule.clear();
    step = tried(small);
    step.proof = other.proof(step.on);
    EXPECT_EQ(
        of(step, up_to_discussed()),
        Reasons{"GOV182 the constitution of `board` does not say how disagreement is settled"});
    step = decided_by(small, StepKind::third_party);
    step.settling->helper_kind = "a friend";
    EXPECT_EQ(of(step, up_to_tried()),
              Reasons{"GOV185 nothing says what kind of help the third party gave"});
    step = decided_by(small, StepKind::chair);
    step.settling->chair = "lay";
    EXPECT_EQ(of(step, up_to_tried()),
              Reasons{"GOV185 `lay` is not the chair of the deciding board"});
}

TEST(Judge, LetsABoardVoteLastAndOnlyAsItsConstitutionSays) {
    auto step = decided_by(small, StepKind::vote);
    EXPECT_EQ(of(step, up_to_discussed()),
              Reasons{"GOV182 a vote is the last resort: nothing shows that the board tried to "
                      "resolve its disagreement first"});
    const auto with = [&](auto change) {
        SmallSystem other;
        change(other.scheme.holders[0]);
        auto changed = step;
        changed.proof = other.proof(step.on);
        return of(changed, up_to_tried());
    };
    EXPECT_EQ(with([](auto& board) { board.vote_allowed = false; }),
              Reasons{"GOV182 the constitution of `board` allows no vote"});
    EXPECT_EQ(with([](auto& board) { board.vote_allowed.reset(); }),
              Reasons{"GOV182 the constitution of `board` allows no vote"})
        << "what is not said is not allowed";
    EXPECT_EQ(with([](auto& board) { board.vote_rule.clear(); }),
              Reasons{"GOV182 the constitution of `board` does not say how a vote is held"});
    EXPECT_EQ(with([](auto& board) { board.vote_rule = "as the chair sees fit"; }),
              Reasons{"GOV182 how `board` votes cannot be evaluated: `as the chair sees fit`"});
}

TEST(Judge, HoldsTheOutcomeAgainstTheBallot) {
    const auto with = [](Ballot ballot, const std::string& outcome = "approved") {
        auto step = decided_by(small, StepKind::vote);
        step.outcome = outcome;
        step.ballots = {std::move(ballot)};
        return of(step, up_to_tried());
    };
    EXPECT_EQ(with({"board", {"chair"}, {"nurse", "lay"}, {"money"}, {}}),
              Reasons{"GOV182 by the ballot of `board` the proposal is declined, and the outcome "
                      "says `approved`"});
    EXPECT_EQ(with({"board", {"chair"}, {"nurse", "lay"}, {"money"}, {}}, "declined"), Reasons{});
    EXPECT_EQ(with({"board", {"chair", "nurse"}, {"lay", "money"}, {}, {}}),
              Reasons{"GOV182 the ballot of `board` is a tie, and no casting vote decides it"});
    EXPECT_EQ(with({"board", {"chair", "nurse"}, {"lay", "money"}, {}, "for"}), Reasons{});
    EXPECT_EQ(with({"board", {"chair", "nurse", "lay"}, {}, {}, {}}),
              Reasons{"GOV182 the ballot of `board` does not say how `money` voted"});
    EXPECT_EQ(with({"board", {"chair", "nurse", "lay", "money"}, {"seat of lay"}, {}, {}}),
              Reasons{"GOV182 `seat of lay` is on the ballot of `board` twice, or may not vote "
                      "there"});
    EXPECT_EQ(with({"board", {"chair", "nurse", "lay", "money"}, {"trust"}, {}, {}}).size(), 1U)
        << "one who stepped back";
    EXPECT_EQ(with({"other", {"chair"}, {}, {}, {}}),
              Reasons{"GOV182 there is no ballot of `board`"});
}

TEST(Judge, WantsAnAddressAndPapersForWhatIsPublished) {
    auto step = published(small);
    step.publication.reset();
    EXPECT_EQ(of(step, up_to_decided()),
              Reasons{"GOV185 nothing says where the decision is published"});
    auto before = up_to_decided();
    before[0].proposal->papers.clear();
    EXPECT_EQ(of(published(small), before),
              Reasons{"GOV185 the decision was taken in public, and no papers are named"});
    before[0].proposal->openness = "confidential";
    EXPECT_EQ(of(step, before), Reasons{});
}

TEST(Judge, LetsACorrectionChangeWordsAndNotDecisions) {
    auto step = step_of(small, StepKind::corrected, Date(2023, 4, 2));
    step.reason = "a slip";
    step.correction =
        Correction{1,
                   std::string(64, 'a'),
                   {{"/proposal/title", "Diabetes services", "Diabetes services for adults"}}};
    EXPECT_EQ(of(step, up_to_decided()), Reasons{});
    const auto with = [&](auto change) {
        auto changed = step;
        change(*changed.correction);
        return of(changed, up_to_decided());
    };
    EXPECT_EQ(with([](Correction& one) { one.sequence = 9; }),
              Reasons{"GOV181 `2023-001` has no entry 9"});
    EXPECT_EQ(with([](Correction& one) { one.hash = "b"; }),
              Reasons{"GOV181 `2023-001` has no entry 1"});
    for (const auto* fixed : {"/by", "/outcome", "/proposal/decider", "/proof/decider",
                              "/evidence/selection/routes/0", "/proposal/question/act"}) {
        EXPECT_EQ(
            with([&](Correction& one) { one.fields[0].name = fixed; }),
            Reasons{std::string("GOV181 `") + fixed + "` is no part that a correction may change"});
    }
    EXPECT_EQ(with([](Correction& one) { one.fields[0].name = "/proposal/summary"; }),
              Reasons{"GOV181 the entry has no text `/proposal/summary`"});
    EXPECT_EQ(with([](Correction& one) { one.fields[0].is = " "; }),
              Reasons{"GOV181 `/proposal/title` is not corrected by what is given"});
    EXPECT_EQ(with([](Correction& one) { one.fields.clear(); }),
              Reasons{"GOV185 the correction corrects nothing"});
}

}  // namespace
}  // namespace concord::decisions
