// The forms in which boards write schemes, limits and terms, each in the smallest handbook that
// shows it.
#include "handbook/reading.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "handbook/reading/markdown_reader.hpp"
#include "handbook/rules/rules.hpp"
#include "handbook/variables.hpp"
#include "support/diagnostics.hpp"

namespace concord::handbook {
namespace {

const Vocabulary& vocabulary() {
    static const Vocabulary words = [] {
        auto diagnostics = support::new_diagnostics();
        return read_vocabulary(CONCORD_SOURCE "/catalogue/handbook", "catalogue/handbook",
                               diagnostics);
    }();
    return words;
}

Handbook handbook_of(const std::string& markdown) {
    Handbook handbook;
    handbook.documents.push_back(
        read_markdown("# NHS Oldmere Integrated Care Board\n\n" + markdown));
    handbook.documents.back().name = "handbook.md";
    return handbook;
}

// "body: function function" for each delegation, a line each.
std::string delegations(const std::string& scheme) {
    const auto handbook = handbook_of("## Scheme of delegation\n\n" + scheme);
    const auto reading = understand(handbook, vocabulary());
    std::string out;
    for (const auto& claim : reading.claims.delegations) {
        out += fmt::format("{}{}: {}\n", claim.reserved ? "kept by " : "",
                           claim.reserved ? "the board" : reading.bodies[claim.body].name,
                           join(claim.functions, " "));
    }
    return out;
}

std::string limits(const std::string& text) {
    const auto handbook = handbook_of("## Financial limits\n\n" + text);
    const auto reading = understand(handbook, vocabulary());
    std::string out;
    for (const auto& claim : reading.claims.limits) {
        out += fmt::format("{} {} {}\n", reading.bodies[claim.body].name, claim.act,
                           limit_text(claim.amount));
    }
    return out;
}

// "variable body=value" for the variables asked for.
std::string values(const std::string& markdown, std::initializer_list<std::string_view> variables) {
    const auto handbook = handbook_of(markdown);
    const auto reading = understand(handbook, vocabulary());
    const auto analysis = analyse(reading);
    std::string out;
    for (const auto& row : variables_of(analysis)) {
        if (std::ranges::find(variables, row.variable) == variables.end()) continue;
        out += fmt::format("{} {}={}\n", row.variable, row.body, row.value);
    }
    return out;
}

TEST(SchemeTest, ColumnsOfYesAndNames) {
    EXPECT_EQ(delegations("| Decision | Reserved to Board | Delegated to Committee | Delegated to "
                          "Individual |\n|---|---|---|---|\n"
                          "| Approve the annual accounts | Yes | No | No |\n"
                          "| Arrange continuing healthcare | No | Oldmere Place Committee | No |\n"
                          "| Agree personal health budgets | No | No | Place Directors |\n"),
              "kept by the board: accounts-and-report\n"
              "Oldmere Place Committee: continuing-healthcare\n"
              "Place Directors: personal-health-budgets\n");
}

TEST(SchemeTest, ColumnsOfHoldersWithTicks) {
    EXPECT_EQ(delegations("| Function | Board | Audit Committee | Chief Executive |\n"
                          "|---|---|---|---|\n"
                          "| Approve the internal audit plan | | ✓ | |\n"
                          "| Agree individual funding requests | | | X |\n"
                          "| Approve the constitution | ✓ | | |\n"),
              "Audit Committee: audit\n"
              "Chief Executive: individual-funding-requests\n"
              "kept by the board: constitution\n");
}

TEST(SchemeTest, ListsUnderALeadOrAHeading) {
    EXPECT_EQ(delegations("The Board reserves to itself:\n\n- approval of the annual report\n\n"
                          "The Board delegates to the Quality Committee:\n\n"
                          "- oversight of patient safety\n\n"
                          "### Place Directors\n\n- approve section 75 agreements\n"),
              "kept by the board: accounts-and-report\n"
              "Quality Committee: quality-of-services\n"
              "Place Directors: pooled-funds\n");
}

TEST(SchemeTest, SentencesThatNameTheHolder) {
    EXPECT_EQ(
        delegations("The commissioning of dental services is delegated to the Primary Care "
                    "Committee.\n\nOldmere Place Committee: redesign of community services.\n"),
        "Primary Care Committee: dental-services\n"
        "Oldmere Place Committee: service-transformation\n");
}

TEST(LimitsTest, ColumnsOfHoldersOrActs) {
    EXPECT_EQ(limits("| Area | Place Committee | Chief Executive |\n|---|---|---|\n"
                     "| Contract award | up to £1m | £5 million |\n"),
              "Place Committee award-contract up to 1000000.00\n"
              "Chief Executive award-contract up to 5000000.00\n");
    EXPECT_EQ(limits("| Post | Expenditure | Signing of contracts |\n|---|---|---|\n"
                     "| Place Directors | £250k | nil |\n"),
              "Place Directors approve-expenditure up to 250000.00\n");
}

TEST(LimitsTest, ColumnsOfBands) {
    EXPECT_EQ(limits("| Decision | Up to £50,000 | Over £50,000 |\n|---|---|---|\n"
                     "| Award of contracts | Place Directors | Chief Finance Officer |\n"),
              "Place Directors award-contract up to 50000.00\n"
              "Chief Finance Officer award-contract above 50000.00\n");
}

TEST(LimitsTest, Sentences) {
    EXPECT_EQ(limits("The Place Director may approve expenditure up to £500k.\n\n"
                     "Contracts of £1m+ are signed by the Chief Executive.\n"),
              "Place Director approve-expenditure up to 500000.00\n"
              "Chief Executive contract from 1000000.00\n");
}

TEST(PlacesTest, CountedWithTheirNamesOrNone) {
    EXPECT_EQ(values("The system is divided into three places (Alder, Birch and Cedar).\n", {"V1"}),
              "V1 =3\n");
    EXPECT_EQ(
        values("We work through four place-based partnerships: Alder, Birch, Cedar and Elm.\n",
               {"V1"}),
        "V1 =4\n");
    EXPECT_EQ(values("There are no places within the system.\n", {"V1"}), "V1 =0\n");
    EXPECT_EQ(values("The partner members have two places on the committee.\n", {"V1"}),
              "V1 =unclear\n");
}

TEST(PlacesTest, ACommitteeWithoutTermsDoesNotCount) {
    const std::string map =
        "## Functions and decisions map\n\n| Body | Status |\n|---|---|\n"
        "| Alder Place Committee | Committee of the Board |\n\n";
    EXPECT_EQ(values(map, {"V2"}), "V2 =no\nV2 Alder Place Committee=no\n");
    EXPECT_EQ(values(map + "## Terms of reference: Alder Place Committee\n\nThe Committee is "
                           "established as a committee of the Board and plans services at place.\n",
                     {"V2"}),
              "V2 =yes\nV2 Alder Place Committee=committee\n");
}

TEST(PlacesTest, AForumIsNone) {
    EXPECT_EQ(values("Each place has a place-based partnership. The partnerships are informal and "
                     "have no decision-making authority.\n",
                     {"V2", "V4"}),
              "V2 =no\nV2 place-based partnership=consultative-forum\nV4 =yes\n");
}

TEST(DutiesTest, RegardIsNoResponsibility) {
    const auto terms = [](const std::string& purpose) {
        return "## Terms of reference: Quality Committee\n\nThe Committee is a committee of the "
               "Board. It meets six times a year and its papers are public. " +
               purpose + "\n";
    };
    EXPECT_EQ(values(terms("It has regard to the need to reduce inequalities."), {"V10"}),
              "V10 =no\n");
    EXPECT_EQ(values(terms("It is responsible for reducing health inequalities."), {"V10"}),
              "V10 =yes\nV10 Quality Committee=yes\n");
}

TEST(OutsideTest, WhatNHSEnglandDelegatesToTheBoardIsNoDelegationByIt) {
    EXPECT_EQ(values("NHS England has delegated dental services to the ICB.\n", {"V12"}),
              "V12 =no\n");
    EXPECT_EQ(values("Under section 65Z5 the ICB delegates aftercare to Oldmere Borough Council.\n",
                     {"V12"}),
              "V12 =yes\nV12 Oldmere Borough Council=delegation\n");
}

// Partnerships and arrangements with councils under section 75 are no joint exercise (PIR-R058).
TEST(OutsideTest, PartnershipsAndSection75AreNoJointExercise) {
    EXPECT_EQ(
        values("## Terms of reference: Joint Commissioning Committee\n\nThe Committee is a joint "
               "committee of the ICB and Oldmere Borough Council under section 75 of the 2006 "
               "Act, and looks after the pooled budget.\n\n"
               "## Terms of reference: Oldmere Integrated Care Partnership\n\nThe Partnership is "
               "a joint committee of the ICB and the councils and writes the strategy.\n",
               {"V12"}),
        "V12 =no\n");
    EXPECT_EQ(
        values("## Terms of reference: Joint Commissioning Committee\n\nThe Committee is a joint "
               "committee of the ICB and Oldmere Borough Council under section 65Z6 of the 2006 "
               "Act, and decides for both.\n",
               {"V12"}),
        "V12 =no\nV12 Joint Commissioning Committee=joint-committee council+icb\n");
}

// Silence on places and collaboratives lowers the score, and is no breach (PIR-R047, R048).
TEST(TransparencyTest, SilenceLowersItWithoutABreach) {
    const auto handbook = handbook_of("Our system has two places: Alder and Birch.\n");
    const auto reading = understand(handbook, vocabulary());
    const auto analysis = analyse(reading);
    const auto silent = transparency_of(variables_of(analysis));
    EXPECT_EQ(silent.said, 1U);  // the number of places
    EXPECT_EQ(silent.asked, 9U);
    auto diagnostics = support::new_diagnostics();
    check_handbook(analysis, diagnostics);
    for (const auto& item : diagnostics.all()) {
        EXPECT_EQ(item.message.find("Alder"), std::string::npos) << item.message;
        EXPECT_EQ(item.message.find("collaborative"), std::string::npos) << item.message;
    }

    const auto telling = handbook_of(
        "Our system has two places: Alder and Birch. Each has a place-based partnership. The "
        "partnerships are informal.\n\nThe Oldmere Provider Collaborative is accountable to the "
        "boards of its trusts.\n");
    const auto told = understand(telling, vocabulary());
    EXPECT_EQ(transparency_of(variables_of(analyse(told))).said, 3U);
}

}  // namespace
}  // namespace concord::handbook
