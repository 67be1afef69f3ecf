#include "handbook/amounts.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace concord::handbook {
namespace {

// "<=500.00 >=100.00": each amount with its bound; strict ones without the equals sign.
std::string read(std::string_view text) {
    std::vector<std::string> parts;
    for (const auto& amount : amounts_in(text)) {
        std::string sign = "=";
        if (amount.bound == Bound::ceiling) sign = amount.inclusive ? "<=" : "<";
        if (amount.bound == Bound::floor) sign = amount.inclusive ? ">=" : ">";
        parts.push_back(sign + amount.value.pounds());
    }
    return join(parts, " ");
}

TEST(AmountsTest, InEveryFormThatBoardsUse) {
    EXPECT_EQ(read("£1,000,000"), "=1000000.00");
    EXPECT_EQ(read("£1m"), "=1000000.00");
    EXPECT_EQ(read("£1.5 million"), "=1500000.00");
    EXPECT_EQ(read("£500k"), "=500000.00");
    EXPECT_EQ(read("£ 25,000.50"), "=25000.50");
    EXPECT_EQ(read("2 million pounds"), "=2000000.00");
    EXPECT_EQ(read("£0.05m"), "=50000.00");
    EXPECT_EQ(read("£1bn"), "=1000000000.00");
}

TEST(AmountsTest, CeilingsAndFloors) {
    EXPECT_EQ(read("up to £20 million"), "<=20000000.00");
    EXPECT_EQ(read("not exceeding £150k"), "<=150000.00");
    EXPECT_EQ(read("below £1m"), "<1000000.00");
    EXPECT_EQ(read("equal to or over £5 million"), ">=5000000.00");
    EXPECT_EQ(read("£1m+"), ">=1000000.00");
    EXPECT_EQ(read("£5 million and over"), ">=5000000.00");
    EXPECT_EQ(read("in excess of £2m"), ">2000000.00");
    EXPECT_EQ(read("> £100k"), ">100000.00");
    EXPECT_EQ(read("≤ £2m"), "<=2000000.00");
}

TEST(AmountsTest, Ranges) {
    EXPECT_EQ(read("£100k to £500k"), ">=100000.00 <=500000.00");
    EXPECT_EQ(read("between £1m and £5m"), ">=1000000.00 <=5000000.00");
    EXPECT_EQ(read("£50,001 - £500,000"), ">=50001.00 <=500000.00");
    EXPECT_EQ(read("> £100k and up to £1m"), ">100000.00 <=1000000.00");
}

TEST(AmountsTest, NumbersThatAreNoMoney) {
    for (const auto* text : {"1 July 2022", "section 75", "5 members", "£", "£ million",
                             "20 million", "version 3.1", "£99999999999999999999"}) {
        EXPECT_EQ(read(text), "") << text;
    }
}

}  // namespace
}  // namespace concord::handbook
