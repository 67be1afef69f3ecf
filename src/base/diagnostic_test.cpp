#include "base/diagnostic.hpp"

#include <gtest/gtest.h>

namespace concord {
namespace {

Rule rule(const std::string& id, std::vector<RuleApplication> applications = {}) {
    return {id,
            "registry",
            "something is wrong",
            Severity::error,
            {},
            std::move(applications),
            "an Act",
            "because",
            "mend it",
            "",
            ""};
}

RuleBook small_book() {
    return RuleBook(
        {rule("REG002"), rule("REG001"),
         rule("REG003",
              {{RuleProfile::act_2022, {Date(2022, 7, 1), std::nullopt}, Severity::warning}})});
}

const RuleContext in_2022 = {Date(2022, 7, 1), RuleProfile::act_2022};
const RuleContext in_2021 = {Date(2021, 6, 1), RuleProfile::framework_2021};

TEST(RuleBook, FindsRulesById) {
    const auto book = small_book();
    EXPECT_EQ(book.ids(), (std::vector<std::string>{"REG001", "REG002", "REG003"}));
    EXPECT_NE(book.find("REG002"), nullptr);
    EXPECT_EQ(book.find("REG0"), nullptr);
}

TEST(RuleProfile, FollowsTheDate) {
    EXPECT_EQ(profile_in_force(Date(2022, 6, 30)), RuleProfile::framework_2021);
    EXPECT_EQ(profile_in_force(Date(2022, 7, 1)), RuleProfile::act_2022);
    EXPECT_EQ(parse_rule_profile("plan-2025"), RuleProfile::plan_2025);
    EXPECT_EQ(parse_rule_profile("plan"), std::nullopt);
}

// Areas change at their own speed: no day brings the plan's rules into force for everybody
// (ESS-R034).
TEST(RuleProfile, OfThePlanAppliesOnlyWhenAsked) {
    for (int year = 2022; year < 2100; ++year) {
        EXPECT_NE(profile_in_force(Date(year, 12, 31)), RuleProfile::plan_2025);
    }
}

TEST(Diagnostics, TakesTheRestFromTheRule) {
    const auto book = small_book();
    Diagnostics diagnostics(book, in_2022);
    diagnostics.add({"REG001", {"a.csv", 3, 4}, "x", "what was found"});
    const auto all = diagnostics.all();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].help, "mend it");
    EXPECT_EQ(all[0].authority, "an Act");
    EXPECT_EQ(to_string(all[0].location), "a.csv:3:4");
    EXPECT_TRUE(diagnostics.has_errors());
}

TEST(Diagnostics, LeavesOutRulesThatWereNotInForceAndSaysSo) {
    const auto book = small_book();
    Diagnostics now(book, in_2022);
    now.add({"REG003", {}, "", "found"});
    EXPECT_EQ(now.count(Severity::warning), 1U) << "with the severity it has under this profile";
    Diagnostics before(book, in_2021);
    before.add({"REG003", {}, "", "found"});
    EXPECT_TRUE(before.all().empty());
    EXPECT_EQ(before.not_in_force().at("REG003"), 1U);
}

TEST(Diagnostics, KeepsABoundedNumberAndCountsTheRest) {
    const auto book = small_book();
    Diagnostics diagnostics(book, in_2022);
    for (std::uint32_t line = 1; line <= 1000; ++line) {
        diagnostics.add({"REG001", {"a.csv", line, 1}, "", "bad"});
    }
    diagnostics.add({"REG001", {"b.csv", 1, 1}, "", "bad"});
    const auto all = diagnostics.all();
    EXPECT_EQ(all.size(), Diagnostics::kept_per_rule_and_file + 2);
    EXPECT_EQ(all.back().message, "and 980 more where something is wrong");
    EXPECT_EQ(diagnostics.count(Severity::error), 1001U);
}

TEST(Diagnostics, MergesAsIfEverythingHadArrivedInOrder) {
    const auto book = small_book();
    Diagnostics together(book, in_2022);
    Diagnostics parent(book, in_2022);
    for (int part = 0; part < 3; ++part) {
        auto child = parent.child();
        for (std::uint32_t line = 1; line <= 15; ++line) {
            const Finding finding{"REG001", {"a.csv", line, 1}, "", "bad"};
            child.add(finding);
            together.add(finding);
        }
        parent.merge(std::move(child));
    }
    EXPECT_EQ(parent.all(), together.all());
    EXPECT_EQ(parent.count(Severity::error), together.count(Severity::error));
}

}  // namespace
}  // namespace concord
