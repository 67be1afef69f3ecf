#include "store/warehouse.hpp"

#include <fstream>
#include <limits>

#include <gtest/gtest.h>

#include "base/failure.hpp"
#include "support/temporary_folder.hpp"

namespace concord::store {
namespace {

using support::TemporaryFolder;

const TableSchema schema = {"things",
                            "things of every type",
                            {{"name", ColumnType::text, ""},
                             {"count", ColumnType::whole_number, ""},
                             {"share", ColumnType::number, ""},
                             {"good", ColumnType::truth, ""},
                             {"day", ColumnType::date, ""},
                             {"price", ColumnType::money, ""}}};

RowWriter some_rows() {
    RowWriter rows(schema);
    rows.text("it's \"quoted\", né").whole(std::int64_t{1} << 60).number(0.1).truth(true);
    rows.date(Date(2022, 7, 1)).money(Pence(std::numeric_limits<std::int64_t>::min()));
    rows.end_row();
    rows.gap().gap().gap().gap().gap().gap();
    rows.end_row();
    return rows;
}

TEST(Warehouse, GivesBackWhatWasWritten) {
    auto warehouse = Warehouse::in_memory({});
    const auto rows = some_rows();
    warehouse.write(rows);
    const auto table = warehouse.query("FROM things", "things");
    EXPECT_EQ(table.rows, to_table(rows).rows);
    EXPECT_EQ(table.rows[0][0], Value(std::string("it's \"quoted\", né")));
    EXPECT_EQ(table.rows[0][4], Value(std::string("2022-07-01")));
    EXPECT_EQ(table.rows[1][1], Value());
    EXPECT_EQ(warehouse.column_names("things"),
              (std::vector<std::string>{"name", "count", "share", "good", "day", "price"}));
}

TEST(Warehouse, GivesDecimalsBackAsMoneyOrAsNumbers) {
    auto warehouse = Warehouse::in_memory({});
    warehouse.write(some_rows());
    const auto table = warehouse.query(
        "SELECT sum(price), 2.5 AS ratio, 10.25 AS pounds, -0.01 AS penny, "
        "-sum(price) AS beyond FROM things");
    EXPECT_EQ(table.rows[0][0], Value(Pence(std::numeric_limits<std::int64_t>::min())));
    EXPECT_EQ(table.rows[0][1], Value(2.5));
    EXPECT_EQ(table.rows[0][2], Value(Pence(std::int64_t{1025})));
    EXPECT_EQ(table.rows[0][3], Value(Pence(std::int64_t{-1})));
    EXPECT_EQ(table.rows[0][4], Value(92233720368547758.08));
    EXPECT_EQ(table.columns[0].type, ColumnType::money);
    EXPECT_EQ(table.columns[1].type, ColumnType::number);
}

TEST(Warehouse, WritesMoreRowsThanAChunkHolds) {
    auto warehouse = Warehouse::in_memory({});
    RowWriter rows({"numbers", "", {{"n", ColumnType::whole_number, ""}}});
    constexpr std::int64_t count = 10'000;
    for (std::int64_t i = 0; i < count; ++i) {
        i % 3 == 0 ? rows.gap() : rows.whole(i);
        rows.end_row();
    }
    warehouse.write(rows);
    const auto columns = warehouse.query_whole_numbers("SELECT n FROM numbers", -1);
    ASSERT_EQ(columns[0].size(), static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i) {
        ASSERT_EQ(columns[0][static_cast<std::size_t>(i)], i % 3 == 0 ? -1 : i);
    }
}

TEST(Warehouse, SaysWhatFailed) {
    auto warehouse = Warehouse::in_memory({});
    try {
        warehouse.run("SELECT nothing FROM nowhere");
        FAIL() << "a query of a table that is not there fails";
    } catch (const EnvironmentFailure& failure) {
        EXPECT_NE(std::string(failure.what()).find("nowhere"), std::string::npos);
    }
    std::string problem;
    EXPECT_FALSE(warehouse.try_query("SELECT 1 +", problem));
    EXPECT_FALSE(problem.empty());
    EXPECT_TRUE(warehouse.try_query("SELECT 1", problem)) << "and it goes on working";
}

TEST(Warehouse, FetchesNoExtensions) {
    auto warehouse = Warehouse::in_memory({});
    const auto setting = warehouse.query("SELECT current_setting('autoinstall_known_extensions')");
    EXPECT_EQ(setting.rows, (std::vector<std::vector<Value>>{{false}}));
}

TEST(Warehouse, RefusesAFileThatIsNoDatabase) {
    const TemporaryFolder folder;
    const auto path = folder.write("a.duckdb", std::string(5000, 'x'));
    EXPECT_THROW(Warehouse::open(path, {1, std::nullopt, true}), EnvironmentFailure);
    EXPECT_THROW(Warehouse::in_memory({1, "a great deal", false}), EnvironmentFailure);
}

TEST(Warehouse, ReadOnlyMeansReadOnly) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "a.duckdb";
    { Warehouse::open(path, {}).write(some_rows()); }
    auto warehouse = Warehouse::open(path, {1, std::nullopt, true});
    EXPECT_EQ(warehouse.table_names(), (std::vector<std::string>{"things"}));
    EXPECT_THROW(warehouse.run("DROP TABLE things"), EnvironmentFailure);
}

TEST(Warehouse, ReadOnlyKeepsToItsOwnFile) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "a.duckdb";
    const auto secret = folder.write("secret.csv", "a,b\n1,2\n");
    { Warehouse::open(path, {}).write(some_rows()); }
    auto warehouse = Warehouse::open(path, {1, std::nullopt, true});
    const auto is_refused = [&](const std::string& sql) {
        std::string problem;
        return !warehouse.try_query(sql, problem) && !problem.empty();
    };
    EXPECT_FALSE(is_refused("FROM things"));
    EXPECT_TRUE(is_refused("FROM read_text(" + quoted_text(secret.string()) + ")"));
    EXPECT_TRUE(is_refused("FROM " + quoted_text(secret.string())));
    const auto stolen = folder.path() / "stolen.csv";
    EXPECT_TRUE(is_refused("COPY things TO " + quoted_text(stolen.string())));
    EXPECT_FALSE(std::filesystem::exists(stolen));
    const auto other = folder.path() / "other.duckdb";
    EXPECT_TRUE(is_refused("ATTACH " + quoted_text(other.string())));
    EXPECT_TRUE(is_refused("INSTALL httpfs"));
    EXPECT_TRUE(is_refused("SET enable_external_access = true"));
    EXPECT_TRUE(is_refused("SELECT 1; SELECT 2")) << "one statement at a time";
}

TEST(Warehouse, ExportsCsvAndParquet) {
    const TemporaryFolder folder;
    auto warehouse = Warehouse::in_memory({});
    warehouse.write(some_rows());
    warehouse.export_table("things", folder.path() / "a.csv", folder.path() / "a.parquet");
    std::ifstream file(folder.path() / "a.csv");
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    EXPECT_EQ(text,
              "name,count,share,good,day,price\n"
              "\"it's \"\"quoted\"\", né\",1152921504606846976,0.1,true,2022-07-01,"
              "-92233720368547758.08\n,,,,,\n");
    const auto read =
        warehouse.query("FROM " + quoted_text((folder.path() / "a.parquet").string()));
    EXPECT_EQ(read.rows, to_table(some_rows()).rows);
}

TEST(Quoting, KeepsHostileNamesInOnePiece) {
    EXPECT_EQ(quoted_name("a\"; DROP TABLE b; --"), "\"a\"\"; DROP TABLE b; --\"");
    EXPECT_EQ(quoted_text("O'Brien"), "'O''Brien'");
}

}  // namespace
}  // namespace concord::store
