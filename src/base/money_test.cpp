#include "base/money.hpp"

#include <cmath>
#include <limits>
#include <tuple>
#include <type_traits>

#include <gtest/gtest.h>

namespace concord {
namespace {

// From a floating-point number there is no way to money but a named rounding; from whole pence
// there is.
static_assert(!std::is_constructible_v<Pence, double>);
static_assert(std::is_constructible_v<Pence, std::int64_t>);

TEST(Pence, ReadsPounds) {
    EXPECT_EQ(Pence::parse_pounds("1234.50"), Pence(std::int64_t{123450}));
    EXPECT_EQ(Pence::parse_pounds("-0.05"), Pence(std::int64_t{-5}));
    EXPECT_EQ(Pence::parse_pounds("7"), Pence(std::int64_t{700}));
    EXPECT_EQ(Pence::parse_pounds("7.1"), Pence(std::int64_t{710}));
    for (const auto* text :
         {"", "-", ".5", "1.234", "1,234.50", "£5", "5p", "--5", "92233720368547758.08"}) {
        EXPECT_EQ(Pence::parse_pounds(text), std::nullopt) << text;
    }
}

TEST(Pence, RoundsAHalfAwayFromZero) {
    EXPECT_EQ(Pence::from_pounds_half_away(0.125), Pence(std::int64_t{13}));
    EXPECT_EQ(Pence::from_pounds_half_away(-0.125), Pence(std::int64_t{-13}));
    EXPECT_EQ(Pence::from_pounds_half_away(1e300), std::nullopt);
    EXPECT_EQ(Pence::from_pounds_half_away(std::nan("")), std::nullopt);
}

TEST(Pence, WritesPounds) {
    EXPECT_EQ(Pence(std::int64_t{-5}).pounds(), "-0.05");
    EXPECT_EQ(Pence(std::numeric_limits<std::int64_t>::min()).pounds(), "-92233720368547758.08");
}

TEST(Pence, AreReadableByPeople) {
    const std::tuple<std::int64_t, const char*, const char*> amounts[] = {
        {0, "0.00", "£0"},
        {-5, "-0.05", "-£0.05"},
        {99900, "999.00", "£999"},
        {100000, "1,000.00", "£1,000"},
        {-12345650, "-123,456.50", "-£123,456.50"},
        {123456789012, "1,234,567,890.12", "£1,234,567,890.12"},
        {std::numeric_limits<std::int64_t>::min(), "-92,233,720,368,547,758.08",
         "-£92,233,720,368,547,758.08"}};
    for (const auto& [pence, grouped, words] : amounts) {
        EXPECT_EQ(Pence(pence).grouped(), grouped);
        EXPECT_EQ(Pence(pence).words(), words);
    }
}

TEST(Pence, SaysWhenASumDoesNotFit) {
    const Pence largest(std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(Pence::add(largest, Pence(std::int64_t{1})), std::nullopt);
    EXPECT_EQ(Pence::add(largest, Pence(std::int64_t{-1})), Pence(largest.count() - 1));
}

TEST(Pence, SubtractsAndMultipliesWithinSixtyFourBits) {
    const Pence smallest(std::numeric_limits<std::int64_t>::min());
    const Pence penny(std::int64_t{1});
    EXPECT_EQ(Pence::subtract(smallest, penny), std::nullopt);
    EXPECT_EQ(Pence::subtract(penny, smallest), std::nullopt);
    EXPECT_EQ(Pence::subtract(penny, Pence(std::int64_t{3})), Pence(std::int64_t{-2}));
    EXPECT_EQ(Pence::multiply(smallest, -1), std::nullopt);
    EXPECT_EQ(Pence::multiply(Pence(std::int64_t{7}), -3), Pence(std::int64_t{-21}));
}

TEST(Pence, TakesAFactorOnceAndNamesTheRounding) {
    const auto settled = [](std::int64_t count, double factor, Rounding rounding) {
        return Pence(count).times(factor, Pence(std::int64_t{1}), rounding)->count();
    };
    EXPECT_EQ(settled(5, 0.5, Rounding::half_away), 3);
    EXPECT_EQ(settled(-5, 0.5, Rounding::half_away), -3);
    EXPECT_EQ(settled(5, 0.5, Rounding::half_even), 2);
    EXPECT_EQ(settled(7, 0.5, Rounding::half_even), 4);
    EXPECT_EQ(settled(-5, 0.5, Rounding::toward_zero), -2);
    EXPECT_EQ(settled(-5, 0.5, Rounding::down), -3);
    EXPECT_EQ(settled(5, 0.5, Rounding::down), 2);
    EXPECT_EQ(settled(-4, 0.5, Rounding::down), -2);
    EXPECT_EQ(settled(5, 0, Rounding::half_away), 0);
    EXPECT_EQ(settled(5, 1e-300, Rounding::half_away), 0);
    EXPECT_EQ(settled(-5, 1e-300, Rounding::down), -1);
    // A tenth is a little more than 0.1 in binary: half of ten pence is more than half.
    EXPECT_EQ(settled(5, 0.1, Rounding::half_even), 1);
}

TEST(Pence, SettlesToTheThousandPoundsInOneStep) {
    const Pence thousand(std::int64_t{100000});
    // £1,499.996 goes to £1,000; rounded to the penny first it would be £1,500.00 and go to £2,000.
    const Pence amount(std::int64_t{149999600});
    EXPECT_EQ(amount.times(0.001, thousand, Rounding::half_away), thousand);
    EXPECT_EQ(Pence(std::int64_t{150000}).to_multiple(thousand, Rounding::half_away),
              Pence(std::int64_t{200000}));
    EXPECT_EQ(Pence(std::int64_t{-150000}).to_multiple(thousand, Rounding::half_even),
              Pence(std::int64_t{-200000}));
}

TEST(Pence, SaysWhenAProductDoesNotFit) {
    const Pence penny(std::int64_t{1});
    const Pence largest(std::numeric_limits<std::int64_t>::max());
    const Pence smallest(std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(largest.times(1.0, penny, Rounding::half_away), largest);
    EXPECT_EQ(smallest.times(1.0, penny, Rounding::half_away), smallest);
    EXPECT_EQ(smallest.times(-1.0, penny, Rounding::half_away), std::nullopt);
    EXPECT_EQ(largest.times(2.0, penny, Rounding::half_away), std::nullopt);
    EXPECT_EQ(largest.times(1e308, penny, Rounding::half_away), std::nullopt);
    EXPECT_EQ(penny.times(1e308, penny, Rounding::half_away), std::nullopt);
    EXPECT_EQ(largest.times(1.0, Pence(std::int64_t{100000}), Rounding::half_away),
              std::nullopt);  // the next thousand is beyond
    EXPECT_EQ(penny.times(std::nan(""), penny, Rounding::half_away), std::nullopt);
    EXPECT_EQ(penny.times(1.0, Pence(), Rounding::half_away), std::nullopt);
}

}  // namespace
}  // namespace concord
