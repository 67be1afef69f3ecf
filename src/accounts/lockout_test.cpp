#include "accounts/lockout.hpp"

#include <gtest/gtest.h>

namespace concord::accounts {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const Instant noon = std::chrono::sys_days(std::chrono::year(2024) / 3 / 1) + hours(12);

// Fails, and is locked where the limits say so.
std::optional<Instant> fail(Failures& failures, Instant now, const LockoutLimits& limits = {}) {
    const auto until = lock_after_another(failures, limits, now);
    failures.add(now);
    if (until) failures.lock(*until);
    return until;
}

TEST(Lockout, ComesWithTheFifthFailureInAQuarterOfAnHour) {
    Failures failures;
    for (int i = 0; i < 4; ++i)
        EXPECT_FALSE(fail(failures, noon + minutes(3 * i)));
    EXPECT_EQ(fail(failures, noon + minutes(14)), noon + minutes(19));
    EXPECT_TRUE(is_locked(failures, noon + minutes(18)));
    EXPECT_FALSE(is_locked(failures, noon + minutes(19)));
}

TEST(Lockout, DoesNotComeWhereTheyAreFurtherApart) {
    Failures failures;
    for (int i = 0; i < 20; ++i)
        EXPECT_FALSE(fail(failures, noon + minutes(4 * i)));
}

TEST(Lockout, DoublesToADay) {
    Failures failures;
    auto now = noon;
    for (const auto length :
         {minutes(5), minutes(10), minutes(20), minutes(40), minutes(80), minutes(160),
          minutes(320), minutes(640), minutes(1280), minutes(1440), minutes(1440)}) {
        std::optional<Instant> until;
        for (int i = 0; i < 5; ++i) {
            EXPECT_FALSE(until);
            until = fail(failures, now);
        }
        ASSERT_TRUE(until);
        EXPECT_EQ(*until - now, length);
        now = *until;
    }
}

// NIST SP 800-63B, section 5.2.2: no more than a hundred in a row, however slowly they come.
TEST(Lockout, AfterAHundredInARowNoTimeUnlocks) {
    Failures failures;
    std::optional<Instant> until;
    for (int i = 1; i <= 100; ++i) {
        EXPECT_FALSE(until) << i;
        until = fail(failures, noon + hours(i));
    }
    EXPECT_EQ(until, no_time_unlocks());
    EXPECT_TRUE(is_locked(failures, noon + hours(24 * 365 * 100)));
}

TEST(Lockout, TellsToWaitAtLeastASecondAndAtMostADay) {
    EXPECT_EQ(wait_until(noon, noon), seconds(1));
    EXPECT_EQ(wait_until(noon + std::chrono::milliseconds(1500), noon), seconds(2));
    EXPECT_EQ(wait_until(no_time_unlocks(), noon), hours(24));
}

}  // namespace
}  // namespace concord::accounts
