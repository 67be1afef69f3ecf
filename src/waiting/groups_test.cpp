#include "waiting/groups.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "support/diagnostics.hpp"
#include "support/temporary_folder.hpp"
#include "waiting/waiting.hpp"

namespace concord::waiting {
namespace {

const Date counted_on(2024, 12, 31);

std::string row(int number, const std::string& rest, int weeks) {
    return "p" + std::to_string(number) + "," + rest + "," +
           counted_on.plus_days(-7 * weeks).iso() + ",\n";
}

class GroupsTest : public ::testing::Test {
  protected:
    Pathways read(const std::string& rows, const std::string& header) {
        folder_.write("list.csv", header + rows);
        const auto path = (folder_.path() / "list.csv").string();
        return read_pathways({path, "list.csv", {}, counted_on}, diagnostics_);
    }

    GroupAnswer ask(const Pathways& pathways, std::vector<std::vector<Split>> by,
                    const char* rule = "1-2-exact") {
        GroupsAsked asked;
        asked.day = counted_on.days_since_epoch();
        asked.by = std::move(by);
        asked.rule = *disclosure::parse_rule(rule);
        return groups_of(pathways, asked, {"list.csv"}, diagnostics_);
    }

    static const Group& find(const GroupAnswer& answer, const std::string& split,
                             const std::string& name) {
        const auto found = std::ranges::find_if(answer.groups, [&](const Group& group) {
            return group.split == split && group.name == name;
        });
        EXPECT_NE(found, answer.groups.end()) << split << " " << name;
        return *found;
    }

    support::TemporaryFolder folder_;
    Diagnostics diagnostics_ = support::new_diagnostics();
};

const char* const header = "pathway,specialty,age,fifth,clock_start,clock_stop\n";

// Twenty in fifth 1 of whom ten wait 60 weeks, twenty in fifth 5 of whom five do, ten of no known
// fifth of whom none does; the others wait 10 weeks.
std::string three_groups() {
    std::string rows;
    int number = 0;
    const auto add = [&](int people, const std::string& fifth, int weeks) {
        for (int i = 0; i < people; ++i)
            rows += row(++number, "Urology,40," + fifth, weeks);
    };
    add(10, "1", 60);
    add(10, "1", 10);
    add(5, "5", 60);
    add(15, "5", 10);
    add(10, "", 10);
    return rows;
}

TEST_F(GroupsTest, UnknownIsAGroupOfItsOwnAndNobodyIsLost) {
    const auto answer = ask(read(three_groups(), header), {{Split::fifth}});
    EXPECT_EQ(*find(answer, "all", "all").waiting, 50);
    EXPECT_EQ(*find(answer, "fifth", "1").waiting, 20);
    EXPECT_EQ(*find(answer, "fifth", "5").waiting, 20);
    EXPECT_EQ(*find(answer, "fifth", "unknown").waiting, 10);
    EXPECT_EQ(answer.groups.back().name, "unknown");
}

// Over 52 weeks: 15 of 50, so that 6 are expected among twenty; 10 are 1 2/3 of that.
TEST_F(GroupsTest, ExpectsWhatTheWholeListDoes) {
    const auto answer = ask(read(three_groups(), header), {{Split::fifth}});
    const auto& over = find(answer, "fifth", "1").over[1];
    EXPECT_EQ(over.weeks, 52);
    EXPECT_EQ(*over.over, 10);
    EXPECT_DOUBLE_EQ(*over.share, 0.5);
    EXPECT_DOUBLE_EQ(*over.expected, 0.3);
    EXPECT_NEAR(*over.ratio, 10.0 / 6, 1e-12);
    EXPECT_LT(over.ratio_interval->low, *over.ratio);
    EXPECT_GT(over.ratio_interval->high, *over.ratio);
}

// In urology everybody waits 60 weeks and in dermatology 10: that fifth 1 is mostly in urology
// explains its waits, and standardised nothing is left to explain.
TEST_F(GroupsTest, StandardisationTakesOutSpecialty) {
    std::string rows;
    for (int i = 0; i < 40; ++i) {
        const bool urology = i % 4 == 0 || i < 20;
        rows +=
            row(i, std::string(urology ? "Urology" : "Dermatology") + ",40," + (i < 20 ? "1" : "5"),
                urology ? 60 : 10);
    }
    const auto answer = ask(read(rows, header), {{Split::fifth}});
    EXPECT_NEAR(*find(answer, "fifth", "1").over[1].ratio, 1, 1e-12);
    EXPECT_DOUBLE_EQ(*find(answer, "fifth", "1").expected_mean_weeks, 60);
}

TEST_F(GroupsTest, AWaitOfExactlyTheThresholdIsNotOverIt) {
    std::string rows;
    for (int i = 0; i < 10; ++i)
        rows += row(i, "Urology,40,1", 18);
    const auto answer = ask(read(rows, header), {{Split::fifth}});
    EXPECT_EQ(*find(answer, "fifth", "1").over[0].over, 0);
}

TEST_F(GroupsTest, MedianAndNinetySecondPercentile) {
    std::string rows;
    for (int weeks = 0; weeks <= 100; ++weeks)
        rows += row(weeks, "Urology,40,1", weeks);
    const auto answer = ask(read(rows, header), {{Split::fifth}});
    EXPECT_DOUBLE_EQ(*find(answer, "fifth", "1").median_weeks, 50);
    EXPECT_DOUBLE_EQ(*find(answer, "fifth", "1").p92_weeks, 92);
}

// Three of fifth 2 may not be shown, and the total is: so one group more is held back, or they
// could be subtracted.
TEST_F(GroupsTest, SmallCountsAndWhatWouldGiveThemAwayAreHeldBack) {
    auto rows = three_groups();
    for (int i = 0; i < 3; ++i)
        rows += row(1000 + i, "Urology,40,2", 10);
    const auto answer = ask(read(rows, header), {{Split::fifth}}, "1-7-to-5");
    EXPECT_FALSE(find(answer, "fifth", "2").waiting);
    EXPECT_FALSE(find(answer, "fifth", "2").median_weeks);
    std::int64_t held_back = 0;
    for (const auto& group : answer.groups)
        held_back += group.split == "fifth" && !group.waiting ? 1 : 0;
    EXPECT_GE(held_back, 2);
    EXPECT_EQ(*find(answer, "all", "all").waiting, 55);  // 53, to the nearest 5
}

TEST_F(GroupsTest, CrossedSplitsNameBoth) {
    const auto answer = ask(read(three_groups(), header), {{Split::fifth, Split::age_band}});
    EXPECT_EQ(*find(answer, "fifth+age_band", "1+35-49").waiting, 20);
}

TEST_F(GroupsTest, ReadsWhatPeopleWrite) {
    const auto pathways = read(
        "\xEF\xBB\xBFpathway,specialty,age,sex,ethnicity,fifth,clock_start,clock_stop,priority\r\n"
        "a,Urology,0,M,A,1,01/12/2024,,P2\r\n"
        "b,Urology,95,female,Z,,2024-12-01,2024-12-20,\r\n"
        "c,,17,9,99,5,2024-12-01 00:00:00,,4\r\n",
        "");
    ASSERT_EQ(pathways.size(), 3U);
    const auto name = [&](Split split, std::size_t i) {
        return pathways.of(split).name(pathways.group(split, i));
    };
    EXPECT_EQ(name(Split::age_band, 0), "0-17");
    EXPECT_EQ(name(Split::age_band, 1), "80+");
    EXPECT_EQ(name(Split::sex, 0), "male");
    EXPECT_EQ(name(Split::sex, 1), "female");
    EXPECT_EQ(name(Split::sex, 2), "other");
    EXPECT_EQ(name(Split::ethnicity, 0), "A");
    EXPECT_EQ(name(Split::ethnicity, 1), "unknown");
    EXPECT_EQ(name(Split::ethnicity, 2), "unknown");
    EXPECT_EQ(name(Split::specialty, 2), "unknown");
    EXPECT_EQ(name(Split::priority, 0), "2");
    EXPECT_EQ(pathways.stop[0], Pathways::still_open);
    EXPECT_TRUE(diagnostics_.all().empty());
}

TEST_F(GroupsTest, ParquetIsReadAsCsvIs) {
    folder_.write("list.csv", header + three_groups());
    const auto csv = (folder_.path() / "list.csv").string();
    const auto parquet = (folder_.path() / "list.parquet").string();
    auto warehouse = store::Warehouse::in_memory({1, std::nullopt, false});
    warehouse.run("COPY (FROM read_csv(" + store::quoted_text(csv) + ")) TO " +
                  store::quoted_text(parquet) + " (FORMAT parquet)");
    const auto one = read_pathways({csv, "csv", {}, counted_on}, diagnostics_);
    const auto other = read_pathways({parquet, "parquet", {}, counted_on}, diagnostics_);
    EXPECT_EQ(one.start, other.start);
    EXPECT_EQ(one.stop, other.stop);
    EXPECT_EQ(one.group_of, other.group_of);
    EXPECT_EQ(other.report.rows_read, 50);
    EXPECT_TRUE(diagnostics_.all().empty());
}

TEST_F(GroupsTest, AFaultInParquetHasItsRow) {
    const auto parquet = (folder_.path() / "list.parquet").string();
    auto warehouse = store::Warehouse::in_memory({1, std::nullopt, false});
    warehouse.run(
        "COPY (SELECT 'a' AS pathway, '2024-01-01' AS clock_start UNION ALL "
        "SELECT 'b', 'soon') TO " +
        store::quoted_text(parquet) + " (FORMAT parquet)");
    const auto read = read_pathways({parquet, "list.parquet", {}, counted_on}, diagnostics_);
    EXPECT_EQ(read.size(), 1U);
    EXPECT_EQ(support::places(diagnostics_), std::vector<std::string>{"NED300 list.parquet:2:2"});
}

// Two in three of fifth 1 have an action; they are shown beside who waits (THE-R060).
TEST_F(GroupsTest, CountsForWhomAnActionIsRecorded) {
    std::string rows;
    for (int i = 0; i < 30; ++i) {
        rows += "p" + std::to_string(i) + ",Urology,1,2024-06-01,,," +
                (i % 3 == 0 ? "" : "called") + "\n";
    }
    const auto pathways =
        read(rows, "pathway,specialty,fifth,clock_start,clock_stop,plus,action\n");
    WaitsAsked asked;
    asked.day = counted_on.days_since_epoch();
    WaitsData data;
    answer_pathways(pathways, asked, {"list.csv"}, data, diagnostics_);
    ASSERT_EQ(data.cases.size(), 1U);
    EXPECT_EQ(data.cases[0].group, "fifth 1");
    EXPECT_EQ(*data.cases[0].waiting, 30);
    EXPECT_EQ(*data.cases[0].with_action, 20);
}

TEST(PublishedTreated, FindsTheWeekWithinItsBand) {
    PublishedTreated treated;
    treated.by_week = {10, 20, 10, 5};  // the last is open
    EXPECT_DOUBLE_EQ(*treated.weeks_at(0.5), 1 + 12.5 / 20);
    EXPECT_FALSE(treated.weeks_at(0.95));
    EXPECT_EQ(treated.over(2), 15);
    EXPECT_EQ(treated.total(), 45);
}

}  // namespace
}  // namespace concord::waiting
