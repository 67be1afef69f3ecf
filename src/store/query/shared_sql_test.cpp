#include "store/query/shared_sql.hpp"

#include <gtest/gtest.h>

#include "base/failure.hpp"
#include "store/query/query_engine.hpp"
#include "store/warehouse.hpp"

namespace concord::store {
namespace {

TEST(SharedSql, QuotedTextsAsSparkReadsThem) {
    EXPECT_EQ("SELECT 'plain'", as_spark_reads("SELECT 'plain'"));
    EXPECT_EQ(R"(SELECT 'it\'s')", as_spark_reads("SELECT 'it''s'"));
    EXPECT_EQ(R"('\'')", as_spark_reads("''''"));
    EXPECT_EQ("''", as_spark_reads("''"));
    EXPECT_EQ(R"('a\\')", as_spark_reads(R"('a\')"));
    EXPECT_EQ(R"("it's" = 'b')", as_spark_reads(R"("it's" = 'b')"));
    EXPECT_EQ(R"('"' || 'x\'y')", as_spark_reads(R"('"' || 'x''y')"));
    EXPECT_EQ("SELECT \n'a'", as_spark_reads("SELECT -- it's\n'a'"));
    EXPECT_EQ("'-- no'", as_spark_reads("'-- no'"));
    EXPECT_EQ("SELECT ", as_spark_reads("SELECT -- it's"));
}

TEST(SharedSql, Memory) {
    EXPECT_EQ("3814m", spark_memory("4GB"));
    EXPECT_EQ("4096m", spark_memory("4GiB"));
    EXPECT_EQ("512m", spark_memory(" 512 mib "));
    for (const auto* amount : {"", "4", "GB", "-4GB", "1e30GB", "0MB", "4 parsecs", "nanGB"})
        EXPECT_THROW(spark_memory(amount), EnvironmentFailure) << amount;
}

TEST(SharedSql, KeysComeFirstAndGapsBeforeValues) {
    const TableSchema schema{
        "t",
        "",
        {{"a", ColumnType::text, ""}, {"b", ColumnType::date, ""}, {"c", ColumnType::money, ""}}};
    const std::vector<std::string> keys = {"c"};
    EXPECT_EQ(R"("c" NULLS FIRST, "a" NULLS FIRST, "b" NULLS FIRST)", order_of(schema, keys));
    EXPECT_EQ(R"(CAST("a" AS STRING) AS "a", CAST("b" AS DATE) AS "b", )"
              R"(CAST("c" AS DECIMAL(19, 2)) AS "c")",
              typed_columns(schema));
}

TEST(EngineAddress, IsDuckdbOrMasters) {
    for (const auto* good :
         {"duckdb", "spark://localhost:7077", "spark://10.0.0.1:1", "spark://a-b.example:65535",
          "spark://one:7077,two:7077", "spark://[::1]:7077"})
        EXPECT_TRUE(is_engine_address(good)) << good;
    for (const auto* bad :
         {"", "DuckDB", "spark", "spark://", "spark://host", "spark://host:", "spark://:7077",
          "spark://host:0", "spark://host:65536", "spark://host:7077/x", "spark://ho st:7077",
          "spark://host:7077,", "yarn", "local[2]", "http://host:7077", "spark://a;b:1",
          "spark://$(x):1", "spark://host:+77"})
        EXPECT_FALSE(is_engine_address(bad)) << bad;
}

TEST(EngineAddress, AnotherIsRefusedWithWhatThereIs) {
    auto warehouse = Warehouse::in_memory({1, std::nullopt, false});
    QueryEngineOptions options;
    options.address = "yarn";
    try {
        QueryEngine::open(warehouse, options);
        FAIL();
    } catch (const EnvironmentFailure& failure) {
        EXPECT_EQ("--engine takes `duckdb` or `spark://HOST:PORT`", failure.help());
    }
}

TEST(DuckdbEngine, LeavesItsAnswersAndNothingElse) {
    auto warehouse = Warehouse::in_memory({1, std::nullopt, false});
    const TableSchema schema{"answer", "", {{"n", ColumnType::whole_number, ""}}};
    {
        const auto engine = QueryEngine::open(warehouse, {});
        engine->define("two", "SELECT whole_quotient(5, 2) AS n");
        engine->define("three", "SELECT n + 1 AS n FROM two");
        engine->answer({"SELECT n FROM three", schema, {"n"}});
        EXPECT_THROW(engine->answer({"SELECT nosuch FROM three",
                                     {"other", "", {{"n", ColumnType::whole_number, ""}}},
                                     {"n"}}),
                     EnvironmentFailure);
    }
    EXPECT_EQ(std::vector<std::string>{"answer"}, warehouse.table_names());
    EXPECT_EQ(3, warehouse.query_whole_numbers("SELECT n FROM answer", 0)[0][0]);
}

}  // namespace
}  // namespace concord::store
