// The same questions on every engine: random cohorts, counts, segments and ranks over random
// populations, answered by DuckDB, by a Spark cluster and by the plain twin. CONCORD_QUESTIONS says
// how many Spark is asked (36 where it does not); CONCORD_SEED, which ones.
#include <algorithm>
#include <cstdlib>
#include <iostream>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "support/asked_engine.hpp"
#include "support/people_questions.hpp"

namespace concord::store {
namespace {

using support::Asked;
using support::setting;
using support::shown_rows;
using support::SparkCluster;

EngineQuery one_value(const std::string& expression, ColumnType type) {
    return {"SELECT " + expression + " AS value", {"answer", "", {{"value", type, ""}}}, {}};
}

TEST(Engines, DuckdbAnswersAsThePlainTwin) {
    const auto seed = setting("CONCORD_SEED", 5);
    const support::TemporaryFolder folder;
    Asked duckdb("duckdb", folder.path());
    std::size_t rows_seen = 0;
    for (std::uint64_t n = 0; n < 250; ++n) {
        RandomStream random(seed, n);
        const auto rows = support::make_people(random, 60);
        duckdb.give(support::tables_of(rows));
        const auto question = support::make_question(random);
        const auto query = support::query_of(question, "answer");
        const auto plain = support::plain_answer(question, rows);
        const auto answered = duckdb.answer(query);
        ASSERT_EQ(plain, answered) << "question " << n << ": " << query.sql << "\nplain\n"
                                   << shown_rows(plain) << "DuckDB\n"
                                   << shown_rows(answered);
        rows_seen += answered.size();
    }
    EXPECT_GT(rows_seen, 800U) << "the questions do have answers";
}

class SparkEngines : public testing::Test {
  protected:
    void SetUp() override {
        if (!cluster().problem().empty()) GTEST_SKIP() << cluster().problem();
        ASSERT_EQ("", cluster().failure());
    }
    static SparkCluster& cluster() { return SparkCluster::shared(); }

    static Asked& spark() { return support::asked_spark(); }
};

TEST_F(SparkEngines, AnswerAsDuckdbAndAsThePlainTwin) {
    const auto seed = setting("CONCORD_SEED", 5);
    const auto questions = setting("CONCORD_QUESTIONS", 36);
    const support::TemporaryFolder folder;
    Asked duckdb("duckdb", folder.path());
    support::PeopleRows rows;
    for (std::uint64_t n = 0; n < questions; ++n) {
        RandomStream random(seed, 1'000'000 + n);
        if (n % 8 == 0) {
            rows = support::make_people(random, 300);
            duckdb.give(support::tables_of(rows));
            spark().give(support::tables_of(rows));
        }
        const auto question = support::make_question(random);
        const auto query = support::query_of(question, "answer");
        const auto plain = support::plain_answer(question, rows);
        const auto here = duckdb.answer(query);
        const auto there = spark().answer(query);
        ASSERT_EQ(plain, here) << "question " << n << ": " << query.sql;
        ASSERT_EQ(here, there) << "question " << n << ": " << query.sql << "\nDuckDB\n"
                               << shown_rows(here) << "Spark\n"
                               << shown_rows(there);
    }
    std::cout << questions << " questions from seed " << seed << " on " << duckdb.engine().name()
              << " and " << spark().engine().name() << "\n";
}

TEST_F(SparkEngines, ADifferenceOfTheirDialectsIsSeen) {
    const support::TemporaryFolder folder;
    Asked duckdb("duckdb", folder.path());
    // Outside the subset: docs/internals/sql.md says why. Each must be seen by the comparison.
    const std::vector<EngineQuery> different = {
        one_value("CAST(CAST('3.5' AS DOUBLE) AS BIGINT)", ColumnType::whole_number),
        one_value("CAST('1.0' AS DECIMAL(3, 1)) / CAST(3 AS DECIMAL(3, 0))", ColumnType::number),
        {"SELECT FIRST_VALUE(n) OVER (ORDER BY n) AS value FROM (SELECT CAST(NULL AS BIGINT) AS n "
         "UNION ALL SELECT 1 AS n) AS two",
         {"answer", "", {{"value", ColumnType::whole_number, ""}}},
         {}},
    };
    for (const auto& query : different)
        EXPECT_NE(duckdb.answer(query), spark().answer(query)) << query.sql;
}

TEST_F(SparkEngines, TextsArriveAsTheyAre) {
    auto words =
        std::vector<std::string>(support::awkward_words().begin(), support::awkward_words().end());
    words.insert(words.end(), {"\\", "'", "\\\\'", "a\nb", "-- no remark", "/* nor this */", "?",
                               ":name", "\"", "\\u0041", "\\n", "#", "{{x}}", "\t"});
    for (const auto& word : words) {
        const auto answered = spark().answer(one_value(quoted_text(word), ColumnType::text));
        ASSERT_EQ(1U, answered.size());
        EXPECT_EQ(Value(word), answered[0][0]);
    }
}

TEST_F(SparkEngines, FailuresSayWhatAndLeaveNothing) {
    const auto refused = [&](const std::string& sql, ColumnType type) -> std::string {
        try {
            spark().answer(one_value(sql, type));
        } catch (const EnvironmentFailure& failure) {
            EXPECT_FALSE(failure.help().empty());
            EXPECT_FALSE(
                std::ranges::count(spark().warehouse().table_names(), std::string("answer")));
            return failure.what();
        }
        return "";
    };
    const auto whole = ColumnType::whole_number;
    EXPECT_NE(std::string::npos, refused("nosuch", whole).find("UNRESOLVED_COLUMN"));
    EXPECT_NE(std::string::npos, refused(") (", whole).find("PARSE_SYNTAX_ERROR"));
    EXPECT_NE(std::string::npos, refused("CAST('x' AS BIGINT)", whole).find("CAST_INVALID_INPUT"));
    EXPECT_NE(std::string::npos,
              refused("CAST('9223372036854775807' AS BIGINT) + 1", whole).find("OVERFLOW"));
    // The session goes on.
    EXPECT_EQ(Value(std::int64_t{1}), spark().answer(one_value("1", whole))[0][0]);
}

TEST_F(SparkEngines, ReadParquetFilesWhateverTheirNamesAndTypes) {
    const support::TemporaryFolder folder;
    const auto strange = folder.path() / "it's [1] {a,b} 50% *?";
    std::filesystem::create_directories(strange);
    auto other = Warehouse::in_memory({1, std::nullopt, false});
    std::vector<std::filesystem::path> files;
    for (const int n : {1, 2}) {
        files.push_back(strange / fmt::format("part {}.parquet", n));
        other.run(
            fmt::format("COPY (SELECT CAST({} AS INTEGER) AS n, 'x' AS w) TO {} (FORMAT "
                        "parquet)",
                        n, quoted_text(files.back().string())));
    }
    // A neighbour that a pattern would take in.
    other.run(fmt::format("COPY (SELECT 7 AS n, 'x' AS w) TO {} (FORMAT parquet)",
                          quoted_text((folder.path() / "other.parquet").string())));
    const TableSchema schema{
        "numbers", "", {{"n", ColumnType::whole_number, ""}, {"w", ColumnType::text, ""}}};
    const EngineQuery query{"SELECT SUM(n) AS value FROM numbers WHERE w = 'x'",
                            {"answer", "", {{"value", ColumnType::whole_number, ""}}},
                            {}};
    Asked duckdb("duckdb", folder.path());
    for (auto* asked : {&duckdb, &spark()}) {
        asked->engine().offer(schema, files);
        EXPECT_EQ(Value(std::int64_t{3}), asked->answer(query)[0][0]);
        asked->engine().define("doubled", "SELECT n * 2 AS n, w FROM numbers");
        auto doubled = query;
        doubled.sql = "SELECT SUM(n) AS value FROM doubled";
        EXPECT_EQ(Value(std::int64_t{6}), asked->answer(doubled)[0][0]);
    }
}

TEST_F(SparkEngines, AFileThatIsNotParquetOrNotThereIsSaid) {
    const support::TemporaryFolder folder;
    const auto text = folder.write("text.parquet", "person\n1\n");
    const TableSchema schema{"text_file", "", {{"person", ColumnType::whole_number, ""}}};
    const auto said = [&](const std::filesystem::path& file) -> std::string {
        try {
            spark().engine().offer(schema, {file});
        } catch (const EnvironmentFailure& failure) {
            return failure.what();
        }
        return "nothing";
    };
    EXPECT_NE(std::string::npos, said(text).find("text.parquet")) << said(text);
    const auto none = folder.path() / "none.parquet";
    EXPECT_NE(std::string::npos, said(none).find("PATH_NOT_FOUND")) << said(none);
}

TEST_F(SparkEngines, ACancelledQueryEndsTheDriver) {
    const support::TemporaryFolder folder;
    CancelToken cancel;
    auto warehouse = Warehouse::in_memory({1, std::nullopt, false});
    QueryEngineOptions options;
    options.address = cluster().address();
    options.scratch = folder.path();
    options.cancel = &cancel;
    cancel.cancel();
    EXPECT_THROW(QueryEngine::open(warehouse, options), Cancelled);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(SparkAddress, NobodyAnswers) {
    if (!SparkCluster::shared().problem().empty()) GTEST_SKIP() << SparkCluster::shared().problem();
    const support::TemporaryFolder folder;
    auto warehouse = Warehouse::in_memory({1, std::nullopt, false});
    QueryEngineOptions options;
    options.address = "spark://127.0.0.1:1";
    options.scratch = folder.path();
    try {
        QueryEngine::open(warehouse, options);
        FAIL() << "there is no cluster";
    } catch (const EnvironmentFailure& failure) {
        EXPECT_STREQ("no Spark master answers at `spark://127.0.0.1:1`", failure.what());
    }
}

TEST_F(SparkEngines, MoreMemoryThanAnyWorkerHasIsRefused) {
    if (setting("CONCORD_QUESTIONS", 36) < 1000)
        GTEST_SKIP() << "it waits a minute for a worker: set CONCORD_QUESTIONS=1000";
    const support::TemporaryFolder folder;
    auto warehouse = Warehouse::in_memory({1, std::nullopt, false});
    QueryEngineOptions options;
    options.address = cluster().address();
    options.scratch = folder.path();
    options.memory = "64GB";
    EXPECT_THROW(QueryEngine::open(warehouse, options), EnvironmentFailure);
}

}  // namespace
}  // namespace concord::store
