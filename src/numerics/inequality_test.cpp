#include "numerics/inequality.hpp"

#include <gtest/gtest.h>

#include "numerics/quantile_groups.hpp"
#include "numerics/smoothing.hpp"

namespace concord::numerics {
namespace {

const auto level = confidence_level(0.95);

TEST(ConcentrationIndex, OfEqualValuesIsNothing) {
    const double values[] = {3, 3, 3};
    const double errors[] = {0, 0, 0};
    const double people[] = {10, 70, 20};
    EXPECT_NEAR(0, concentration_index({values, errors, people}).value, 1e-15);
}

// All with the better half: rank 3/4 for all that there is, 2 · 3/4 − 1.
TEST(ConcentrationIndex, OfAllWithTheBetterHalfIsAHalf) {
    const double values[] = {0, 4};
    const double errors[] = {0, 0};
    const double people[] = {50, 50};
    EXPECT_DOUBLE_EQ(0.5, concentration_index({values, errors, people}).value);
    const double turned[] = {4, 0};
    EXPECT_DOUBLE_EQ(-0.5, concentration_index({turned, errors, people}).value);
}

// Newcombe (1998), example a: 56 of 70 against 48 of 80 differ by 0.0524 to 0.3339 by his tenth
// method.
TEST(Gaps, OfProportionsAreNewcombes) {
    const Estimate a{0.8, wilson_limits(56, 70, level)};
    const Estimate b{0.6, wilson_limits(48, 80, level)};
    const auto gap = absolute_gap(a, b);
    EXPECT_NEAR(0.2, gap.value, 1e-15);
    EXPECT_NEAR(0.0524, gap.limits.lower, 5e-5);
    EXPECT_NEAR(0.3339, gap.limits.upper, 5e-5);
}

TEST(Gaps, OfAGroupFromItselfHoldNothingAndOne) {
    const Estimate a{8, {6, 11}};
    EXPECT_DOUBLE_EQ(0, absolute_gap(a, a).value);
    EXPECT_DOUBLE_EQ(1, relative_gap(a, a).value);
    EXPECT_LT(relative_gap(a, a).limits.lower, 1);
    EXPECT_GT(relative_gap(a, a).limits.upper, 1);
}

// By hand: m = 0.2, s² = 0.01, A = 0.01 − 0.2/100 = 0.008, m/A = 25.
TEST(Smoothing, DrawsTwoAreasTogetherByHand) {
    const double counts[] = {10, 30};
    const double people[] = {100, 100};
    const auto prior = rate_prior(counts, people);
    EXPECT_NEAR(0.008, prior.variance, 1e-15);
    EXPECT_NEAR(15.0 / 125, smoothed_rate(10, 100, prior), 1e-15);
    EXPECT_NEAR(35.0 / 125, smoothed_rate(30, 100, prior), 1e-15);
    const auto limits = smoothed_limits(10, 100, prior, level);
    EXPECT_LT(limits.lower, 0.12);
    EXPECT_GT(limits.upper, 0.12);
}

TEST(Smoothing, OfAreasAlikeGivesTheCommonRate) {
    const double counts[] = {20, 40};
    const double people[] = {100, 200};
    const auto prior = rate_prior(counts, people);
    EXPECT_DOUBLE_EQ(0, prior.variance);
    EXPECT_DOUBLE_EQ(0.2, smoothed_rate(20, 100, prior));
}

TEST(QuantileGroups, ShareOutTwentyAreasByTwos) {
    std::vector<double> values;
    for (int i = 1; i <= 20; ++i)
        values.push_back(i);
    const auto lowest_first = quantile_groups(values, 10, false);
    const auto highest_first = quantile_groups(values, 10, true);
    for (std::size_t i = 0; i < 20; ++i) {
        EXPECT_EQ(static_cast<std::int64_t>(i / 2 + 1), lowest_first[i]);
        EXPECT_EQ(11 - lowest_first[i], highest_first[i]);
    }
}

TEST(QuantileGroups, KeepEqualValuesTogether) {
    const double values[] = {1, 5, 5, 5, 5, 9};
    EXPECT_EQ((std::vector<std::int64_t>{1, 1, 1, 1, 1, 2}), quantile_groups(values, 2, false));
}

}  // namespace
}  // namespace concord::numerics
