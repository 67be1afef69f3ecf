// Indices, shares and budgets of a system of two places, worked out by hand.
#include "money/need.hpp"

#include <gtest/gtest.h>

#include "money/explanation.hpp"
#include "money/place_money.hpp"

namespace concord::money {
namespace {

Pence pounds(std::int64_t amount) {
    return Pence(amount * 100);
}

// North: 1,000 people who count as 1,200. South: 3,000 who count as 2,800, of whom 1,000 have no
// weight yet.
NeedInput country() {
    return {{"need"},
            {"west"},
            {{"north", 0}, {"south", 0}},
            {{"P1", 0, 0, 1000, {1200}}, {"P2", 0, 1, 2000, {2800}}, {"P3", 0, 1, 1000, {{}}}}};
}

StreamNeed need_of(const NeedInput& input, GapRule rule, bool whole = false) {
    return work_out_need(input, {rule, whole}).front();
}

TEST(Need, IsNotWorkedOutWhereAGapHasNoRule) {
    const auto need = need_of(country(), GapRule::refuse);
    EXPECT_EQ(need.index(0, 0), std::nullopt);
    EXPECT_EQ(need.fair_share(0, 0), std::nullopt);
}

TEST(Need, IsWorkedOutByTheRuleThatIsNamed) {
    const auto sums = [](GapRule rule) { return need_of(country(), rule).systems[0]; };
    EXPECT_DOUBLE_EQ(sums(GapRule::one).weighted, 4001);
    EXPECT_DOUBLE_EQ(sums(GapRule::zero).weighted, 4000);
    EXPECT_DOUBLE_EQ(sums(GapRule::zero).population, 4000);
    EXPECT_DOUBLE_EQ(sums(GapRule::exclude).population, 3000);
    EXPECT_DOUBLE_EQ(sums(GapRule::system_mean).weighted, 4000 + 1000 * 4000.0 / 3000);
    EXPECT_DOUBLE_EQ(sums(GapRule::place_mean).weighted, 4000 + 1000 * 1.4);
    const auto need = need_of(country(), GapRule::zero);
    EXPECT_DOUBLE_EQ(*need.index(0, 0), 1.2);  // 1200/1000 over 4000/4000
    EXPECT_DOUBLE_EQ(*need.index(1, 0), 2800.0 / 3000);
    EXPECT_DOUBLE_EQ(*need.fair_share(0, 0), 0.3);
}

TEST(Need, TakesAWeightOfNothingForAGapOnlyWherePeopleLive) {
    EXPECT_TRUE(is_gap({"", 0, 0, 5, {0.0}}, 0));
    EXPECT_FALSE(is_gap({"", 0, 0, 0, {0.0}}, 0));
    EXPECT_TRUE(is_gap({"", 0, 0, 0, {{}}}, 0));
}

TEST(Need, RoundsSumsToWholePeopleWhenAsked) {
    auto input = country();
    input.units[0].weights[0] = 1200.4;
    const auto need = need_of(input, GapRule::zero, true);
    EXPECT_DOUBLE_EQ(need.places[0].weighted, 1200);
    EXPECT_DOUBLE_EQ(need.systems[0].weighted, 4000);
}

TEST(PlaceMoney, GivesFairSharesAtOnceWithoutARule) {
    const auto input = country();
    const auto need = need_of(input, GapRule::zero);
    const auto shared = share_out(input, need, 0, {pounds(1000), {}, nullptr});
    EXPECT_EQ(shared.places[0].budget, pounds(300));
    EXPECT_EQ(shared.places[1].budget, pounds(700));
    EXPECT_EQ(explain(shared.places[0]),
              "its need a head is 1.200 of its system's; its fair share is £300");
}

// North had 400 of 900 and its fair share of the 1,000 is 300: grown with the whole by a ninth it
// has 444.44, which is 48 % above. It gives up half a per cent, and so does nobody else.
TEST(PlaceMoney, MovesByThePaceAndMakesUpTheWhole) {
    const auto input = country();
    const auto need = need_of(input, GapRule::zero);
    const PaceRule slow({{-0.025, 0}, {0, 0}, {0.025, -0.005}});
    const auto shared =
        share_out(input, need, 0, {pounds(1000), {pounds(400), pounds(500)}, &slow});
    const auto& north = shared.places[0];
    const auto& south = shared.places[1];
    EXPECT_NEAR(*north.distance, 1000.0 / 900 * 400 / 300 - 1, 1e-12);
    EXPECT_EQ(Pence::add(*north.budget, *south.budget), pounds(1000));
    // In proportion to 400 × 0.995 and 500: 398/898 of the whole.
    EXPECT_EQ(*north.budget, Pence(std::int64_t{44321}));
    EXPECT_EQ(*south.budget, Pence(std::int64_t{55679}));
    EXPECT_EQ(explain(north),
              "its need a head is 1.200 of its system's, and its baseline, grown with the whole, "
              "lies 48.15 % above its fair share; £400 becomes £443.21: the growth of the whole "
              "adds £44.44, the way to its fair share takes £1.23");
}

TEST(PlaceMoney, PutsStreamsTogetherByTheirMoney) {
    auto input = country();
    input.streams = {"acute", "community"};
    for (auto& unit : input.units)
        unit.weights = {unit.population, unit.population};
    input.units[0].weights[0] = 2000;  // north needs twice as much acute care a head
    const auto needs = work_out_need(input, {GapRule::zero, false});
    const std::vector<Sharing> streams = {
        share_out(input, needs[0], 0, {pounds(500), {}, nullptr}),
        share_out(input, needs[1], 0, {pounds(400), {}, nullptr})};
    const auto both = together(streams, {500, 400});
    EXPECT_EQ(both[0].target, pounds(300));  // 500 × 2000/5000 + 400 × 1000/4000
    EXPECT_EQ(both[1].target, pounds(600));
    // 1.6 of acute and 1 of community care: (500 × 1.6 + 400 × 1) / 900
    EXPECT_NEAR(*both[0].index, 1200.0 / 900, 1e-12);
    EXPECT_NEAR(*both[0].fair_share, 1.0 / 3, 1e-12);
}

}  // namespace
}  // namespace concord::money
