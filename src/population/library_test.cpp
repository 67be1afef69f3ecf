#include "population/library.hpp"

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "population/fifths.hpp"
#include "population/release.hpp"
#include "store/warehouse.hpp"
#include "support/diagnostics.hpp"
#include "support/temporary_folder.hpp"

namespace concord::population {
namespace {

Library shipped(Diagnostics& diagnostics) {
    // Through the system's own folder, so that what is wrong with a shipped file is heard.
    const std::filesystem::path catalogue =
        std::filesystem::path(CONCORD_SOURCE) / "catalogue/people";
    return read_library({catalogue, catalogue, "catalogue/people"}, {"imd2019", "imd2025"},
                        diagnostics);
}

TEST(Library, ReadsEveryShippedFileWithoutAWord) {
    auto diagnostics = support::new_diagnostics();
    const auto library = shipped(diagnostics);
    EXPECT_EQ(support::places(diagnostics), std::vector<std::string>{});
    std::map<std::string, int> groups;
    for (const auto& cohort : library.cohorts)
        ++groups[cohort.group];
    // Core20PLUS5 has five clinical areas for adults, and another five for children (THE-R057).
    EXPECT_EQ(groups["clinical-adults"], 5);
    EXPECT_EQ(groups["clinical-children"], 5);
    EXPECT_EQ(groups["core20"], 2);
    EXPECT_EQ(groups["core20-local"], 1);
    EXPECT_EQ(library.segments.back().criterion.sql, "true");
}

// 32,844 areas with ranks: the fifth ends at 6,568 (THE-R056).
TEST(Fifths, EndAtTheRankThatIsPublished) {
    registry::RegistryData data;
    registry::LayerInfo info;
    info.id = "lsoa11";
    auto& layer = data.geography.ensure_layer(info);
    registry::Deprivation index;
    index.name = "imd2019";
    index.small_layer = "lsoa11";
    index.ranked = 32'844;
    for (const std::int32_t rank : {1, 6'568, 6'569, 32'844, 0}) {
        layer.add({"R" + std::to_string(rank), "", ""});
        index.rank.push_back(rank);
    }
    data.deprivations.push_back(index);
    const auto made =
        fifths_of(data, "lsoa11", {"R1", "R6568", "R6569", "R32844", "R0", "unheard"});
    ASSERT_EQ(made.size(), 1U);
    const auto& areas = made[0].areas;
    EXPECT_EQ(areas.at("R1").national, true);
    EXPECT_EQ(areas.at("R6568").national, true);
    EXPECT_EQ(areas.at("R6569").national, false);
    EXPECT_EQ(areas.at("R32844").national, false);
    EXPECT_EQ(areas.at("R0").national, std::nullopt);
    EXPECT_EQ(areas.at("unheard").national, std::nullopt);
}

// An area made of two is in the fifth where both are, out of it where neither is, else unknown.
TEST(Fifths, AreCarriedToAnotherVintageOnlyWhereCounterpartsAgree) {
    registry::RegistryData data;
    registry::LayerInfo old_info;
    old_info.id = "cell11";
    registry::LayerInfo new_info;
    new_info.id = "cell21";
    auto& old_layer = data.geography.ensure_layer(old_info);
    for (const auto* code : {"A1", "A2", "A3", "A4", "A5"})
        old_layer.add({code, "", ""});
    auto& new_layer = data.geography.ensure_layer(new_info);
    for (const auto* code : {"B12", "B23", "B45"})
        new_layer.add({code, "", ""});
    registry::Deprivation index;
    index.name = "rank";
    index.small_layer = "cell11";
    index.ranked = 10;
    index.rank = {1, 2, 3, 4, 5};  // the fifth of ten ends at 2
    data.deprivations.push_back(index);
    data.geography.add_change(
        {"cell11",
         "cell21",
         {{0, 0, 'M'}, {1, 0, 'M'}, {1, 1, 'X'}, {2, 1, 'X'}, {3, 2, 'M'}, {4, 2, 'M'}},
         ""});
    const auto made = fifths_of(data, "cell21", {"B12", "B23", "B45"});
    EXPECT_EQ(made[0].areas.at("B12").national, true);
    EXPECT_EQ(made[0].areas.at("B23").national, std::nullopt);
    EXPECT_EQ(made[0].areas.at("B45").national, false);
}

TEST(Criterion, RefusesWhatItDoesNotKnowAndLetsNoTextIntoTheQuery) {
    const support::TemporaryFolder folder;
    std::filesystem::create_directories(folder.path() / "cohorts");
    folder.write("cohorts/bad.toml",
                 "id = \"bad\"\ntitle = \"Bad\"\n[[step]]\nsay = \"x\"\n"
                 "sex = [\"female' OR true --\"]\nany = [\"diabets\"]\nage_from = 20\nage_to = 10\n"
                 "at_most = 3\n");
    auto diagnostics = support::new_diagnostics();
    const auto library = read_library(
        {std::filesystem::path(CONCORD_SOURCE) / "catalogue/people", folder.path(), "people"},
        {"imd2019"}, diagnostics);
    for (const auto& cohort : library.cohorts)
        EXPECT_NE(cohort.id, "bad");
    std::set<std::string> rules;
    for (const auto& item : diagnostics.all())
        rules.insert(item.id);
    EXPECT_TRUE(rules.contains("POP021"));
    EXPECT_GE(diagnostics.all().size(), 4U);  // sex, any, age_to, and the key at_most
}

// 20 of 100: Wilson's interval as published for it, 0.1334 to 0.2888 (Newcombe 1998 has the
// method).
TEST(Wilson, IsTheIntervalOfHandArithmetic) {
    const auto interval = wilson(20, 100);
    ASSERT_TRUE(interval);
    EXPECT_NEAR(interval->low, 0.1334, 0.00005);
    EXPECT_NEAR(interval->high, 0.2888, 0.00005);
    EXPECT_FALSE(wilson(0, 0));
}

// Whoever was lost at a step must not be found by taking away.
TEST(Release, SuppressesFewLostBetweenManyKept) {
    ReleaseRule rule;
    rule.rule = disclosure::usual_rule();
    const auto steps = release_steps(1000, {997, 500}, rule);
    EXPECT_FALSE(steps[0].lost);
    const bool both = steps[0].before && steps[0].kept;
    EXPECT_FALSE(both && *steps[0].before != *steps[0].kept);
    const auto exact = release_steps(1000, {997, 500}, {});
    EXPECT_EQ(exact[0].lost, 3);
    EXPECT_EQ(exact[1].before, 997);
}

TEST(Release, RoundsPartsAndSuppressesTheSmall) {
    ReleaseRule rule;
    rule.rule = disclosure::usual_rule();
    const auto parts = release_parts({3, 52, 101, 0}, rule);
    EXPECT_FALSE(parts[0]);
    EXPECT_EQ(parts.size(), 5U);
    for (const auto& part : parts)
        if (part) {
            EXPECT_EQ(*part % 5, 0);
        }
}

}  // namespace
}  // namespace concord::population
