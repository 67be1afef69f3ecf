// One session of a Spark cluster, through a driver that is a child of ours. The driver is
// spark_driver.py, which our program carries within itself.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "store/query/child_process.hpp"

namespace concord::store {

struct SparkSettings {
    std::string master;             // spark://HOST:PORT
    std::filesystem::path scratch;  // an empty folder that is ours
    std::string memory;             // in Spark's words; empty: its own
    int cores = 0;                  // 0: all
    const CancelToken* cancel = nullptr;
};

class SparkSession {
  public:
    explicit SparkSession(const SparkSettings& settings);  // throws EnvironmentFailure, Cancelled
    ~SparkSession();
    SparkSession(const SparkSession&) = delete;
    SparkSession& operator=(const SparkSession&) = delete;

    const std::string& version() const { return version_; }

    // Parquet files as a view with these columns, each an expression with a name.
    void offer(const std::string& name, const std::string& columns,
               const std::vector<std::filesystem::path>& files);
    void run(const std::string& sql);
    // Into a new folder, as Parquet files; gives the number of rows that the workers wrote.
    std::int64_t write(const std::filesystem::path& folder, const std::string& sql);

  private:
    std::vector<std::string> ask(const std::vector<std::string>& fields);
    std::string asked(const std::vector<std::string>& fields, const std::string& sql);
    [[noreturn]] void fail_silent() const;

    SparkSettings settings_;
    std::filesystem::path remarks_;
    std::string heard_;
    std::string version_;
    std::unique_ptr<ChildProcess> driver_;
};

// A message of the driver and to it: the number of fields, a line end, each as `length:bytes,`.
std::string spark_message(const std::vector<std::string>& fields);
// The message at the front, taken away; no fields where it has not all come yet.
std::vector<std::string> take_spark_message(std::string& heard);

}  // namespace concord::store
