#include "base/money.hpp"

#include <cmath>
#include <limits>
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

TEST(Pence, SaysWhenASumDoesNotFit) {
    const Pence largest(std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(Pence::add(largest, Pence(std::int64_t{1})), std::nullopt);
    EXPECT_EQ(Pence::add(largest, Pence(std::int64_t{-1})), Pence(largest.count() - 1));
}

}  // namespace
}  // namespace concord
