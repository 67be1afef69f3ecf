#include "numerics/life_table.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace concord::numerics {
namespace {

// The table that the tests of PHEindicatormethods hold beside the published life expectancy tool.
const std::vector<double> ages = {0,  1,  5,  10, 15, 20, 25, 30, 35, 40,
                                  45, 50, 55, 60, 65, 70, 75, 80, 85, 90};
const std::vector<double> populations = {7060,  35059, 46974, 48489, 43219, 38561, 46009,
                                         57208, 61435, 55601, 50209, 56416, 46411, 39820,
                                         37978, 37039, 33288, 23306, 11936, 11936};
const std::vector<double> deaths = {17,  9,   4,   8,   20,  15,  24,   33,   50,   71,
                                    100, 163, 263, 304, 536, 872, 1390, 1605, 1936, 1937};

TEST(LifeExpectancy, IsThatOfThePublishedTool) {
    const auto years = life_expectancy({ages, deaths, populations});
    EXPECT_NEAR(80.16960813, years[0].years, 5e-9);
    EXPECT_NEAR(75.44193645, years[2].years, 5e-9);
    EXPECT_NEAR(18.76856852, years[14].years, 5e-9);
    EXPECT_NEAR(6.16210635, years[19].years, 5e-9);
    const double z = 1.96;  // as the tool has it
    EXPECT_NEAR(79.88268548, years[0].years - z * years[0].standard_error, 5e-9);
    EXPECT_NEAR(80.45653078, years[0].years + z * years[0].standard_error, 5e-9);
    EXPECT_NEAR(5.887683386, years[19].years - z * years[19].standard_error, 5e-9);
}

// Where nobody dies before the last band, life lasts until there and 1/M beyond; only its deaths
// vary.
TEST(LifeExpectancy, WithoutEarlyDeathsIsInClosedForm) {
    const double starts[] = {0, 50, 90};
    const double dead[] = {0, 0, 25};
    const double people[] = {1000, 1000, 100};
    const auto years = life_expectancy({starts, dead, people});
    EXPECT_DOUBLE_EQ(94, years[0].years);
    EXPECT_DOUBLE_EQ(44, years[1].years);
    EXPECT_DOUBLE_EQ(4, years[2].years);
    // (1/2)² · 4 / (25 · 0.25²) = 1 / (d M²)
    EXPECT_DOUBLE_EQ(std::sqrt(1 / (25 * 0.0625)), years[0].standard_error);
}

TEST(LifeExpectancy, HasNothingToSayOfAnAgeThatNobodyReaches) {
    const double starts[] = {0, 50, 90};
    const double dead[] = {10, 1000, 25};
    const double people[] = {1000, 1000, 100};
    const auto years = life_expectancy({starts, dead, people});
    EXPECT_TRUE(years[1].is_reached);
    EXPECT_FALSE(years[2].is_reached);
}

// The same share in good health at every age, and known: so is the share of life.
TEST(HealthyLifeExpectancy, OfAConstantShareIsThatShareOfLife) {
    const std::vector<double> share(ages.size(), 0.8);
    const std::vector<double> known(ages.size(), 0);
    const MortalityRows mortality{ages, deaths, populations};
    const auto whole = life_expectancy(mortality);
    const auto healthy = healthy_life_expectancy({mortality, share, known});
    for (std::size_t i = 0; i < ages.size(); ++i) {
        EXPECT_NEAR(0.8 * whole[i].years, healthy[i].years, 1e-12);
        EXPECT_NEAR(0.8 * whole[i].standard_error, healthy[i].standard_error, 1e-12);
    }
}

// In one last band of L years the variance of the share counts L² times.
TEST(HealthyLifeExpectancy, TakesInTheUncertaintyOfShares) {
    const double starts[] = {0, 90};
    const double dead[] = {0, 25};
    const double people[] = {1000, 100};
    const double shares[] = {0.5, 0.5};
    const double variances[] = {0.01, 0.04};
    const auto years = healthy_life_expectancy({{starts, dead, people}, shares, variances});
    const double of_deaths = 0.25 / (25 * 0.0625);
    EXPECT_DOUBLE_EQ(47, years[0].years);
    EXPECT_DOUBLE_EQ(std::sqrt(90 * 90 * 0.01 + 4 * 4 * 0.04 + of_deaths), years[0].standard_error);
}

}  // namespace
}  // namespace concord::numerics
