// The law as data, held to what the Acts and the guidance say. Expected answers are those of the
// requirements (FRM-F01 to F12, ESS-R006, PIR-V4, PIR-V5), not of the data.
#include "governance/law.hpp"

#include <map>

#include "support/law_fixture.hpp"

namespace concord::governance {
namespace {

TEST_F(LawTest, TheCatalogueHasNoFault) {
    for (const auto& problem : problems_)
        ADD_FAILURE() << to_string(problem.location) << ": " << problem.message;
    EXPECT_GT(law_.functions.size(), 100U);
    EXPECT_GT(law_.roots.size(), 40U);
    EXPECT_EQ(law_.instruments.size(), 12U);
}

TEST_F(LawTest, EveryKindThatTheLawNamesIsKnown) {
    Ids known = {"committee", "sub-committee", "joint-committee", "committees-in-common",
                 "post",      "forum"};
    for (const auto& kind : kinds_)
        known.insert(kind.id);
    for (const auto& group : law_.groups) {
        for (const auto& kind : group.kinds)
            EXPECT_TRUE(known.contains(kind)) << kind;
    }
    for (const auto& root : law_.roots)
        EXPECT_TRUE(known.contains(root.body_kind)) << root.body_kind;
    for (const auto& step : law_.steps) {
        for (const auto& kind : step.decider_kinds)
            EXPECT_TRUE(known.contains(kind)) << kind;
    }
    for (const auto& group : law_.groups)
        known.insert(group.id);
    for (const auto& instrument : law_.instruments) {
        for (const auto& pair : instrument.pairs) {
            for (const auto* list : {&pair.from, &pair.to, &pair.parents}) {
                for (const auto& kind : *list)
                    EXPECT_TRUE(known.contains(kind)) << instrument.id << " " << kind;
            }
        }
    }
}

TEST_F(LawTest, EachStatementOfTheLawNamesItsAuthority) {
    for (const auto& root : law_.roots)
        EXPECT_FALSE(root.authority.empty()) << root.function;
    for (const auto& step : law_.steps)
        EXPECT_FALSE(step.authority.empty()) << step.id;
    for (const auto& instrument : law_.instruments) {
        for (const auto& pair : instrument.pairs)
            EXPECT_FALSE(pair.authority.empty()) << instrument.id;
    }
}

// FRM-F01 to F11 are the board's from its first day; F12 is NHS England's, to be delegated.
TEST_F(LawTest, TheTwelveFunctionsHaveAHolder) {
    for (const auto* function :
         {"plan", "allocate-resources", "joint-working", "system-governance", "arrange-services",
          "contracts", "service-transformation", "continuing-healthcare", "people-plan",
          "data-and-digital", "use-of-data", "community-investment", "estates-and-procurement",
          "emergency-planning"}) {
        EXPECT_EQ(root_kinds(function, act), Ids({"integrated-care-board"})) << function;
    }
    EXPECT_EQ(root_kinds("primary-medical-services", act), Ids({"nhs-england"}));
    EXPECT_EQ(root_kinds("specialised-services", act), Ids({"nhs-england"}));
}

// FRM-R040: from its first day on the board holds each of the eleven of its own, without an end and
// under every profile, so that no day is left without a holder.
TEST_F(LawTest, NoDayIsWithoutAHolderOfTheTwelveFunctions) {
    for (const auto* function :
         {"plan", "allocate-resources", "joint-working", "system-governance", "arrange-services",
          "people-plan", "data-and-digital", "use-of-data", "community-investment",
          "estates-and-procurement", "emergency-planning"}) {
        const auto root = std::ranges::find_if(law_.roots, [&](const Root& item) {
            return item.function == function && item.body_kind == "integrated-care-board";
        });
        ASSERT_NE(root, law_.roots.end()) << function;
        EXPECT_EQ(root->in_force, (Period{Date(2022, 7, 1), std::nullopt})) << function;
        EXPECT_TRUE(root->profiles.empty()) << function;
    }
    for (const auto& context : {on(2013, 4, 1), act, act_2024, plan})
        EXPECT_EQ(root_kinds("delegated-by-nhs-england", context), Ids({"nhs-england"}));
}

// FRM-R346 to FRM-R349: two, six, five and eight items by the ends of the quarters of 2021/22.
TEST_F(LawTest, TheTransitionHasTwentyOneItems) {
    std::map<std::string, int> due;
    for (const auto& item : law_.transition.items)
        ++due[item.due ? item.due->iso() : ""];
    EXPECT_EQ(due,
              (std::map<std::string, int>{
                  {"2021-06-30", 2}, {"2021-09-30", 6}, {"2021-12-31", 5}, {"2022-03-31", 8}}));
    EXPECT_EQ(law_.transition.second_reading, Date(2021, 7, 14));
    EXPECT_EQ(law_.transition.talks_by, Date(2022, 3, 31));
    EXPECT_EQ(law_.transition.constitution_by, Date(2022, 3, 31));
}

// FRM-R190: health care, and what councils do for public health; no other service of a council. The
// deciders are NHS England, boards, trusts and councils, the last with their combined authorities.
TEST_F(LawTest, TheSelectionRegimeIsForHealthCareAndFourKindsOfDecider) {
    const auto& step = *std::ranges::find(law_.steps, "provider-selection", &Step::id);
    const auto covers = [&](const char* service) {
        const auto inner = law_.services.find(service);
        EXPECT_TRUE(inner) << service;
        return std::ranges::any_of(step.services, [&](const std::string& outer) {
            return inner && law_.services.covers(*law_.services.find(outer), *inner);
        });
    };
    EXPECT_TRUE(covers("specialised"));
    EXPECT_FALSE(covers("social-care"));
    EXPECT_FALSE(covers("wider-determinants"));
    EXPECT_FALSE(covers("support"));
    Ids deciders(step.decider_kinds.begin(), step.decider_kinds.end());
    for (const auto* kind :
         {"nhs-england", "integrated-care-board", "nhs-trust", "unitary-authority",
          "county-council", "metropolitan-district", "london-borough", "non-metropolitan-district",
          "combined-authority", "greater-london-authority", "strategic-authority"})
        EXPECT_EQ(deciders.erase(kind), 1U) << kind;
    EXPECT_EQ(deciders, Ids());
}

// FRM-R310: one duty for NHS England, boards, trusts and foundation trusts, which are one kind
// here.
TEST_F(LawTest, TheTripleAimRestsOnBoardsAndTrustsAlike) {
    const auto& step = *std::ranges::find(law_.steps, "triple-aim", &Step::id);
    EXPECT_EQ(Ids(step.decider_kinds.begin(), step.decider_kinds.end()),
              Ids({"nhs-england", "integrated-care-board", "nhs-trust"}));
}

// A function that nobody is given could never be decided by anybody.
TEST_F(LawTest, NoFunctionIsHeldByNobody) {
    for (NodeIndex i = 1; i < law_.functions.size(); ++i) {
        const auto& node = law_.functions.node(i);
        const bool is_leaf = law_.functions.last_below(i) == i;
        if (!is_leaf || !node.in_force.contains(act_2024.as_at)) continue;
        EXPECT_FALSE(root_kinds(node.id, act_2024).empty()) << node.id;
    }
}

// FRM-R042, FRM-R043: what groups held until 30 June 2022, one successor holds from 1 July.
TEST_F(LawTest, EveryFunctionOfAGroupHasOneSuccessor) {
    std::size_t functions_of_groups = 0;
    for (const auto& node : law_.functions.nodes()) {
        if (node.id.empty()) continue;
        if (root_kinds(node.id, on(2022, 6, 30)) != Ids({"clinical-commissioning-group"})) continue;
        ++functions_of_groups;
        EXPECT_EQ(root_kinds(node.id, on(2022, 7, 1)), Ids({"integrated-care-board"})) << node.id;
    }
    EXPECT_GT(functions_of_groups, 30U);
    for (const auto* duty :
         {"safeguarding-children", "safeguarding-adults", "looked-after-children", "send"})
        EXPECT_EQ(root_kinds(duty, on(2022, 6, 30)), Ids({"clinical-commissioning-group"})) << duty;
}

// ESS-R006: one holder at each date and under each profile. FRM-R256: NHS England alone acts.
TEST_F(LawTest, OversightHasOneHolderAndRegulatoryActionOneActor) {
    EXPECT_EQ(root_kinds("performance-oversight", on(2022, 6, 30)), Ids({"nhs-england"}));
    EXPECT_EQ(root_kinds("performance-oversight", act), Ids({"integrated-care-board"}));
    EXPECT_EQ(root_kinds("performance-oversight", plan), Ids({"nhs-region"}));
    for (const auto& context : {on(2022, 6, 30), act, act_2024, plan})
        EXPECT_EQ(root_kinds("regulatory-action", context), Ids({"nhs-england"}));
    for (const auto& instrument : law_.instruments) {
        for (const auto& kind : kinds_) {
            const Asked asked{instrument.id, "nhs-england", kind.id, "regulatory-action"};
            EXPECT_FALSE(lawful(asked, act_2024)) << instrument.id << " " << kind.id;
        }
        EXPECT_FALSE(lawful(
            {instrument.id, "integrated-care-board", "with-trust", "regulatory-action"}, act_2024));
    }
}

// ESS-R002: the partnership's strategy is a statutory function until the plan removes it.
TEST_F(LawTest, TheStrategyOfThePartnershipEndsWithThePlan) {
    EXPECT_EQ(root_kinds("integrated-care-strategy", act), Ids({"integrated-care-partnership"}));
    EXPECT_EQ(root_kinds("integrated-care-strategy", on(2022, 6, 30)), Ids());
    EXPECT_EQ(root_kinds("integrated-care-strategy", plan), Ids());
}

// PIR-R055: every function that somebody may delegate has one of three categories.
TEST_F(LawTest, EveryFunctionHasACategory) {
    for (const auto& node : law_.functions.nodes().subspan(1))
        EXPECT_TRUE(Ids({"corporate", "ancillary", "commissioning"}).contains(node.kind))
            << node.id;
}

// PIR-V5: the seven activities of commissioning are kinds of act.
TEST_F(LawTest, TheActsHoldTheSevenActivities) {
    Ids activities;
    for (const auto& node : law_.acts.nodes().subspan(1))
        activities.insert(node.kind);
    EXPECT_EQ(activities,
              Ids({"objective setting and decision making", "management of partnerships",
                   "supporting patient choice", "information collection", "service design",
                   "resource allocation", "procurement and contracting"}));
}

// GMI-R039, PIR-R027: nobody can be granted an act by which a body orders a provider about, and
// formal action is NHS England's, by no instrument anybody else's.
TEST_F(LawTest, NoActInstructsAProvider) {
    for (const auto& node : law_.acts.nodes()) {
        for (const auto* word : {"instruct", "direct", "intervene", "order"}) {
            EXPECT_EQ(node.id.find(word), std::string::npos) << node.id;
            EXPECT_EQ(node.title.find(word), std::string::npos) << node.title;
        }
    }
    const auto action = law_.functions.find("regulatory-action");
    ASSERT_TRUE(action);
    std::size_t holders = 0;
    for (const auto& root : law_.roots) {
        const auto node = law_.functions.find(root.function);
        if (!node || !law_.functions.covers(*node, *action)) continue;
        EXPECT_EQ(root.body_kind, "nhs-england");
        ++holders;
    }
    EXPECT_GT(holders, 0U);
}

// PIR-R023: who owes whom co-operation, from the Act of 2006 on.
TEST_F(LawTest, BodiesOfTheNhsAndCouncilsCooperate) {
    const auto owe = [&](const char* one, const char* other, const RuleContext& context) {
        return law_.mutual_duty(one, other, context) != nullptr;
    };
    EXPECT_TRUE(owe("integrated-care-board", "nhs-trust", act));
    EXPECT_TRUE(owe("nhs-england", "integrated-care-board", act));
    EXPECT_TRUE(owe("nhs-trust", "unitary-authority", act));
    EXPECT_TRUE(owe("county-council", "integrated-care-board", act));
    EXPECT_FALSE(owe("unitary-authority", "county-council", act));
    EXPECT_FALSE(owe("nhs-trust", "general-practice", act));
    EXPECT_FALSE(owe("integrated-care-board", "local-healthwatch", act));
    EXPECT_FALSE(owe("nhs-trust", "unitary-authority", on(2007, 2, 28)));
    EXPECT_TRUE(owe("nhs-trust", "unitary-authority", on(2007, 3, 1)));
}

}  // namespace
}  // namespace concord::governance
