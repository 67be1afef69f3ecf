#include "ledger/settle.hpp"

#include <gtest/gtest.h>

#include "support/small_books.hpp"

namespace concord::ledger {
namespace {

using support::balance_of;
using support::SmallBooks;
using Strings = std::vector<std::string>;

const char* const accounts = "id,kind\na,provider\nb,provider\nc,provider\nstaff,expenditure\n";

Strings ids(const Books& books) {
    Strings result;
    for (const auto& transfer : books.transfers())
        result.push_back(transfer.id);
    return result;
}

SmallBooks books_of(const std::string& transfers) {
    return {accounts, transfers};
}

TEST(Settle, PostsInPartAndFreesTheRest) {
    auto small = books_of(
        "p,2022/23,actual,pending,a,b,100.00\n"
        "q,2022/23,actual,pending,a,b,7.00\n"
        "o,2022/23,actual,posting,a,b,60.00,,p\n");
    const auto data = small.read();
    EXPECT_EQ(small.found(), Strings());
    const auto balances = balances_of(data.books);
    EXPECT_EQ(balance_of(data.books, balances, "b").actual.left.pounds(), "60.00");
    EXPECT_EQ(balance_of(data.books, balances, "b").pending.pounds(), "7.00");
    EXPECT_EQ(balance_of(data.books, balances, "a").pending.pounds(), "-7.00");
    using S = std::vector<State>;
    EXPECT_EQ(data.books.states(), (S{State::posted, State::pending, State::posted}));
}

TEST(Settle, VoidsAll) {
    auto small = books_of(
        "p,2022/23,actual,pending,a,b,100.00\n"
        "v,2022/23,actual,voiding,a,b,100.00,,p\n");
    const auto data = small.read();
    EXPECT_EQ(small.found(), Strings());
    EXPECT_TRUE(balances_of(data.books).empty());
    using S = std::vector<State>;
    EXPECT_EQ(data.books.states(), (S{State::voided, State::voided}));
}

TEST(Settle, RefusesARowThatRefersToALaterOne) {
    auto small = books_of(
        "o,2022/23,actual,posting,a,b,60.00,,p\n"
        "p,2022/23,actual,pending,a,b,100.00\n");
    EXPECT_EQ(ids(small.read().books), (Strings{"p"}));
    EXPECT_EQ(small.found(), (Strings{"MON211 transfers.csv:2:37"}));
}

TEST(Settle, WhatIsOfARefusedRowIsRefusedToo) {
    auto small = books_of(
        "p,2022/23,actual,pending,a,nobody,100.00\n"
        "o,2022/23,actual,posting,a,b,60.00,,p\n"
        "c,2022/23,actual,correction,b,a,1.00,,o\n");
    EXPECT_TRUE(small.read().books.transfers().empty());
    EXPECT_EQ(small.found().size(), 3U);
}

// Corrections together take back no more than there was, to the penny.
TEST(Settle, CorrectsUpToTheAmount) {
    auto small = books_of(
        "p,2022/23,actual,posted,a,b,1.00\n"
        "c1,2022/23,actual,correction,b,a,0.99,,p\n"
        "c2,2022/23,actual,correction,b,a,0.02,,p\n"
        "c3,2022/23,actual,correction,b,a,0.01,,p\n");
    const auto data = small.read();
    EXPECT_EQ(ids(data.books), (Strings{"p", "c1", "c3"}));
    const auto balances = balances_of(data.books);
    const auto& b = balance_of(data.books, balances, "b");
    EXPECT_EQ(b.actual.received, Pence());
    EXPECT_EQ(b.actual.passed_on, Pence());
    EXPECT_TRUE(flows_of(data.books).empty());
}

TEST(Settle, ACorrectionIsNotCorrected) {
    auto small = books_of(
        "p,2022/23,actual,posted,a,b,1.00\n"
        "c,2022/23,actual,correction,b,a,0.99,,p\n"
        "d,2022/23,actual,correction,a,b,0.99,,c\n");
    EXPECT_EQ(ids(small.read().books), (Strings{"p", "c"}));
}

TEST(Settle, JoinsLegsWhereOnePaysSeveralOrSeveralPayOne) {
    auto small = books_of(
        "x0,2022/23,actual,posted,a,,100.00,,,E\n"
        "x1,2022/23,actual,posted,,b,60.00,,,E\n"
        "x2,2022/23,actual,posted,,c,40.00,,,E\n"
        "y1,2022/23,actual,posted,b,,10.00,,,F\n"
        "y2,2022/23,actual,posted,c,,5.00,,,F\n"
        "y0,2022/23,actual,posted,,staff,15.00,,,F\n");
    const auto data = small.read();
    EXPECT_EQ(small.found(), Strings());
    EXPECT_EQ(ids(data.books), (Strings{"x1", "x2", "y1", "y2"}));
    const auto balances = balances_of(data.books);
    EXPECT_EQ(balance_of(data.books, balances, "a").actual.passed_on.pounds(), "100.00");
    EXPECT_EQ(balance_of(data.books, balances, "b").actual.spent.pounds(), "10.00");
    EXPECT_EQ(balance_of(data.books, balances, "c").actual.left.pounds(), "35.00");
}

// The lead is paid and pays on in one entry: when a member's row falls, so does all of it, and what
// it used up before is free again.
TEST(Settle, AnEntryStandsOrFallsAsOne) {
    auto small = books_of(
        "l,2022/23,actual,posted,a,b,100.00\n"
        "m1,2022/23,actual,posted,b,c,70.00,,,E,l\n"
        "m2,2022/23,actual,posted,b,staff,30.01,,,E,l\n"
        "m3,2022/23,actual,posted,b,c,100.00,,,,l\n");
    EXPECT_EQ(ids(small.read().books), (Strings{"l", "m3"}));
    EXPECT_EQ(small.found(), (Strings{"MON219 transfers.csv:4:34", "MON216 transfers.csv:3:38"}));
}

TEST(Settle, WhatIsTakenBackCanBePaidOnAgain) {
    auto small = books_of(
        "l,2022/23,actual,posted,a,b,100.00\n"
        "m,2022/23,actual,posted,b,c,100.00,,,,l\n"
        "k,2022/23,actual,correction,c,b,25.00,,m\n"
        "n,2022/23,actual,posted,b,staff,25.00,,,,l\n"
        "o,2022/23,actual,posted,b,staff,0.01,,,,l\n");
    EXPECT_EQ(ids(small.read().books), (Strings{"l", "m", "k", "n"}));
}

TEST(Settle, WhatIsSetFreeCanBePaidOnAgain) {
    auto small = books_of(
        "l,2022/23,actual,posted,a,b,100.00\n"
        "m,2022/23,actual,pending,b,c,100.00,,,,l\n"
        "n,2022/23,actual,posting,b,c,40.00,,m\n"
        "o,2022/23,actual,posted,b,staff,60.00,,,,l\n"
        "p,2022/23,actual,posted,b,staff,0.01,,,,l\n");
    EXPECT_EQ(ids(small.read().books), (Strings{"l", "m", "n", "o"}));
}

// 2^63 − 1 pence are £92,233,720,368,547,758.07.
TEST(Settle, GoesToTheEdgeOf64BitsAndNoFurther) {
    auto small = books_of(
        "p,2022/23,actual,posted,a,b,92233720368547758.06\n"
        "q,2022/23,actual,posted,b,c,0.02\n"
        "r,2022/23,actual,posted,b,c,0.01\n"
        "s,2022/23,actual,posted,c,a,0.01\n"
        "t,2022/23,actual,posted,c,a,92233720368547758.08\n");
    const auto data = small.read();
    EXPECT_EQ(ids(data.books), (Strings{"p", "r"}));
    const auto balances = balances_of(data.books);
    EXPECT_EQ(balance_of(data.books, balances, "a").actual.left.pounds(), "-92233720368547758.06");
}

TEST(Settle, WithoutAccountsEachNameIsOne) {
    SmallBooks small{"", "p,2022/23,actual,posted,x,y,5.00\n"};
    const auto data = small.read();
    EXPECT_FALSE(data.books.has_accounts());
    ASSERT_EQ(data.books.accounts().size(), 2U);
    EXPECT_EQ(data.books.accounts()[1].id, "y");
}

// Amounts as people write them are the same as programs write them.
TEST(Settle, ReadsAmountsInTheirUsualForms) {
    auto small = books_of(
        "p,2022/23,actual,posted,a,b,\"1,234.50\"\n"
        "q,2022/23,actual,posted,a,b,£1.2m\n"
        "r,2022/23,actual,posted,a,b,\"1.234,50\"\n"
        "s,2022/23,actual,posted,a,b,1234.5\n");
    const auto data = small.read();
    EXPECT_EQ(ids(data.books), (Strings{"p", "q", "s"}));
    EXPECT_EQ(data.books.transfers()[0].amount, data.books.transfers()[2].amount);
    EXPECT_EQ(data.books.transfers()[1].amount.pounds(), "1200000.00");
}

}  // namespace
}  // namespace concord::ledger
