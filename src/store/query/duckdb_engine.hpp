// The warehouse itself as the engine.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "store/query/query_engine.hpp"

namespace concord::store {

// These files as a source of DuckDB, each by its very name.
std::string parquet_source(const std::vector<std::filesystem::path>& files);

class DuckdbEngine final : public QueryEngine {
  public:
    DuckdbEngine(Warehouse& warehouse, const QueryEngineOptions& options);
    ~DuckdbEngine() override;
    DuckdbEngine(const DuckdbEngine&) = delete;
    DuckdbEngine& operator=(const DuckdbEngine&) = delete;

    std::string name() const override;
    void offer(const TableSchema& schema, const std::vector<std::filesystem::path>& files) override;
    void offer_table(const TableSchema& schema) override;
    void define(const std::string& name, const std::string& sql) override;
    void answer(const EngineQuery& query) override;

  private:
    Warehouse& warehouse_;
    const CancelToken* cancel_;
    std::vector<std::string> views_;
};

}  // namespace concord::store
