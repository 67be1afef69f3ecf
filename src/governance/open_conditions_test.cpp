// What an answer leaves open or keeps apart: approvals above an imposed sum, money and
// commissioning, the activities of commissioning each with a holder of its own.
#include "governance/open_conditions.hpp"

#include <gtest/gtest.h>

#include "governance/evaluator.hpp"
#include "support/small_scheme.hpp"

namespace concord::governance {
namespace {

using support::question;
using support::SmallScheme;
using support::with_place;
using Names = std::vector<std::string>;

// PIR-R070: above the sum that was imposed somebody else approves first.
TEST(OpenConditions, NamesWhoApprovesWhileSpendingIsControlled) {
    auto small = with_place();
    Control control;
    control.id = "recovery";
    control.body = "icb";
    control.threshold = SmallScheme::pounds(50000);
    control.approver = "the region";
    small.scheme.controls.push_back(control);
    const auto conditions = [&](const Question& asked) {
        const auto verdict = small.ask(asked);
        EXPECT_FALSE(verdict.deciders.empty());
        return verdict.deciders.empty() ? Names() : verdict.deciders.back().conditions;
    };
    EXPECT_EQ(Names(), conditions(question("redesign", "spend", "north", 50000)));
    const Names named = {"approval by the region above £50,000 (controls recovery)"};
    EXPECT_EQ(named, conditions(question("redesign", "spend", "north", 50001)));
    small.scheme.controls[0].period.to = Date(1999, 12, 31);
    EXPECT_EQ(Names(), conditions(question("redesign", "spend", "north", 50001)));
    // Another body's controls bind nobody here.
    small.scheme.controls[0] = control;
    small.scheme.controls[0].body = "hospital";
    EXPECT_EQ(Names(), conditions(question("redesign", "spend", "north", 50001)));
}

// PIR-R071: power over money is not power to commission.
TEST(OpenConditions, DoesNotInferCommissioningFromPowerOverMoney) {
    auto small = with_place();
    small.scheme.grants[1].scope.acts = {"spend"};
    EXPECT_EQ(Refusal::none,
              small.refusal("north-lead", question("contracts", "spend", "north", 100)));
    for (const auto* act : {"sign", "tender", "approve"}) {
        EXPECT_EQ(Refusal::outside_scope,
                  small.refusal("north-lead", question("contracts", act, "north", 100)))
            << act;
    }
}

// PIR-R087: needs and design may be decided at place, tenders and contracts centrally.
TEST(OpenConditions, LetsActivitiesOfCommissioningHaveHoldersOfTheirOwn) {
    auto small = with_place();
    small.scheme.grants[0].scope.acts = {"approve"};
    EXPECT_EQ(Names{"north-committee"},
              small.first(question("redesign", "approve", "north", 60000)));
    EXPECT_EQ(Names{"icb"}, small.first(question("redesign", "tender", "north", 60000)));
    EXPECT_EQ(Names{"icb"}, small.first(question("redesign", "sign", "north", 60000)));
}

}  // namespace
}  // namespace concord::governance
