// Risk shares, each worked out by hand beside the test.
#include "agreements/risk_share.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "base/apportion.hpp"

namespace concord::agreements {
namespace {

Pence pounds(const char* text) {
    return *Pence::parse_pounds(text);
}

// A board puts in £700, a council £300, for schemes that plan £1,000.
RiskCase overspent(const char* difference) {
    RiskCase risk;
    risk.partners = {"board", "council"};
    risk.contributions = {pounds("700.00"), pounds("300.00")};
    risk.own = {Pence(), pounds(difference)};
    risk.host = "council";
    risk.plan = pounds("1000.00");
    risk.difference = pounds(difference);
    return risk;
}

using Parts = std::vector<Pence>;

TEST(ByContribution, DividesAsPartnersPutIn) {
    RiskRule rule;
    EXPECT_EQ(share_risk(rule, overspent("100.00")), (Parts{pounds("70.00"), pounds("30.00")}));
    EXPECT_EQ(share_risk(rule, overspent("-50.00")), (Parts{pounds("-35.00"), pounds("-15.00")}));
    // One penny goes to the larger rest, 0.7 of it.
    EXPECT_EQ(share_risk(rule, overspent("0.01")), (Parts{pounds("0.01"), Pence()}));
    auto nothing_put_in = overspent("1.00");
    nothing_put_in.contributions = {Pence(), Pence()};
    EXPECT_FALSE(share_risk(rule, nothing_put_in));
}

TEST(FixedShares, DivideAsAgreed) {
    RiskRule rule;
    rule.form = RiskForm::fixed_shares;
    rule.shares = {{"board", Share(2, 3)}, {"council", Share(1, 3)}};
    // £100.00: 6,666.67 and 3,333.33 pence; the penny that is left goes to the larger rest.
    EXPECT_EQ(share_risk(rule, overspent("100.00")), (Parts{pounds("66.67"), pounds("33.33")}));
    rule.shares = {{"board", Share(2, 3)}};
    EXPECT_FALSE(share_risk(rule, overspent("100.00")));
    rule.shares = {{"board", Share(2, 3)}, {"stranger", Share(1, 3)}};
    EXPECT_FALSE(share_risk(rule, overspent("100.00")));
}

TEST(OwnSchemes, LeaveEachPartnerItsOwn) {
    RiskRule rule;
    rule.form = RiskForm::own_schemes;
    auto risk = overspent("100.00");
    risk.own = {pounds("-20.00"), pounds("120.00")};
    EXPECT_EQ(share_risk(rule, risk), (Parts{pounds("-20.00"), pounds("120.00")}));
    risk.own = {Pence(), pounds("90.00")};  // £10 were spent by a scheme that nobody leads
    EXPECT_FALSE(share_risk(rule, risk));
}

TEST(HostBears, GivesTheHostAll) {
    RiskRule rule;
    rule.form = RiskForm::host_bears;
    EXPECT_EQ(share_risk(rule, overspent("100.00")), (Parts{Pence(), pounds("100.00")}));
    auto risk = overspent("100.00");
    risk.host = "stranger";
    EXPECT_FALSE(share_risk(rule, risk));
}

// 5 % of £1,000 are £50, shared 70 to 30; the other £50 are the board's.
TEST(Capped, SharesTheFirstPartAndGivesTheRestToOne) {
    RiskRule rule;
    rule.form = RiskForm::capped;
    rule.first = Share(5, 100);
    rule.beyond = "board";
    EXPECT_EQ(share_risk(rule, overspent("100.00")), (Parts{pounds("85.00"), pounds("15.00")}));
    EXPECT_EQ(share_risk(rule, overspent("40.00")), (Parts{pounds("28.00"), pounds("12.00")}));
    EXPECT_EQ(share_risk(rule, overspent("-100.00")), (Parts{pounds("-85.00"), pounds("-15.00")}));
    rule.beyond = "stranger";
    EXPECT_FALSE(share_risk(rule, overspent("40.00")));
}

TEST(RiskShares, StandAtTheEdgeOf64Bits) {
    auto risk = overspent("0.00");
    risk.contributions = {Pence(std::numeric_limits<std::int64_t>::max()),
                          Pence(std::numeric_limits<std::int64_t>::max())};
    risk.difference = Pence(std::numeric_limits<std::int64_t>::max());
    const auto parts = share_risk({}, risk);
    ASSERT_TRUE(parts);
    EXPECT_EQ(total_of(*parts), risk.difference);
}

}  // namespace
}  // namespace concord::agreements
