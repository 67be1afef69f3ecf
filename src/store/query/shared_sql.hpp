// What it takes to give two engines the same SQL: the names of types, the functions that the
// engines spell differently, and the one thing that is translated, how a text is quoted.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/schema.hpp"

namespace concord::store {

// A function that stage SQL may call on either engine, and what it stands for on each.
struct SharedFunction {
    std::string_view duckdb;
    std::string_view spark;
};

// days_between(from, to), whole_quotient(a, b), begins_with(text, prefix): docs/internals/sql.md.
std::span<const SharedFunction> shared_functions();

// `CAST("a" AS BIGINT) AS "a", …`, and with `SELECT` before and `FROM (sql) AS asked` after it.
std::string typed_columns(const TableSchema& schema);
std::string typed_select(const TableSchema& schema, std::string_view sql);

// `"key" NULLS FIRST, …`: the keys, then every other column.
std::string order_of(const TableSchema& schema, std::span<const std::string> keys);

// The SQL with its quoted texts as Spark reads them: a quote within is `\'`, a backslash `\\`.
// Spark takes `'it''s'` for two texts side by side and reads `its`.
std::string as_spark_reads(std::string_view sql);

// Spark's words for an amount of memory, in whole mebibytes: "4GB" is "3814m". Throws
// EnvironmentFailure where it is no amount.
std::string spark_memory(std::string_view amount);

}  // namespace concord::store
