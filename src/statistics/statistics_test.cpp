#include "statistics/statistics.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "statistics/bands.hpp"
#include "statistics/work.hpp"
#include "support/diagnostics.hpp"
#include "support/temporary_folder.hpp"

namespace concord::statistics {
namespace {

Question question(const std::string& statistic, std::map<std::string, std::string> options) {
    Question result;
    result.statistic = statistic;
    result.catalogue = std::string(CONCORD_SOURCE) + "/catalogue/statistics";
    result.options = std::move(options);
    return result;
}

const std::map<std::string, std::string> of_rates = {
    {"count", "ill"}, {"population", "people"}, {"standard", "weight"}, {"by", "area"}};

Columns two_areas() {
    Columns columns;
    for (const auto* area : {"West", "West", "East", "East"})
        columns.texts["area"].add(area);
    columns.numbers["ill"] = {12, 30, 6, 15};
    columns.numbers["people"] = {1000, 500, 1000, 500};
    columns.numbers["weight"] = {3, 1, 3, 1};
    return columns;
}

const AnswerColumn& column(const StatisticsAnswer& answer, const std::string& name) {
    for (const auto& one : answer.table.columns)
        if (one.name == name) return one;
    throw std::out_of_range(name);
}

TEST(Statistics, OfColumnsInMemoryAreThoseOfTheFile) {
    const support::TemporaryFolder folder;
    auto asked = question("dsr", of_rates);
    asked.file = folder.write("rows.csv",
                              "area,ill,people,weight\nWest,12,1000,3\nWest,30,500,1\n"
                              "East,6,1000,3\nEast,15,500,1\n");
    auto diagnostics = support::new_diagnostics();
    const auto from_file = answer(asked, diagnostics);
    const auto from_memory = answer(asked, two_areas(), diagnostics);
    EXPECT_TRUE(diagnostics.all().empty());
    EXPECT_EQ(to_table(from_file.table).rows, to_table(from_memory.table).rows);
    // (3 · 12/1000 + 1 · 30/500) / 4
    EXPECT_NEAR(2400, column(from_memory, "value").numbers[0], 1e-9);
}

TEST(Statistics, NameTheRowOfColumnsInMemory) {
    auto columns = two_areas();
    columns.numbers["people"][3] = 0;
    auto diagnostics = support::new_diagnostics();
    const auto found = answer(question("dsr", of_rates), columns, diagnostics);
    ASSERT_EQ(1U, diagnostics.all().size());
    EXPECT_EQ("NED003", diagnostics.all()[0].id);
    EXPECT_EQ("row 4: a population of 0 is nobody", diagnostics.all()[0].message);
    EXPECT_NE(Value(), column(found, "value").at(0));
    EXPECT_EQ(Value(), column(found, "value").at(1));
}

TEST(Statistics, WrongOptionsLeaveNoTable) {
    auto options = of_rates;
    options["confidence"] = "0.95,1.5";
    auto diagnostics = support::new_diagnostics();
    const auto found = answer(question("dsr", options), two_areas(), diagnostics);
    ASSERT_EQ(1U, found.problems.size());
    EXPECT_TRUE(found.table.columns.empty());
}

TEST(Statistics, LifeExpectancySuppressesWhatThePackageDoes) {
    Columns columns;
    const auto add = [&](const char* area, std::vector<double> people, std::vector<double> deaths) {
        for (std::size_t band = 0; band < 3; ++band) {
            columns.texts["area"].add(area);
            columns.texts["age"].add(band == 0 ? "0" : band == 1 ? "30" : "60");
            columns.numbers["people"].push_back(people[band]);
            columns.numbers["deaths"].push_back(deaths[band]);
        }
    };
    add("sound", {30'000, 25'000, 20'000}, {30, 200, 1000});
    add("small", {2000, 2000, 1000}, {3, 10, 50});
    add("nobody dies", {30'000, 25'000, 20'000}, {30, 200, 0});
    add("more die than live", {30'000, 25'000, 20'000}, {30, 200, 20'001});
    add("wide", {3000, 2500, 2000}, {3, 2, 1});
    auto diagnostics = support::new_diagnostics();
    const auto found = answer(question("life-expectancy", {{"deaths", "deaths"},
                                                           {"population", "people"},
                                                           {"age-start", "age"},
                                                           {"by", "area"},
                                                           {"age", "0"}}),
                              columns, diagnostics);
    std::vector<std::string> ids;
    for (const auto& diagnostic : diagnostics.all())
        ids.push_back(diagnostic.id);
    EXPECT_EQ((std::vector<std::string>{"NED004", "NED011", "NED012", "NED010"}), ids);
    const auto& value = column(found, "value");
    ASSERT_EQ(5U, value.size());
    EXPECT_NE(Value(), value.at(0));
    for (std::size_t row = 1; row < 5; ++row)
        EXPECT_EQ(Value(), value.at(row));
    // Of the last the limits are shown, as the package shows them.
    EXPECT_EQ(Value(), column(found, "lowercl").at(3));
    EXPECT_NE(Value(), column(found, "lowercl").at(4));
}

TEST(CellNumber, ReadsThousandsAndNothingThatMayBeTwoNumbers) {
    EXPECT_EQ(1234567.5, cell_number("1,234,567.5"));
    EXPECT_EQ(-1234, cell_number("-1,234"));
    EXPECT_EQ(12, cell_number("12"));
    for (const auto* text : {"1,23", "1,2345", ",123", "1,,234", "12,34,567", "1.2.3", "nan", "inf",
                             "0x10", "1 2", "12a", "1,234,"})
        EXPECT_FALSE(cell_number(text).has_value()) << text;
}

TEST(AgeBand, IsReadAsItIsWritten) {
    EXPECT_EQ(5, age_band("5-9")->first);
    EXPECT_EQ(9, age_band("5-9")->last);
    EXPECT_EQ(90, age_band("90+")->first);
    EXPECT_FALSE(age_band("90+")->last.has_value());
    EXPECT_EQ(5, age_band("Aged 5 to 9 years")->first);
    EXPECT_EQ(0, age_band("<1")->first);
    EXPECT_EQ(0, age_band("Under 5")->first);
    EXPECT_EQ(4, age_band("Under 5")->last);
    EXPECT_FALSE(age_band("all ages").has_value());
    EXPECT_FALSE(age_band("9-5").has_value());
}

TEST(Groups, StandInTheOrderOfTheirFirstRows) {
    Frame frame;
    frame.texts.resize(2);
    for (const auto* pair : {"b1", "a1", "b2", "b1", "a1"}) {
        frame.texts[0].add(std::string_view(pair, 1));
        frame.texts[1].add(std::string_view(pair + 1, 1));
        frame.is_damaged.push_back(false);
    }
    const std::size_t both[] = {0, 1};
    const Groups groups(frame, both);
    ASSERT_EQ(3U, groups.size());
    EXPECT_EQ("`b`, `1`", groups.words(0));
    EXPECT_EQ("`a`, `1`", groups.words(1));
    EXPECT_EQ(2U, groups.rows(0).size());
    EXPECT_EQ(3U, groups.rows(0)[1]);
}

}  // namespace
}  // namespace concord::statistics
