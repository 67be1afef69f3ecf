#include "need/profile.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "need/similar.hpp"

namespace concord::need {
namespace {

const auto level = numerics::confidence_level(0.95);

registry::Layer layer_of(std::size_t areas) {
    registry::Layer layer{registry::LayerInfo{}};
    for (std::size_t i = 0; i < areas; ++i)
        layer.add({"A" + std::to_string(i), "", ""});
    return layer;
}

TEST(Figures, AddUpUnitsByTheirAreaAndKeepThoseThatLieNowhereForAll) {
    const auto small = layer_of(4);
    const auto large = layer_of(2);
    registry::Assignment assignment;
    assignment.layer = &large;
    assignment.small_layer = &small;
    assignment.area_of = {0, 0, 1, registry::several_areas};
    const std::vector<UnitCount> units = {
        {0, 1, 3, 10}, {1, 5, 4, 20}, {2, 1, 5, 30}, {3, 2, 6, 40}};
    const auto figures = figures_of(units, assignment);
    ASSERT_EQ(figures.size(), 3U);
    EXPECT_EQ(figures[0].all.count, 18);
    EXPECT_EQ(figures[0].all.population, 100);
    EXPECT_EQ(figures[0].fifths[0].count, 8);
    EXPECT_EQ(figures[1].all.count, 7);
    EXPECT_EQ(figures[1].fifths[4].population, 20);
    EXPECT_EQ(figures[2].all.count, 5);
}

AreaFigure of_fifths(const std::array<double, 5>& shares, double people) {
    AreaFigure figure;
    for (std::size_t q = 0; q < 5; ++q) {
        figure.fifths[q] = {shares[q] * people, people};
        figure.all.count += shares[q] * people;
        figure.all.population += people;
    }
    return figure;
}

// Shares on a straight line, 0.30 to 0.10 in steps of 0.05 over five equal fifths: ranks 0.1 to
// 0.9, so the line falls by 0.25 from end to end, from 0.325 to 0.075.
TEST(InequalityOf, AStraightLineIsItself) {
    const auto inequality = inequality_of(of_fifths({0.30, 0.25, 0.20, 0.15, 0.10}, 10'000), level);
    EXPECT_NEAR(*inequality.slope_index, 0.25, 1e-12);
    EXPECT_NEAR(*inequality.relative_index, 0.325 / 0.075, 1e-9);
    EXPECT_NEAR(inequality.absolute_gap->value, 0.20, 1e-12);
    EXPECT_NEAR(inequality.relative_gap->value, 3.0, 1e-12);
    // The weights of equal fifths are −2, −1, 0, 1, 2 over 2: their slope's variance by hand.
    double variance = 0;
    const double shares[] = {0.30, 0.25, 0.20, 0.15, 0.10};
    const double weights[] = {-1, -0.5, 0, 0.5, 1};
    for (int q = 0; q < 5; ++q)
        variance += weights[q] * weights[q] * shares[q] * (1 - shares[q]) / 10'000;
    EXPECT_NEAR(*inequality.slope_upper - *inequality.slope_index,
                1.959963984540054 * std::sqrt(variance), 1e-12);
}

TEST(InequalityOf, SaysNothingWhereFifthsAreMissing) {
    auto figure = of_fifths({0.3, 0.2, 0.2, 0.2, 0.1}, 1'000);
    figure.fifths[0] = {};
    auto inequality = inequality_of(figure, level);
    EXPECT_EQ(inequality.fifths, 4U);
    EXPECT_FALSE(inequality.absolute_gap);
    EXPECT_TRUE(inequality.slope_index);
    figure.fifths[1] = figure.fifths[2] = {};
    inequality = inequality_of(figure, level);
    EXPECT_FALSE(inequality.slope_index);
}

TEST(InequalityOf, HasNoRatioOfNobody) {
    const auto inequality = inequality_of(of_fifths({0.3, 0.2, 0.1, 0.1, 0}, 1'000), level);
    EXPECT_TRUE(inequality.absolute_gap);
    EXPECT_FALSE(inequality.relative_gap);
}

TEST(StandingOf, ComparesWithAllOthersAndNotWithItself) {
    AreaFigure all;
    all.all = {200, 2'000};
    AreaFigure area;
    area.all = {150, 1'000};  // the others: 50 of 1,000
    EXPECT_EQ(standing_of(area, all, level), Standing::higher);
    area.all = {50, 1'000};
    EXPECT_EQ(standing_of(area, all, level), Standing::lower);
    area.all = {103, 1'000};  // the others: 97 of 1,000
    EXPECT_EQ(standing_of(area, all, level), Standing::similar);
    EXPECT_FALSE(standing_of(all, all, level));
}

// Two traits over four areas at the corners of a square: neighbours are 2 deviations apart, the
// opposite corner 2√2.
TEST(AlikeAreas, AreNearestByStandardisedTraits) {
    const auto alike = alike_areas({{0, 10, 0, 10}, {1, 1, 3, 3}}, 3);
    ASSERT_EQ(alike[0].size(), 3U);
    EXPECT_EQ(alike[0][0].area, 1U);
    EXPECT_EQ(alike[0][1].area, 2U);
    EXPECT_EQ(alike[0][2].area, 3U);
    EXPECT_NEAR(alike[0][0].distance, 2, 1e-12);
    EXPECT_NEAR(alike[0][2].distance, 2 * std::sqrt(2.0), 1e-12);
}

TEST(AlikeAreas, ATraitThatIsTheSameEverywhereSaysNothing) {
    const auto alike = alike_areas({{5, 5, 5}, {0, 1, 10}}, 1);
    EXPECT_EQ(alike[0][0].area, 1U);
    EXPECT_EQ(alike[2][0].area, 1U);
}

}  // namespace
}  // namespace concord::need
