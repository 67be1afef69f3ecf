#include "population/cohort_profile.hpp"

#include <gtest/gtest.h>

namespace concord::population {
namespace {

// Ten people: four in the first cohort, of whom three have the first measure; of six others two.
TEST(CohortProfile, SetsACohortBesideEverybodyElse) {
    const std::vector<ProfileGroup> groups = {{1, 1, 3}, {1, 0, 1}, {0, 1, 2}, {0, 0, 4}};
    const auto counts = profile_counts(groups, 1, 1);
    ASSERT_EQ(counts.size(), 1U);
    EXPECT_EQ(counts[0].members.people, 4);
    EXPECT_EQ(counts[0].members.with_outcome, 3);
    EXPECT_EQ(counts[0].others.people, 6);
    EXPECT_EQ(counts[0].others.with_outcome, 2);
}

// Parts of an extract give the same group twice; a bit of another cohort changes nothing.
TEST(CohortProfile, AddsUpGroupsOfSeveralParts) {
    const std::vector<ProfileGroup> groups = {{2, 2, 5}, {2, 2, 5}, {3, 0, 1}};
    const auto counts = profile_counts(groups, 2, 2);
    ASSERT_EQ(counts.size(), 4U);
    EXPECT_EQ(counts[3].members.people, 11);
    EXPECT_EQ(counts[3].members.with_outcome, 10);
    EXPECT_EQ(counts[3].others.people, 0);
    EXPECT_EQ(counts[0].members.people, 1);
    EXPECT_EQ(counts[0].others.people, 10);
}

TEST(CohortProfile, AsksOnlyOfPeopleWhoAreAskedAbout) {
    Library library;
    Cohort cohort;
    cohort.steps.resize(2);
    cohort.steps[0].criterion.sql = "age >= 18";
    cohort.steps[1].criterion.sql = "age <= 64";
    library.cohorts.push_back(cohort);
    CohortMeasure measure;
    measure.criterion.sql = "cost > 0";
    const auto sql = profile_sql(library, {&measure, 1});
    EXPECT_NE(sql.find("0 + CASE WHEN age >= 18 AND age <= 64 THEN 1 ELSE 0 END"), sql.npos) << sql;
    EXPECT_NE(sql.find("0 + CASE WHEN cost > 0 THEN 1 ELSE 0 END"), sql.npos) << sql;
    EXPECT_NE(sql.find("WHERE NOT dead AND NOT opted_out"), sql.npos) << sql;
}

}  // namespace
}  // namespace concord::population
