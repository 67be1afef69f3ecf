#include "spending/analysis/months.hpp"

#include <gtest/gtest.h>

#include "spending/analysis/shares.hpp"

namespace concord::spending {
namespace {

TEST(Groups, AreThoseOfStata) {
    // 37 different values into five give 8, 7, 8, 7 and 7 (PIR-M09).
    std::vector<std::int64_t> values;
    for (std::int64_t i = 0; i < 37; ++i)
        values.push_back(i * 31 % 37);
    const auto groups = groups_of(values, 5);
    std::vector<int> sizes(5, 0);
    for (const auto group : groups)
        ++sizes[static_cast<std::size_t>(group - 1)];
    EXPECT_EQ(sizes, (std::vector<int>{8, 7, 8, 7, 7}));
    EXPECT_EQ(groups_of({5, 1, 3, 2, 4}, 5), (std::vector<int>{5, 1, 3, 2, 4}));
    EXPECT_EQ(groups_of({7, 7, 7}, 5), (std::vector<int>{1, 1, 1}));
    EXPECT_TRUE(groups_of({}, 5).empty());
}

TEST(Months, AreCountedAndLieInFinancialYears) {
    EXPECT_EQ(month_text(month_of(Date(2022, 7, 31))), "2022-07");
    EXPECT_EQ(month_of(Date(2023, 1, 1)) - month_of(Date(2022, 12, 31)), 1);
    EXPECT_EQ(financial_year(month_of(Date(2023, 3, 31))), "2022/23");
    EXPECT_EQ(financial_year(month_of(Date(2023, 4, 1))), "2023/24");
    EXPECT_EQ(financial_year(month_of(Date(2099, 12, 1))), "2099/00");
}

TEST(RobustScores, AreTheMedianAndItsDeviation) {
    // Median 3, distances 2 1 0 1 97, their median 1: z of 100 is 0.6745 × 97.
    const auto scores = robust_scores({1, 2, 3, 4, 100});
    ASSERT_TRUE(scores);
    EXPECT_DOUBLE_EQ(scores->median, 3);
    EXPECT_DOUBLE_EQ(scores->deviation, 1);
    EXPECT_NEAR(scores->z[4], 65.4265, 1e-9);
    EXPECT_FALSE(robust_scores({1, 2, 3, 4})) << "too few";
    EXPECT_FALSE(robust_scores({1, 1, 1, 1, 9})) << "more than half are equal";
}

class Completeness : public testing::Test {
  protected:
    void pay(const char* entity, Date date, const char* supplier, std::int64_t pence,
             std::uint32_t sheet = 0) {
        Payment payment;
        payment.entity = spending_.texts.id(entity);
        payment.supplier = spending_.texts.id(supplier);
        payment.expense_type = spending_.texts.id("type");
        payment.expense_area = spending_.texts.id("area");
        payment.date = date;
        payment.amount = Pence(pence);
        payment.sheet = sheet;
        spending_.payments.push_back(payment);
        while (spending_.sheets.size() <= sheet)
            spending_.sheets.emplace_back();
    }

    Spending spending_;
};

TEST_F(Completeness, FindsMonthsMissingAndTwice) {
    pay("NHS X ICB", Date(2022, 7, 31), "A", 100);
    pay("nhs x  icb", Date(2022, 7, 31), "A", 100);  // twice in one table: two payments
    pay("NHS X ICB", Date(2022, 9, 30), "B", 200);
    pay("NHS X ICB", Date(2022, 9, 30), "B", 200, 1);
    const auto found = completeness_of(spending_, {});
    ASSERT_EQ(found.entities.size(), 1U) << "capitals and spaces make no other body";
    const auto& months = found.entities[0].months;
    ASSERT_EQ(months.size(), 3U);
    EXPECT_EQ(months[0].state, MonthState::complete);
    EXPECT_EQ(months[0].repeated, 0);
    EXPECT_EQ(months[1].state, MonthState::missing);
    EXPECT_EQ(months[2].state, MonthState::twice);
    EXPECT_EQ(months[2].repeated, 1);
    EXPECT_EQ(months[2].repeated_amount, Pence(std::int64_t{200}));
    EXPECT_NE(found.entities[0].reason, "");
}

TEST_F(Completeness, AsksOnlyAboutTheWindow) {
    pay("X", Date(2022, 6, 30), "A", 100);
    pay("X", Date(2022, 7, 31), "A", 100);
    MonthWindow window;
    window.from = month_of(Date(2022, 7, 1));
    window.to = month_of(Date(2022, 8, 1));
    const auto found = completeness_of(spending_, window);
    EXPECT_EQ(found.entities[0].outside, 1);
    EXPECT_EQ(found.entities[0].payments, 1);
    ASSERT_EQ(found.entities[0].months.size(), 2U);
    EXPECT_EQ(found.entities[0].months[1].state, MonthState::missing);
}

}  // namespace
}  // namespace concord::spending
