#include "agreements/months.hpp"

#include <gtest/gtest.h>

namespace concord::agreements {
namespace {

TEST(Months, AreReadAndBelongToAYear) {
    EXPECT_EQ(Month::parse("2025-04")->text(), "2025-04");
    EXPECT_EQ(Month::parse("01/04/2025"), Month::parse("2025-04"));
    EXPECT_FALSE(Month::parse("2025-13"));
    EXPECT_FALSE(Month::parse("2025-04-02"));  // a day within a month is no month
    EXPECT_FALSE(Month::parse("April"));
    EXPECT_EQ(Month::parse("2025-03")->year().text(), "2024/25");
    EXPECT_EQ(Month::parse("2025-04")->year().text(), "2025/26");
    EXPECT_EQ(Month::parse("2025-04")->place_in_year(), 0);
    EXPECT_EQ(Month::parse("2026-03")->place_in_year(), 11);
}

TEST(FinancialYears, HaveTwoPartsThatFollow) {
    EXPECT_EQ(FinancialYear::parse("2025/26")->begins, 2025);
    EXPECT_EQ(FinancialYear::parse("2025-26")->text(), "2025/26");
    EXPECT_EQ(FinancialYear::parse("2099/00")->begins, 2099);
    for (const auto* text : {"2025/27", "2025", "25/26", "2025/2026", "abcd/ef", "1850/51", ""})
        EXPECT_FALSE(FinancialYear::parse(text)) << text;
    EXPECT_EQ(FinancialYear{2025}.last_day(), Date(2026, 3, 31));
}

TEST(MonthsWithin, AreThoseOfTheYearInThePeriod) {
    const auto months = months_within({2025}, {Date(2025, 7, 1), Date(2026, 1, 31)});
    ASSERT_EQ(months.size(), 7U);
    EXPECT_EQ(months.front().text(), "2025-07");
    EXPECT_EQ(months.back().text(), "2026-01");
}

}  // namespace
}  // namespace concord::agreements
