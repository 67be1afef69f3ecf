#include "server/rate_limit.hpp"

#include <gtest/gtest.h>

namespace concord::server {
namespace {

using Clock = RateLimit::Clock;

const Clock::time_point noon{std::chrono::hours(12)};

TEST(RateLimit, ABurstThenSoManyASecond) {
    RateLimit limit(2, 3);
    for (int i = 0; i < 3; ++i)
        EXPECT_TRUE(limit.takes("a", noon));
    EXPECT_FALSE(limit.takes("a", noon));
    EXPECT_TRUE(limit.takes("b", noon)) << "another address has its own";
    EXPECT_TRUE(limit.takes("a", noon + std::chrono::milliseconds(500)));
    EXPECT_FALSE(limit.takes("a", noon + std::chrono::milliseconds(600)));
    for (int i = 0; i < 3; ++i)
        EXPECT_TRUE(limit.takes("a", noon + std::chrono::hours(1))) << "never more than the burst";
    EXPECT_FALSE(limit.takes("a", noon + std::chrono::hours(1)));
}

TEST(RateLimit, NoughtIsNoLimit) {
    RateLimit limit(0, 0);
    for (int i = 0; i < 1000; ++i)
        EXPECT_TRUE(limit.takes("a", noon));
}

TEST(RateLimit, AClockThatGoesBackGivesNothing) {
    RateLimit limit(1, 1);
    EXPECT_TRUE(limit.takes("a", noon));
    EXPECT_FALSE(limit.takes("a", noon - std::chrono::hours(1)));
}

TEST(RateLimit, MemoryIsBoundedWhoeverAsks) {
    RateLimit limit(1, 2);
    for (std::size_t i = 0; i < 3 * RateLimit::most_addresses; ++i)
        limit.takes(std::to_string(i), noon);
    EXPECT_LE(limit.addresses(), RateLimit::most_addresses + 1);
    EXPECT_FALSE(limit.takes("one too many", noon)) << "those that came too many share a bucket";
    EXPECT_TRUE(limit.takes("later", noon + std::chrono::minutes(1)))
        << "who is quiet is forgotten";
}

}  // namespace
}  // namespace concord::server
