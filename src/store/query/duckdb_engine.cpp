#include "store/query/duckdb_engine.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "store/query/shared_sql.hpp"

namespace concord::store {

std::string parquet_source(const std::vector<std::filesystem::path>& files) {
    std::vector<std::string> names;
    for (const auto& file : files) {
        std::string pattern;  // in which no character stands for others
        for (const char c : file.string()) {
            const bool stands_for_others = c == '*' || c == '?' || c == '[';
            pattern += stands_for_others ? fmt::format("[{}]", c) : std::string(1, c);
        }
        names.push_back(quoted_text(pattern));
    }
    return fmt::format("read_parquet([{}])", join(names, ", "));
}

DuckdbEngine::DuckdbEngine(Warehouse& warehouse, const QueryEngineOptions& options)
    : warehouse_(warehouse), cancel_(options.cancel) {
    for (const auto& function : shared_functions())
        warehouse_.run(fmt::format("CREATE OR REPLACE TEMP MACRO {}", function.duckdb));
}

DuckdbEngine::~DuckdbEngine() {
    for (auto view = views_.rbegin(); view != views_.rend(); ++view) {
        std::string problem;
        warehouse_.try_query(fmt::format("DROP VIEW IF EXISTS temp.{}", quoted_name(*view)),
                             problem);
    }
}

std::string DuckdbEngine::name() const {
    return "DuckDB " + Warehouse::engine_version();
}

void DuckdbEngine::offer(const TableSchema& schema,
                         const std::vector<std::filesystem::path>& files) {
    define(schema.name, typed_select(schema, "SELECT * FROM " + parquet_source(files)));
}

void DuckdbEngine::offer_table(const TableSchema&) {}

void DuckdbEngine::define(const std::string& name, const std::string& sql) {
    if (cancel_) cancel_->check();
    warehouse_.run(fmt::format("CREATE OR REPLACE TEMP VIEW {} AS {}", quoted_name(name), sql));
    views_.push_back(name);
}

void DuckdbEngine::answer(const EngineQuery& query) {
    if (cancel_) cancel_->check();
    const auto& schema = query.answer;
    warehouse_.run(fmt::format("CREATE TABLE {} AS {} ORDER BY {}", quoted_name(schema.name),
                               typed_select(schema, query.sql), order_of(schema, query.keys)));
}

}  // namespace concord::store
