// What each instrument passes, between whom and when. Expected answers are those of the
// requirements (PIR-R054, PIR-R060 to PIR-R069, FRM-PM1 to PM5), not of the data.
#include "governance/law.hpp"
#include "support/law_fixture.hpp"

namespace concord::governance {
namespace {

// PIR-R060: NHS England, boards and trusts delegate under s65Z5; nobody else.
TEST_F(LawTest, WhoMayDelegateUnderS65Z5) {
    Ids granters;
    for (const auto& kind : kinds_) {
        const auto to = kind.id == "integrated-care-board" ? "other-integrated-care-board"
                                                           : "integrated-care-board";
        if (lawful({"s65z5-delegation", kind.id, to, "arrange-services"}, act))
            granters.insert(kind.id);
    }
    EXPECT_EQ(granters, Ids({"nhs-england", "integrated-care-board", "nhs-trust"}));
}

// PIR-R061, PIR-R062: to each other, councils and combined authorities; to nobody else.
TEST_F(LawTest, ToWhomMayBeDelegatedUnderS65Z5) {
    Ids receivers;
    for (const auto& kind : kinds_) {
        const auto to =
            kind.id == "integrated-care-board" ? "other-integrated-care-board" : kind.id;
        const Asked asked{"s65z5-delegation", "integrated-care-board", to, "arrange-services"};
        if (lawful(asked, act)) receivers.insert(kind.id);
    }
    EXPECT_EQ(receivers,
              Ids({"nhs-england", "integrated-care-board", "nhs-trust", "unitary-authority",
                   "county-council", "non-metropolitan-district", "metropolitan-district",
                   "london-borough", "combined-authority", "strategic-authority"}));
}

// PIR-R062: a refusal names a lawful form.
TEST_F(LawTest, EachRefusedReceiverHasALawfulForm) {
    const auto forms = [&](const char* kind) {
        const Asked asked{"s65z5-delegation", "integrated-care-board", kind, "arrange-services"};
        EXPECT_FALSE(lawful(asked, act)) << kind;
        return alternatives(asked, act);
    };
    for (const auto* kind :
         {"vcse-organisation", "independent-provider", "general-practice", "primary-care-network",
          "place-based-partnership", "provider-collaborative", "local-healthwatch",
          "health-and-wellbeing-board", "integrated-care-partnership", "social-care-provider"}) {
        EXPECT_TRUE(forms(kind).contains("consultative-forum")) << kind;
    }
    for (const auto* kind :
         {"vcse-organisation", "independent-provider", "general-practice", "social-care-provider"})
        EXPECT_TRUE(forms(kind).contains("lead-provider-contract")) << kind;
    for (const auto* kind :
         {"place-based-partnership", "provider-collaborative", "primary-care-network"}) {
        EXPECT_TRUE(forms(kind).contains("internal-committee")) << kind;
        EXPECT_TRUE(forms(kind).contains("internal-post")) << kind;
    }
    EXPECT_TRUE(forms("health-and-wellbeing-board").contains("s75-partnership"));
    EXPECT_TRUE(forms("provider-collaborative").contains("committees-in-common"));
}

// PIR-R063, PIR-R067: relevant bodies with each other, councils and combined authorities.
TEST_F(LawTest, JointExerciseAndJointCommittees) {
    const std::string joint = "s65z6-joint-committee";
    const std::string board = "integrated-care-board";
    EXPECT_TRUE(lawful({joint, board, "with-council", "arrange-services"}, act));
    EXPECT_TRUE(lawful({joint, "unitary-authority", "with-council", "public-health"}, act));
    EXPECT_EQ(ask({joint, "unitary-authority", "of-councils", "public-health"}, act).obstacle,
              Obstacle::parents);
    EXPECT_TRUE(lawful({joint, "nhs-trust", "with-trust", "deliver-care"}, act));
    EXPECT_EQ(ask({joint, board, "with-voluntary", "arrange-services"}, act).obstacle,
              Obstacle::parents);
    EXPECT_EQ(ask({joint, "nhs-trust", "with-council", "deliver-care"}, act).obstacle,
              Obstacle::relation);
    EXPECT_EQ(ask({joint, board, "committee-of-board", "arrange-services"}, act).obstacle,
              Obstacle::receiver);
    EXPECT_TRUE(
        lawful({"s65z5-joint-exercise", board, "unitary-authority", "arrange-services"}, act));
    EXPECT_FALSE(
        lawful({"s65z5-joint-exercise", board, "local-healthwatch", "arrange-services"}, act));
    EXPECT_FALSE(
        lawful({"s65z5-joint-exercise", "unitary-authority", board, "public-health"}, act));
}

// PIR-R067: a joint committee decides; it refers nothing back to those that established it.
TEST_F(LawTest, AJointCommitteeRefersNothingBack) {
    for (const auto& instrument : law_.instruments) {
        for (const auto* parent : {"integrated-care-board", "unitary-authority"}) {
            const Asked asked{instrument.id, "with-council", parent, "arrange-services"};
            EXPECT_FALSE(lawful(asked, act)) << instrument.id;
        }
    }
}

// The framework of 2021 names joint committees with statutory providers, none with councils.
TEST_F(LawTest, TheFrameworkHasOtherJointCommittees) {
    const std::string joint = "s65z6-joint-committee";
    EXPECT_TRUE(
        lawful({joint, "integrated-care-board", "with-trust", "arrange-services"}, framework));
    EXPECT_FALSE(
        lawful({joint, "integrated-care-board", "with-council", "arrange-services"}, framework));
}

// FRM-R315: what NHS England commissions may be commissioned jointly, delegated, or transferred.
TEST_F(LawTest, DirectCommissioningMayBeJointDelegatedOrTransferred) {
    for (const auto* function : {"primary-medical-services", "dental-services",
                                 "pharmaceutical-services", "specialised-services"}) {
        const std::string board = "integrated-care-board";
        EXPECT_TRUE(lawful({"s65z5-joint-exercise", "nhs-england", board, function}, act_2024));
        EXPECT_TRUE(lawful({"s65z5-delegation", "nhs-england", board, function}, act_2024));
        EXPECT_TRUE(lawful({"statute", "government-department", board, function}, act_2024));
    }
}

// Before July 2022 there were committees, joint committees of groups from October 2014, committees
// in common and s75.
TEST_F(LawTest, EachInstrumentHasItsDays) {
    const std::string group = "clinical-commissioning-group";
    const Asked joint{"s65z6-joint-committee", group, "of-groups", "arrange-services"};
    EXPECT_EQ(ask(joint, on(2014, 9, 30)).obstacle, Obstacle::not_yet_lawful);
    EXPECT_TRUE(lawful(joint, on(2014, 10, 1)));
    EXPECT_TRUE(lawful(joint, on(2022, 6, 30)));
    EXPECT_EQ(ask(joint, on(2022, 7, 1)).obstacle, Obstacle::not_in_force);
    const Asked delegation{"s65z5-delegation", "nhs-trust", "other-nhs-trust", "deliver-care"};
    EXPECT_EQ(ask(delegation, on(2022, 6, 30)).obstacle, Obstacle::not_yet_lawful);
    EXPECT_TRUE(lawful(delegation, on(2022, 7, 1)));
    EXPECT_TRUE(
        lawful({"s75-partnership", group, "county-council", "arrange-services"}, on(2018, 4, 1)));
    EXPECT_TRUE(lawful({"committees-in-common", "unitary-authority", "in-common", "public-health"},
                       on(2018, 4, 1)));
}

// PIR-R065: lawful, and not expected for now; under the framework it was expected (FRM-R187).
TEST_F(LawTest, ABoardToATrustIsDiscouraged) {
    const Asked asked{"s65z5-delegation", "integrated-care-board", "nhs-trust", "arrange-services"};
    EXPECT_TRUE(ask(asked, act).lawful);
    EXPECT_TRUE(ask(asked, act).discouraged);
    EXPECT_TRUE(ask(asked, framework).lawful);
    EXPECT_FALSE(ask(asked, framework).discouraged);
    EXPECT_FALSE(
        ask({"s65z5-delegation", "integrated-care-board", "unitary-authority", "arrange-services"},
            act)
            .discouraged);
}

TEST_F(LawTest, TheBodysOwnGovernmentDoesNotLeaveIt) {
    for (const auto* function : {"constitution", "accounts-and-report", "system-governance", ""}) {
        const Asked asked{"s65z5-delegation", "integrated-care-board", "unitary-authority",
                          function};
        EXPECT_EQ(ask(asked, act).obstacle, Obstacle::not_carried) << function;
    }
    EXPECT_TRUE(lawful(
        {"internal-committee", "integrated-care-board", "committee-of-board", "audit"}, act));
}

// PIR-R054: to a person it is its own, internal route; FRM-PM4 also a shared one.
TEST_F(LawTest, PostsAndCommitteesOfTheBodyItself) {
    EXPECT_EQ(law_.instrument("internal-post")->route, "internal");
    const std::string board = "integrated-care-board";
    EXPECT_TRUE(lawful({"internal-post", board, "post-of-board", "arrange-services"}, act));
    EXPECT_TRUE(
        lawful({"internal-post", "committee-of-board", "post-of-board", "arrange-services"}, act));
    EXPECT_TRUE(lawful(
        {"internal-committee", "committee-of-board", "sub-of-board", "arrange-services"}, act));
    EXPECT_EQ(ask({"internal-post", "nhs-trust", "post-of-board", "deliver-care"}, act).obstacle,
              Obstacle::relation);
    EXPECT_FALSE(
        lawful({"internal-committee", board, "committee-of-council", "arrange-services"}, act));
    EXPECT_FALSE(lawful(
        {"internal-committee", "provider-collaborative", "committee-of-board", "deliver-care"},
        act));
    EXPECT_TRUE(
        lawful({"joint-appointment", "unitary-authority", "shared-post", "social-care"}, act));
    EXPECT_FALSE(lawful({"joint-appointment", "nhs-trust", "shared-post", "deliver-care"}, act));
}

// PIR-R073, FRM-PM1: nothing points to a forum.
TEST_F(LawTest, NothingPassesToAForum) {
    for (const auto& instrument : law_.instruments) {
        const Asked asked{instrument.id, "integrated-care-board", "forum-of-board",
                          "arrange-services"};
        EXPECT_FALSE(lawful(asked, act)) << instrument.id;
    }
}

// FRM-R149, FRM-PM5: a contract is a body's; a committee is never party to one.
TEST_F(LawTest, ContractsAreOfBodies) {
    const std::string contract = "lead-provider-contract";
    EXPECT_TRUE(
        lawful({contract, "integrated-care-board", "nhs-trust", "contracts", "contract"}, act));
    EXPECT_TRUE(lawful(
        {contract, "integrated-care-board", "vcse-organisation", "contracts", "contract"}, act));
    for (const auto* from : {"committee-of-board", "sub-of-board", "with-council", "post-of-board",
                             "provider-collaborative"})
        EXPECT_EQ(ask({contract, from, "nhs-trust", "contracts", "contract"}, act).obstacle,
                  Obstacle::granter);
    EXPECT_FALSE(lawful(
        {contract, "integrated-care-board", "provider-collaborative", "contracts", "contract"},
        act));
    EXPECT_EQ(
        ask({contract, "integrated-care-board", "nhs-trust", "contracts", "appoint"}, act).obstacle,
        Obstacle::not_carried);
}

// PIR-R035: an NHS body with a council, either way, for what is related to health.
TEST_F(LawTest, PartnershipsUnderS75) {
    const std::string pool = "s75-partnership";
    EXPECT_TRUE(
        lawful({pool, "integrated-care-board", "unitary-authority", "better-care-fund"}, act));
    EXPECT_TRUE(
        lawful({pool, "unitary-authority", "integrated-care-board", "adult-social-care"}, act));
    EXPECT_TRUE(
        lawful({pool, "integrated-care-board", "with-council", "joint-commissioning"}, act));
    EXPECT_EQ(ask({pool, "integrated-care-board", "unitary-authority", "plan"}, act).obstacle,
              Obstacle::not_carried);
    EXPECT_EQ(
        ask({pool, "integrated-care-board", "other-integrated-care-board", "arrange-services"}, act)
            .obstacle,
        Obstacle::receiver);
    EXPECT_FALSE(lawful({pool, "integrated-care-board", "with-trust", "arrange-services"}, act));
}

// PIR-R069, FRM-R316 to FRM-R319: what NHS England delegates, from when.
TEST_F(LawTest, WhatNhsEnglandDelegates) {
    const auto delegated = [&](const char* function, const RuleContext& context) {
        return lawful({"nhs-england-delegation", "nhs-england", "integrated-care-board", function},
                      context);
    };
    for (const auto* function : {"primary-medical-services", "dental-services",
                                 "ophthalmic-services", "pharmaceutical-services"}) {
        EXPECT_FALSE(delegated(function, on(2022, 6, 30))) << function;
        EXPECT_TRUE(delegated(function, on(2022, 7, 1))) << function;
    }
    EXPECT_FALSE(delegated("specialised-services", on(2024, 3, 31)));
    EXPECT_TRUE(delegated("specialised-services", on(2024, 4, 1)));
    for (const auto* function : {"armed-forces-health", "health-and-justice",
                                 "screening-and-immunisation", "highly-specialised-services"})
        EXPECT_FALSE(delegated(function, on(2026, 1, 1))) << function;
    std::set<std::pair<std::string, std::string>> expected;
    for (const auto& pair : law_.instrument("nhs-england-delegation")->pairs) {
        if (pair.expected_from) expected.emplace(pair.functions.at(0), pair.expected_from->iso());
    }
    EXPECT_TRUE(expected.contains({"primary-medical-services", "2022-07-01"}));
    for (const auto* function :
         {"dental-services", "ophthalmic-services", "pharmaceutical-services"})
        EXPECT_TRUE(expected.contains({function, "2023-04-01"})) << function;
}

TEST_F(LawTest, AGrantIsJudgedByTheProfileOfItsDay) {
    Grant grant;
    grant.made_on = Date(2022, 6, 1);
    grant.period.from = Date(2022, 8, 1);
    EXPECT_EQ(context_made(grant, act).profile, RuleProfile::framework_2021);
    EXPECT_EQ(context_made(grant, act).as_at, Date(2022, 6, 1));
    grant.made_on.reset();
    EXPECT_EQ(context_made(grant, act).as_at, Date(2022, 8, 1));
    EXPECT_EQ(context_made(grant, plan).profile, RuleProfile::plan_2025);
    grant.period.from.reset();
    EXPECT_EQ(context_made(grant, act_2024).as_at, Date(2024, 6, 1));
}

TEST_F(LawTest, AnUnknownInstrumentIsNotLawful) {
    EXPECT_EQ(
        ask({"handshake", "integrated-care-board", "nhs-trust", "arrange-services"}, act).obstacle,
        Obstacle::unknown_instrument);
}

}  // namespace
}  // namespace concord::governance
