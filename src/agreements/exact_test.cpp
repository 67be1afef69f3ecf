#include "agreements/exact.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace concord::agreements {
namespace {

TEST(Decimals, AreReadExactlyOrNotAtAll) {
    EXPECT_EQ(parse_decimal("1,234.5", 3, largest_activity), 1'234'500);
    EXPECT_EQ(parse_decimal("12.5000", 3, largest_activity), 12'500);  // idle zeros are no detail
    EXPECT_EQ(parse_decimal("0", 3, largest_activity), 0);
    for (const auto* text :
         {"", "-1", "1.2345", "12,34", "1.", ".5", "1e3", "nine", "1 2", "1,2345"})
        EXPECT_FALSE(parse_decimal(text, 3, largest_activity)) << text;
    EXPECT_EQ(parse_decimal("1000000000", 3, largest_activity), largest_activity);
    EXPECT_FALSE(parse_decimal("1000000000.001", 3, largest_activity));
    EXPECT_FALSE(parse_decimal("99999999999999999999", 3, largest_activity));
    EXPECT_EQ(decimal_text(1'234'500, 3), "1,234.5");
    EXPECT_EQ(decimal_text(80'000, 3), "80");
}

TEST(Prices, GoDownToAMillionthOfAPound) {
    EXPECT_EQ(parse_price("£120.50"), 120'500'000);
    EXPECT_EQ(parse_price("0.873215"), 873'215);
    EXPECT_FALSE(parse_price("0.8732151"));
    EXPECT_FALSE(parse_price("10000000.01"));
    EXPECT_EQ(price_words(120'500'000), "£120.50");
    EXPECT_EQ(price_words(873'000), "£0.873");
    EXPECT_EQ(price_words(50'000'000), "£50");
}

TEST(Shares, AreFractions) {
    EXPECT_EQ(Share::parse("60%"), Share(3, 5));
    EXPECT_EQ(Share::parse("0.6"), Share(3, 5));
    EXPECT_EQ(Share::parse("2/6"), Share(1, 3));
    EXPECT_EQ(Share::parse("33.3333%"), Share(333'333, 1'000'000));
    for (const auto* text : {"", "1/0", "x", "-5%", "1/2/3", "11", "1001%"})
        EXPECT_FALSE(Share::parse(text)) << text;
    EXPECT_EQ(Share(3, 5).words(), "60%");
    EXPECT_EQ(Share(1, 3).words(), "1/3");
    EXPECT_EQ(Share(1, 8).basis_points(), 1'250);
    EXPECT_FALSE(Share(1, 3).basis_points());
}

TEST(Shares, MakeUpTheWholeExactlyOrNot) {
    const auto third = *Share::parse("1/3");
    EXPECT_EQ(weights_of_the_whole(std::vector{third, third, third}),
              (std::vector<std::uint64_t>{1, 1, 1}));
    EXPECT_EQ(weights_of_the_whole(std::vector{Share(1, 2), Share(1, 3), Share(1, 6)}),
              (std::vector<std::uint64_t>{3, 2, 1}));
    const auto near = *Share::parse("33.33%");
    EXPECT_FALSE(weights_of_the_whole(std::vector{near, near, near}));
    EXPECT_EQ(sum_in_words(std::vector{near, near, near}), "99.99%");
    EXPECT_FALSE(weights_of_the_whole(std::vector<Share>{}));
}

// Half a penny is settled by each rounding as it is named.
TEST(Settling, FollowsItsName) {
    const auto of = [](int numerator, Rounding rounding) {
        return settle(numerator, 2, rounding)->count();
    };
    EXPECT_EQ(of(5, Rounding::half_away), 3);
    EXPECT_EQ(of(-5, Rounding::half_away), -3);
    EXPECT_EQ(of(5, Rounding::half_even), 2);
    EXPECT_EQ(of(7, Rounding::half_even), 4);
    EXPECT_EQ(of(5, Rounding::toward_zero), 2);
    EXPECT_EQ(of(-5, Rounding::toward_zero), -2);
    EXPECT_EQ(of(5, Rounding::down), 2);
    EXPECT_EQ(of(-5, Rounding::down), -3);
    constexpr Wide largest = std::numeric_limits<std::int64_t>::max();
    EXPECT_EQ(settle(largest, 1, Rounding::half_away)->count(),
              std::numeric_limits<std::int64_t>::max());
    EXPECT_FALSE(settle(largest + 1, 1, Rounding::half_away));
}

}  // namespace
}  // namespace concord::agreements
