#include "ledger/audit.hpp"

#include <gtest/gtest.h>

#include "support/small_books.hpp"

namespace concord::ledger {
namespace {

using support::SmallBooks;

HeldBalance held(const std::string& account, std::string_view figure, std::int64_t pence) {
    HeldBalance row;
    row.year = "2022/23";
    row.account = account;
    for (std::size_t i = 0; i < audited_figures.size(); ++i)
        if (audited_figures[i] == figure) row.figures[i] = Pence(pence);
    return row;
}

SmallBooks books() {
    return {"id,kind\na,provider\nb,provider\n", "p,2022/23,actual,posted,a,b,1.00\n"};
}

TEST(Audit, FindsAPennyWithItsAccount) {
    auto small = books();
    const auto data = small.read();
    const auto result = audit(data.books, {held("a", "posted", -100), held("b", "posted", 99)});
    ASSERT_EQ(result.differences.size(), 1U);
    const auto& one = result.differences[0];
    EXPECT_EQ(one.account, "b");
    EXPECT_EQ(one.figure, "posted");
    EXPECT_EQ(one.difference.count(), -1);
    EXPECT_EQ(one.derived.value_or(Pence()).count(), 100);
}

TEST(Audit, FindsAnAccountThatIsNotHeldAndOneThatIsNotThere) {
    auto small = books();
    const auto data = small.read();
    const auto result = audit(data.books, {held("a", "posted", -100), held("ghost", "posted", 5)});
    ASSERT_EQ(result.differences.size(), 2U);
    EXPECT_EQ(result.differences[0].account, "ghost");
    EXPECT_FALSE(result.differences[0].derived.has_value());
    EXPECT_EQ(result.differences[1].account, "b");
    EXPECT_FALSE(result.differences[1].held.has_value());
    EXPECT_EQ(result.differences[1].difference.count(), -100);
}

// Held nothing where nothing is: no difference, wherever the account stands.
TEST(Audit, NothingHeldOfNothingIsNoDifference) {
    auto small = books();
    const auto data = small.read();
    const auto result = audit(data.books, {held("a", "posted", -100), held("b", "posted", 100),
                                           held("ghost", "posted", 0)});
    EXPECT_TRUE(result.differences.empty());
    EXPECT_EQ(result.figures, 3U);
}

TEST(Audit, AgainstNothingSaysEverything) {
    auto small = books();
    const auto data = small.read();
    EXPECT_GE(audit(data.books, {}).differences.size(), 4U);
}

}  // namespace
}  // namespace concord::ledger
