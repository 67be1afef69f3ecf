#include "handbook/names.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "handbook/bodies.hpp"
#include "support/diagnostics.hpp"

namespace concord::handbook {
namespace {

const Vocabulary& vocabulary() {
    static const Vocabulary words = [] {
        auto diagnostics = support::new_diagnostics();
        auto read = read_vocabulary(CONCORD_SOURCE "/catalogue/handbook", "catalogue/handbook",
                                    diagnostics);
        EXPECT_TRUE(diagnostics.all().empty());
        return read;
    }();
    return words;
}

std::string names(std::string_view text) {
    std::vector<std::string> found;
    for (const auto& name : names_in(text, vocabulary()))
        found.push_back((name.post ? "@" : "") + name.name);
    return join(found, " | ");
}

TEST(NamesTest, EndWithTheirHead) {
    EXPECT_EQ(names("The Finance, Investment and Performance Committee meets."),
              "Finance, Investment and Performance Committee");
    EXPECT_EQ(names("Audit Committee and Remuneration Committee"),
              "Audit Committee | Remuneration Committee");
    EXPECT_EQ(names("Partnership and Engagement Committee"),
              "Partnership and Engagement Committee");
    EXPECT_EQ(names("AUDIT AND RISK COMMITTEE TERMS OF REFERENCE"), "AUDIT AND RISK COMMITTEE");
    EXPECT_EQ(names("Health and Wellbeing Board, Quality committee"),
              "Health and Wellbeing Board | Quality committee");
    EXPECT_EQ(names("Terms of Reference: Audit Committee"), "Audit Committee");
    EXPECT_EQ(names("Chair of the Audit Committee"), "Audit Committee");
}

TEST(NamesTest, GoOnAfterTheirHeadWhereThatIsTheirName) {
    EXPECT_EQ(names("the Dental Committees in Common"), "Dental Committees in Common");
    EXPECT_EQ(names("the Joint Committee of the Northern ICBs decides"),
              "Joint Committee of the Northern ICBs");
    EXPECT_EQ(names("Place Committee for Oldmere"), "Place Committee for Oldmere");
}

TEST(NamesTest, Posts) {
    EXPECT_EQ(names("The Chief Executive and the Chief Finance Officer"),
              "@Chief Executive | @Chief Finance Officer");
    EXPECT_EQ(names("Director of Nursing and Quality"), "@Director of Nursing and Quality");
    EXPECT_EQ(names("Place directors may sign"), "@Place directors");
}

TEST(NamesTest, AHeadAloneNamesNobody) {
    EXPECT_EQ(names("The Committee reports to the Board. Leads on quality."), "");
    EXPECT_EQ(names("Committee of the Board, Committee of the Integrated Care Board"),
              "Integrated Care Board");
}

TEST(BodiesTest, VariantsAreOneBody) {
    Bodies bodies(vocabulary(), "NHS Oldmere Integrated Care Board");
    const auto number = bodies.add({"Finance and Performance Committee", 0, 0, false});
    for (const auto* name :
         {"Finance & Performance Committee", "ICB Finance and Performance Committee",
          "FINANCE AND PERFORMANCE COMMITTEE", "Performance and Finance Committee",
          "NHS Oldmere Integrated Care Board Finance and Performance Committee"}) {
        EXPECT_EQ(bodies.add({name, 0, 0, false}), number) << name;
    }
    EXPECT_NE(bodies.add({"Finance Committee", 0, 0, false}), number);
    EXPECT_EQ(bodies.add({"NHS Oldmere ICB", 0, 0, false}), the_board);
    EXPECT_EQ(bodies[bodies.add({"NHS Elsewhere ICB", 0, 0, false})].kind, BodyClass::outside);
}

TEST(BodiesTest, ClassesComeFromNames) {
    Bodies bodies(vocabulary(), "");
    const auto kind = [&](const char* name) {
        return bodies[bodies.add({name, 0, 0, false})].kind;
    };
    EXPECT_EQ(kind("Oldmere Place Committee"), BodyClass::place);
    EXPECT_EQ(kind("Acute Provider Collaborative"), BodyClass::collaborative);
    EXPECT_EQ(kind("Northern Joint Commissioning Committee"), BodyClass::joint);
    EXPECT_EQ(kind("Oldmere Integrated Care Partnership"), BodyClass::partnership);
    EXPECT_EQ(kind("Oldmere Borough Council"), BodyClass::outside);
    EXPECT_EQ(kind("Audit Committee"), BodyClass::committee);
}

TEST(BodiesTest, OnesOfAllPlacesStandForEach) {
    Bodies bodies(vocabulary(), "");
    const auto all = bodies.add({"Place Committees", 0, 0, false});
    const auto one = bodies.add({"Oldmere Place Committee", 0, 0, false});
    const auto two = bodies.add({"Fairmere Place Committee", 0, 0, false});
    EXPECT_TRUE(bodies[all].generic);
    EXPECT_EQ(bodies.meant_by(all), (std::vector<BodyNumber>{one, two}));
    EXPECT_EQ(bodies.as_meant_for(all, two), two);
}

TEST(BodiesTest, AreFoundInSmallLettersAndTheBoardsOfOthersAreNot) {
    Bodies bodies(vocabulary(), "");
    const auto audit = bodies.add({"Audit Committee", 0, 0, false});
    const auto found = bodies.in(Words("the audit committee reports to the board of the ICB"));
    ASSERT_GE(found.size(), 2U);
    EXPECT_EQ(found[0].body, audit);
    EXPECT_EQ(found[1].body, the_board);
    EXPECT_TRUE(bodies.in(Words("accountable to the boards of its members")).empty());
}

}  // namespace
}  // namespace concord::handbook
