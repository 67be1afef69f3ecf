#include "spending/classification.hpp"

#include <gtest/gtest.h>

#include "support/diagnostics.hpp"

namespace concord::spending {
namespace {

// The printed names of Table 12 and Table 13 (PIR-M08).
constexpr const char* trusts = "Services from trusts";
constexpr const char* others = "Purchase of healthcare from non-NHS bodies";
constexpr const char* social = "Services from Social Care";
constexpr const char* boards =
    "Services from Services from other ICBs, CCGs and NHS England, devolved admin";

const ClassificationRules& rules() {
    static const auto read = [] {
        auto diagnostics = support::new_diagnostics();
        auto found = read_classification(
            std::filesystem::path(CONCORD_SOURCE) / "catalogue/spending/tables12-13.csv", "rules",
            diagnostics);
        EXPECT_EQ(diagnostics.count(Severity::error), 0U);
        return *found;
    }();
    return read;
}

std::string type_of(const char* type) {
    return classify(rules(), {type, "SOMETHING"}).type.name;
}

std::string area_of(const char* type, const char* area) {
    return classify(rules(), {type, area}).area.name;
}

TEST(Classification, FindsTypesByThePrintedWords) {
    for (const auto* type :
         {"Hcare Srv Rec Fdtn Trust-CQUIN", "Hlthcre-Foundation Trsts", "Serv Recd NHSFT"})
        EXPECT_EQ(type_of(type), trusts) << type;
    for (const auto* type :
         {"C&M Independent Sector", "x Commercial Sector", "Othe Public Sector", "Not For Profit",
          "Clinical&Medical-Commercial", "Clinical&Medical-Othe Public",
          "Clinical&Medical-Independent", "Voluntary Sector", "Local Authorities"})
        EXPECT_EQ(type_of(type), others) << type;
    EXPECT_EQ(type_of("Social Care-Other"), social);
    EXPECT_EQ(type_of("Soc Care"), social);
    for (const auto* type : {"ICB recharge", "CCG recharge", "Clinical&Medical-Devolved Admin",
                             "Hcare Srv Rec Oth-NHS"})
        EXPECT_EQ(type_of(type), boards) << type;
    EXPECT_EQ(type_of("Rent"), "Other");
}

TEST(Classification, MindsCapitals) {
    EXPECT_EQ(type_of("trust"), "Other");
    EXPECT_EQ(type_of("TRUST"), "Other");
    EXPECT_EQ(area_of("Rent", "acute"), "Other");
    EXPECT_EQ(area_of("Rent", "clinical assessment and treatment centres"), "Acute");
    EXPECT_EQ(area_of("Rent", "Mental"), "Mental health");
    EXPECT_EQ(area_of("Rent", "Carers"), "Other");
}

TEST(Classification, FindsAreasByThePrintedWords) {
    const std::pair<const char*, const char*> areas[] = {{"ACUTE COMMISSIONING", "Acute"},
                                                         {"PLANNED CARE", "Acute"},
                                                         {"Planned care", "Acute"},
                                                         {"DEMENTIA", "Mental health"},
                                                         {"LD AND AUTISM", "Mental health"},
                                                         {"ADHD", "Mental health"},
                                                         {"PALLIATIVE CARE", "Community"},
                                                         {"COMMUNITY SERVICES", "Community"},
                                                         {"CONTINUING CARE", "Continuing care"},
                                                         {"CHC ADULT", "Continuing care"},
                                                         {"FUNDED NURSING CARE", "Continuing care"},
                                                         {"ESTATES", "Other"}};
    for (const auto& [area, category] : areas)
        EXPECT_EQ(area_of("Rent", area), category) << area;
}

TEST(Classification, LetsPrescribingDependOnTheType) {
    EXPECT_EQ(area_of("Rent", "PRESCRIBING"), "Other");
    EXPECT_EQ(area_of("Clinical&Medical-Independent Sector", "PRESCRIBING"), "Prescribing")
        << "the label of the type differs only in capitals";
    EXPECT_EQ(area_of("Hcare Srv Rec NHS Trust", "PRESCRIBING"), "Prescribing");
    EXPECT_EQ(area_of("Sterile Products", "PRESCRIBING"), "Prescribing");
    EXPECT_EQ(area_of("Sterile Products x", "PRESCRIBING"), "Other") << "equal, not contained";
    EXPECT_EQ(area_of("Clinical&Medical-Drugs", "PRESCRIBING"), "Prescribing");
    EXPECT_EQ(area_of("Dressings", "ESTATES"), "Prescribing");
}

TEST(Classification, TakesPrimaryCareFromTheType) {
    for (const auto* type :
         {"C&M-PMS Contract", "C&M-APMS", "C&M-GMS", "GP IT", "PCN", "NCD", "LOCAL INCENTIVE"})
        EXPECT_EQ(area_of(type, "DELEGATED"), "Primary care") << type;
    EXPECT_EQ(area_of("C&M-PMS", "PRIMARY CARE"), "Primary care");
    EXPECT_EQ(area_of("Rent", "PRIMARY CARE"), "Other");
}

TEST(Classification, RecordsEveryMatchAndTakesTheFirst) {
    const auto several =
        classify(rules(), {"Soc Care-Independent Sector", "COMMUNITY MENTAL HEALTH"});
    EXPECT_EQ(several.type.name, others);
    EXPECT_EQ(several.type.matches, (std::vector<std::string>{others, social}));
    EXPECT_EQ(several.area.name, "Mental health");
    EXPECT_EQ(several.area.matches, (std::vector<std::string>{"Mental health", "Community"}));
    auto last = rules();
    last.precedence = Precedence::last;
    const auto taken = classify(last, {"Soc Care-Independent Sector", "COMMUNITY MENTAL HEALTH"});
    EXPECT_EQ(taken.type.name, social);
    EXPECT_EQ(taken.area.name, "Community");
}

TEST(Classification, KnowsNothingOfWhatIsNotPublished) {
    const auto nothing = classify(rules(), {"", ""});
    EXPECT_EQ(nothing.type.name, "");
    EXPECT_EQ(nothing.area.name, "");
    const auto area_alone = classify(rules(), {"", "ACUTE"});
    EXPECT_EQ(area_alone.type.name, "");
    EXPECT_EQ(area_alone.area.name, "Acute");
}

TEST(Classification, LogsNearMissesAndPartsOfWords) {
    const auto kinds = [](const char* type, const char* area) {
        std::vector<std::string> found;
        for (const auto& conflict : conflicts_of(rules(), {type, area}))
            found.push_back(std::string(to_string(conflict.kind)) + " " + conflict.others.front());
        return found;
    };
    EXPECT_EQ(kinds("Rent", "ENVIRONMENTAL"),
              (std::vector<std::string>{"part-of-word Mental health"}));
    EXPECT_EQ(kinds("Rent", "acute"), (std::vector<std::string>{"capitals Acute"}));
    EXPECT_EQ(kinds("Rent", "MENTAL HEALTH"), std::vector<std::string>{});
}

}  // namespace
}  // namespace concord::spending
