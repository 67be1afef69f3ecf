#include "need/people.hpp"

#include <gtest/gtest.h>

namespace concord::need {
namespace {

// Three small areas of two bands; the first two lie in area 0, the third in area 1. Authority 0 has
// the first and the third, authority 1 the second.
PeopleByAge three_areas() {
    PeopleByAge people;
    people.bands = {"00-04", "85+"};
    people.people = {{10, 3}, {20, 5}, {7, 0}};
    people.female_share = {{0, {0.5, 0.6}}, {1, {0.4, 0.8}}};
    return people;
}

registry::Assignment assignment_of(std::vector<registry::AreaIndex> area_of) {
    registry::Assignment assignment;
    assignment.area_of = std::move(area_of);
    return assignment;
}

TEST(PeopleByAge, AddsUpAgesAndRoundsTheSexesOfTheWhole) {
    const auto areas = assignment_of({0, 0, 1});
    const auto authorities = assignment_of({0, 1, 0});
    const auto ages = ages_of_areas(three_areas(), areas, &authorities);
    ASSERT_EQ(ages.size(), 3U);
    EXPECT_EQ(ages[0].area, registry::no_area);
    EXPECT_EQ(ages[0].people, (std::vector<std::int64_t>{37, 8}));
    // 10 × 0.5 + 20 × 0.4 + 7 × 0.5 = 16.5; 3 × 0.6 + 5 × 0.8 = 5.8.
    EXPECT_EQ(ages[0].females, (std::vector<std::int64_t>{17, 6}));
    EXPECT_EQ(ages[1].people, (std::vector<std::int64_t>{30, 8}));
    EXPECT_EQ(ages[1].females, (std::vector<std::int64_t>{13, 6}));
}

TEST(PeopleByAge, DoesNotSayTheSexesWhereAnAuthorityIsNotKnown) {
    const auto areas = assignment_of({0, 0, 1});
    const auto authorities = assignment_of({0, registry::no_area, 0});
    const auto ages = ages_of_areas(three_areas(), areas, &authorities);
    EXPECT_TRUE(ages[0].females.empty());
    EXPECT_TRUE(ages[1].females.empty());
    EXPECT_EQ(ages[2].females, (std::vector<std::int64_t>{4, 0}));
}

TEST(PeopleByAge, CountsASmallAreaInNoAreaForAllAlone) {
    const auto areas = assignment_of({0, registry::several_areas, registry::no_area});
    const auto ages = ages_of_areas(three_areas(), areas, nullptr);
    ASSERT_EQ(ages.size(), 2U);
    EXPECT_EQ(ages[0].people, (std::vector<std::int64_t>{37, 8}));
    EXPECT_EQ(ages[1].people, (std::vector<std::int64_t>{10, 3}));
}

}  // namespace
}  // namespace concord::need
