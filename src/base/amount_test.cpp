#include "base/amount.hpp"

#include <gtest/gtest.h>

#include "base/random.hpp"

namespace concord {
namespace {

Pence pence(std::int64_t count) {
    return Pence(count);
}

TEST(Amount, ReadsWhatPeopleWrite) {
    const std::pair<const char*, std::int64_t> amounts[] = {{"1234.5", 123450},
                                                            {"1,234.50", 123450},
                                                            {"(1,234.50)", -123450},
                                                            {"\xC2\xA3"
                                                             "1.2m",
                                                             120000000},
                                                            {"\xC2\xA3 1.2 million", 120000000},
                                                            {"-\xC2\xA3"
                                                             "5",
                                                             -500},
                                                            {"\xC2\xA3-5", -500},
                                                            {"5-", -500},
                                                            {"\xE2\x88\x92"
                                                             "5",
                                                             -500},
                                                            {"(\xC2\xA3"
                                                             "12k)",
                                                             -1200000},
                                                            {"1.5bn", 150000000000},
                                                            {".5", 50},
                                                            {"5.", 500},
                                                            {"1e6", 100000000},
                                                            {"1.5E-1", 15},
                                                            {"  7 ", 700},
                                                            {"1,234,567", 123456700},
                                                            {"0", 0}};
    for (const auto& [text, count] : amounts) {
        const auto reading = parse_amount(text);
        EXPECT_EQ(reading.value, pence(count)) << text;
        EXPECT_FALSE(reading.is_finer_than_a_penny) << text;
    }
}

TEST(Amount, GuessesNothing) {
    for (const auto* text :
         {"1.234,50", "1,23", "1,2345", "1234,567", ",500", "1.234.567", "1,,000", "12,34,567"}) {
        EXPECT_EQ(parse_amount(text).problem, AmountProblem::two_meanings) << text;
        EXPECT_EQ(parse_amount(text).value, std::nullopt) << text;
    }
    for (const auto* text : {"n/a", "-", "--5", "(5", "5)", "-(5)", "12 apples", "1 234", ".", "m",
                             "1e", "1e999", "nan", "inf", "0x10", "5%"}) {
        EXPECT_EQ(parse_amount(text).problem, AmountProblem::no_amount) << text;
    }
    EXPECT_EQ(parse_amount("$5").problem, AmountProblem::other_currency);
    EXPECT_EQ(parse_amount("  ").problem, AmountProblem::empty);
}

TEST(Amount, RoundsWhatIsFinerThanAPennyAndSaysSo) {
    const auto half = parse_amount("0.005");
    EXPECT_EQ(half.value, pence(1));
    EXPECT_TRUE(half.is_finer_than_a_penny);
    EXPECT_EQ(parse_amount("-0.005").value, pence(-1));
    EXPECT_EQ(parse_amount("0.00499999999999999999").value, pence(0));
    EXPECT_EQ(parse_amount("2839062401.0363906").value, pence(283906240104));
    EXPECT_FALSE(parse_amount("0.0100").is_finer_than_a_penny);
}

TEST(Amount, StandsAtTheEdgeOf64Bits) {
    EXPECT_EQ(parse_amount("92,233,720,368,547,758.07").value,
              pence(std::numeric_limits<std::int64_t>::max()));
    for (const auto* text : {"92233720368547758.08", "92233720368547758.075", "1e30",
                             "99999999999bn", "9999999999999999999999999999999999999999"}) {
        EXPECT_EQ(parse_amount(text).problem, AmountProblem::too_large) << text;
    }
}

// The quick reader of plain amounts against the one that reads every manner.
TEST(PlainAmounts, AreReadAsAllAmountsAre) {
    for (const auto& [text, pence] : std::initializer_list<std::pair<const char*, std::int64_t>>{
             {"0", 0},
             {"5", 500},
             {"-5.25", -525},
             {"1,234.50", 123450},
             {"12,345,678.90", 1234567890},
             {"123", 12300},
             {"999999999999999.99", 99999999999999999},
             {"123,456", 12345600}}) {
        EXPECT_EQ(parse_plain_amount(text), Pence(pence)) << text;
    }
    for (const auto* text :
         {"", "-", ".50", "5.", "1,23", "1234,567", ",123", "1,234,56.00", "--5", "1.5", "1.234",
          "12,34", "1234567890123456.99", "5-", "£5", "1,,234", ",234.00"}) {
        EXPECT_EQ(parse_plain_amount(text), std::nullopt) << text;
    }
    RandomStream random(1, 1);
    constexpr std::string_view letters = "0123456789,,,..-";
    int read = 0;
    for (int i = 0; i < 200'000; ++i) {
        std::string text;
        for (auto n = random.below(12); n > 0; --n)
            text += letters[random.below(letters.size())];
        const auto plain = parse_plain_amount(text);
        if (!plain) continue;
        ++read;
        const auto whole = parse_amount(text);
        ASSERT_EQ(whole.value, plain) << text;
        ASSERT_FALSE(whole.is_finer_than_a_penny) << text;
    }
    EXPECT_GT(read, 5'000);
}

}  // namespace
}  // namespace concord
