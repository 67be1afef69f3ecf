#include "governance/evaluator.hpp"

#include <gtest/gtest.h>

#include "support/small_scheme.hpp"

namespace concord::governance {
namespace {

using support::question;
using support::SmallScheme;
using support::with_place;
using Names = std::vector<std::string>;

TEST(Evaluator, GoesFromTheBodyThatLawNamesToTheMostLocalHolder) {
    const auto small = with_place();
    const auto verdict = small.ask(question("contracts", "sign", "north", 40000));
    ASSERT_EQ(3U, verdict.deciders.size());
    const auto& lead = verdict.deciders[1];
    EXPECT_EQ("north-lead", small.scheme.holders[lead.holder].id);
    ASSERT_EQ(1U, lead.chains.size());
    EXPECT_EQ((std::vector<std::uint32_t>{0, 1}), lead.chains[0].grants);
    EXPECT_EQ("icb", small.scheme.holders[lead.chains[0].root_holder].id);
    EXPECT_EQ(SmallScheme::pounds(50000), lead.ceiling);
    EXPECT_EQ("north-lead", small.scheme.holders[lead.chains[0].ceiling_holder].id);
    EXPECT_EQ(Names{"north-lead"}, small.names(verdict.first));
    EXPECT_FALSE(verdict.overlap);
}

TEST(Evaluator, RoutesUpwardAboveACeiling) {
    const auto small = with_place();
    const auto asked = question("contracts", "sign", "north", 60000);
    EXPECT_EQ(Names{"north-committee"}, small.first(asked));
    EXPECT_EQ(Refusal::above_ceiling, small.refusal("north-lead", asked));
    EXPECT_EQ(Names{"icb"}, small.first(question("contracts", "sign", "north", 5000001)));
    // "Up to" holds the amount itself.
    EXPECT_EQ(Names{"north-committee"},
              small.first(question("contracts", "sign", "north", 5000000)));
}

// Spend up to £20m, tenders from £5m, signing from £1m (PIR-R075).
TEST(Evaluator, KnowsFloorsAndCeilingsByAct) {
    auto small = with_place();
    small.scheme.grants[0].ceiling.reset();
    small.limit("north-committee", {"spend"}).ceiling = SmallScheme::pounds(20000000);
    small.limit("north-committee", {"tender"}).floor = SmallScheme::pounds(5000000);
    small.limit("north-committee", {"sign"}).floor = SmallScheme::pounds(1000000);
    const auto refusal = [&](const char* act, std::int64_t pounds) {
        return small.refusal("north-committee", question("arrange", act, "north", pounds));
    };
    EXPECT_EQ(Refusal::none, refusal("spend", 20000000));
    EXPECT_EQ(Refusal::above_ceiling, refusal("spend", 20000001));
    EXPECT_EQ(Refusal::none, refusal("tender", 5000000));
    EXPECT_EQ(Refusal::below_floor, refusal("tender", 4999999));
    EXPECT_EQ(Refusal::none, refusal("sign", 1000000));
    EXPECT_EQ(Refusal::below_floor, refusal("sign", 999999));
}

// All delegated budgets up to £5m, procurement up to £500,000 (PIR-R076).
TEST(Evaluator, TakesTheTightestOfSeveralCeilings) {
    auto small = with_place();
    small.limit("north-committee", {"tender"}).ceiling = SmallScheme::pounds(500000);
    EXPECT_EQ(Refusal::none,
              small.refusal("north-committee", question("arrange", "spend", "north", 5000000)));
    EXPECT_EQ(Refusal::none,
              small.refusal("north-committee", question("arrange", "tender", "north", 500000)));
    const auto verdict = small.ask(question("arrange", "tender", "north", 500001));
    for (const auto& candidate : verdict.candidates) {
        if (small.scheme.holders[candidate.holder].id != "north-committee") continue;
        EXPECT_EQ(Refusal::above_ceiling, candidate.refusal);
        EXPECT_EQ(RecordKind::limit, candidate.detail_kind);
        EXPECT_EQ(0U, candidate.detail);
    }
}

TEST(Evaluator, BindsThoseBelowByTheLimitOfThoseAbove) {
    auto small = with_place();
    small.limit("north-committee", {}).ceiling = SmallScheme::pounds(10000);
    const auto verdict = small.ask(question("contracts", "sign", "north", 10000));
    EXPECT_EQ(SmallScheme::pounds(10000), verdict.deciders[1].ceiling);
    EXPECT_EQ(Refusal::above_ceiling,
              small.refusal("north-lead", question("contracts", "sign", "north", 10001)));
}

TEST(Evaluator, SaysAmountsAsConditionsWhereNoValueIsGiven) {
    auto small = with_place();
    small.limit("north-lead", {}).floor = SmallScheme::pounds(100);
    small.scheme.grants[1].conditions = {"advice of the clinical lead"};
    const auto verdict = small.ask(question("contracts", "sign", "north"));
    EXPECT_EQ((Names{"advice of the clinical lead", "up to £50,000", "from £100"}),
              verdict.deciders[1].conditions);
}

TEST(Evaluator, SaysWhatSpeaksAboutAPartOnlyAsACondition) {
    auto small = with_place();
    auto& limit = small.limit("north-committee", {});
    limit.scope.services = {"acute"};
    limit.ceiling = SmallScheme::pounds(1000);
    const auto verdict = small.ask(question("redesign", "spend", "north", 20000));
    ASSERT_EQ(Names{"north-committee"}, small.names(verdict.first));
    EXPECT_EQ(Names{"for a part of it up to £1,000 (limit limit-of-north-committee)"},
              verdict.deciders[0].conditions);
    auto acute = question("redesign", "spend", "north", 20000);
    acute.service = "acute";
    EXPECT_EQ(Refusal::above_ceiling, small.refusal("north-committee", acute));
}

TEST(Evaluator, RefusesInTheManualsOrder) {
    auto small = with_place();
    const auto asked = question("contracts", "sign", "north", 100);
    small.add("forum", HolderKind::forum, {"icb"});
    small.add("stranger", HolderKind::body).body_kind = "provider";
    small.add("south-committee", HolderKind::committee, {"icb"});
    auto& ended = small.grant("icb", "council", "outside", {"contracts"});
    ended.period.to = Date(2023, 5, 31);
    small.grant("icb", "hospital", "inside", {"contracts"});
    small.add("late", HolderKind::post, {"icb"});
    small.grant("north-lead", "late", "inside", {"contracts"});
    small.add("far", HolderKind::committee, {"icb"});
    small.grant("icb", "far", "inside", {"contracts"}).scope.places = {"south"};
    small.add("no-terms", HolderKind::committee, {"icb"}).terms_of_reference.clear();
    small.grant("icb", "no-terms", "inside", {"contracts"});
    small.add("vacant", HolderKind::post, {"icb"}).members.clear();
    small.grant("icb", "vacant", "inside", {"contracts"});
    EXPECT_EQ(Refusal::not_a_holder, small.refusal("forum", asked));
    EXPECT_EQ(Refusal::function_not_held_above, small.refusal("stranger", asked));
    EXPECT_EQ(Refusal::no_grant, small.refusal("south-committee", asked));
    EXPECT_EQ(Refusal::grant_not_valid, small.refusal("council", asked));
    EXPECT_EQ(Refusal::instrument_not_lawful, small.refusal("hospital", asked));
    EXPECT_EQ(Refusal::may_not_be_passed_on, small.refusal("late", asked));
    EXPECT_EQ(Refusal::outside_scope, small.refusal("far", asked));
    EXPECT_EQ(Refusal::not_constituted, small.refusal("no-terms", asked));
    EXPECT_EQ(Refusal::not_constituted, small.refusal("vacant", asked));
}

TEST(Evaluator, ReservesToTheKeeperAndThoseAboveThem) {
    auto small = with_place();
    small.add("finance", HolderKind::committee, {"icb"});
    small.grant("icb", "finance", "inside", {"arrange"});
    Reservation kept;
    kept.holder = "finance";
    kept.scope.acts = {"sign"};
    kept.low = SmallScheme::pounds(1000);
    small.scheme.reservations.push_back(kept);
    // Nobody beside or below the committee; the board that it belongs to stays.
    EXPECT_EQ((Names{"icb", "finance"}),
              small.deciders(question("contracts", "sign", "north", 1000)));
    EXPECT_EQ(Refusal::reserved,
              small.refusal("north-lead", question("contracts", "sign", "north", 1000)));
    // Below the range, and for another act, nothing is kept.
    EXPECT_EQ(Refusal::none,
              small.refusal("north-lead", question("contracts", "sign", "north", 999)));
    EXPECT_EQ(Refusal::none,
              small.refusal("north-lead", question("contracts", "spend", "north", 1000)));
}

TEST(Evaluator, DoesNotReserveWhatAnotherBodyHoldsByLaw) {
    SmallScheme small;
    Reservation kept;
    kept.holder = "icb";
    small.scheme.reservations.push_back(kept);
    EXPECT_EQ((Names{"icb", "council"}), small.deciders(question("shared", "sign", "north")));
}

TEST(Evaluator, AJointCommitteeNeedsEveryParentThatLawNamesForThePlace) {
    SmallScheme small;
    small.add("together", HolderKind::joint_committee, {"icb", "council"});
    small.grant("icb", "together", "jointly", {"shared", "arrange"}).may_pass_on = true;
    small.add("officer", HolderKind::post, {"together"});
    small.grant("together", "officer", "inside", {"shared"});
    // The council holds it too in the north, and has passed nothing; in the south it holds nothing.
    const auto north = small.ask(question("shared", "sign", "north"));
    EXPECT_EQ(Refusal::no_grant, small.refusal("together", question("shared", "sign", "north")));
    EXPECT_NE(Refusal::none, small.refusal("officer", question("shared", "sign", "north")));
    for (const auto& candidate : north.candidates) {
        if (small.scheme.holders[candidate.holder].id != "together") continue;
        EXPECT_EQ("council", small.scheme.holders[candidate.detail_holder].id);
    }
    EXPECT_EQ(Refusal::none, small.refusal("together", question("shared", "sign", "south")));
    EXPECT_EQ(Refusal::none, small.refusal("officer", question("shared", "sign", "south")));
    EXPECT_EQ(Refusal::none, small.refusal("together", question("arrange", "sign", "north")));
    // With both, both chains are shown, and the lower of what the two let come is the ceiling.
    small.grant("council", "together", "jointly", {"shared"}).ceiling = SmallScheme::pounds(300);
    small.scheme.grants.back().may_pass_on = true;
    const auto both = small.ask(question("shared", "sign", "north", 100));
    const auto decides = [&](const char* id) -> const Decider* {
        for (const auto& decider : both.deciders) {
            if (small.scheme.holders[decider.holder].id == id) return &decider;
        }
        return nullptr;
    };
    ASSERT_TRUE(decides("together"));
    EXPECT_EQ(2U, decides("together")->chains.size());
    EXPECT_EQ(SmallScheme::pounds(300), decides("together")->ceiling);
    ASSERT_TRUE(decides("officer"));
    EXPECT_EQ(SmallScheme::pounds(300), decides("officer")->ceiling);
}

TEST(Evaluator, CommitteesInCommonDecideWhereEachDecides) {
    SmallScheme small;
    small.add("of-icb", HolderKind::committee, {"icb"});
    small.add("of-council", HolderKind::committee, {"council"});
    small.add("in-common", HolderKind::committees_in_common, {"of-icb", "of-council"});
    small.grant("icb", "of-icb", "inside", {"shared"});
    EXPECT_EQ(Refusal::no_grant, small.refusal("in-common", question("shared", "sign", "north")));
    small.grant("council", "of-council", "inside", {"shared"}).ceiling = SmallScheme::pounds(70);
    const auto verdict = small.ask(question("shared", "sign", "north", 70));
    EXPECT_EQ(Names{"in-common"}, small.names(verdict.first));
    EXPECT_EQ(Refusal::above_ceiling,
              small.refusal("in-common", question("shared", "sign", "north", 71)));
    // A member's own limit binds all.
    small.limit("of-icb", {}).ceiling = SmallScheme::pounds(50);
    EXPECT_EQ(SmallScheme::pounds(50),
              small.ask(question("shared", "sign", "north", 10)).deciders.back().ceiling);
    small.holder("of-council").terms_of_reference.clear();
    EXPECT_EQ(Refusal::not_constituted,
              small.refusal("in-common", question("shared", "sign", "north", 10)));
}

TEST(Evaluator, WhatABodyGaveToAllInCommonCountsForItsOwnMember) {
    SmallScheme small;
    small.add("of-icb", HolderKind::committee, {"icb"});
    small.add("of-council", HolderKind::committee, {"council"});
    small.add("in-common", HolderKind::committees_in_common, {"of-icb", "of-council"});
    small.grant("icb", "in-common", "jointly", {"shared"});
    EXPECT_EQ(Refusal::no_grant, small.refusal("in-common", question("shared", "sign", "north")));
    small.grant("council", "in-common", "jointly", {"shared"});
    small.limit("of-icb", {}).ceiling = SmallScheme::pounds(50);
    const auto verdict = small.ask(question("shared", "sign", "north", 50));
    ASSERT_EQ(Names{"in-common"}, small.names(verdict.first));
    EXPECT_EQ(SmallScheme::pounds(50), verdict.deciders.back().ceiling);
    EXPECT_EQ(Refusal::above_ceiling,
              small.refusal("in-common", question("shared", "sign", "north", 51)));
    // Alone no member has it.
    EXPECT_EQ(Refusal::no_grant, small.refusal("of-icb", question("shared", "sign", "north", 10)));
}

// The same test at board, committee and post (PIR-R084 to PIR-R086).
TEST(Evaluator, StepsBackForAnInterestAndLooksAtTheQuorum) {
    auto small = with_place();
    auto& committee = small.holder("north-committee");
    committee.members = {SmallScheme::person("chair"), SmallScheme::person("doctor", "hospital"),
                         SmallScheme::person("officer")};
    committee.quorum = Quorum{2, std::nullopt, {}, {}};
    auto& board = small.holder("icb");
    board.members = {SmallScheme::person("first"), SmallScheme::person("partner", "hospital")};
    board.quorum = Quorum{std::nullopt, 0.5, {}, {}};
    Interest interest;
    interest.member = "north-lead";
    interest.organisation = "hospital";
    small.scheme.interests.push_back(interest);
    auto asked = question("contracts", "sign", "north", 100);
    asked.affected = {"hospital"};
    const auto verdict = small.ask(asked);
    ASSERT_EQ(Names{"north-committee"}, small.names(verdict.first));
    EXPECT_EQ(std::vector<std::uint32_t>{1}, verdict.deciders[0].stepping_back);
    EXPECT_EQ(3U, verdict.deciders[0].voting);
    EXPECT_EQ(2U, verdict.deciders[0].needed);
    EXPECT_EQ(Refusal::no_quorum_without_conflict, small.refusal("north-lead", asked));
    EXPECT_EQ(Refusal::none, small.refusal("icb", asked));  // one of two is half of them
    interest.member = "officer";
    small.scheme.interests.push_back(interest);
    EXPECT_EQ(Refusal::no_quorum_without_conflict, small.refusal("north-committee", asked));
    EXPECT_EQ(Names{"icb"}, small.first(asked));
    // Without the hospital among the affected nobody steps back.
    asked.affected = {"council"};
    EXPECT_EQ(Names{"north-lead"}, small.first(asked));
}

TEST(Evaluator, AQuorumNeedsItsRoles) {
    auto small = with_place();
    auto& committee = small.holder("north-committee");
    committee.members = {SmallScheme::person("chair"), SmallScheme::person("doctor", "hospital")};
    committee.members[1].strand = "clinical";
    committee.quorum = Quorum{1, std::nullopt, {"clinical"}, {}};
    auto asked = question("redesign", "sign", "north");
    EXPECT_EQ(Refusal::none, small.refusal("north-committee", asked));
    asked.affected = {"hospital"};
    EXPECT_EQ(Refusal::no_quorum_without_conflict, small.refusal("north-committee", asked));
}

TEST(Evaluator, NoProviderDecidesToCommissionItself) {
    SmallScheme small;
    small.grant("icb", "hospital", "outside", {"redesign"});
    auto asked = question("redesign", "sign", "north");
    EXPECT_EQ(Refusal::none, small.refusal("hospital", asked));
    asked.affected = {"hospital"};
    EXPECT_EQ(Refusal::no_quorum_without_conflict, small.refusal("hospital", asked));
}

TEST(Evaluator, OneBodysLowerLevelGoesFirst) {
    SmallScheme small;
    small.add("finance", HolderKind::committee, {"icb"});
    small.add("chief", HolderKind::post, {"icb"});
    small.add("director", HolderKind::post, {"icb"});
    for (const auto* to : {"finance", "chief", "director"})
        small.grant("icb", to, "inside", {"arrange"});
    small.limit("chief", {}).ceiling = SmallScheme::pounds(1000);
    small.limit("director", {}).ceiling = SmallScheme::pounds(100);
    const auto first = [&](std::int64_t pounds) {
        return small.first(question("arrange", "spend", "system", pounds));
    };
    EXPECT_EQ(Names{"director"}, first(100));
    EXPECT_EQ(Names{"chief"}, first(101));
    EXPECT_EQ(Names{"finance"}, first(1001));
    // Two posts with one ceiling overlap, until a split says who goes first.
    small.scheme.limits[1].ceiling = SmallScheme::pounds(1000);
    EXPECT_EQ((Names{"chief", "director"}), first(50));
    EXPECT_TRUE(small.ask(question("arrange", "spend", "system", 50)).overlap);
    Split split;
    split.first = "chief";
    split.second = "director";
    small.scheme.splits.push_back(split);
    EXPECT_EQ(Names{"chief"}, first(50));
}

TEST(Evaluator, WhoWasHandedTheQuestionGoesBeforeWhoHandedItOn) {
    SmallScheme small;
    small.grant("icb", "hospital", "outside", {"redesign"}).may_pass_on = true;
    EXPECT_EQ(Names{"hospital"}, small.first(question("redesign", "sign", "system")));
    // Each to the other, both by law and by grant: neither has handed on more than the other.
    small.holder("icb").scale = small.holder("council").scale;
    small.grant("icb", "council", "outside", {"shared"});
    small.grant("council", "icb", "outside", {"shared"});
    EXPECT_EQ((Names{"icb", "council"}), small.first(question("shared", "sign", "north")));
    // Nor do they give way to a third whom they have nothing to do with.
    auto& third = small.add("second-council", HolderKind::body);
    third.body_kind = "council";
    third.area = {"north"};
    EXPECT_EQ((Names{"icb", "council", "second-council"}),
              small.first(question("shared", "sign", "north")));
}

TEST(Evaluator, EveryPlaceMustBeCoveredByOneChainOrAnother) {
    SmallScheme small;
    small.add("places", HolderKind::committee, {"icb"});
    small.grant("icb", "places", "inside", {"arrange"}).scope.places = {"north"};
    auto asked = question("arrange", "sign", "north");
    asked.places = {"north", "south"};
    EXPECT_EQ(Refusal::outside_scope, small.refusal("places", asked));
    small.grant("icb", "places", "inside", {"arrange"}).scope.places = {"south"};
    const auto verdict = small.ask(asked);
    ASSERT_EQ((Names{"places"}), small.names(verdict.first));
    EXPECT_EQ(2U, verdict.deciders.back().chains.size());
    // Both places are not the whole system; and no place named is the whole system.
    EXPECT_EQ(Refusal::outside_scope, small.refusal("places", question("arrange", "sign", "")));
}

TEST(Evaluator, AGrantWithoutPlacesReachesWhereItsReceiverActs) {
    auto small = with_place();
    EXPECT_EQ(Refusal::none,
              small.refusal("north-committee", question("arrange", "sign", "north")));
    EXPECT_EQ(Refusal::outside_scope,
              small.refusal("north-committee", question("arrange", "sign", "south")));
    // The council acts in the north only, within the area of the board.
    small.grant("icb", "council", "outside", {"planning"});
    EXPECT_EQ(Refusal::outside_scope,
              small.refusal("council", question("planning", "sign", "south")));
    // A board of elsewhere that plans for this one reaches as far as this one.
    auto& other = small.add("other-icb", HolderKind::body);
    other.body_kind = "board";
    other.area = {"elsewhere"};
    small.grant("icb", "other-icb", "outside", {"planning"});
    EXPECT_EQ(Refusal::outside_scope,
              small.refusal("other-icb", question("planning", "sign", "south")));
    small.holder("other-icb").area = {};
    EXPECT_EQ(Refusal::none, small.refusal("other-icb", question("planning", "sign", "south")));
}

TEST(Evaluator, JudgesAGrantByTheLawOfTheDayItWasMade) {
    SmallScheme small;
    auto& pair = small.law.instruments[1].pairs[0];
    pair.in_force.from = Date(2022, 7, 1);
    pair.except_functions = {"contracts"};
    auto& grant = small.grant("icb", "hospital", "outside", {"arrange"});
    grant.made_on = Date(2022, 6, 30);
    EXPECT_EQ(Refusal::instrument_not_lawful,
              small.refusal("hospital", question("redesign", "sign", "north")));
    small.scheme.grants[0].made_on = Date(2022, 7, 1);
    EXPECT_EQ(Refusal::none, small.refusal("hospital", question("redesign", "sign", "north")));
    // Lawful for one of its functions, and not for another.
    EXPECT_EQ(Refusal::instrument_not_lawful,
              small.refusal("hospital", question("contracts", "sign", "north")));
    // Made later than the day asked about: not yet.
    small.scheme.grants[0].made_on = Date(2023, 6, 2);
    EXPECT_EQ(Refusal::grant_not_valid,
              small.refusal("hospital", question("redesign", "sign", "north")));
}

TEST(Evaluator, AnswersForAPersonAsForThePostTheyFill) {
    auto small = with_place();
    auto asked = question("contracts", "sign", "north", 100);
    asked.by = "who-is-north-lead";
    const auto verdict = small.ask(asked);
    ASSERT_EQ(1U, verdict.deciders.size());
    EXPECT_EQ("north-lead", small.scheme.holders[verdict.deciders[0].holder].id);
    EXPECT_TRUE(verdict.candidates.empty());
    // Who goes first is said of everybody, also where another is asked about.
    asked.by = "icb";
    EXPECT_EQ(Names{"north-lead"}, small.names(small.ask(asked).first));
}

TEST(Evaluator, NamesTheWordThatIsNotKnownAndTheNearest) {
    const auto small = with_place();
    const Evaluator evaluator({&small.law, &small.scheme, &small.places}, small.context);
    Question asked = question("contract", "sing", "nort");
    asked.by = "nobody-at-all";
    std::vector<UnknownWord> unknown;
    EXPECT_FALSE(evaluator.bind(asked, unknown));
    ASSERT_EQ(4U, unknown.size());
    EXPECT_EQ("contracts", unknown[0].nearest);
    EXPECT_EQ("sign", unknown[1].nearest);
    EXPECT_EQ("north", unknown[2].nearest);
    EXPECT_EQ("by", unknown[3].part);
}

TEST(Evaluator, ACircleOfAThousandGrantsEndsAndShowsItsChains) {
    SmallScheme small;
    std::string before = "icb";
    for (int i = 0; i < 1000; ++i) {
        const auto id = "post" + std::to_string(i);
        small.add(id, HolderKind::post, {"icb"});
        small.grant(before, id, "inside", {"arrange"}).may_pass_on = true;
        before = id;
    }
    small.grant(before, "post0", "inside", {"arrange"}).may_pass_on = true;
    auto asked = question("arrange", "sign", "system");
    asked.by = "post999";
    const auto verdict = small.ask(asked);
    ASSERT_EQ(1U, verdict.deciders.size());
    EXPECT_EQ(1000U, verdict.deciders.back().chains.front().grants.size());
}

TEST(Evaluator, ListsEverythingThatAHolderMayDecide) {
    auto small = with_place();
    const Evaluator evaluator({&small.law, &small.scheme, &small.places}, small.context);
    const auto powers = evaluator.powers(*evaluator.holder("north-lead"));
    ASSERT_EQ(1U, powers.size());
    EXPECT_EQ(std::vector{*small.law.functions.find("contracts")}, powers[0].functions);
    EXPECT_EQ(std::vector{*small.places.find("north")}, powers[0].places);
    EXPECT_EQ(std::vector{root_node}, powers[0].acts);
    EXPECT_EQ(SmallScheme::pounds(50000), powers[0].ceiling);
    EXPECT_TRUE(evaluator.powers(*evaluator.holder("hospital")).empty());
    // What law gives: arranging, planning, and what it shares with the council.
    EXPECT_EQ(3U, evaluator.powers(*evaluator.holder("icb")).size());
}

}  // namespace
}  // namespace concord::governance
