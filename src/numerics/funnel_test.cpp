#include "numerics/funnel.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace concord::numerics {
namespace {

TEST(Funnel, OfProportionsNarrowsWithTheRootOfPeople) {
    const auto wide = proportion_funnel(0.2, 100, two_sigma_tail);
    const auto narrow = proportion_funnel(0.2, 400, two_sigma_tail);
    EXPECT_NEAR(0.2 + 1.959963984540054 * 0.04, wide.upper, 1e-14);
    EXPECT_NEAR((wide.upper - wide.lower) / 2, narrow.upper - narrow.lower, 1e-14);
}

// P(X ≤ 0) = e^−λ and P(X ≥ 1) = 1 − e^−λ.
TEST(Funnel, ExpectedNumbersOfNoneAndOneAreLogarithms) {
    EXPECT_DOUBLE_EQ(0, expected_funnel(0, 0.025).lower);
    EXPECT_NEAR(-std::log(0.025), expected_funnel(0, 0.025).upper, 1e-12);
    EXPECT_NEAR(-std::log(0.975), expected_funnel(1, 0.025).lower, 1e-14);
}

TEST(Funnel, FindsWhatLiesOutside) {
    EXPECT_EQ(Significance::none, proportion_significance(20, 100, 0.2));
    EXPECT_EQ(Significance::high_inner, proportion_significance(29, 100, 0.2));
    EXPECT_EQ(Significance::low_outer, proportion_significance(2, 100, 0.2));
    EXPECT_EQ(Significance::none, ratio_significance(0, 2, 1));
    EXPECT_EQ(Significance::low_inner, ratio_significance(0, 5, 1));
    EXPECT_EQ(Significance::high_outer, ratio_significance(200, 100, 1));
}

TEST(Funnel, AxesAreRounded) {
    const auto from_nothing = funnel_axis({100, 950, 1});
    EXPECT_DOUBLE_EQ(0, from_nothing.minimum);
    EXPECT_DOUBLE_EQ(1000, from_nothing.maximum);
    const auto varied = funnel_axis({700, 950, 1});
    EXPECT_DOUBLE_EQ(600, varied.minimum);
    const auto points = funnel_points(varied, false);
    EXPECT_EQ(100U, points.size());
    EXPECT_DOUBLE_EQ(600, points.front());
    EXPECT_DOUBLE_EQ(1000, points.back());
}

}  // namespace
}  // namespace concord::numerics
