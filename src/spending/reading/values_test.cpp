// Amounts and dates as tables of payments write them.
#include <gtest/gtest.h>

#include "spending/reading/amounts.hpp"
#include "spending/reading/dates.hpp"

namespace concord::spending {
namespace {

std::string sure(const char* text, bool from_1904 = false) {
    const auto date = read_date(text, from_1904).in(DateOrder::unknown);
    return date ? date->iso() : "none";
}

TEST(Dates, AreReadInEveryManner) {
    // 44043 is 31 July 2020 in a spreadsheet; day 42581 of the count from 1904 is the same.
    for (const auto* text :
         {"2020-07-31", "31/07/2020", "31-07-20", "31.7.2020", "7/31/2020", "20200731",
          "31 July 2020", "31-Jul-20", "Jul 31, 2020", "31st of July 2020", "44043", "44043.5",
          "2020-07-31T00:00:00", "31/07/2020 00:00", "July 2020", "Jul-20"}) {
        EXPECT_EQ(sure(text), "2020-07-31") << text;
    }
    EXPECT_EQ(sure("42581", true), "2020-07-31");
    EXPECT_EQ(sure("Feb-20"), "2020-02-29");
    EXPECT_EQ(sure("03/03/2020"), "2020-03-03") << "the same in either order";
}

TEST(Dates, ThatMayBeTwoDaysAreNone) {
    const auto reading = read_date("04/05/2020");
    EXPECT_EQ(reading.in(DateOrder::unknown), std::nullopt);
    EXPECT_EQ(reading.in(DateOrder::day_first), Date(2020, 5, 4));
    EXPECT_EQ(reading.in(DateOrder::month_first), Date(2020, 4, 5));
    EXPECT_EQ(read_date("13/05/2020").shows(), DateOrder::day_first);
    EXPECT_EQ(read_date("05/13/2020").shows(), DateOrder::month_first);
}

TEST(Dates, ThatAreNoneAreRefused) {
    for (const auto* text :
         {"", "soon", "31/02/2020", "31/13/2020", "1/1/1999", "2100-01-01", "12345", "99999",
          "2020", "July", "30/07", "0/7/2020", "32 July 2020", "31/07/020", "1e5"}) {
        EXPECT_EQ(sure(text), "none") << text;
    }
}

std::string paid(const char* text, bool is_number = false) {
    const auto amount = read_paid_amount(text, is_number);
    return amount.value ? amount.value->pounds() : "none";
}

TEST(PaidAmounts, FollowTheHabitsOfLedgers) {
    const std::pair<const char*, const char*> amounts[] = {{"1,234.50 CR", "-1234.50"},
                                                           {"1234.50DR", "1234.50"},
                                                           {"-", "0.00"},
                                                           {"£ -", "0.00"},
                                                           {"1 234 567.89", "1234567.89"},
                                                           {"£1\xC2\xA0"
                                                            "234",
                                                            "1234.00"},
                                                           {"(£5.00)", "-5.00"}};
    for (const auto& [text, pounds] : amounts)
        EXPECT_EQ(paid(text), pounds) << text;
    for (const auto* text : {"-5 CR", "12 34", "1 2345", "CR", "5 5.00", "€5"})
        EXPECT_EQ(paid(text), "none") << text;
}

TEST(PaidAmounts, AreFreeOfBinaryNoiseAndSayWhatIsFinerThanAPenny) {
    const auto noise = read_paid_amount("88664.310000000012", true);
    EXPECT_EQ(noise.value, Pence(std::int64_t{8866431}));
    EXPECT_TRUE(noise.repairs.empty());
    const auto finer = read_paid_amount("0.125", true);
    EXPECT_EQ(finer.value, Pence(std::int64_t{13}));
    EXPECT_EQ(finer.repairs, std::vector<Repair>{Repair::finer_than_penny});
    EXPECT_EQ(paid("1.0E+3", true), "1000.00");
}

}  // namespace
}  // namespace concord::spending
