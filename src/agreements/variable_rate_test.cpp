#include "agreements/variable_rate.hpp"

#include <gtest/gtest.h>

namespace concord::agreements {
namespace {

PieceFault fault(const std::vector<RatePiece>& pieces) {
    return problem_of(pieces).fault;
}

TEST(Pieces, FollowEachOtherWithoutCrossingOrHole) {
    EXPECT_EQ(fault({{0, {}, 1, {}}}), PieceFault::none);
    EXPECT_EQ(fault({{0, 100, 1, {}}, {100, {}, 1, {}}}), PieceFault::none);
    EXPECT_EQ(fault({}), PieceFault::empty);
    EXPECT_EQ(fault({{1, {}, 1, {}}}), PieceFault::late_start);
    EXPECT_EQ(fault({{0, 0, 1, {}}, {0, {}, 1, {}}}), PieceFault::backwards);
    EXPECT_EQ(fault({{0, 100, 1, {}}, {99, {}, 1, {}}}), PieceFault::crosses);
    EXPECT_EQ(fault({{0, {}, 1, {}}, {99, {}, 1, {}}}), PieceFault::crosses);
    EXPECT_EQ(fault({{0, 100, 1, {}}, {101, {}, 1, {}}}), PieceFault::hole);
    EXPECT_EQ(fault({{0, 100, 1, {}}}), PieceFault::ends);
}

// 10 planned units: the first five at full price, the rest at half. From 4 to 8 are one at full and
// three at half: 2.5 × £2 = 500 pence; back again the same less.
TEST(Pieces, PayWhatLiesBetween) {
    const std::vector<RatePiece> pieces = {{0, 5'000, 10'000, {}}, {5'000, {}, 5'000, {}}};
    EXPECT_EQ(pay_between(pieces, 2'000'000, 10'000, {4'000, 8'000}), 500 * pay_denominator);
    EXPECT_EQ(pay_between(pieces, 2'000'000, 10'000, {8'000, 4'000}), -500 * pay_denominator);
    EXPECT_EQ(pay_between(pieces, 2'000'000, 10'000, {8'000, 8'000}), 0);
    EXPECT_EQ(in_words(stretches(pieces, 10'000, 4'000, 8'000)), "1 at 100%, 3 at 50%");
}

}  // namespace
}  // namespace concord::agreements
