#include "store/query/query_engine.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/failure.hpp"
#include "base/text.hpp"
#include "store/query/duckdb_engine.hpp"
#include "store/query/spark_engine.hpp"

namespace concord::store {
namespace {

constexpr std::string_view spark_prefix = "spark://";

bool is_host_and_port(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    const auto host = text.substr(0, colon);
    const bool plain = std::ranges::all_of(host, [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '.' || c == '-' || c == '_' || c == '[' || c == ']' ||
               c == ':';
    });
    const auto digits = text.substr(colon + 1);
    const bool is_number = !digits.empty() && digits.size() <= 5 &&
                           std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    const auto port = is_number ? parse_whole_number(digits).value_or(0) : 0;
    return plain && port >= 1 && port <= 65535;
}

}  // namespace

bool is_engine_address(std::string_view address) {
    if (address == "duckdb") return true;
    if (!address.starts_with(spark_prefix)) return false;
    const auto masters = split(address.substr(spark_prefix.size()), ',');
    return !masters.empty() && std::ranges::all_of(masters, is_host_and_port);
}

std::unique_ptr<QueryEngine> QueryEngine::open(Warehouse& warehouse,
                                               const QueryEngineOptions& options) {
    if (!is_engine_address(options.address)) {
        throw EnvironmentFailure(fmt::format("`{}` is no engine", shown(options.address)),
                                 "--engine takes `duckdb` or `spark://HOST:PORT`");
    }
    if (options.address == "duckdb") return std::make_unique<DuckdbEngine>(warehouse, options);
    return std::make_unique<SparkEngine>(warehouse, options);
}

QueryEngine& QueryEngineOnDemand::get() {
    if (!engine_) engine_ = QueryEngine::open(warehouse_, options_);
    return *engine_;
}

}  // namespace concord::store
