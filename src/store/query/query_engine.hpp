// Where the queries of a stage run: in DuckDB, or on a Spark cluster. Both get the same SQL, in the
// subset that docs/internals/sql.md writes down, and both leave their answers in the warehouse.
//
// Laws:
//  1. An answer has the columns and types of its schema, whatever the engine made of them.
//  2. Its rows stand in the order of its keys, then of its other columns, gaps first: the same rows
//     are the same table, on either engine and on any number of threads and workers.
//  3. A query that fails leaves no table behind.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/progress.hpp"
#include "store/schema.hpp"
#include "store/warehouse.hpp"

namespace concord::store {

// `duckdb`, or `spark://HOST:PORT`, also with several `HOST:PORT` of masters that stand in for one
// another.
bool is_engine_address(std::string_view address);

struct QueryEngineOptions {
    std::string address = "duckdb";
    int threads = 0;                      // cores of a cluster; 0: all that it has
    std::optional<std::string> memory;    // of each process of a cluster; "4GB"
    std::filesystem::path scratch;        // a folder that a cluster reaches under the same name
    const CancelToken* cancel = nullptr;  // may be null
};

struct EngineQuery {
    std::string sql;
    TableSchema answer;             // the table it becomes in the warehouse
    std::vector<std::string> keys;  // columns of the answer
};

class QueryEngine {
  public:
    // Throws EnvironmentFailure, as do all that follow where the engine fails: no Spark on this
    // machine, no master at the address, no worker with room. DuckDB's limits are the warehouse's.
    static std::unique_ptr<QueryEngine> open(Warehouse& warehouse,
                                             const QueryEngineOptions& options);
    virtual ~QueryEngine() = default;
    QueryEngine(const QueryEngine&) = delete;
    QueryEngine& operator=(const QueryEngine&) = delete;

    // With its version, for the manifest: "DuckDB v1.4.4", "Spark 4.0.1".
    virtual std::string name() const = 0;

    // Parquet files that queries read as one table, in the schema's types.
    virtual void offer(const TableSchema& schema,
                       const std::vector<std::filesystem::path>& files) = 0;
    // A table of the warehouse that queries read under its own name.
    virtual void offer_table(const TableSchema& schema) = 0;
    // A name for a query, for queries after it.
    virtual void define(const std::string& name, const std::string& sql) = 0;
    // Makes the table.
    virtual void answer(const EngineQuery& query) = 0;

  protected:
    QueryEngine() = default;
};

// The engine of a build, opened when the first stage asks for it: a cluster takes seconds to begin,
// and is left alone where nothing is asked of it.
class QueryEngineOnDemand {
  public:
    QueryEngineOnDemand(Warehouse& warehouse, QueryEngineOptions options)
        : warehouse_(warehouse), options_(std::move(options)) {}

    QueryEngine& get();
    // Of the engine that was opened; empty where none was.
    std::string name() const { return engine_ ? engine_->name() : std::string(); }

  private:
    Warehouse& warehouse_;
    QueryEngineOptions options_;
    std::unique_ptr<QueryEngine> engine_;
};

}  // namespace concord::store
