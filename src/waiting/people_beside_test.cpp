#include "waiting/people_beside.hpp"

#include <gtest/gtest.h>

#include "support/diagnostics.hpp"
#include "support/temporary_folder.hpp"
#include "waiting/waiting.hpp"

namespace concord::waiting {
namespace {

const Date counted_on(2022, 7, 1);

// Areas of 32,844 ranks: the second fifth ends at 2 × 32,844 / 5, rounded down: 13,137.
registry::RegistryData ranked_areas() {
    registry::RegistryData data;
    registry::LayerInfo info;
    info.id = "lsoa11";
    auto& layer = data.geography.ensure_layer(info);
    registry::Deprivation index;
    index.name = "imd2019";
    index.small_layer = "lsoa11";
    index.ranked = 32'844;
    for (const std::int32_t rank : {6'568, 6'569, 13'137, 13'138, 32'844, 0}) {
        layer.add({"R" + std::to_string(rank), "", ""});
        index.rank.push_back(rank);
    }
    data.deprivations.push_back(index);
    return data;
}

class PeopleBesideTest : public ::testing::Test {
  protected:
    PathwayPlace place(const std::string& list, const std::string& people) {
        folder_.write("waiting_list.csv", list);
        folder_.write("people.csv", people);
        return {{{(folder_.path() / "waiting_list.csv").string(), "waiting_list.csv"}},
                {{(folder_.path() / "people.csv").string(), "people.csv"}}};
    }
    Pathways read(const PathwayPlace& files, const registry::RegistryData* data) {
        std::vector<files::FileReport> reports;
        return read_joined(files, {{}, {}, {}, counted_on}, data, reports, diagnostics_);
    }
    static std::string group(const Pathways& pathways, Split split, std::size_t row) {
        return pathways.of(split).name(pathways.group(split, row));
    }

    support::TemporaryFolder folder_;
    Diagnostics diagnostics_ = support::new_diagnostics();
};

TEST_F(PeopleBesideTest, SayWhatTheListDoesNot) {
    const auto data = ranked_areas();
    const auto files = place(
        "person,pathway,specialty,clock_start,sex\n"
        "1,11,Urology,2022-01-03,\n2,21,Urology,2022-01-03,male\n"
        "3,31,Urology,2022-01-03,\n4,41,Urology,2022-01-03,\n",
        "person,lsoa,lsoa_vintage,age,sex,ethnicity\n"
        "1,R6568,lsoa11,40,female,white\n2,R6569,lsoa11,70,female,asian\n"
        "3,R13137,lsoa11,70,female,\n4,R13138,lsoa11,5,male,black\n");
    const auto pathways = read(files, &data);
    ASSERT_EQ(pathways.size(), 4U);
    EXPECT_EQ(group(pathways, Split::fifth, 0), "1");
    EXPECT_EQ(group(pathways, Split::fifth, 1), "2");
    EXPECT_EQ(group(pathways, Split::fifth, 2), "2");
    EXPECT_EQ(group(pathways, Split::fifth, 3), "3");
    EXPECT_EQ(group(pathways, Split::sex, 0), "female");
    EXPECT_EQ(group(pathways, Split::sex, 1), "male");  // the list goes before
    EXPECT_EQ(group(pathways, Split::ethnicity, 1), "asian");
    EXPECT_EQ(group(pathways, Split::ethnicity, 2), "unknown");
    EXPECT_EQ(group(pathways, Split::age_band, 3), "0-17");
    EXPECT_EQ(group(pathways, Split::place, 0), "R6568");
}

TEST_F(PeopleBesideTest, WhoOptedOutOrIsDeadIsCountedInNothing) {
    const auto files = place(
        "person,pathway,specialty,clock_start\n1,11,Urology,2022-01-03\n2,21,Urology,2022-01-03\n"
        "3,31,Urology,2022-01-03\n9,91,Urology,2022-01-03\n",
        "person,lsoa,lsoa_vintage,age,sex,ethnicity,death,opt_out\n"
        "1,R1,lsoa11,40,female,white,,no\n2,R1,lsoa11,40,female,white,,yes\n"
        "3,R1,lsoa11,40,female,white,2022-02-01,no\n");
    const auto pathways = read(files, nullptr);
    EXPECT_EQ(pathways.size(), 2U);  // the first, and the one whom nobody knows
    EXPECT_EQ(pathways.left_out, 2);
    EXPECT_EQ(group(pathways, Split::sex, 1), "unknown");
    EXPECT_EQ(support::places(diagnostics_),
              (std::vector<std::string>{"NED319 waiting_list.csv", "NED320 waiting_list.csv:5:1"}));
}

// Forty wait, ten weeks each on average and none has left: taken as steady, 40 / (2 × 10) = 2 are
// treated a week; one for every twenty more makes 2.6 in 26 weeks, so 3 slots.
TEST_F(PeopleBesideTest, APlanWithoutStopsTakesTheListAsSteady) {
    std::string list = "pathway,specialty,clock_start\n";
    for (int i = 0; i < 40; ++i)
        list += std::to_string(i) + ",Urology," + counted_on.plus_days(-70).iso() + "\n";
    const auto files = place(list, "person,lsoa\n");
    const auto pathways = read(files, nullptr);
    WaitsData data;
    WaitsAsked asked;
    asked.day = counted_on.days_since_epoch();
    answer_pathways(pathways, asked, {"waiting_list.csv"}, data, diagnostics_);
    plan_of_build(pathways, {}, data);
    ASSERT_EQ(data.plan.lists.size(), 1U);
    EXPECT_EQ(data.plan.given + data.plan.left_over, 3);
    EXPECT_NE(data.plan_basis.find("lists are steady"), std::string::npos);
    // A folder that says so gives its own.
    Capacity said;
    said.slots_a_week["Urology"] = 5;
    said.extra_slots = 7;
    plan_of_build(pathways, said, data);
    EXPECT_EQ(data.plan.given + data.plan.left_over, 7);
    EXPECT_EQ(data.plan.lists[0].usual[1], 5);
    EXPECT_EQ(data.plan_basis.find("assumed: 7"), std::string::npos);
}

}  // namespace
}  // namespace concord::waiting
