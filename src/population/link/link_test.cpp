// Linking against planted truth: people whose records have slips, gaps and moves put into them by a
// generator that knows who is who.
#include "population/link/link.hpp"

#include <map>
#include <utility>

#include <gtest/gtest.h>

#include "base/random.hpp"

namespace concord::population {
namespace {

using enum LinkField;

LinkRecord record(std::uint32_t source, std::array<std::uint32_t, link_fields> values,
                  std::uint32_t pseudonym = not_given) {
    return {source, pseudonym, values};
}

struct Planted {
    std::vector<LinkRecord> records;
    std::vector<std::uint32_t> truth;
};

struct Slips {
    double without_pseudonym = 0.3;
    double slip = 0.007;  // in each part of the birth
    double other_sex = 0.005;
    double moved = 0.05;
    double other_practice = 0.04;
    double gap = 0.02;
    double twice = 0.02;
};

class Planting {
  public:
    explicit Planting(Slips slips) : slips_(slips) {}

    Planted plant(std::uint32_t people) {
        for (std::uint32_t person = 0; person < people; ++person) {
            const auto lsoa = below(200);
            const LinkRecord one = record(0, {1 + below(28), 1 + below(12), 1930 + below(95),
                                              below(2), lsoa, lsoa / 4, 1000 + lsoa / 8});
            for (std::uint32_t source = 0; source < 2; ++source) {
                if (!chance(0.65)) continue;
                add(one, source, person);
                if (chance(slips_.twice)) add(one, source, person);
            }
        }
        return std::move(made_);
    }

  private:
    void add(LinkRecord one, std::uint32_t source, std::uint32_t person) {
        one.source = source;
        one.pseudonym = chance(slips_.without_pseudonym) ? not_given : person;
        const auto change = [&](LinkField field, double often, std::uint32_t to) {
            if (chance(often)) one.values[static_cast<std::size_t>(field)] = to;
        };
        change(day, slips_.slip, 1 + below(28));
        change(month, slips_.slip, 1 + below(12));
        change(year, slips_.slip, 1930 + below(95));
        change(sex, slips_.other_sex, 1 - one.value(sex));
        if (chance(slips_.moved)) {
            const auto lsoa = below(200);
            one.values[static_cast<std::size_t>(LinkField::lsoa)] = lsoa;
            one.values[static_cast<std::size_t>(sector)] = lsoa / 4;
        }
        change(practice, slips_.other_practice, 1000 + below(25));
        for (auto& value : one.values)
            if (chance(slips_.gap)) value = not_given;
        made_.records.push_back(one);
        made_.truth.push_back(person);
    }
    std::uint32_t below(std::uint64_t bound) {
        return static_cast<std::uint32_t>(random_.below(bound));
    }
    bool chance(double often) { return random_.uniform() < often; }

    Slips slips_;
    RandomStream random_{20261126, 1};
    Planted made_;
};

struct Quality {
    double precision = 0;
    double recall = 0;
};

// Over all pairs: how many of those linked are one person's, how many of one person's are linked.
Quality quality_of(const std::vector<std::uint32_t>& truth,
                   const std::vector<std::uint32_t>& found) {
    const auto pairs = [](const auto& key_of, std::size_t size) {
        std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t> sizes;
        for (std::size_t i = 0; i < size; ++i)
            ++sizes[key_of(i)];
        std::int64_t sum = 0;
        for (const auto& [key, count] : sizes)
            sum += count * (count - 1) / 2;
        return static_cast<double>(sum);
    };
    const auto both =
        pairs([&](std::size_t i) { return std::pair(truth[i], found[i]); }, truth.size());
    const auto linked = pairs([&](std::size_t i) { return std::pair(found[i], 0U); }, truth.size());
    const auto real = pairs([&](std::size_t i) { return std::pair(truth[i], 0U); }, truth.size());
    return {both / linked, both / real};
}

TEST(Link, FindsPlantedPeopleThroughSlipsGapsAndMoves) {
    const auto planted = Planting({}).plant(5000);
    const auto linked = link_records(planted.records, {});
    const auto quality = quality_of(planted.truth, linked.person_of);
    EXPECT_GE(quality.precision, 0.995) << "recall " << quality.recall;
    EXPECT_GE(quality.recall, 0.96) << "precision " << quality.precision;
    EXPECT_GT(linked.links[0], 1000);
    EXPECT_GT(linked.links[2], 100);
    EXPECT_TRUE(linked.weights.of[0].is_counted);
    // Of a day of the month 0.7 % were drawn anew on either side.
    EXPECT_NEAR(linked.weights.of[0].m, 0.993 * 0.993, 0.005);
    EXPECT_NEAR(linked.weights.of[0].u, 1.0 / 28, 0.005);
    // Whoever lives in one area has one practice here, but for 4 % of records: agreement there says
    // next to nothing.
    EXPECT_LT(linked.weights.practice_in_area.agree, 0.2);
    EXPECT_GT(linked.weights.of[6].agree, 4);
}

TEST(Link, WithoutAnyPseudonymPrecisionHoldsAndRecallIsLess) {
    Slips slips;
    slips.without_pseudonym = 1;
    const auto planted = Planting(slips).plant(5000);
    const auto linked = link_records(planted.records, {});
    const auto quality = quality_of(planted.truth, linked.person_of);
    EXPECT_GE(quality.precision, 0.98) << "recall " << quality.recall;
    EXPECT_GE(quality.recall, 0.93) << "precision " << quality.precision;
    EXPECT_EQ(linked.links[0], 0);
    EXPECT_FALSE(linked.weights.of[0].is_counted);
}

TEST(Link, NeverJoinsTwoPseudonyms) {
    const std::vector<LinkRecord> records = {record(0, {1, 2, 1980, 0, 5, 1, 9}, 7),
                                             record(1, {1, 2, 1980, 0, 5, 1, 9}, 8),
                                             record(1, {3, 4, 1990, 1, 6, 2, 8}, 9)};
    const auto linked = link_records(records, {});
    EXPECT_EQ(linked.people, 3U);
}

TEST(Link, APseudonymWithAnotherBirthAndSexIsLookedAtAndNotLinked) {
    const std::vector<LinkRecord> records = {record(0, {1, 2, 1980, 0, 5, 1, 9}, 7),
                                             record(1, {3, 4, 1950, 1, 6, 2, 8}, 7)};
    const auto linked = link_records(records, {});
    EXPECT_EQ(linked.people, 2U);
    EXPECT_EQ(linked.contradicted, 1);
    ASSERT_EQ(linked.review.size(), 1U);
}

TEST(Link, WhatIsMissingCountsForNothing) {
    LinkWeights weights;
    weights.practice_in_area = {0, 0, false, 1, -1};
    for (auto& weight : weights.of) {
        weight.agree = 3;
        weight.disagree = -2;
    }
    const auto one = record(0, {1, 2, 1980, 0, 5, 1, 9});
    auto other = one;
    other.values = {1, not_given, 1981, 0, not_given, 1, not_given};
    // Day, sex and sector agree, the year differs; month, area and practice are missing.
    EXPECT_DOUBLE_EQ(weight_of(one, other, weights), 3 + 3 + 3 - 2);
    // Where both have an area, the sector says nothing more.
    other.values[static_cast<std::size_t>(LinkField::lsoa)] = 5;
    EXPECT_DOUBLE_EQ(weight_of(one, other, weights), 3 + 3 - 2 + 3);
    // And the practice says what it says among neighbours.
    other.values[static_cast<std::size_t>(practice)] = 9;
    EXPECT_DOUBLE_EQ(weight_of(one, other, weights), 3 + 3 - 2 + 3 + 1);
}

TEST(Link, GivesTheSamePeopleAgain) {
    const auto planted = Planting({}).plant(500);
    const auto first = link_records(planted.records, {});
    const auto second = link_records(planted.records, {});
    EXPECT_EQ(first.person_of, second.person_of);
    EXPECT_EQ(first.review.size(), second.review.size());
}

}  // namespace
}  // namespace concord::population
