// Overlaps, coterminosity and moves against a plain twin that shares no code with them: every pair
// of areas is looked at, every small area counted, on generated countries of every shape.
#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "base/random.hpp"
#include "registry/overlap.hpp"
#include "support/small_geography.hpp"

namespace concord::registry {
namespace {

using support::add_layer;
using support::add_small;

struct Country {
    std::vector<std::string> a;
    std::vector<std::string> b;
    std::vector<std::int64_t> people;
};

// Sizes, numbers of areas, gaps and empty small areas all vary with the seed.
Country generate(std::uint64_t seed) {
    RandomStream random(seed, 0);
    Country country;
    const auto cells = 1 + random.below(60);
    const auto areas_a = 1 + random.below(8);
    const auto areas_b = 1 + random.below(8);
    const bool has_gaps = random.below(2) == 0;
    const bool nested = random.below(3) == 0;
    for (std::uint64_t i = 0; i < cells; ++i) {
        const auto area = random.below(areas_a);
        country.a.push_back("A" + std::to_string(area));
        const auto other = nested ? area % areas_b : random.below(areas_b);
        const bool gap = has_gaps && random.below(5) == 0;
        country.b.push_back(gap ? "" : "B" + std::to_string(other));
        country.people.push_back(
            random.below(4) == 0 ? 0 : static_cast<std::int64_t>(random.below(1000)));
    }
    return country;
}

std::int64_t people_in(const Country& country, const std::string& a, const std::string& b) {
    std::int64_t people = 0;
    for (std::size_t i = 0; i < country.people.size(); ++i) {
        if ((a.empty() || country.a[i] == a) && (b.empty() || country.b[i] == b)) {
            people += country.people[i];
        }
    }
    return people;
}

std::int64_t cells_in(const Country& country, const std::string& a, const std::string& b) {
    std::int64_t cells = 0;
    for (std::size_t i = 0; i < country.people.size(); ++i) {
        cells += (a.empty() || country.a[i] == a) && (b.empty() || country.b[i] == b);
    }
    return cells;
}

class Compared {
  public:
    explicit Compared(const Country& country) {
        add_small(geography_, "cell11", 2011, country.people.size());
        add_layer(geography_, "a21", 2021, "cell11", country.a);
        add_layer(geography_, "b22", 2022, "cell11", country.b);
        a = *assign(geography_, "a21", "cell11");
        b = *assign(geography_, "b22", "cell11");
        table = overlap(a, b, country.people);
    }
    std::string code_a(AreaIndex index) const { return a.layer->area(index).code; }
    std::string code_b(AreaIndex index) const { return b.layer->area(index).code; }

    Assignment a;
    Assignment b;
    OverlapTable table;

  private:
    Geography geography_;
};

TEST(OverlapTwin, AgreesOnEveryPair) {
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        const auto country = generate(seed);
        const Compared compared(country);
        std::int64_t people = 0;
        for (const auto& part : compared.table.parts) {
            const auto a = compared.code_a(part.a);
            const auto b = compared.code_b(part.b);
            ASSERT_EQ(part.people, people_in(country, a, b)) << "seed " << seed;
            ASSERT_EQ(part.small_areas, cells_in(country, a, b)) << "seed " << seed;
            ASSERT_GT(part.small_areas, 0) << "seed " << seed;
            const auto in_a = people_in(country, a, "");
            if (in_a > 0) {
                ASSERT_DOUBLE_EQ(part.share_of_a,
                                 static_cast<double>(part.people) / static_cast<double>(in_a))
                    << "seed " << seed;
            }
            ASSERT_GE(part.jaccard, 0) << "seed " << seed;
            ASSERT_LE(part.jaccard, std::min(part.share_of_a, part.share_of_b) + 1e-12)
                << "seed " << seed;
            people += part.people;
        }
        std::int64_t placed = 0;
        for (std::size_t i = 0; i < country.b.size(); ++i) {
            if (!country.b[i].empty()) placed += country.people[i];
        }
        ASSERT_EQ(people, placed) << "nobody is lost and nobody counted twice, seed " << seed;
    }
}

TEST(OverlapTwin, IsTheSameSeenFromTheOtherSide) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        auto country = generate(seed);
        const Compared forward(country);
        std::swap(country.a, country.b);
        const Compared backward(country);
        ASSERT_EQ(forward.table.parts.size(), backward.table.parts.size()) << "seed " << seed;
        for (const auto& part : forward.table.parts) {
            bool found = false;
            for (const auto& other : backward.table.parts) {
                if (forward.code_a(part.a) != backward.code_b(other.b) ||
                    forward.code_b(part.b) != backward.code_a(other.a)) {
                    continue;
                }
                found = true;
                ASSERT_EQ(part.people, other.people);
                ASSERT_DOUBLE_EQ(part.jaccard, other.jaccard);
                ASSERT_DOUBLE_EQ(part.share_of_a, other.share_of_b);
            }
            ASSERT_TRUE(found) << "seed " << seed;
        }
    }
}

// The classes from their definitions, with tolerance 0 so that nothing is overlooked: an area of B
// is whole in A where all its small areas with people are.
CoterminosityClass plain_class(const Country& country, const std::string& a) {
    std::set<std::string> pieces;
    for (std::size_t i = 0; i < country.a.size(); ++i) {
        if (country.a[i] == a && !country.b[i].empty() && country.people[i] > 0) {
            pieces.insert(country.b[i]);
        }
    }
    const auto in_a = people_in(country, a, "");
    std::int64_t covered = 0;
    bool all_whole = true;
    for (const auto& b : pieces) {
        covered += people_in(country, a, b);
        all_whole &= people_in(country, a, b) == people_in(country, "", b);
    }
    if (pieces.empty()) return CoterminosityClass::none;
    if (pieces.size() == 1 && covered == in_a) {
        return all_whole ? CoterminosityClass::coterminous : CoterminosityClass::a_inside_b;
    }
    if (!all_whole) return CoterminosityClass::overlapping;
    return covered == in_a ? CoterminosityClass::made_of_whole_b : CoterminosityClass::b_inside_a;
}

TEST(CoterminosityTwin, AgreesOnEveryClass) {
    std::map<CoterminosityClass, int> met;
    for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
        const auto country = generate(seed);
        const Compared compared(country);
        for (const auto& row : coterminosity(compared.a, compared.b, compared.table, 0.0)) {
            const auto code = compared.code_a(row.a);
            // An area without people is judged by its small areas; the twin speaks of people.
            if (people_in(country, code, "") == 0) continue;
            ASSERT_EQ(to_string(row.kind), to_string(plain_class(country, code)))
                << "seed " << seed << " area " << code;
            ++met[row.kind];
        }
    }
    EXPECT_EQ(met.size(), 6U) << "the generated countries have every class";
}

TEST(MovesTwin, AccountsForEverybody) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        const auto country = generate(seed);
        const Compared compared(country);
        const auto continued = continuations(*compared.a.layer, *compared.b.layer, compared.table);
        std::int64_t moved = 0;
        for (const auto& move : moves(compared.a, compared.b, compared.table))
            moved += move.people;
        std::int64_t stayed = 0;
        std::int64_t placed = 0;
        for (std::size_t i = 0; i < country.a.size(); ++i) {
            if (country.b[i].empty()) continue;
            placed += country.people[i];
            const auto target = continued[static_cast<std::size_t>(compared.a.area_of[i])];
            if (target != no_area && compared.code_b(target) == country.b[i]) {
                stayed += country.people[i];
            }
        }
        ASSERT_EQ(moved + stayed, placed) << "seed " << seed;
    }
}

}  // namespace
}  // namespace concord::registry
