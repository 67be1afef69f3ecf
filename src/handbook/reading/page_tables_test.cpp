#include "handbook/reading/page_tables.hpp"

#include <gtest/gtest.h>

namespace concord::handbook {
namespace {

Line line(float top, std::vector<Piece> pieces) {
    Line result;
    result.top = top;
    result.bottom = top + 10;
    result.size = 10;
    result.pieces = std::move(pieces);
    return result;
}

TEST(PageTablesTest, FindsColumnsAndJoinsTheLinesOfACell) {
    const std::vector<Line> lines = {
        line(100, {{70, 180, "Function"}, {220, 300, "Delegated to"}}),
        line(130, {{70, 190, "Approve the plan"}, {220, 310, "Finance and"}}),
        line(142, {{70, 150, "of the board"}, {220, 300, "Performance"}}),
        line(154, {{220, 290, "Committee"}}),
        line(184, {{70, 160, "Audit"}, {220, 300, "Audit Committee"}})};
    const auto tables = tables_of(lines);
    ASSERT_EQ(tables.size(), 1U);
    const std::vector<std::vector<std::string>> expected = {
        {"Function", "Delegated to"},
        {"Approve the plan of the board", "Finance and Performance Committee"},
        {"Audit", "Audit Committee"}};
    EXPECT_EQ(tables[0].rows, expected);
}

TEST(PageTablesTest, LeavesTextAlone) {
    const std::vector<Line> lines = {line(100, {{70, 500, "The Board remains accountable for"}}),
                                     line(112, {{70, 480, "every function that it has given."}})};
    EXPECT_TRUE(tables_of(lines).empty());
}

// A second paragraph in a cell stands further down than a line does, and belongs to the cell.
TEST(PageTablesTest, RejoinsParagraphsOfACell) {
    const std::vector<Line> lines = {
        line(100, {{70, 120, "Body"}, {220, 300, "Role"}}),
        line(130, {{70, 150, "Audit Committee"}, {220, 330, "Reviews control."}}),
        line(142, {{220, 330, "Meets in public."}}), line(162, {{220, 330, "Reports in writing."}}),
        line(192, {{70, 150, "Pay Committee"}, {220, 330, "Sets pay."}})};
    const auto tables = tables_of(lines);
    ASSERT_EQ(tables.size(), 1U);
    ASSERT_EQ(tables[0].rows.size(), 3U);
    EXPECT_EQ(tables[0].rows[1][1], "Reviews control. Meets in public. Reports in writing.");
}

TEST(PageTablesTest, EndsWhereTextRunsAcrossTheColumns) {
    const std::vector<Line> lines = {
        line(100, {{70, 120, "Post"}, {220, 300, "Limit"}}),
        line(120, {{70, 150, "Director"}, {220, 300, "£50,000"}}),
        line(140, {{70, 400, "Anything above these limits goes to the Board, which"}}),
        line(152, {{70, 200, "decides in public."}})};
    const auto tables = tables_of(lines);
    ASSERT_EQ(tables.size(), 1U);
    EXPECT_EQ(tables[0].count, 2U);
}

}  // namespace
}  // namespace concord::handbook
