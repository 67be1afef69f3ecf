#include "numerics/standardised.hpp"

#include <gtest/gtest.h>

namespace concord::numerics {
namespace {

const auto level = confidence_level(0.95);

// One band needs no standard: the rate is crude, and Dobson's limits are Byar's.
TEST(DirectRate, OfOneBandIsTheCrudeOne) {
    const double counts[] = {40};
    const double people[] = {1000};
    const double weights[] = {7};
    const auto sums = direct_sums(counts, people, weights);
    EXPECT_DOUBLE_EQ(0.04, sums.rate());
    EXPECT_NEAR(*byar_lower(40, level) / 1000, dobson_limits(sums, level).lower, 1e-15);
    EXPECT_NEAR(byar_upper(40, level) / 1000, dobson_limits(sums, level).upper, 1e-15);
}

TEST(DirectRate, WeighsTheRatesOfBands) {
    const double counts[] = {10, 30};
    const double people[] = {1000, 500};
    const double weights[] = {3, 1};
    const auto sums = direct_sums(counts, people, weights);
    EXPECT_DOUBLE_EQ((3 * 0.01 + 1 * 0.06) / 4, sums.rate());
    // Var = Σ w² x / n² / (Σ w)²
    EXPECT_DOUBLE_EQ((9 * 10 / 1e6 + 1 * 30 / 2.5e5) / 16, sums.variance());
    EXPECT_DOUBLE_EQ(40, sums.count);
    EXPECT_DOUBLE_EQ(1500, sums.population);
}

// Whoever has two events has them together: the variance doubles, the rate stays.
TEST(DirectRate, OfPairsOfEventsHasTwiceTheVariance) {
    const double people_with[] = {20, 15};
    const double twice[] = {2, 2};
    const double events[] = {40, 30};
    const double people[] = {1000, 500};
    const double weights[] = {3, 1};
    const std::uint32_t bands[] = {0, 1};
    const auto pairs = direct_sums_of_events({people_with, twice, people, weights, bands});
    const auto single = direct_sums(events, people, weights);
    EXPECT_DOUBLE_EQ(single.rate(), pairs.rate());
    EXPECT_DOUBLE_EQ(2 * single.variance(), pairs.variance());
}

TEST(DirectRate, CountsABandOnceHoweverManyRowsItHas) {
    const double people_with[] = {20, 5, 15};
    const double times[] = {1, 3, 1};
    const double people[] = {1000, 1000, 500};
    const double weights[] = {3, 3, 1};
    const std::uint32_t bands[] = {0, 0, 1};
    const auto sums = direct_sums_of_events({people_with, times, people, weights, bands});
    EXPECT_DOUBLE_EQ(50, sums.count);
    EXPECT_DOUBLE_EQ(1500, sums.population);
    EXPECT_DOUBLE_EQ((3 * 0.035 + 1 * 0.03) / 4, sums.rate());
}

TEST(IndirectRate, OfTheReferenceItselfIsOne) {
    const double counts[] = {12, 30};
    const double people[] = {1000, 500};
    const auto sums = indirect_sums({counts, people, counts, people});
    EXPECT_DOUBLE_EQ(1, sums.ratio());
    EXPECT_DOUBLE_EQ(42.0 / 1500, sums.reference_rate());
}

}  // namespace
}  // namespace concord::numerics
