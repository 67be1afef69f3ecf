#include "base/apportion.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace concord {
namespace {

std::vector<std::int64_t> parts(std::int64_t sum, const std::vector<double>& weights,
                                std::int64_t unit = 1) {
    const auto result = apportion(Pence(sum), weights, Pence(unit));
    std::vector<std::int64_t> counts;
    for (const auto& part : result.value_or(std::vector<Pence>()))
        counts.push_back(part.count());
    return counts;
}

using Counts = std::vector<std::int64_t>;

TEST(Apportion, GivesWhatIsLeftToTheLargestRests) {
    EXPECT_EQ(parts(100, {1, 1, 1}), (Counts{34, 33, 33}));
    EXPECT_EQ(parts(10, {2.6, 2.6, 4.8}), (Counts{3, 2, 5}));  // 2.6, 2.6, 4.8: two left
    EXPECT_EQ(parts(-100, {1, 1, 1}), (Counts{-34, -33, -33}));
    EXPECT_EQ(parts(5, {0, 1, 0}), (Counts{0, 5, 0}));
    EXPECT_EQ(parts(0, {1, 2}), (Counts{0, 0}));
}

TEST(Apportion, KeepsToWholeUnits) {
    EXPECT_EQ(parts(300'000, {1, 1}, 100'000), (Counts{200'000, 100'000}));
    EXPECT_TRUE(parts(300'001, {1, 1}, 100'000).empty());
}

TEST(Apportion, RefusesWhatNobodyCanShare) {
    EXPECT_TRUE(parts(5, {}).empty());
    EXPECT_TRUE(parts(5, {0, 0}).empty());
    EXPECT_TRUE(parts(5, {1, -1}).empty());
    EXPECT_TRUE(parts(5, {1, std::numeric_limits<double>::infinity()}).empty());
    EXPECT_TRUE(parts(5, {1}, 0).empty());
}

TEST(Apportion, StandsAtTheEdgeOf64Bits) {
    constexpr auto largest = std::numeric_limits<std::int64_t>::max();
    constexpr auto smallest = std::numeric_limits<std::int64_t>::min();
    EXPECT_EQ(parts(largest, {1}), (Counts{largest}));
    EXPECT_EQ(parts(smallest, {1}), (Counts{smallest}));
    const auto halves = parts(largest, {1, 1});
    EXPECT_EQ(halves, (Counts{largest / 2 + 1, largest / 2}));
}

// A third of the largest amount is whole: 9,223,372,036,854,775,807 = 3 × 3,074,457,345,618,258,602
// + 1.
TEST(Apportion, DividesByWholeWeightsBeyond64Bits) {
    constexpr auto largest = std::numeric_limits<std::int64_t>::max();
    constexpr auto weight = std::numeric_limits<std::uint64_t>::max();
    const std::vector<std::uint64_t> weights(3, weight);
    const auto thirds = *apportion_by_whole(Pence(largest), weights, Pence(std::int64_t{1}));
    EXPECT_EQ(thirds[0].count(), 3'074'457'345'618'258'603);
    EXPECT_EQ(thirds[1].count(), 3'074'457'345'618'258'602);
    EXPECT_EQ(total_of(thirds), Pence(largest));
    EXPECT_FALSE(apportion_by_whole(Pence(largest), {}, Pence(std::int64_t{1})));
}

TEST(TotalOf, SaysWhenItDoesNotFit) {
    const Pence large(std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(total_of(std::vector<Pence>{large, -large}), Pence());
    EXPECT_EQ(total_of(std::vector<Pence>{large, Pence(std::int64_t{1})}), std::nullopt);
}

}  // namespace
}  // namespace concord
