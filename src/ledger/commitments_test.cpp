#include "ledger/commitments.hpp"

#include <gtest/gtest.h>

#include "support/small_books.hpp"

namespace concord::ledger {
namespace {

// £1,000 comes from the centre, £610 of it is committed: 39 % is left to decide on.
TEST(Commitments, AreTakenFromTheAllocation) {
    support::SmallBooks small;
    small.accounts = "id,kind\ncentre,allocation\nboard,body\nhospital,provider\nfirst,place\n";
    small.transfers =
        "a,2022/23,plan,posted,centre,board,1000.00,\n"
        "b,2022/23,plan,posted,board,hospital,450.00,acute\n"
        "c,2022/23,plan,posted,board,hospital,60.00,talking-therapies\n"
        "d,2022/23,plan,posted,board,first,100.00,prescribing\n"
        "e,2022/23,plan,posted,board,first,200.00,prevention\n"
        "f,2022/23,actual,posted,centre,board,0.01,\n"
        "g,2022/23,plan,posted,hospital,first,5.00,acute\n";
    const auto rows = commitments_of(small.read());
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].basis, Basis::plan);
    EXPECT_EQ(rows[0].allocation.pounds(), "1000.00");
    EXPECT_EQ(rows[0].committed.pounds(), "610.00");
    EXPECT_EQ(rows[0].discretionary().pounds(), "390.00");
    EXPECT_DOUBLE_EQ(rows[0].share().value_or(0), 0.39);
    EXPECT_DOUBLE_EQ(rows[1].share().value_or(0), 1);
}

}  // namespace
}  // namespace concord::ledger
