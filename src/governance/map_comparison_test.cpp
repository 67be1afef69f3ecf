#include <gtest/gtest.h>

#include "governance/function_map.hpp"
#include "support/small_scheme.hpp"

namespace concord::governance {
namespace {

using support::SmallScheme;

// The board of the small scheme is described, and passes `arrange` to a committee of the north.
SmallScheme described() {
    SmallScheme small;
    small.holder("icb").members.push_back(SmallScheme::person("chair"));
    auto& committee = small.add("committee", HolderKind::committee, {"icb"});
    committee.scale = Scale::place;
    committee.area = {"north"};
    auto& grant = small.grant("icb", "committee", "inside", {"arrange"});
    grant.scope.acts = {"approve"};
    grant.scope.places = {"north"};
    return small;
}

PublishedEntry claim(const std::string& function, const std::string& body,
                     const std::string& act = "") {
    PublishedEntry entry;
    entry.function = function;
    entry.act = act;
    entry.body = body;
    return entry;
}

class Compared {
  public:
    Compared(const SmallScheme& small, const std::vector<PublishedEntry>& published)
        : small_(small),
          map_(compared_map(Evaluator({&small.law, &small.scheme, &small.places}, small.context),
                            published)) {}

    // How the entry of a holder and function stands; nothing where there is no such entry.
    std::optional<Publication> of(const std::string& holder, const std::string& function) const {
        for (const auto& entry : map_) {
            if (!entry.holder || small_.scheme.holders[*entry.holder].id != holder) continue;
            if (small_.law.functions.node(entry.function).id == function) return entry.publication;
        }
        return std::nullopt;
    }

  private:
    const SmallScheme& small_;
    std::vector<MapEntry> map_;
};

TEST(MapComparison, WithoutAPublishedMapNothingIsHeldAgainstIt) {
    const auto small = described();
    const Compared compared(small, {});
    EXPECT_EQ(Publication::none, compared.of("committee", "arrange"));
    EXPECT_EQ(Publication::none, compared.of("icb", "planning"));
}

TEST(MapComparison, WhatIsHeldAgreesAndWhatIsLeftOutIsNamed) {
    const auto small = described();
    const Compared compared(small, {claim("arrange", "committee"), claim("planning", "icb")});
    EXPECT_EQ(Publication::agrees, compared.of("committee", "arrange"));
    EXPECT_EQ(Publication::agrees, compared.of("icb", "planning"));
    EXPECT_EQ(Publication::unpublished, compared.of("icb", "arrange"));
    // The council's functions stand on its own map, for its board is not described here.
    EXPECT_EQ(Publication::none, compared.of("council", "public-health"));
}

TEST(MapComparison, AnActMustBeAmongThoseThatAreHeld) {
    const auto small = described();
    // `spend` is a part of `approve`, which is held whole; `sign` is not held.
    EXPECT_EQ(Publication::agrees,
              Compared(small, {claim("arrange", "committee", "spend")}).of("committee", "arrange"));
    const Compared claimed(small, {claim("arrange", "council", "sign")});
    EXPECT_EQ(Publication::unsupported, claimed.of("council", "arrange"));
    EXPECT_EQ(Publication::unpublished, claimed.of("committee", "arrange"));
}

TEST(MapComparison, APartIsNoWhole) {
    auto small = described();
    small.scheme.grants[0].scope.functions = {"contracts"};
    EXPECT_EQ(Publication::in_part,
              Compared(small, {claim("arrange", "committee")}).of("committee", "contracts"));
    // A row that says what is held outweighs one that says more.
    EXPECT_EQ(Publication::agrees,
              Compared(small, {claim("arrange", "committee"), claim("contracts", "committee")})
                  .of("committee", "contracts"));
}

TEST(MapComparison, ANarrowerClaimThanWhatIsHeldAgrees) {
    const auto small = described();
    EXPECT_EQ(Publication::agrees,
              Compared(small, {claim("contracts", "committee")}).of("committee", "arrange"));
}

TEST(MapComparison, AnotherScaleIsToldEvenWhereTheFunctionIsHeld) {
    const auto small = described();
    auto entry = claim("arrange", "committee");
    entry.scale = Scale::system;
    EXPECT_EQ(Publication::other_scale, Compared(small, {entry}).of("committee", "arrange"));
    entry.scale = Scale::place;
    EXPECT_EQ(Publication::agrees, Compared(small, {entry}).of("committee", "arrange"));
}

TEST(MapComparison, AClaimIsJudgedOnTheDayAskedAbout) {
    auto small = described();
    small.scheme.grants[0].period.to = small.context.as_at.plus_days(-1);
    EXPECT_EQ(Publication::unsupported,
              Compared(small, {claim("arrange", "committee")}).of("committee", "arrange"));
}

TEST(FunctionMap, MarksBothOfTwoWhoMayDecideTheSame) {
    auto small = described();
    auto& lead = small.add("lead", HolderKind::post, {"icb"});
    lead.scale = Scale::place;
    lead.area = {"north"};
    auto& grant = small.grant("icb", "lead", "inside", {"arrange"});
    grant.scope.acts = {"spend"};  // narrower than the committee's
    grant.scope.places = {"north"};
    const auto map =
        function_map(Evaluator({&small.law, &small.scheme, &small.places}, small.context));
    std::vector<std::string> doubled;
    for (const auto& entry : map) {
        if (entry.remark == MapRemark::duplicate) {
            doubled.push_back(small.scheme.holders[*entry.holder].id);
        }
    }
    EXPECT_EQ((std::vector<std::string>{"committee", "lead"}), doubled);
}

}  // namespace
}  // namespace concord::governance
