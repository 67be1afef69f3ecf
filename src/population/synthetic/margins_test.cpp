#include "population/synthetic/margins.hpp"

#include <numeric>

#include <gtest/gtest.h>

#include "base/random.hpp"
#include "population/synthetic/parameters.hpp"

namespace concord::population {
namespace {

TEST(ToTotal, KeepsTheTotalAndGoesToTheLargestRests) {
    // 7 in proportion to 1, 1, 1, 0, 0 is 2 1/3 each: the first gets the one that is left.
    EXPECT_EQ(to_total({1, 1, 1, 0, 0}, 7), (std::array<std::uint16_t, 5>{3, 2, 2, 0, 0}));
    EXPECT_EQ(to_total({158, 11, 56, 1181, 68}, 1475),
              (std::array<std::uint16_t, 5>{158, 11, 56, 1182, 68}));
    EXPECT_EQ(to_total({0, 0, 0, 0, 0}, 9), (std::array<std::uint16_t, 5>{}));
    EXPECT_EQ(to_total({4, 0, 0, 0, 0}, 0), (std::array<std::uint16_t, 5>{}));
}

// Sums of an authority are exact and no cell strays by one, whatever the areas.
TEST(SetFemales, GivesTheAuthorityItsSumAndNoCellStrays) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        RandomStream random(seed, 1);
        std::vector<SmallArea> areas(1 + random.below(30));
        std::int64_t all = 0;
        for (auto& area : areas)
            for (auto& people : area.people)
                all += people = static_cast<std::uint16_t>(random.below(200));
        std::array<double, age_bands> shares{};
        for (auto& share : shares)
            share = 0.3 + 0.4 * random.uniform();
        std::vector<SmallArea*> pointers;
        for (auto& area : areas)
            pointers.push_back(&area);
        const auto females =
            static_cast<std::int64_t>(static_cast<double>(all) * (0.4 + 0.2 * random.uniform()));
        set_females(pointers, shares, females);
        std::int64_t given = 0;
        for (const auto& area : areas)
            for (std::size_t b = 0; b < age_bands; ++b) {
                given += area.females[b];
                ASSERT_LE(area.females[b], area.people[b]);
            }
        EXPECT_EQ(given, females) << "seed " << seed;
    }
}

TEST(SetFemales, KeepsTheSharesWhereTheyFitTheSum) {
    SmallArea area;
    area.people.fill(1000);
    std::array<double, age_bands> shares{};
    shares.fill(0.5);
    shares[17] = 0.6;
    SmallArea* pointer = &area;
    set_females({&pointer, 1}, shares, 17 * 500 + 600);
    for (std::size_t b = 0; b < 17; ++b)
        EXPECT_EQ(area.females[b], 500);
    EXPECT_EQ(area.females[17], 600);
}

TEST(AgeCurve, IsALineBetweenPointsAndHeldOutside) {
    const AgeCurve curve = {{10, 1}, {20, 3}};
    EXPECT_DOUBLE_EQ(at_age(curve, 0), 1);
    EXPECT_DOUBLE_EQ(at_age(curve, 15), 2);
    EXPECT_DOUBLE_EQ(at_age(curve, 90), 3);
}

}  // namespace
}  // namespace concord::population
