#include "ledger/balance.hpp"

#include <gtest/gtest.h>

#include "support/small_books.hpp"

namespace concord::ledger {
namespace {

using support::balance_of;
using support::SmallBooks;

// The centre allocates 1,000 to the board: 300 to a place, which gives 120 to practices; 600 to a
// lead, which keeps 20 and pays 580 on to two members; 100 for running costs. Worked by hand.
SmallBooks system_of(const std::string& more) {
    return {
        "id,kind,part_of\n"
        "centre,allocation,\nboard,body,\nfirst,place,\npractices,primary-care,first\n"
        "lead,lead-provider,\nmember,provider,\ncharity,voluntary,\noffice,running-cost,\n"
        "staff,expenditure,\n",
        "1,2022/23,plan,posted,centre,board,1000.00\n"
        "2,2022/23,plan,posted,board,first,300.00,primary-medical\n"
        "3,2022/23,plan,posted,first,practices,120.00,primary-medical\n"
        "4,2022/23,plan,posted,board,lead,600.00,mental-health\n"
        "5,2022/23,plan,posted,lead,member,500.00,mental-health,,E,4\n"
        "6,2022/23,plan,posted,lead,charity,80.00,mental-health,,E,4\n"
        "7,2022/23,plan,posted,board,office,100.00,running-costs\n" +
            more};
}

TEST(Balance, WhatComesInGoesOnIsSpentOrIsLeft) {
    auto small = system_of("");
    const auto data = small.read();
    const auto balances = balances_of(data.books);
    const auto& board = balance_of(data.books, balances, "board").plan;
    EXPECT_EQ(board.received.pounds(), "1000.00");
    EXPECT_EQ(board.passed_on.pounds(), "900.00");
    EXPECT_EQ(board.spent.pounds(), "100.00");
    EXPECT_EQ(board.left.pounds(), "0.00");
    const auto& lead = balance_of(data.books, balances, "lead").plan;
    EXPECT_EQ(lead.passed_on.pounds(), "580.00");
    EXPECT_EQ(lead.left.pounds(), "20.00");  // the lead's margin
}

TEST(Balance, OfATreeLeavesOutWhatItsAccountsPayEachOther) {
    auto small = system_of("8,2022/23,actual,pending,first,practices,5.00\n");
    const auto data = small.read();
    const auto balances = balances_of(data.books);
    const auto& first = balance_of(data.books, balances, "first");
    EXPECT_EQ(first.plan.left.pounds(), "180.00");
    EXPECT_EQ(first.tree_plan.pounds(), "300.00");
    EXPECT_EQ(first.pending.pounds(), "-5.00");
    EXPECT_EQ(first.tree_pending.pounds(), "0.00");
}

TEST(Balance, ClosesWithAllYears) {
    auto small = system_of(
        "a,2023/24,actual,posted,board,office,40.00\n"
        "b,2021/22,actual,posted,centre,board,100.00\n"
        "c,2022/23,actual,posted,board,office,50.00\n");
    const auto data = small.read();
    const auto balances = balances_of(data.books);
    EXPECT_EQ(balance_of(data.books, balances, "board", "2021/22").closing.pounds(), "100.00");
    EXPECT_EQ(balance_of(data.books, balances, "board", "2022/23").closing.pounds(), "50.00");
    EXPECT_EQ(balance_of(data.books, balances, "board", "2023/24").closing.pounds(), "10.00");
}

TEST(Flows, AreNetOfCorrectionsByPurposeAndBasis) {
    auto small = system_of(
        "a,2022/23,actual,posted,board,lead,50.00,mental-health\n"
        "b,2022/23,actual,correction,lead,board,20.00,mental-health,a\n"
        "c,2022/23,actual,posted,board,lead,1.00,acute\n"
        "d,2022/23,actual,pending,board,lead,9.00,acute\n");
    const auto data = small.read();
    std::vector<std::string> actual;
    for (const auto& flow : flows_of(data.books)) {
        if (flow.basis != Basis::actual) continue;
        actual.push_back(std::string(data.books.purpose(flow.purpose)) + " " +
                         flow.amount.pounds());
    }
    EXPECT_EQ(actual, (std::vector<std::string>{"mental-health 30.00", "acute 1.00"}));
}

}  // namespace
}  // namespace concord::ledger
