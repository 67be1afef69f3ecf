#include "base/date.hpp"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(Date, ReadsTheFormsThatRegistersUse) {
    for (const auto* text : {"2022-07-01", "20220701", "01/07/2022", "01JUL2022", "1 July 2022",
                             "01-Jul-2022", "2022-07-01T00:00:00", " 2022-07-01 "}) {
        const auto date = Date::parse(text);
        ASSERT_TRUE(date) << text;
        EXPECT_EQ(date->iso(), "2022-07-01") << text;
    }
}

TEST(Date, RefusesDaysThatDoNotExist) {
    for (const auto* text : {"2022-02-30", "20221301", "00/00/2022", "31JUN2022", "", "July 2022",
                             "2022-7-1", "2022-07-01x", "99999999", "0000-01-01"}) {
        EXPECT_FALSE(Date::parse(text)) << text;
    }
    EXPECT_TRUE(Date::parse("2024-02-29"));
    EXPECT_FALSE(Date::parse("2023-02-29"));
}

TEST(Date, CountsDays) {
    EXPECT_EQ(Date(1970, 1, 1).days_since_epoch(), 0);
    EXPECT_EQ(Date(2022, 6, 30).plus_days(1), Date(2022, 7, 1));
    EXPECT_LT(Date(2022, 6, 30), Date(2022, 7, 1));
}

TEST(Period, HoldsItsFirstAndItsLastDay) {
    const Period period{Date(2022, 7, 1), Date(2023, 3, 31)};
    EXPECT_TRUE(period.contains(Date(2022, 7, 1)));
    EXPECT_TRUE(period.contains(Date(2023, 3, 31)));
    EXPECT_FALSE(period.contains(Date(2023, 4, 1)));
    EXPECT_TRUE((Period{std::nullopt, std::nullopt}.contains(Date(1, 1, 1))));
}

TEST(Period, OverlapsWhereOneDayIsShared) {
    const Period first{Date(2020, 1, 1), Date(2020, 6, 30)};
    EXPECT_TRUE(first.overlaps({Date(2020, 6, 30), std::nullopt}));
    EXPECT_FALSE(first.overlaps({Date(2020, 7, 1), std::nullopt}));
    EXPECT_TRUE((Period{Date(2021, 1, 2), Date(2021, 1, 1)}.crossed()));
}

}  // namespace
}  // namespace concord
