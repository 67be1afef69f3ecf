#include "numerics/limits.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace concord::numerics {
namespace {

const auto level = confidence_level(0.95);

TEST(Limits, TheDeviateOf95PerCentIsTheOneOfTables) {
    EXPECT_NEAR(1.959963984540054, level.deviate, 1e-14);
    EXPECT_NEAR(3.090232306167813, confidence_level(0.998).deviate, 1e-13);
}

TEST(Limits, WilsonOfNobodyAndOfAllAreMirrored) {
    const double z = level.deviate;
    const auto none = wilson_limits(0, 50, level);
    EXPECT_DOUBLE_EQ(0, none.lower);
    EXPECT_NEAR(z * z / (50 + z * z), none.upper, 1e-15);
    const auto all = wilson_limits(50, 50, level);
    EXPECT_NEAR(1 - none.upper, all.lower, 1e-15);
    EXPECT_NEAR(1, all.upper, 1e-15);
}

// P(X = 0) = e^−λ: the upper limit of no events is −ln(α/2); P(X ≥ 1) = 1 − e^−λ the lower of one.
TEST(Limits, ExactOnesOfNoneAndOfOneAreLogarithms) {
    EXPECT_DOUBLE_EQ(0, exact_limits(0, level).lower);
    EXPECT_NEAR(-std::log(0.025), exact_limits(0, level).upper, 1e-13);
    EXPECT_NEAR(-std::log(0.975), exact_limits(1, level).lower, 1e-15);
}

// Where the two ways meet they are as good as the same.
TEST(Limits, QuantilesOfTheGammaDistributionMeetAtAMillion) {
    for (const double p : {0.001, 0.025, 0.5, 0.975, 0.999}) {
        const double exact = gamma_quantile(1e6, p);
        EXPECT_NEAR(exact + 1, gamma_quantile(1e6 + 1, p), 1e-2);
    }
    EXPECT_NEAR(-std::log(0.9), gamma_quantile(1, 0.1), 1e-14);
}

TEST(Limits, AreExactBelowTenAndByarsFromTenOn) {
    EXPECT_DOUBLE_EQ(exact_limits(9, level).upper, count_limits(9, level).upper);
    EXPECT_DOUBLE_EQ(byar_upper(10, level), count_limits(10, level).upper);
    EXPECT_DOUBLE_EQ(*byar_lower(10, level), count_limits(10, level).lower);
}

TEST(Limits, ByarsOfOneEventAtAHighLevelHasNoLowerOne) {
    EXPECT_FALSE(byar_lower(1, confidence_level(0.998)).has_value());
    EXPECT_DOUBLE_EQ(0, byar_lower(0, level).value());
}

TEST(Limits, KeptOnesAreThoseWorkedOut) {
    const ConfidenceLevel levels[] = {confidence_level(0.95), confidence_level(0.998)};
    const CountLimits kept(levels);
    for (const double count : {0.0, 3.0, 9.0, 9.5, 10.0, 1000.0}) {
        for (std::size_t i = 0; i < 2; ++i) {
            EXPECT_DOUBLE_EQ(count_limits(count, levels[i]).lower, kept.of(count, i).lower);
            EXPECT_DOUBLE_EQ(count_limits(count, levels[i]).upper, kept.of(count, i).upper);
        }
    }
}

// With one degree of freedom Student's distribution is Cauchy's: t(p) = tan(π(p − 1/2)).
TEST(Limits, OfAMeanOfTwoValuesAreCauchys) {
    const double values[] = {1, 3};
    const auto of = moments(values);
    EXPECT_DOUBLE_EQ(2, of.mean);
    EXPECT_DOUBLE_EQ(std::sqrt(2), of.deviation);
    EXPECT_NEAR(2 + std::tan(std::acos(-1.0) * 0.475), mean_limits(of, level).upper, 1e-9);
}

}  // namespace
}  // namespace concord::numerics
