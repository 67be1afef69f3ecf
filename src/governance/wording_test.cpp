#include "governance/wording.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "support/small_scheme.hpp"

namespace concord::governance {
namespace {

using support::SmallScheme;
using Lines = std::vector<std::string>;

Lines answered(const SmallScheme& small, const Question& question) {
    const Evaluator evaluator({&small.law, &small.scheme, &small.places}, small.context);
    std::vector<UnknownWord> unknown;
    const auto bound = evaluator.bind(question, unknown);
    return bound ? as_lines(in_words(evaluator, *bound, evaluator.who(*bound))) : Lines();
}

TEST(Wording, TellsTheWholeAnswer) {
    SmallScheme small;
    small.law.roots[0].authority = "the Act";
    auto& committee = small.add("committee", HolderKind::committee, {"icb"});
    committee.name = "Committee of the north";
    committee.scale = Scale::place;
    committee.meets_in_public = true;
    committee.members = {SmallScheme::person("chair"), SmallScheme::person("doctor", "hospital")};
    committee.quorum = Quorum{1, std::nullopt, {}, {}};
    auto& grant = small.grant("icb", "committee", "inside", {"arrange"});
    grant.ceiling = SmallScheme::pounds(500);
    grant.source = {"scheme", "4.1"};
    small.add("forum", HolderKind::forum, {"icb"});
    Question asked;
    asked.function = "contracts";
    asked.act = "sign";
    asked.places = {"north"};
    asked.value = SmallScheme::pounds(200);
    asked.affected = {"hospital"};
    const std::string unrecorded_members =
        "    provided: its members are not on record, so their interests were not looked at";
    EXPECT_EQ(
        (Lines{"sign under contracts in north at £200 on 2023-06-01",
               "ask Committee of the north first", "* Committee of the north (committee, place)",
               "    by: icb (the Act) > Committee of the north (inside, scheme 4.1)",
               "    limits: up to £500", "    quorum: 1 of 2 voting members, 1 stepping back",
               "    steps back: doctor", "    meetings: meets in public", "    accountable: icb",
               "  icb (board, system)", "    by: icb (the Act)", unrecorded_members,
               "    accountable: icb", "  not forum: not a holder",
               "  not council: function not held by anyone above",
               "  not hospital: function not held by anyone above"}),
        answered(small, asked));
    asked.value = SmallScheme::pounds(600);
    const auto lines = answered(small, asked);
    EXPECT_NE(lines.end(),
              std::find(lines.begin(), lines.end(),
                        "  not Committee of the north: above a ceiling: grant icb>committee from "
                        "icb to committee goes up to £500"));
}

TEST(Wording, SaysThatNobodyMay) {
    SmallScheme small;
    Question asked;
    asked.function = "planning";
    asked.value = SmallScheme::pounds(5);
    small.limit("icb", {}).ceiling = SmallScheme::pounds(4);
    const auto lines = answered(small, asked);
    EXPECT_EQ("nobody may decide this", lines[1]);
    EXPECT_EQ("  not icb: above a ceiling: limit limit-of-icb of icb is up to £4", lines.back());
}

}  // namespace
}  // namespace concord::governance
