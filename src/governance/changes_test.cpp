#include "governance/changes.hpp"

#include <gtest/gtest.h>

#include "support/small_scheme.hpp"

namespace concord::governance {
namespace {

using support::SmallScheme;

std::vector<Change> between(const SmallScheme& small, Date before, Date after) {
    const Ground ground = {&small.law, &small.scheme, &small.places};
    const Evaluator then(ground, {before, profile_in_force(before)});
    const Evaluator now(ground, {after, profile_in_force(after)});
    return changes(then, now);
}

const Date winter(2023, 1, 1);
const Date summer(2023, 7, 1);

TEST(Changes, NothingChangesWhereNothingBeginsOrEnds) {
    SmallScheme small;
    small.add("committee", HolderKind::committee, {"icb"});
    small.grant("icb", "committee", "inside", {"arrange"});
    EXPECT_TRUE(between(small, winter, summer).empty());
}

TEST(Changes, AGrantThatEndsTakesItsAuthorityWithIt) {
    SmallScheme small;
    small.add("committee", HolderKind::committee, {"icb"});
    auto& grant = small.grant("icb", "committee", "inside", {"contracts"});
    grant.scope.places = {"north"};
    grant.period.to = Date(2023, 3, 31);
    const auto found = between(small, winter, summer);
    ASSERT_EQ(1U, found.size());
    EXPECT_EQ("committee", small.scheme.holders[found[0].holder].id);
    EXPECT_FALSE(found[0].appears);
    EXPECT_EQ((Cause{RecordKind::grant, 0, Refusal::grant_not_valid}), found[0].cause);
    EXPECT_EQ(std::set{*small.law.functions.find("contracts")}, found[0].nodes[of_function]);
    EXPECT_EQ(std::set{*small.places.find("north")}, found[0].nodes[of_place]);
    EXPECT_EQ((ValueRange{0, std::nullopt}), found[0].values);
    // The other way round it appears.
    EXPECT_TRUE(between(small, summer, winter)[0].appears);
}

TEST(Changes, ALimitThatBeginsTakesAwayWhatLiesAboveIt) {
    SmallScheme small;
    small.add("committee", HolderKind::committee, {"icb"});
    small.grant("icb", "committee", "inside", {"contracts"}).ceiling = SmallScheme::pounds(900);
    auto& limit = small.limit("committee", {"sign"});
    limit.ceiling = SmallScheme::pounds(500);
    limit.period.from = Date(2023, 4, 1);
    const auto found = between(small, winter, summer);
    ASSERT_EQ(1U, found.size());
    EXPECT_EQ((Cause{RecordKind::limit, 0, Refusal::above_ceiling}), found[0].cause);
    EXPECT_EQ((ValueRange{50001, 90001}), found[0].values);
    EXPECT_EQ(std::set{*small.law.acts.find("sign")}, found[0].nodes[of_act]);
}

TEST(Changes, AFunctionThatLawTakesAwayIsTheLawsDoing) {
    SmallScheme small;
    small.law.roots[1].in_force.to = Date(2023, 3, 31);  // planning, of the board
    const auto found = between(small, winter, summer);
    ASSERT_EQ(1U, found.size());
    EXPECT_EQ((Cause{RecordKind::root, 1, Refusal::function_not_held_above}), found[0].cause);
}

TEST(Changes, APostThatFallsVacantLosesItsPower) {
    SmallScheme small;
    small.add("chief", HolderKind::post, {"icb"}).members[0].period.to = Date(2023, 3, 31);
    small.grant("icb", "chief", "inside", {"contracts"});
    const auto found = between(small, winter, summer);
    ASSERT_EQ(1U, found.size());
    EXPECT_EQ(RecordKind::holder, found[0].cause.kind);
    EXPECT_EQ(Refusal::not_constituted, found[0].cause.refusal);
}

}  // namespace
}  // namespace concord::governance
