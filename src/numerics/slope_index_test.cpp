#include "numerics/slope_index.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace concord::numerics {
namespace {

const ConfidenceLevel levels[] = {confidence_level(0.95), confidence_level(0.998)};
const std::vector<double> people = {100, 300, 200, 250, 150};

std::vector<double> on_a_line(double start, double slope) {
    std::vector<double> values;
    for (const double rank : relative_ranks(people))
        values.push_back(start + slope * rank);
    return values;
}

TEST(SlopeIndex, RanksAreTheMiddlesOfEachRange) {
    const auto ranks = relative_ranks(people);
    EXPECT_DOUBLE_EQ(0.05, ranks[0]);
    EXPECT_DOUBLE_EQ(0.25, ranks[1]);
    EXPECT_DOUBLE_EQ(0.925, ranks[4]);
}

TEST(SlopeIndex, OfValuesOnALineIsTheLine) {
    const auto values = on_a_line(20, -8);
    const auto found = gradient({values, {}, people, IndicatorKind::normal, false});
    EXPECT_NEAR(-8, found.slope_index, 1e-12);
    EXPECT_NEAR(12.0 / 20, found.relative_index, 1e-12);
    EXPECT_NEAR(20, found.intercept, 1e-12);
}

TEST(SlopeIndex, OfALineOnTheLogScaleIsTheDifferenceOfItsEnds) {
    auto values = on_a_line(1, 0.5);
    for (auto& value : values)
        value = std::exp(value);
    const auto found = gradient({values, {}, people, IndicatorKind::rate, true});
    EXPECT_NEAR(std::exp(1.5) - std::exp(1), found.slope_index, 1e-12);
    EXPECT_NEAR(std::exp(0.5), found.relative_index, 1e-12);
}

// A slope is a weighted sum of normal values: its limits are those of a normal distribution.
TEST(SlopeIndex, SimulatedLimitsAreTheNormalOnes) {
    const auto values = on_a_line(20, -8);
    const std::vector<double> errors = {0.5, 0.2, 0.4, 0.3, 0.6};
    double variance = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        std::vector<double> one(values.size(), 0);
        one[i] = 1;
        const double weight = gradient({one, {}, people, IndicatorKind::normal, false}).slope_index;
        variance += weight * weight * errors[i] * errors[i];
    }
    Simulation simulation;
    simulation.repetitions = 200'000;
    auto draws = draw_gradients({values, errors, people, IndicatorKind::normal, false}, simulation);
    const auto limits = limits_of_draws(draws.slope_indices, levels);
    for (std::size_t i = 0; i < 2; ++i) {
        const double half = levels[i].deviate * std::sqrt(variance);
        EXPECT_NEAR(-8 - half, limits[i].lower, 0.02 * half);
        EXPECT_NEAR(-8 + half, limits[i].upper, 0.02 * half);
    }
}

TEST(SlopeIndex, ANegativeMultiplierTurnsTheLimitsRound) {
    const auto values = on_a_line(20, -8);
    const std::vector<double> errors(values.size(), 0.3);
    const GradientRows rows{values, errors, people, IndicatorKind::normal, false};
    Simulation simulation;
    simulation.repetitions = 20'000;
    simulation.draws_ratios = true;
    auto plain = draw_gradients(rows, simulation);
    simulation.multiplier = -1;
    auto turned = draw_gradients(rows, simulation);
    for (std::size_t i = 0; i < plain.slope_indices.size(); i += 1000) {
        EXPECT_DOUBLE_EQ(-plain.slope_indices[i], turned.slope_indices[i]);
        EXPECT_DOUBLE_EQ(1 / plain.relative_indices[i], turned.relative_indices[i]);
    }
}

// Of 1 to 1000 in any order, at 95%: the 25th and the 975th.
TEST(SlopeIndex, LimitsOfDrawsAreTheirPlacesInOrder) {
    std::vector<double> draws;
    for (int i = 0; i < 1000; ++i)
        draws.push_back(1 + (i * 617) % 1000);
    const auto limits = limits_of_draws(draws, levels);
    EXPECT_DOUBLE_EQ(25, limits[0].lower);
    EXPECT_DOUBLE_EQ(975, limits[0].upper);
    EXPECT_DOUBLE_EQ(1, limits[1].lower);
    EXPECT_DOUBLE_EQ(999, limits[1].upper);
}

}  // namespace
}  // namespace concord::numerics
