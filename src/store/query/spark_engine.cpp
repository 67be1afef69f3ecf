#include "store/query/spark_engine.hpp"

#include <cstdlib>

#include <fmt/format.h>

#include "base/failure.hpp"
#include "base/text.hpp"
#include "store/query/duckdb_engine.hpp"
#include "store/query/shared_sql.hpp"

namespace concord::store {
namespace {

namespace fs = std::filesystem;

std::unique_ptr<SparkSession> open_session(const QueryEngineOptions& options,
                                           const fs::path& scratch) {
    SparkSettings settings;
    settings.master = options.address;
    settings.scratch = scratch;
    if (options.memory) settings.memory = spark_memory(*options.memory);
    settings.cores = options.threads;
    settings.cancel = options.cancel;
    return std::make_unique<SparkSession>(settings);
}

// The files that workers wrote; theirs have names of their own.
std::vector<fs::path> parts_in(const fs::path& folder) {
    std::vector<fs::path> parts;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        if (entry.path().extension() == ".parquet") parts.push_back(entry.path());
    }
    return parts;
}

}  // namespace

ScratchFolder::ScratchFolder(const fs::path& beside) {
    std::error_code error;
    fs::create_directories(beside, error);
    auto pattern = fs::absolute(beside / "engine-XXXXXX").lexically_normal().string();
    if (!::mkdtemp(pattern.data())) {
        throw EnvironmentFailure(fmt::format("cannot make a folder in `{}`", beside.string()),
                                 "is there space on the disk, and may you write there?");
    }
    path_ = pattern;
    // The cluster may run as somebody else, whom the folder around it lets in or not.
    fs::permissions(path_, fs::status(beside).permissions(), error);
}

ScratchFolder::~ScratchFolder() {
    std::error_code error;
    fs::remove_all(path_, error);
}

SparkEngine::SparkEngine(Warehouse& warehouse, const QueryEngineOptions& options)
    : warehouse_(warehouse),
      scratch_(options.scratch),
      session_(open_session(options, scratch_.path())) {
    for (const auto& function : shared_functions())
        session_->run(fmt::format("CREATE OR REPLACE TEMPORARY FUNCTION {}", function.spark));
}

std::string SparkEngine::name() const {
    return "Spark " + session_->version();
}

fs::path SparkEngine::new_path(const std::string& name) {
    return scratch_.path() / fmt::format("{}-{}", ++paths_, name);
}

void SparkEngine::offer(const TableSchema& schema, const std::vector<fs::path>& files) {
    session_->offer(schema.name, typed_columns(schema), files);
}

void SparkEngine::offer_table(const TableSchema& schema) {
    const auto file = new_path(schema.name + ".parquet");
    warehouse_.run(fmt::format("COPY ({}) TO {} (FORMAT parquet)",
                               typed_select(schema, "SELECT * FROM " + quoted_name(schema.name)),
                               quoted_text(file.string())));
    offer(schema, {file});
}

void SparkEngine::define(const std::string& name, const std::string& sql) {
    session_->run(fmt::format("CREATE OR REPLACE TEMPORARY VIEW {} AS {}", quoted_name(name),
                              as_spark_reads(sql)));
}

void SparkEngine::answer(const EngineQuery& query) {
    const auto folder = new_path(query.answer.name);
    const auto rows =
        session_->write(folder, typed_select(query.answer, as_spark_reads(query.sql)));
    take(query, folder, rows);
    std::error_code error;
    fs::remove_all(folder, error);
}

void SparkEngine::take(const EngineQuery& query, const fs::path& folder, std::int64_t rows) {
    const auto& schema = query.answer;
    const auto parts = parts_in(folder);
    const auto source = parquet_source(parts);
    const auto here =
        parts.empty() ? 0
                      : warehouse_.query_whole_numbers("SELECT count(*) FROM " + source, 0)[0][0];
    if (parts.empty() || here != rows) {
        throw EnvironmentFailure(
            fmt::format("the cluster wrote {} into `{}`, and {} came here",
                        counted(rows, "row", "rows"), folder.string(), with_thousands(here)),
            "its machines must reach this folder under the same name: use a shared file system");
    }
    warehouse_.run(fmt::format("CREATE TABLE {} AS {} ORDER BY {}", quoted_name(schema.name),
                               typed_select(schema, "SELECT * FROM " + source),
                               order_of(schema, query.keys)));
}

}  // namespace concord::store
