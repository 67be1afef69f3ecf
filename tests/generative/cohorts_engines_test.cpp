// The stage's own questions of people on every engine: random rules over random people, written as
// the files that a board writes, answered by DuckDB, by a Spark cluster and by the plain twin.
// CONCORD_COHORTS says how many worlds DuckDB is asked, CONCORD_SPARK_WORLDS how many Spark (a
// twentieth of them, at least 3, where it is not set); CONCORD_SEED, which ones. A world is two
// questions.
#include <algorithm>
#include <iostream>

#include <gtest/gtest.h>

#include "population/facts.hpp"
#include "support/asked_engine.hpp"
#include "support/cohort_world.hpp"
#include "support/diagnostics.hpp"

namespace concord::population {
namespace {

using support::Asked;
using support::CohortWorld;
using support::setting;
using support::shown_rows;

// The rules of a world, read from files as a system's are.
Library library_of(const CohortWorld& world) {
    const support::TemporaryFolder folder;
    support::write_rules(world, folder.path());
    auto diagnostics = support::new_diagnostics();
    auto library = read_library({folder.path(), {}, ""}, {"imd2019", "imd2025"}, diagnostics);
    EXPECT_EQ(support::places(diagnostics), std::vector<std::string>{});
    EXPECT_EQ(library.cohorts.size(), world.cohorts.size());
    return library;
}

void give(const CohortWorld& world, const Library& library, Asked& asked) {
    auto tables = support::tables_of(world);
    tables.push_back(area_facts(world.areas, world.fifths));
    tables.push_back(code_bits(library.vocabulary, support::codes_of(world)));
    asked.give(tables);
    asked.engine().define("facts", facts_sql(library, world.fifths, world.as_at));
}

// Both questions of the stage as this engine answers them; the number of rows.
std::size_t expect_plain_answers(const CohortWorld& world, Asked& asked) {
    const auto library = library_of(world);
    give(world, library, asked);
    const auto groups = asked.answer(groups_question(library));
    const auto plain_groups = support::plain_groups(world);
    EXPECT_EQ(plain_groups, groups) << groups_question(library).sql << "\nplain\n"
                                    << shown_rows(plain_groups) << asked.engine().name() << "\n"
                                    << shown_rows(groups);
    const auto cells = asked.answer(cells_question());
    const auto plain_cells = support::plain_cells(world);
    EXPECT_EQ(plain_cells, cells) << "plain\n"
                                  << shown_rows(plain_cells) << asked.engine().name() << "\n"
                                  << shown_rows(cells);
    return groups.size();
}

CohortWorld world_of(std::uint64_t seed, std::uint64_t n, std::uint64_t people) {
    RandomStream random(seed, 2'000'000 + n);
    return support::make_world(random, people);
}

TEST(Cohorts, OnDuckdbAreThoseOfThePlainTwin) {
    const auto seed = setting("CONCORD_SEED", 5);
    const auto worlds = setting("CONCORD_COHORTS", 60);
    const support::TemporaryFolder folder;
    Asked duckdb("duckdb", folder.path());
    std::size_t rows = 0;
    for (std::uint64_t n = 0; n < worlds && !HasFailure(); ++n) {
        SCOPED_TRACE(fmt::format("world {} of seed {}", n, seed));
        rows += expect_plain_answers(world_of(seed, n, 60), duckdb);
    }
    EXPECT_GT(rows, 10 * worlds) << "the worlds do have people";
}

TEST(Cohorts, OnSparkAreThoseOfThePlainTwin) {
    auto& cluster = support::SparkCluster::shared();
    if (!cluster.problem().empty()) GTEST_SKIP() << cluster.problem();
    ASSERT_EQ("", cluster.failure());
    const auto seed = setting("CONCORD_SEED", 5);
    const auto worlds = setting("CONCORD_SPARK_WORLDS",
                                std::max<std::uint64_t>(3, setting("CONCORD_COHORTS", 60) / 20));
    for (std::uint64_t n = 0; n < worlds && !HasFailure(); ++n) {
        SCOPED_TRACE(fmt::format("world {} of seed {}", n, seed));
        expect_plain_answers(world_of(seed, 1'000'000 + n, 200), support::asked_spark());
    }
    std::cout << worlds << " worlds of cohorts from seed " << seed << " on "
              << support::asked_spark().engine().name() << "\n";
}

// The canary: a rule that is another rule is seen.
TEST(Cohorts, ADifferenceWouldBeSeen) {
    const support::TemporaryFolder folder;
    Asked duckdb("duckdb", folder.path());
    std::size_t seen = 0;
    for (std::uint64_t n = 0; n < 8; ++n) {
        auto world = world_of(5, n, 200);
        const auto library = library_of(world);
        give(world, library, duckdb);
        const auto answered = duckdb.answer(groups_question(library));
        world.segments.front().age_to = 4;
        seen += support::plain_groups(world) == answered ? 0U : 1U;
    }
    EXPECT_GT(seen, 0U);
}

}  // namespace
}  // namespace concord::population
