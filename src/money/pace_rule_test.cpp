#include "money/pace_rule.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace concord::money {
namespace {

// A fifth of the distance, up to half a per cent in either direction.
const PaceRule fifth({{-0.025, 0.005}, {0, 0}, {0.025, -0.005}});

TEST(PaceRule, DrawsStraightLinesAndHoldsOutside) {
    EXPECT_DOUBLE_EQ(fifth.convergence(0.01), -0.002);
    EXPECT_DOUBLE_EQ(fifth.convergence(-0.02), 0.004);
    EXPECT_DOUBLE_EQ(fifth.convergence(0), 0);
    EXPECT_DOUBLE_EQ(fifth.convergence(0.025), -0.005);
    EXPECT_DOUBLE_EQ(fifth.convergence(7), -0.005);
    EXPECT_DOUBLE_EQ(fifth.convergence(-7), 0.005);
    EXPECT_DOUBLE_EQ(PaceRule({{0.1, -0.01}}).convergence(-3), -0.01);
}

TEST(PaceRule, KeepsFloorAndCap) {
    EXPECT_DOUBLE_EQ(fifth.with_floor(-0.003).convergence(0.02), -0.003);
    EXPECT_DOUBLE_EQ(fifth.with_floor(-0.003).convergence(0.01), -0.002);
    EXPECT_DOUBLE_EQ(fifth.with_cap(0.001).convergence(-0.02), 0.001);
    EXPECT_DOUBLE_EQ(fifth.with_floor(0.002).convergence(0.02), 0.002);
}

TEST(PaceRule, KnowsWhatIsNoRule) {
    const double infinite = std::numeric_limits<double>::infinity();
    const auto fault = [](std::vector<Knot> knots) { return fault_of(knots); };
    EXPECT_EQ(fault({}), KnotFault::no_knots);
    EXPECT_EQ(fault({{0, infinite}}), KnotFault::not_finite);
    EXPECT_EQ(fault({{0, 0}, {0, 0.1}}), KnotFault::same_distance);
    EXPECT_EQ(fault({{0, 0}, {-1, 0.1}}), KnotFault::going_back);
    EXPECT_EQ(fault({{0, -1}}), KnotFault::takes_everything);
    EXPECT_EQ(fault({{-1, 0.1}, {0, 0}}), KnotFault::none);
}

TEST(PaceRule, KnowsWhetherItMovesTowardsTheTarget) {
    EXPECT_TRUE(fifth.falls_with_distance());
    EXPECT_TRUE(PaceRule({{0, 0.01}, {1, 0.01}}).falls_with_distance());
    EXPECT_FALSE(PaceRule({{0, 0}, {1, 0.01}}).falls_with_distance());
    EXPECT_FALSE(PaceRule({{0, 0}, {1, -0.02}, {2, -0.01}}).falls_with_distance());
}

}  // namespace
}  // namespace concord::money
