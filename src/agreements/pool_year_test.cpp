#include "agreements/pool_year.hpp"

#include <gtest/gtest.h>

namespace concord::agreements {
namespace {

Pence pounds(const char* text) {
    return *Pence::parse_pounds(text);
}

struct Fund {
    Fund() {
        pool.id = "fund";
        pool.host = "council";
        pool.partners = {"board", "council"};
        pool.purposes = {"care at home"};
        pool.schemes = {{"home", "", "council", "", {}, "", {}},
                        {"beds", "", "board", "", {}, "", {}}};
        put_in(2024, "board", "700.00", "mandatory");
        put_in(2024, "council", "300.00", "voluntary");
    }

    void put_in(int year, const char* who, const char* amount, const char* basis) {
        contributions.push_back(
            {"fund", FinancialYear{year}, who, pounds(amount), {}, basis, "", {}});
    }

    void spend(const char* scheme, const char* planned, std::optional<Pence> spent) {
        spending.push_back({"fund", FinancialYear{2024}, scheme, pounds(planned), spent, {}});
    }

    std::vector<PoolYear> years() const {
        return add_up_pools({{&pool, 1}, contributions, spending, unread, unread_spending});
    }

    Pool pool;
    std::vector<Contribution> contributions;
    std::vector<SchemeSpending> spending;
    UnreadRows unread;
    UnreadRows unread_spending;
};

TEST(PoolYear, AddsUpWhatIsPutInAndSpent) {
    Fund fund;
    fund.spend("home", "600.00", pounds("650.00"));
    fund.spend("beds", "400.00", pounds("390.00"));
    fund.pool.overspend = RiskRule{};
    const auto years = fund.years();
    ASSERT_EQ(years.size(), 1U);
    EXPECT_EQ(years[0].planned, pounds("1000.00"));
    EXPECT_EQ(years[0].mandatory, pounds("700.00"));
    EXPECT_EQ(years[0].voluntary, pounds("300.00"));
    EXPECT_EQ(years[0].paid, std::nullopt);  // nothing says what was paid, and it is not nothing
    EXPECT_EQ(years[0].difference, pounds("40.00"));
    ASSERT_EQ(years[0].parts.size(), 2U);
    EXPECT_EQ(years[0].parts[0].amount, pounds("28.00"));  // 70 %
    EXPECT_EQ(years[0].parts[0].why, "board bears £28 (by contribution: £700 of £1,000)");
}

TEST(PoolYear, HasNoDifferenceWhileOneSchemeIsNotKnown) {
    Fund fund;
    fund.spend("home", "600.00", pounds("650.00"));
    fund.spend("beds", "400.00", {});
    fund.pool.overspend = RiskRule{};
    const auto years = fund.years();
    EXPECT_EQ(years[0].spent, std::nullopt);
    EXPECT_EQ(years[0].difference, std::nullopt);
    EXPECT_TRUE(years[0].parts.empty());
}

// A contribution that could not be read may be anybody's: the board would bear all without it.
TEST(PoolYear, DividesNothingByHalfOfItsRows) {
    Fund fund;
    fund.spend("home", "600.00", pounds("650.00"));
    fund.pool.overspend = RiskRule{};
    fund.unread.years.emplace("fund", FinancialYear{2024});
    EXPECT_EQ(fund.years()[0].unshared, "what partners put in is not known");
    fund.unread.years.clear();
    EXPECT_EQ(fund.years()[0].parts.size(), 2U);
    fund.contributions.pop_back();  // and one that is not there may be anything
    auto year = fund.years()[0];
    EXPECT_TRUE(year.parts.empty());
    EXPECT_EQ(year.unshared, "what partners put in is not known");
    fund.pool.overspend->form = RiskForm::host_bears;  // for which contributions do not matter
    EXPECT_EQ(fund.years()[0].parts.size(), 2U);
    fund.unread_spending.any = true;
    year = fund.years()[0];
    EXPECT_EQ(year.difference, std::nullopt);
    EXPECT_TRUE(year.parts.empty());
}

TEST(PoolYear, SaysThatNobodyHasTheDifference) {
    Fund fund;
    fund.spend("home", "600.00", pounds("650.00"));
    EXPECT_EQ(fund.years()[0].unshared, "nothing is agreed about overspends");
    fund.pool.overspend = RiskRule{};
    fund.pool.risk_is_sound = false;
    EXPECT_EQ(fund.years()[0].unshared, "its rule could not be read");
}

// £30 are left of £1,000; the agreed schemes plan 600 and 400.
TEST(PoolYear, KeepsOrGivesBackWhatIsNotSpent) {
    Fund fund;
    fund.spend("home", "600.00", pounds("580.00"));
    fund.spend("beds", "400.00", pounds("390.00"));
    fund.pool.underspend = UnderspendRule{UnderspendUse::carried_forward, {}, {}, {}};
    auto parts = fund.years()[0].parts;
    ASSERT_EQ(parts.size(), 1U);
    EXPECT_EQ(parts[0].to, "next-year");
    EXPECT_EQ(parts[0].amount, pounds("-30.00"));
    fund.pool.underspend->use = UnderspendUse::agreed_schemes;
    fund.pool.underspend->schemes = {"home", "beds"};
    parts = fund.years()[0].parts;
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_EQ(parts[0].amount, pounds("-18.00"));
    EXPECT_EQ(parts[1].amount, pounds("-12.00"));
    fund.pool.underspend->use = UnderspendUse::returned;
    fund.pool.underspend->how.form = RiskForm::own_schemes;
    parts = fund.years()[0].parts;
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_EQ(parts[0].amount, pounds("-10.00"));  // the board's beds
    EXPECT_EQ(parts[1].amount, pounds("-20.00"));  // the council's care at home
}

// The four answers of the review (PIR-R080): unchanged, up, down, repurposed, or not known.
TEST(PoolYear, IsSetBesideTheYearBefore) {
    Fund fund;
    fund.put_in(2025, "board", "700.00", "mandatory");
    fund.put_in(2025, "council", "300.00", "voluntary");
    fund.put_in(2026, "board", "700.01", "mandatory");
    fund.put_in(2026, "council", "300.00", "voluntary");
    fund.put_in(2028, "board", "1.00", "mandatory");
    fund.pool.years.push_back(
        {FinancialYear{2026}, {}, {"beds for a week"}, "", {}, {}, "", {}, {}});
    const auto years = fund.years();
    ASSERT_EQ(years.size(), 4U);
    EXPECT_EQ(years[0].size, "not-known");
    EXPECT_EQ(years[1].size, "unchanged");
    EXPECT_EQ(years[1].purpose, "unchanged");
    EXPECT_EQ(years[2].size, "up");
    EXPECT_EQ(years[2].change, pounds("0.01"));
    EXPECT_EQ(years[2].purpose, "repurposed");
    EXPECT_EQ(years[3].size, "not-known");  // of 2027 nothing is known
}

TEST(MonthsToDeliver, AreLeftAfterMobilisation) {
    FundingLine line;
    EXPECT_EQ(months_to_deliver(line), std::nullopt);
    line.from = Date(2025, 4, 1);
    line.to = Date(2026, 3, 31);
    line.mobilisation = 5;
    EXPECT_EQ(months_to_deliver(line), 7);  // September to March
    line.mobilisation = 20;
    EXPECT_EQ(months_to_deliver(line), 0);
}

}  // namespace
}  // namespace concord::agreements
