#include "waiting/interval.hpp"

#include <gtest/gtest.h>

namespace concord::waiting {
namespace {

// Newcombe, "Two-sided confidence intervals for the single proportion" (1998), table I, method 3.
TEST(Interval, WilsonIsAsPublished) {
    EXPECT_NEAR(wilson(81, 263).low, 0.2553, 0.00005);
    EXPECT_NEAR(wilson(81, 263).high, 0.3662, 0.00005);
    EXPECT_NEAR(wilson(15, 148).low, 0.0624, 0.00005);
    EXPECT_NEAR(wilson(15, 148).high, 0.1605, 0.00005);
    EXPECT_NEAR(wilson(0, 20).high, 0.1611, 0.00005);
    EXPECT_NEAR(wilson(1, 29).low, 0.0061, 0.00005);
    EXPECT_DOUBLE_EQ(wilson(0, 20).low, 0);
    EXPECT_DOUBLE_EQ(wilson(20, 20).high, 1);
}

// Near the exact Poisson limits of 10 events, 4.80 and 18.39 (Breslow and Day 1987), and of none,
// 3.69.
TEST(Interval, ByarIsNearTheExactLimits) {
    EXPECT_NEAR(byar_ratio(10, 1).low, 4.80, 0.02);
    EXPECT_NEAR(byar_ratio(10, 1).high, 18.39, 0.02);
    EXPECT_NEAR(byar_ratio(10, 5).high, 18.39 / 5, 0.01);
    EXPECT_NEAR(byar_ratio(0, 1).high, 3.69, 0.06);
    EXPECT_DOUBLE_EQ(byar_ratio(0, 1).low, 0);
}

}  // namespace
}  // namespace concord::waiting
