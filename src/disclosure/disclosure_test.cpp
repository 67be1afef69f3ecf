#include "disclosure/disclosure.hpp"

#include <gtest/gtest.h>

namespace concord::disclosure {
namespace {

TEST(Rules, AreNamedByWhatTheyDo) {
    const auto usual = parse_rule("1-7-to-5");
    ASSERT_TRUE(usual);
    EXPECT_EQ(usual->threshold, 7);
    EXPECT_EQ(usual->rounding, 5);
    EXPECT_EQ(parse_rule("1-4-exact")->rounding, 1);
    for (const auto* wrong : {"", "1-7", "1-7-to-", "0-7-to-5", "1-x-to-5", "1-1-to-5", "1-7-to-0",
                              "1-7-to-5 ", "1-99999999999999999999-to-5", "1--7-to-5"})
        EXPECT_FALSE(parse_rule(wrong)) << wrong;
}

TEST(Rules, RoundToTheNearestMultiple) {
    const auto rule = usual_rule();
    EXPECT_EQ(rule.rounded(0), 0);
    EXPECT_EQ(rule.rounded(8), 10);
    EXPECT_EQ(rule.rounded(12), 10);
    EXPECT_EQ(rule.rounded(13), 15);
    EXPECT_EQ(parse_rule("1-9-to-10")->rounded(15), 20);
}

Cube table(const std::vector<std::string>& rows, const std::vector<std::string>& columns,
           const std::vector<std::int64_t>& counts) {
    const auto dimension = [](std::string name, const std::vector<std::string>& words) {
        std::vector<std::vector<std::string>> paths;
        for (const auto& word : words)
            paths.push_back({word});
        return Dimension(std::move(name), paths);
    };
    Cube cube({dimension("row", rows), dimension("column", columns)});
    std::size_t i = 0;
    for (Node row = 1; row <= rows.size(); ++row) {
        for (Node column = 1; column <= columns.size(); ++column)
            cube.add(cube.at(std::vector<Node>{row, column}), counts[i++]);
    }
    cube.add_up();
    for (std::size_t cell = 0; cell < cube.size(); ++cell)
        cube.set_state(cell, State::shown);
    return cube;
}

std::optional<std::int64_t> shown(const Cube& cube, Node row, Node column) {
    return released(cube, cube.at(std::vector<Node>{row, column}), usual_rule());
}

TEST(Cubes, AddUpAlongEveryDimension) {
    const auto cube = table({"a", "b"}, {"x", "y", "z"}, {1, 2, 3, 10, 20, 30});
    EXPECT_EQ(cube.count(cube.at(std::vector<Node>{0, 0})), 66);
    EXPECT_EQ(cube.count(cube.at(std::vector<Node>{1, 0})), 6);
    EXPECT_EQ(cube.count(cube.at(std::vector<Node>{0, 3})), 33);
}

TEST(Protect, LeavesACubeWithoutSmallCountsAsItIs) {
    auto cube = table({"a", "b"}, {"x", "y"}, {0, 12, 40, 28});
    const auto protection = protect(cube, usual_rule());
    EXPECT_EQ(protection.small + protection.beside, 0);
    EXPECT_EQ(shown(cube, 1, 1), 0);
    EXPECT_EQ(shown(cube, 1, 2), 10);
    EXPECT_EQ(shown(cube, 2, 2), 30);
    EXPECT_EQ(shown(cube, 0, 0), 80);
}

// One small count in a table with both sums: by itself it is row total less the rest of the row.
// Three others must go, a corner of a rectangle each, and the sums stay.
TEST(Protect, SuppressesARectangleAroundOneSmallCount) {
    auto cube = table({"a", "b", "c"}, {"x", "y", "z"}, {3, 90, 80, 70, 60, 50, 95, 85, 75});
    const auto protection = protect(cube, usual_rule());
    EXPECT_EQ(protection.small, 1);
    EXPECT_EQ(protection.beside, 3);
    EXPECT_TRUE(protection.given_away.empty());
    EXPECT_FALSE(shown(cube, 1, 1));
    EXPECT_EQ(shown(cube, 0, 0), 610);  // 608
    EXPECT_EQ(shown(cube, 1, 0), 175);  // 173
}

// Three of 1,923 have waited too long. By age and sex nowhere are people enough to stand for them,
// but all ages together are: two counts beside it go, and the whole stays.
TEST(Protect, SpreadsOverWhatIsNotShown) {
    std::vector<std::vector<std::string>> ages;
    for (int age = 0; age < 40; ++age)
        ages.push_back({std::to_string(age)});
    Cube cube({Dimension("group", {{"few"}, {"many"}}), Dimension("age", ages),
               Dimension("wait", {{"within"}, {"over"}})});
    for (Node age = 1; age <= 40; ++age) {
        cube.add(cube.at(std::vector<Node>{1, age, 1}), age <= 3 ? 7 : 6);  // few
        cube.add(cube.at(std::vector<Node>{1, age, 2}), age <= 3 ? 1 : 0);
        cube.add(cube.at(std::vector<Node>{2, age, 1}), 41);  // many
        cube.add(cube.at(std::vector<Node>{2, age, 2}), 1);
    }
    cube.add_up();
    for (const Node group : {0U, 1U, 2U}) {
        for (const Node wait : {0U, 1U, 2U})
            cube.set_state(cube.at(std::vector<Node>{group, 0, wait}), State::shown);
    }
    for (Node age = 1; age <= 40; ++age)
        cube.set_state(cube.at(std::vector<Node>{0, age, 0}), State::shown);
    const auto protection = protect(cube, usual_rule());
    EXPECT_TRUE(protection.given_away.empty());
    EXPECT_EQ(protection.small, 1);
    EXPECT_EQ(protection.beside, 3);
    EXPECT_EQ(cube.state(cube.at(std::vector<Node>{0, 0, 0})), State::shown);
    EXPECT_EQ(cube.state(cube.at(std::vector<Node>{1, 0, 2})), State::suppressed);
    EXPECT_EQ(cube.state(cube.at(std::vector<Node>{0, 5, 0})), State::shown);
}

// Nothing stands beside the three people but zeros, which are shown: their sums must go with them.
TEST(Protect, SuppressesSumsWhereNothingElseIsLeft) {
    auto cube = table({"a", "b"}, {"x", "y"}, {3, 0, 0, 0});
    const auto protection = protect(cube, usual_rule());
    EXPECT_TRUE(protection.given_away.empty());
    for (const auto& [row, column] : {std::pair{1U, 1U}, {1U, 0U}, {0U, 1U}, {0U, 0U}})
        EXPECT_FALSE(shown(cube, row, column)) << row << "," << column;
    EXPECT_EQ(shown(cube, 2, 0), 0);
}

TEST(Protect, SaysWhatAnEarlierReleaseGivesAway) {
    auto cube = table({"a", "b"}, {"x", "y"}, {3, 20, 30, 40});
    for (const auto& [row, column] : {std::pair{1U, 2U}, {1U, 0U}})
        cube.set_state(cube.at(std::vector<Node>{row, column}), State::known);
    const auto protection = protect(cube, usual_rule());
    ASSERT_EQ(protection.given_away.size(), 1U);
    EXPECT_EQ(protection.given_away[0], cube.at(std::vector<Node>{1, 1}));
}

TEST(Protect, KeepsMissingApartFromZeroAndFromSuppressed) {
    auto cube = table({"a", "b"}, {"x", "y"}, {0, 20, 30, 40});
    const auto gap = cube.at(std::vector<Node>{2, 2});
    cube.set_state(gap, State::missing);
    protect(cube, usual_rule());
    EXPECT_EQ(shown(cube, 1, 1), 0);
    EXPECT_FALSE(shown(cube, 2, 2));
    EXPECT_EQ(cube.state(gap), State::missing);
}

TEST(Dimensions, MoveAPersonThroughEveryLevel) {
    const Dimension area("area", {{"north", "n1"}, {"north", "n2"}, {"south", "s1"}});
    const auto n1 = area.find({"north", "n1"});
    const auto s1 = area.find({"south", "s1"});
    EXPECT_EQ(move_between(area, n1, s1).parts.size(), 4U);  // both areas and both regions
    EXPECT_EQ(move_between(area, n1, area.find({"north", "n2"})).parts.size(), 2U);
    EXPECT_EQ(add_to(area, n1).parts.size(), 3U);  // area, region, everyone
    EXPECT_EQ(area.find({"east"}), area.size());
}

}  // namespace
}  // namespace concord::disclosure
