// Allocations by a rule, solved to a sum, and projected over years: all worked out by hand.
#include "money/quantum.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "money/projection.hpp"

namespace concord::money {
namespace {

const Pence penny(std::int64_t{1});
const PaceRule fifth({{-0.025, 0.005}, {0, 0}, {0.025, -0.005}});

Pence pounds(std::int64_t amount) {
    return Pence(amount * 100);
}

// Above target by 2 %, and below it by 8.2 %.
std::vector<Opening> two_bodies() {
    return {{"west", pounds(1000), 0.02, pounds(1000), {}},
            {"east", pounds(900), 0.02, pounds(1000), {}}};
}

TEST(Allocation, FollowsFromBaselineGrowthAndConvergence) {
    const auto openings = two_bodies();
    const auto result = allocate(openings, fifth, penny);
    ASSERT_EQ(result.fault, AllocationFault::none);
    EXPECT_NEAR(result.bodies[0].distance_before, 0.02, 1e-12);
    EXPECT_NEAR(result.bodies[0].convergence, -0.004, 1e-12);
    EXPECT_EQ(result.bodies[0].allocation, Pence(std::int64_t{101592}));  // 1020 × 0.996
    EXPECT_EQ(result.bodies[0].without_pace, pounds(1020));
    EXPECT_NEAR(result.bodies[0].distance_after, 0.01592, 1e-12);
    EXPECT_NEAR(result.bodies[1].distance_before, -0.082, 1e-12);
    EXPECT_EQ(result.bodies[1].allocation, Pence(std::int64_t{92259}));  // 918 × 1.005
    EXPECT_EQ(result.total, Pence(std::int64_t{193851}));
}

TEST(Allocation, RefusesWhatCannotBeReckoned) {
    const auto fault = [](Opening opening) {
        return allocate(std::vector<Opening>{std::move(opening)}, fifth, penny).fault;
    };
    EXPECT_EQ(fault({"a", pounds(1), 0, Pence(), {}}), AllocationFault::target_not_positive);
    EXPECT_EQ(fault({"a", pounds(1), -1, pounds(1), {}}), AllocationFault::growth_takes_everything);
    const Pence largest(std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(fault({"a", largest, 0.5, largest, {}}), AllocationFault::too_large);
    const std::vector<Opening> two = {{"a", largest, 0, largest, {}},
                                      {"b", largest, 0, largest, {}}};
    EXPECT_EQ(allocate(two, fifth, penny).fault, AllocationFault::too_large);
    EXPECT_EQ(allocate(two, fifth, penny).at, 1U);
}

TEST(Quantum, IsMetToThePennyByEachVariable) {
    const auto openings = two_bodies();
    Unreachable why;
    const auto solved = [&](SolveFor variable, Pence quantum) {
        return solve({openings, &fifth, quantum, variable, penny}, why);
    };
    // 1938.51 without: 15.49 more is 0.00799… of the 1938 that grow by convergence alone.
    const auto convergence = solved(SolveFor::convergence, pounds(1954));
    ASSERT_TRUE(convergence);
    EXPECT_NEAR(convergence->value, 15.49 / 1938, 1e-9);
    EXPECT_EQ(convergence->allocation.total, pounds(1954));
    const auto cap = solved(SolveFor::cap, Pence(std::int64_t{193400}));
    ASSERT_TRUE(cap);
    EXPECT_NEAR(cap->value, 918.08 / 918 - 1, 1e-9);  // west keeps 1015.92
    EXPECT_EQ(cap->allocation.bodies[0].allocation, Pence(std::int64_t{101592}));
    EXPECT_EQ(cap->allocation.bodies[1].allocation, Pence(std::int64_t{91808}));
    const auto growth = solved(SolveFor::growth, pounds(2000));
    ASSERT_TRUE(growth);
    EXPECT_EQ(*Pence::add(growth->allocation.bodies[0].allocation,
                          growth->allocation.bodies[1].allocation),
              pounds(2000));
    const auto floor = solved(SolveFor::floor, Pence(std::int64_t{194200}));
    ASSERT_TRUE(floor);
    EXPECT_NEAR(floor->value, 1019.41 / 1020 - 1, 1e-9);  // east keeps 922.59
}

TEST(Quantum, SaysBetweenWhatTheSumCanLie) {
    const auto openings = two_bodies();
    Unreachable why;
    EXPECT_FALSE(solve({openings, &fifth, pounds(2000), SolveFor::cap, penny}, why));
    EXPECT_EQ(why.least, Pence(std::int64_t{192831}));  // 1938 × 0.995
    EXPECT_EQ(why.most, Pence(std::int64_t{193851}));
}

TEST(Projection, CarriesAllocationsOverAndSaysWhenTargetsAreReached) {
    const PaceRule all_at_once({{-0.5, 0.5}, {0.5, -0.5}});
    const std::vector<Opening> openings = {{"near", pounds(1001), 0, pounds(1000), {}},
                                           {"far", pounds(1100), 0, pounds(1000), {}}};
    const auto slow = project(openings, {3, {fifth}, penny, {}, {}});
    EXPECT_EQ(slow.years[0].bodies[1].allocation, Pence(std::int64_t{109450}));  // 1100 × 0.995
    EXPECT_EQ(slow.years[1].bodies[1].allocation, Pence(std::int64_t{108903}));  // 1094.50 × 0.995
    EXPECT_EQ(slow.reached[1], std::nullopt);
    // A changed rule in the second year: 1 − 0.0945 of 1094.50 is 991.07, which is 0.9 % below.
    const auto changed = project(openings, {2, {fifth, all_at_once}, penny, {}, {}});
    EXPECT_EQ(changed.years[1].bodies[1].allocation, Pence(std::int64_t{99107}));
    // 0.08, 0.064, 0.051 and 0.041 % above at the end of the years: within 0.05 % in the fourth.
    EXPECT_EQ(slow.reached[0], std::nullopt);
    EXPECT_EQ(project(openings, {4, {fifth}, penny, {}, {}}).reached[0], 3);
}

TEST(Projection, MovesTargetsWithThePeople) {
    const std::vector<Opening> openings = {{"a", pounds(100), 0.1, pounds(100), {}},
                                           {"b", pounds(100), 0.1, pounds(300), {}}};
    // All people grow by (100 × 0.04 + 300 × 0) / 400 = 1 %.
    const auto growth = target_growth_of(openings, std::vector<double>{0.04, 0});
    EXPECT_NEAR(growth[0], 1.1 * 1.04 / 1.01 - 1, 1e-12);
    EXPECT_NEAR(growth[1], 1.1 / 1.01 - 1, 1e-12);
    // The sum of targets grows as baselines do.
    EXPECT_NEAR(100 * (1 + growth[0]) + 300 * (1 + growth[1]), 440, 1e-9);
}

}  // namespace
}  // namespace concord::money
