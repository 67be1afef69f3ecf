// A Spark cluster as the engine. Tables go to it and answers come back as Parquet files in a folder
// that the cluster's machines reach under the same name.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "store/query/query_engine.hpp"
#include "store/query/spark_session.hpp"

namespace concord::store {

// A folder of its own that goes with the object.
class ScratchFolder {
  public:
    explicit ScratchFolder(const std::filesystem::path& beside);
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

class SparkEngine final : public QueryEngine {
  public:
    SparkEngine(Warehouse& warehouse, const QueryEngineOptions& options);

    std::string name() const override;
    void offer(const TableSchema& schema, const std::vector<std::filesystem::path>& files) override;
    void offer_table(const TableSchema& schema) override;
    void define(const std::string& name, const std::string& sql) override;
    void answer(const EngineQuery& query) override;

  private:
    std::filesystem::path new_path(const std::string& name);
    void take(const EngineQuery& query, const std::filesystem::path& folder, std::int64_t rows);

    Warehouse& warehouse_;
    ScratchFolder scratch_;
    int paths_ = 0;
    std::unique_ptr<SparkSession> session_;
};

}  // namespace concord::store
