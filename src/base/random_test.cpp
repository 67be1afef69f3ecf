#include "base/random.hpp"

#include <array>
#include <set>

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(RandomStream, DependsOnSeedAndStreamOnly) {
    RandomStream a(1, 7);
    RandomStream b(1, 7);
    RandomStream other_stream(1, 8);
    RandomStream other_seed(2, 7);
    const auto first = a.next();
    EXPECT_EQ(first, b.next());
    EXPECT_NE(first, other_stream.next());
    EXPECT_NE(first, other_seed.next());
}

TEST(RandomStream, StreamsDoNotRunIntoEachOther) {
    std::set<std::uint64_t> met;
    for (std::uint64_t stream = 0; stream < 1000; ++stream) {
        RandomStream random(42, stream);
        for (int i = 0; i < 20; ++i)
            met.insert(random.next());
    }
    EXPECT_EQ(met.size(), 20000U);
}

TEST(RandomStream, DrawsEvenly) {
    RandomStream random(3, 3);
    std::array<int, 10> counts{};
    for (int i = 0; i < 100000; ++i)
        ++counts[random.below(10)];
    // Chi-square with 9 degrees of freedom: 27.9 is passed once in a thousand seeds; this seed is
    // fixed.
    double chi_square = 0;
    for (const int count : counts)
        chi_square += (count - 10000.0) * (count - 10000.0) / 10000.0;
    EXPECT_LT(chi_square, 27.9);
}

TEST(RandomStream, StaysBelowOne) {
    RandomStream random(5, 0);
    for (int i = 0; i < 100000; ++i) {
        const auto draw = random.uniform();
        ASSERT_GE(draw, 0.0);
        ASSERT_LT(draw, 1.0);
    }
}

}  // namespace
}  // namespace concord
