#include "population/synthetic/draw.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "support/small_people.hpp"

namespace concord::population {
namespace {

using support::small_model;

Block drawn(const Model& model, const std::vector<std::uint32_t>& areas) {
    Block block;
    for (const auto area : areas)
        draw_area(model, area, block);
    return block;
}

TEST(DrawArea, KeepsEveryMarginExactly) {
    const auto model = small_model(1);
    for (std::uint32_t a = 0; a < 3; ++a) {
        const auto block = drawn(model, {a});
        std::array<std::uint16_t, age_bands> people{};
        std::array<std::uint16_t, age_bands> females{};
        std::array<std::uint16_t, ethnic_groups> groups{};
        for (const auto& person : block.people) {
            ++people[band_of_age(person.age)];
            if (person.sex == 0) ++females[band_of_age(person.age)];
            ++groups[person.ethnicity];
        }
        EXPECT_EQ(people, model.areas[a].people);
        EXPECT_EQ(females, model.areas[a].females);
        EXPECT_EQ(groups, model.areas[a].ethnicity);
    }
}

auto all_of(const DrawnPerson& person) {
    return std::tuple(person.place, person.birth, person.practice, person.age, person.sex,
                      person.ethnicity, person.opt_out);
}

TEST(DrawArea, GivesThePersonsOfAnAreaWhateverWasDrawnBefore) {
    const auto model = small_model(5);
    const auto alone = drawn(model, {2});
    const auto later = drawn(model, {1, 0, 2});
    const auto before = later.people.size() - alone.people.size();
    for (std::size_t i = 0; i < alone.people.size(); ++i)
        ASSERT_EQ(all_of(alone.people[i]), all_of(later.people[before + i]));
    EXPECT_NE(all_of(drawn(small_model(6), {2}).people[0]), all_of(alone.people[0]));
}

TEST(DrawArea, MakesAgesThatTheDaysOfBirthBearOut) {
    const auto model = small_model(3);
    for (const auto& person : drawn(model, {0, 1, 2}).people) {
        const auto born = Date(1970, 1, 1).plus_days(person.birth).iso();
        const auto today = model.as_at.iso();
        int years = model.as_at.year() - std::stoi(born.substr(0, 4));
        if (born.substr(5) > today.substr(5)) --years;
        ASSERT_EQ(years, person.age) << born;
    }
}

// 1,700 people of 17 and more with a chance of a quarter: within five standard errors.
TEST(DrawArea, DrawsConditionsAtTheirChance) {
    const auto model = small_model(11);
    const auto block = drawn(model, {0, 1, 2});
    std::int64_t eligible = 0;
    for (const auto& person : block.people)
        eligible += person.age >= 17 ? 1 : 0;
    const double expected = 0.25 * static_cast<double>(eligible);
    EXPECT_NEAR(static_cast<double>(block.conditions.size()), expected, 5 * std::sqrt(expected));
    for (const auto& one : block.conditions) {
        const auto& person = block.people[one.person];
        EXPECT_GE(person.age, 17);
        EXPECT_GE(one.onset, person.birth);
        EXPECT_LE(one.onset, model.as_at.days_since_epoch());
    }
}

TEST(DrawArea, DrawsContactsWithinTheYearAndAfterBirth) {
    const auto model = small_model(12);
    const auto block = drawn(model, {0, 1, 2});
    std::array<std::int64_t, 2> contacts{};
    const auto today = model.as_at.days_since_epoch();
    for (const auto& one : block.contacts) {
        contacts[one.service] += one.contacts;
        EXPECT_GT(one.day, today - 366);
        EXPECT_LE(one.day, today);
        EXPECT_GE(one.day, block.people[one.person].birth);
        if (one.service == 1) {
            EXPECT_EQ(one.contacts, 1);
        }
    }
    const double expected = 1.5 * static_cast<double>(block.people.size());
    for (const auto count : contacts)
        EXPECT_NEAR(static_cast<double>(count), expected, 5 * std::sqrt(expected));
}

// The plain definition of the distribution, term by term.
TEST(Poisson, IsTheLeastCountWhoseProbabilityReachesTheDraw) {
    for (const double rate : {0.0, 0.01, 0.7, 3.0, 20.0}) {
        for (std::uint32_t step = 0; step < 4096; ++step) {
            const auto draw = step << 20;
            const double part = draw / 4294967296.0;
            std::uint32_t count = 0;
            double sum = std::exp(-rate);
            while (sum <= part && count < 400) {
                ++count;
                sum += std::exp(-rate + count * std::log(rate) - std::lgamma(count + 1.0));
            }
            ASSERT_NEAR(poisson(rate, draw), count, 0) << rate << " " << draw;
        }
    }
}

TEST(Choice, PicksByWeightAndNeverWhatWeighsNothing) {
    const auto choice = Choice::of({0, 1, 0, 3});
    std::map<std::uint32_t, int> picked;
    for (std::uint32_t i = 0; i < 4096; ++i)
        ++picked[choice.pick(i << 20)];
    EXPECT_EQ(picked, (std::map<std::uint32_t, int>{{1, 1024}, {3, 3072}}));
    EXPECT_EQ(choice.pick(UINT32_MAX), 3U);
    EXPECT_TRUE(Choice::of({0, 0}).empty());
}

}  // namespace
}  // namespace concord::population
