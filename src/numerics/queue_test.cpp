#include "numerics/queue.hpp"

#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "base/date.hpp"

namespace concord::numerics {
namespace {

// The example that runs through Fong et al. (2022) and the vignette of NHSRwaitinglist: a list of
// 1,200 people with 30 referrals and 27 operations a week, promised 52 weeks.
TEST(Queue, FollowsThePublishedExample) {
    EXPECT_NEAR(*queue_load(30, 27), 1.111111, 1e-6);
    EXPECT_DOUBLE_EQ(target_mean_wait(52), 13);
    EXPECT_NEAR(target_mean_wait(52, 6), 8.67, 0.005);
    EXPECT_DOUBLE_EQ(target_queue_size(30, 52), 390);
    EXPECT_NEAR(relief_capacity(30, 1200, 390, 26), 61.15385, 1e-5);
    EXPECT_NEAR(waiting_list_pressure(63, 52), 2.423077, 1e-6);
    EXPECT_DOUBLE_EQ(waiting_list_pressure(24, 4), 12);
}

// Values printed in the same vignette, and in the package's own tests.
TEST(Queue, TargetCapacityIsAsPublished) {
    EXPECT_NEAR(target_capacity(30, 52, 1), 30.01923, 1e-5);
    EXPECT_NEAR(target_capacity(30, 52, 6.58), 30.12654, 1e-5);
    EXPECT_NEAR(target_capacity(30, 52, 3, 1.1, 1.2), 30.076442, 1e-6);
}

TEST(Queue, WithoutCapacityThereIsNoLoad) {
    EXPECT_FALSE(queue_load(30, 0));
}

TEST(Queue, VariationNeedsTwoValues) {
    EXPECT_FALSE(coefficient_of_variation(std::array{3.0}));
    EXPECT_FALSE(coefficient_of_variation(std::array{0.0, 0.0}));
    EXPECT_NEAR(*coefficient_of_variation(std::array{1.0, 3.0}), std::sqrt(2.0) / 2, 1e-12);
}

std::int32_t day(int month, int of_month) {
    return Date(2024, static_cast<unsigned>(month), static_cast<unsigned>(of_month))
        .days_since_epoch();
}

// The small list of the package's documentation, by hand: days between 1, 1, 4, 10, 16 and 16
// January are 0, 3, 6, 6, 0; between 1, 8 and 16 January 7 and 8.
TEST(ListFlow, OfASmallListByHand) {
    const std::array stays = {Stay{day(1, 1), day(1, 8)}, Stay{day(1, 4), {}}, Stay{day(1, 10), {}},
                              Stay{day(1, 16), {}}};
    const auto flow = list_flow(stays, day(1, 1), day(1, 16));
    EXPECT_EQ(flow.referrals, 4);
    EXPECT_EQ(flow.removals, 1);
    EXPECT_EQ(flow.queue, 3);
    EXPECT_DOUBLE_EQ(flow.demand, 7.0 * 5 / 15);
    EXPECT_NEAR(*flow.cv_demand, 3.0 / 3.0, 1e-12);
    EXPECT_DOUBLE_EQ(*flow.capacity, 7.0 * 2 / 15);
    EXPECT_NEAR(*flow.cv_capacity, std::sqrt(0.5) / 7.5, 1e-12);
    EXPECT_NEAR(*flow.mean_wait, (12 + 6 + 0) / 3.0 / 7, 1e-12);
}

// Nobody waits from 3 January until the second referral on the 20th, so that the second removal
// took the days from the 19th on: 2 and 3, not 2 and 20.
TEST(ListFlow, DaysOnWhichNobodyWaitsAreNoLackOfCapacity) {
    const std::array stays = {Stay{day(1, 1), day(1, 3)}, Stay{day(1, 20), day(1, 22)},
                              Stay{day(1, 20), {}}};
    const auto flow = list_flow(stays, day(1, 1), day(1, 22));
    EXPECT_DOUBLE_EQ(*flow.capacity, 7.0 * 3 / (2 + 3 + 0));
}

TEST(ListFlow, WhoCameBeforeCountsAsWaitingAndNotAsReferred) {
    const std::array stays = {Stay{day(1, 1), {}}, Stay{day(2, 1), day(2, 3)}};
    const auto flow = list_flow(stays, day(2, 1), day(2, 8));
    EXPECT_EQ(flow.referrals, 1);
    EXPECT_EQ(flow.queue, 1);
    EXPECT_DOUBLE_EQ(*flow.mean_wait, 38.0 / 7);
}

TEST(ListFlow, WithoutRemovalsCapacityIsNotKnown) {
    const std::array stays = {Stay{day(1, 1), {}}};
    const auto flow = list_flow(stays, day(1, 1), day(1, 8));
    EXPECT_FALSE(flow.capacity);
    EXPECT_FALSE(flow.cv_capacity);
}

TEST(ListFlow, OfNobodyIsNothing) {
    const auto flow = list_flow({}, day(1, 1), day(1, 8));
    EXPECT_EQ(flow.queue, 0);
    EXPECT_FALSE(flow.mean_wait);
}

}  // namespace
}  // namespace concord::numerics
