#include "governance/survey.hpp"

#include <gtest/gtest.h>

#include "governance/compiled_scheme.hpp"
#include "support/small_scheme.hpp"

namespace concord::governance {
namespace {

using support::SmallScheme;

Survey look_at(const SmallScheme& small) {
    return survey(Evaluator({&small.law, &small.scheme, &small.places}, small.context));
}

TEST(Survey, ASchemeWithoutFaultHasNone) {
    SmallScheme small;
    small.law.roots.resize(3);  // the council holds nothing beside the board
    small.add("committee", HolderKind::committee, {"icb"});
    small.grant("icb", "committee", "inside", {"arrange"}).ceiling = SmallScheme::pounds(100);
    const auto found = look_at(small);
    EXPECT_TRUE(found.gaps.empty());
    EXPECT_TRUE(found.overlaps.empty());
    EXPECT_TRUE(found.circles.empty());
    EXPECT_TRUE(found.grants[0].unreserved);
}

// The committee signs up to £100, the board from £500 on.
TEST(Survey, FindsTheGapBetweenACeilingAndAFloor) {
    SmallScheme small;
    small.add("committee", HolderKind::committee, {"icb"});
    small.grant("icb", "committee", "inside", {"contracts"}).scope.acts = {"sign"};
    small.scheme.grants[0].ceiling = SmallScheme::pounds(100);
    auto& floor = small.limit("icb", {"sign"});
    floor.scope.functions = {"contracts"};
    floor.floor = SmallScheme::pounds(500);
    const auto found = look_at(small);
    ASSERT_EQ(1U, found.gaps.size());
    EXPECT_EQ((ValueRange{10001, 50000}), found.gaps[0].values);
    EXPECT_EQ(Refusal::below_floor, found.gaps[0].why.refusal);
    EXPECT_EQ(std::set{*small.law.acts.find("sign")}, found.gaps[0].nodes[of_act]);
    EXPECT_EQ(std::set{*small.law.functions.find("contracts")}, found.gaps[0].nodes[of_function]);
}

TEST(Survey, FindsTwoOfWhomNeitherGoesFirst) {
    SmallScheme small;
    small.add("one", HolderKind::committee, {"icb"});
    small.add("other", HolderKind::committee, {"icb"});
    small.grant("icb", "one", "inside", {"arrange"}).scope.places = {"north"};
    small.grant("icb", "other", "inside", {"contracts"});
    const auto found = look_at(small);
    ASSERT_EQ(1U, found.overlaps.size());
    const auto& overlap = found.overlaps[0];
    EXPECT_TRUE(overlap.one_body);
    EXPECT_EQ(std::set{*small.law.functions.find("contracts")}, overlap.nodes[of_function]);
    EXPECT_EQ(std::set{*small.places.find("north")}, overlap.nodes[of_place]);
}

TEST(Survey, WhatLawGivesToTwoIsNoOverlapOfTheScheme) {
    const SmallScheme small;  // "shared" is the board's and the council's
    EXPECT_TRUE(look_at(small).overlaps.empty());
}

TEST(Survey, ComparesACeilingWithTheMostThatEverArrives) {
    SmallScheme small;
    small.add("committee", HolderKind::committee, {"icb"});
    small.add("post", HolderKind::post, {"icb"});
    auto& grant = small.grant("icb", "committee", "inside", {"arrange"});
    grant.may_pass_on = true;
    grant.ceiling = SmallScheme::pounds(500);
    small.grant("committee", "post", "inside", {"arrange"}).ceiling = SmallScheme::pounds(600);
    small.limit("post", {"sign"}).ceiling = SmallScheme::pounds(900);
    const auto found = look_at(small);
    EXPECT_FALSE(found.ceilings[0].met && found.ceilings[0].arrives < 50000);
    EXPECT_EQ(50000, found.ceilings[1].arrives);
    EXPECT_EQ(50000, found.limits[0].arrives);
}

TEST(Survey, KnowsWhatAReservationTakesAway) {
    SmallScheme small;
    small.add("committee", HolderKind::committee, {"icb"});
    small.grant("icb", "committee", "inside", {"contracts"});
    small.grant("icb", "committee", "inside", {"arrange"});
    Reservation kept;
    kept.holder = "icb";
    kept.scope.functions = {"contracts"};
    small.scheme.reservations.push_back(kept);
    const auto found = look_at(small);
    EXPECT_FALSE(found.grants[0].unreserved);
    EXPECT_EQ(0U, found.grants[0].kept_by);
    EXPECT_TRUE(found.grants[1].unreserved);
}

TEST(Survey, FindsCirclesWhoseScopesMeet) {
    SmallScheme small;
    small.add("a", HolderKind::post, {"icb"});
    small.add("b", HolderKind::post, {"icb"});
    small.grant("a", "b", "inside", {"arrange"}).scope.services = {"acute"};
    small.grant("b", "a", "inside", {"contracts"}).scope.services = {"community"};
    EXPECT_TRUE(look_at(small).circles.empty());
    small.scheme.grants[1].scope.services.clear();
    const auto found = look_at(small);
    ASSERT_EQ(1U, found.circles.size());
    EXPECT_EQ(2U, found.circles[0].grants.size());
}

TEST(Survey, ACircleOfAThousandIsOne) {
    SmallScheme small;
    for (int i = 0; i < 1000; ++i)
        small.add("post" + std::to_string(i), HolderKind::post, {"icb"});
    for (int i = 0; i < 1000; ++i) {
        small.grant("post" + std::to_string(i), "post" + std::to_string((i + 1) % 1000), "inside",
                    {"planning"});
    }
    const auto found = look_at(small);
    ASSERT_EQ(1U, found.circles.size());
    EXPECT_EQ(1000U, found.circles[0].grants.size());
}

}  // namespace
}  // namespace concord::governance
