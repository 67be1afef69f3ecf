// What months pay, worked out by hand beside each test.
#include "agreements/payment.hpp"

#include <gtest/gtest.h>

namespace concord::agreements {
namespace {

std::vector<Month> year_of_months() {
    return months_within({2025}, {Date(2025, 4, 1), Date(2026, 3, 31)});
}

MonthActivity known(const std::vector<std::int64_t>& units) {
    MonthActivity activity(12);
    for (std::size_t i = 0; i < units.size(); ++i)
        activity[i] = units[i] * 1000;
    return activity;
}

Pence pounds(const char* text) {
    return *Pence::parse_pounds(text);
}

// £1,200,000 for 12,000 at £100: £100,000 and 1,000 a month. Half the price below 98 % of the plan,
// nothing up to 102 %, three quarters above.
Element aligned() {
    Element element;
    element.id = "stays";
    element.kind = ElementKind::aligned;
    element.fixed = pounds("1200000.00");
    element.planned = 12'000'000;
    element.price = 100'000'000;
    element.pieces = {{0, 9'800, 5'000, {}}, {9'800, 10'200, 0, {}}, {10'200, {}, 7'500, {}}};
    return element;
}

Element volume() {
    auto element = aligned();
    element.kind = ElementKind::cost_and_volume;
    element.fixed = Pence();
    // Full price up to the plan, 30 % of it above.
    element.pieces = {{0, 10'000, 10'000, {}}, {10'000, {}, 3'000, {}}};
    return element;
}

std::vector<MonthPayment> pay(const Element& element, const MonthActivity& activity) {
    return pay_year(element, year_of_months(), activity).value();
}

TEST(Block, PaysItsPartWhateverIsDone) {
    Element element;
    element.fixed = pounds("100.00");
    const auto months = pay(element, MonthActivity(12));
    // 10,000 pence over twelve months: 833 each make 9,996, and the first four get one more.
    EXPECT_EQ(months[0].payment, pounds("8.34"));
    EXPECT_EQ(months[3].payment, pounds("8.34"));
    EXPECT_EQ(months[4].payment, pounds("8.33"));
    EXPECT_EQ(months[11].to_date, pounds("100.00"));
    EXPECT_EQ(months[0].why, "£8.34 as agreed: £8.34");
}

TEST(Block, FollowsItsPhasing) {
    Element element;
    element.fixed = pounds("100.00");
    element.phasing = {3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    const auto months = pay(element, MonthActivity(12));
    EXPECT_EQ(months[0].payment, pounds("75.00"));
    EXPECT_EQ(months[1].payment, pounds("25.00"));
    EXPECT_EQ(months[2].payment, Pence());
}

TEST(Aligned, AddsAboveAndTakesBelowThePlan) {
    const auto months = pay(aligned(), known({1000, 1010, 1080, 950, 0}));
    EXPECT_EQ(months[0].payment, pounds("100000.00"));
    EXPECT_EQ(months[1].variable, Pence());  // within 102 %
    // 80 more, 20 of them within the threshold: 60 × £100 × 75 % = £4,500.
    EXPECT_EQ(months[2].variable, pounds("4500.00"));
    EXPECT_EQ(months[2].why,
              "£100,000 for 1,000 planned; 80 more at £100 (20 at 0%, 60 at 75%) add £4,500: "
              "£104,500");
    // 50 fewer, 20 of them within the threshold: 30 × £100 × 50 % = £1,500.
    EXPECT_EQ(months[3].variable, pounds("-1500.00"));
    EXPECT_EQ(months[3].why,
              "£100,000 for 1,000 planned; 50 fewer at £100 (30 at 50%, 20 at 0%) take £1,500: "
              "£98,500");
    // Nothing done is known and is not a gap: 980 × £100 × 50 % = £49,000.
    EXPECT_EQ(months[4].payment, pounds("51000.00"));
    EXPECT_EQ(months[4].to_date, pounds("454000.00"));  // 100 + 100 + 104.5 + 98.5 + 51
}

TEST(Aligned, IsHeldByCapAndCollar) {
    auto element = aligned();
    element.cap = pounds("1236000.00");     // £103,000 a month
    element.collar = pounds("1188000.00");  // £99,000 a month
    const auto months = pay(element, known({1080, 950}));
    EXPECT_EQ(months[0].held, pounds("-1500.00"));
    EXPECT_EQ(months[0].payment, pounds("103000.00"));
    EXPECT_EQ(months[0].why,
              "£100,000 for 1,000 planned; 80 more at £100 (20 at 0%, 60 at 75%) add £4,500; the "
              "cap of £103,000 takes £1,500: £103,000");
    EXPECT_EQ(months[1].held, pounds("500.00"));
    EXPECT_EQ(months[1].payment, pounds("99000.00"));
}

// 1,080 and then 950 are 2,030 of 2,000 planned: within 102 %, so that the second month gives back
// what the first one added.
TEST(Aligned, SettledToDateLetsMonthsMakeUpForEachOther) {
    auto element = aligned();
    element.to_date = true;
    const auto months = pay(element, known({1080, 950}));
    EXPECT_EQ(months[0].payment, pounds("104500.00"));
    EXPECT_EQ(months[1].variable, pounds("-4500.00"));
    EXPECT_EQ(months[1].payment, pounds("95500.00"));
    EXPECT_EQ(months[1].to_date, pounds("200000.00"));
}

TEST(CostAndVolume, PaysMarginalRatesAboveThePlan) {
    const auto months = pay(volume(), known({900, 1100}));
    EXPECT_EQ(months[0].payment, pounds("90000.00"));
    // 1,000 × £100 + 100 × £30.
    EXPECT_EQ(months[1].payment, pounds("103000.00"));
    EXPECT_EQ(months[1].why, "1,100 at £100 (1,000 at 100%, 100 at 30%) make £103,000: £103,000");
}

// 3 × £0.8333 = 249.99 pence; 1 × £0.125 = 12.5 pence, which each rounding settles in its way.
TEST(CostAndVolume, RoundsAPriceFinerThanAPennyOnce) {
    auto element = volume();
    element.pieces = {{0, {}, 10'000, {}}};
    element.price = 833'300;
    EXPECT_EQ(pay(element, known({3}))[0].payment, Pence(std::int64_t{250}));
    element.price = 125'000;
    EXPECT_EQ(pay(element, known({1}))[0].payment, Pence(std::int64_t{13}));
    element.rounding = Rounding::half_even;
    EXPECT_EQ(pay(element, known({1}))[0].payment, Pence(std::int64_t{12}));
}

TEST(Payments, NeverTakeWhatIsNotKnownAsNothing) {
    auto activity = known({1000, 1000, 1000});
    activity[1].reset();
    const auto months = pay(aligned(), activity);
    EXPECT_EQ(months[1].payment, std::nullopt);
    EXPECT_EQ(months[1].why, "no activity is known");
    EXPECT_EQ(months[2].payment, pounds("100000.00"));
    EXPECT_EQ(months[0].to_date, pounds("100000.00"));
    EXPECT_EQ(months[2].to_date, std::nullopt);
    auto element = aligned();
    element.to_date = true;
    EXPECT_EQ(pay(element, activity)[2].payment, std::nullopt);
}

// 1,100 of 1,000 planned are known. By plan the other eleven months pay £100,000 each; by trend
// each has 1,100: 80 × £100 × 75 % = £6,000 more.
TEST(Forecast, TakesMonthsToComeAsItIsTold) {
    const auto activity = known({1100});
    EXPECT_EQ(forecast_year(aligned(), year_of_months(), activity, ForecastBasis::plan),
              pounds("1206000.00"));
    EXPECT_EQ(forecast_year(aligned(), year_of_months(), activity, ForecastBasis::trend),
              pounds("1272000.00"));
}

// 10,000,000 pounds × 1,000,000,000 units × 10 is more than 64 bits of pence.
TEST(Payments, SayWhenTheyPass64Bits) {
    auto element = volume();
    element.price = highest_price;
    element.planned = largest_activity;
    element.pieces = {{0, {}, 100'000, {}}};
    MonthActivity activity(12);
    activity[0] = largest_activity;
    EXPECT_FALSE(pay_year(element, year_of_months(), activity));
    element.pieces[0].rate = 1;  // a ten-thousandth: £1,000,000,000,000
    EXPECT_EQ(pay(element, activity)[0].payment, pounds("1000000000000.00"));
}

// A contract from July has nine months of the year, over which its sum is spread.
TEST(Payments, AreThoseOfTheContractsMonths) {
    Element element;
    element.fixed = pounds("900.00");
    const auto months = months_within({2025}, {Date(2025, 7, 1), Date(2026, 3, 31)});
    const auto paid = pay_year(element, months, MonthActivity(9)).value();
    ASSERT_EQ(paid.size(), 9U);
    EXPECT_EQ(paid[0].payment, pounds("100.00"));
}

}  // namespace
}  // namespace concord::agreements
