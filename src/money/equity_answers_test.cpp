// Money beside need: expected values by mental arithmetic.
#include "money/equity_answers.hpp"

#include <gtest/gtest.h>

namespace concord::money {
namespace {

Pence pounds(std::int64_t amount) {
    return Pence(100 * amount);
}

PracticeFunding practice(double deprivation, std::int64_t funding, double weighted = 100) {
    PracticeFunding row;
    row.year = "2024/25";
    row.patients = 100;
    row.weighted = weighted;
    row.deprivation = deprivation;
    row.funding = pounds(funding);
    return row;
}

std::vector<std::int64_t> sizes(const Equity& equity) {
    std::vector<std::int64_t> found;
    for (const auto& group : practice_groups_of(equity))
        found.push_back(group.practices);
    return found;
}

TEST(PracticeGroups, AreFiveFromTheMostDeprivedOn) {
    Equity equity;
    for (int i = 0; i < 10; ++i)
        equity.practices.push_back(practice(i, 1000 + i));
    const auto groups = practice_groups_of(equity);
    ASSERT_EQ(groups.size(), 5U);
    EXPECT_EQ(sizes(equity), (std::vector<std::int64_t>{2, 2, 2, 2, 2}));
    EXPECT_EQ(groups[0].funding, pounds(1009 + 1008));
    EXPECT_EQ(groups[0].per_weighted(), Pence(std::int64_t{1009}));  // 2,017 over 200, half away
    EXPECT_EQ(groups[0].doctors_per_10000(), std::nullopt) << "nobody said how many there are";
}

TEST(PracticeGroups, KeepPracticesOfOneDeprivationTogether) {
    Equity equity;
    for (const double deprivation : {9, 9, 9, 5, 5, 5, 5, 5, 5, 1})
        equity.practices.push_back(practice(deprivation, 1));
    EXPECT_EQ(sizes(equity), (std::vector<std::int64_t>{3, 6, 1}));
    equity.practices.clear();
    EXPECT_TRUE(sizes(equity).empty());
    equity.practices.push_back(practice(1, 1));
    EXPECT_EQ(sizes(equity), std::vector<std::int64_t>{1});
}

TEST(PracticeGroups, LeaveOutOfDoctorsWhoSaysNothingOfThem) {
    Equity equity;
    equity.practices = {practice(1, 100, 1000), practice(1, 100, 500)};
    equity.practices[0].doctors = 2;
    const auto groups = practice_groups_of(equity);
    ASSERT_EQ(groups.size(), 1U);
    EXPECT_EQ(groups[0].doctors_per_10000(), 20)
        << "2 for the 1,000 of the practice that has said so";
}

TEST(PracticeGroups, HaveNoSumBeyond64Bits) {
    Equity equity;
    equity.practices = {practice(1, 0), practice(1, 1)};
    equity.practices[0].funding = Pence(std::int64_t{9'223'372'036'854'775'807});
    const auto groups = practice_groups_of(equity);
    EXPECT_EQ(groups[0].funding, std::nullopt);
    EXPECT_EQ(groups[0].per_weighted(), std::nullopt);
}

TEST(Formula, StandsWithAndWithoutItsAdjustment) {
    FormulaPart need;
    need.year = "2024/25";
    need.body = "board";
    need.weight = 0.75;
    need.people = 1000;
    auto deaths = need;
    deaths.is_for_inequalities = true;
    deaths.weight = 0.25;
    deaths.people = 1400;
    Equity equity;
    equity.formula = {need, deaths};
    const auto shown = formulas_of(equity);
    ASSERT_EQ(shown.size(), 1U);
    EXPECT_EQ(shown[0].need, 1000);
    EXPECT_EQ(shown[0].both, 1100);
    EXPECT_EQ(shown[0].effect(), 100);
    // A formula of nothing but the adjustment has no need to be divided by.
    equity.formula = {deaths};
    EXPECT_EQ(formulas_of(equity)[0].need, 0);
}

TEST(Places, HaveNoShareOfNothingAndNoShiftWithoutAYearBefore) {
    PlaceResources row;
    row.year = "2023/24";
    row.place = "east";
    row.people = 10;
    Equity equity;
    equity.places = {row};
    row.year = "2024/25";
    row.spending = pounds(5);
    equity.places.push_back(row);
    const auto shown = places_of(equity);
    ASSERT_EQ(shown.size(), 2U);
    EXPECT_EQ(shown[0].share_of_spending, std::nullopt);
    EXPECT_EQ(shown[1].share_of_spending, 1);
    EXPECT_EQ(shown[1].shift_of_spending, std::nullopt) << "no share of the year before is known";
    EXPECT_EQ(shown[1].per_head, Pence(std::int64_t{50}));
}

}  // namespace
}  // namespace concord::money
