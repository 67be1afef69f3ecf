#include "registry/assignment.hpp"

#include <gtest/gtest.h>

#include "support/small_geography.hpp"

namespace concord::registry {
namespace {

using support::add_layer;
using support::add_small;
using support::layer_info;

TEST(Assign, FollowsLinksThroughOtherLayers) {
    Geography geography;
    add_small(geography, "cell11", 2011, 4);
    add_layer(geography, "district21", 2021, "cell11", {"D1", "D1", "D2", "D3"});
    auto& county = geography.ensure_layer(layer_info("county21", false, 2021));
    county.add({"C1", {}, {}});
    county.add({"C2", {}, {}});
    geography.add_link({"district21", "county21", {0, 0, 1}, "district-county", {}});
    const auto found = assign(geography, "county21", "cell11");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->area_of, (std::vector<AreaIndex>{0, 0, 0, 1}));
    EXPECT_EQ(found->path, (std::vector<std::string>{"district21-lookup", "district-county"}));
    EXPECT_FALSE(assign(geography, "cell11", "county21")) << "links go one way";
}

TEST(Assign, LeavesAreasOfSeveralUnplaced) {
    Geography geography;
    add_small(geography, "cell11", 2011, 3);
    add_layer(geography, "district21", 2021, "cell11", {"D1", "D2", "D2"});
    auto& before = geography.ensure_layer(layer_info("district20", false, 2020));
    before.add({"A", {}, {}});
    geography.add_link({"district21", "district20", {0, several_areas}, "chain", {}});
    const auto found = assign(geography, "district20", "cell11");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->fit.unplaced_areas, 2);
}

TEST(Assign, PrefersChainsInWhichNothingIsLost) {
    Geography geography;
    add_small(geography, "cell11", 2011, 2);
    add_layer(geography, "a21", 2021, "cell11", {"A1", "A1"});
    add_layer(geography, "b21", 2021, "cell11", {"B1", "B2"});
    auto& target = geography.ensure_layer(layer_info("t21", false, 2021));
    target.add({"T1", {}, {}});
    target.add({"T2", {}, {}});
    geography.add_link({"a21", "t21", {several_areas}, "lossy", {}});
    geography.add_link({"b21", "t21", {0, 1}, "whole", {}});
    const auto found = assign(geography, "t21", "cell11");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->area_of, (std::vector<AreaIndex>{0, 1}));
}

// Cells 0 and 1 merge into one; cell 2 splits into two; cell 3 stays.
Geography changed_cells() {
    Geography geography;
    add_small(geography, "cell11", 2011, 4);
    add_small(geography, "cell21", 2021, 4);
    geography.add_change({"cell11",
                          "cell21",
                          {{0, 0, 'M'}, {1, 0, 'M'}, {2, 1, 'S'}, {2, 2, 'S'}, {3, 3, 'U'}},
                          "change"});
    return geography;
}

TEST(Convert, PutsAMergedAreaWhereMostPeopleAre) {
    auto geography = changed_cells();
    add_layer(geography, "board21", 2021, "cell11", {"P", "Q", "Q", "P"});
    const auto own = assign(geography, "board21", "cell11");
    const Population people{"people", "cell11", {30, 70, 50, 20}, {}, ""};
    const auto found = convert(geography, *own, "cell21", &people);
    ASSERT_TRUE(found);
    const AreaIndex p = 0;
    const AreaIndex q = 1;
    EXPECT_EQ(found->area_of, (std::vector<AreaIndex>{q, q, q, p}));
    EXPECT_EQ(found->fit.best_fit_areas, 1);
    EXPECT_EQ(found->fit.people_misplaced_at_most, 30);
    EXPECT_EQ(found->fit.people, 170) << "people of a split area count once";
}

TEST(Convert, IsExactWhereNothingThatMattersChanged) {
    auto geography = changed_cells();
    add_layer(geography, "board21", 2021, "cell11", {"P", "P", "Q", "Q"});
    const auto own = assign(geography, "board21", "cell11");
    const auto found = convert(geography, *own, "cell21", nullptr);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->fit.best_fit_areas, 0);
    EXPECT_EQ(found->fit.people_misplaced_at_most, 0);
}

TEST(Convert, GoesBackToo) {
    auto geography = changed_cells();
    add_layer(geography, "board24", 2024, "cell21", {"P", "P", "Q", "Q"});
    const auto own = assign(geography, "board24", "cell21");
    const Population people{"people", "cell21", {100, 60, 40, 20}, {}, ""};
    const auto found = convert(geography, *own, "cell11", &people);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->area_of, (std::vector<AreaIndex>{0, 0, 0, 1}));
    EXPECT_EQ(found->fit.people_misplaced_at_most, 40);
}

TEST(Convert, NeedsATableOfChanges) {
    Geography geography;
    add_small(geography, "cell11", 2011, 1);
    add_small(geography, "cell21", 2021, 1);
    add_layer(geography, "board21", 2021, "cell11", {"P"});
    EXPECT_FALSE(convert(geography, *assign(geography, "board21", "cell11"), "cell21", nullptr));
}

}  // namespace
}  // namespace concord::registry
