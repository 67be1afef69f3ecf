// What tests of engines share: a warehouse with an engine over it, asked and read.
#pragma once

#include <cstdlib>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "store/query/query_engine.hpp"
#include "support/spark_cluster.hpp"
#include "support/temporary_folder.hpp"

namespace concord::support {

// A whole number above 0 from the environment.
inline std::uint64_t setting(const char* name, std::uint64_t otherwise) {
    const char* given = std::getenv(name);
    const auto number = given ? parse_whole_number(given) : std::nullopt;
    return number && *number > 0 ? static_cast<std::uint64_t>(*number) : otherwise;
}

inline std::string shown_rows(const std::vector<std::vector<Value>>& rows) {
    std::string text;
    for (const auto& row : rows) {
        for (const auto& value : row) {
            if (const auto* word = std::get_if<std::string>(&value)) text += *word;
            if (const auto* number = std::get_if<std::int64_t>(&value))
                text += fmt::format("{}", *number);
            if (const auto* number = std::get_if<double>(&value))
                text += fmt::format("{}", *number);
            if (const auto* money = std::get_if<Pence>(&value)) text += money->words();
            if (const auto* is = std::get_if<bool>(&value)) text += fmt::format("{}", *is);
            text += " | ";
        }
        text += "\n";
    }
    return text;
}

class Asked {
  public:
    Asked(const std::string& address, const std::filesystem::path& scratch) {
        store::QueryEngineOptions options;
        options.address = address;
        options.scratch = scratch;
        options.memory = "512MiB";
        options.threads = 2;  // one of each worker; the others are for other tests' sessions
        engine_ = store::QueryEngine::open(warehouse_, options);
    }

    void give(const std::vector<store::RowWriter>& tables) {
        for (const auto& table : tables) {
            warehouse_.run("DROP TABLE IF EXISTS " + store::quoted_name(table.schema().name));
            warehouse_.write(table);
            engine_->offer_table(table.schema());
        }
    }

    std::vector<std::vector<Value>> answer(const store::EngineQuery& query) {
        const auto name = store::quoted_name(query.answer.name);
        warehouse_.run("DROP TABLE IF EXISTS " + name);
        engine_->answer(query);
        return warehouse_.query("SELECT * FROM " + name).rows;
    }

    store::QueryEngine& engine() { return *engine_; }
    store::Warehouse& warehouse() { return warehouse_; }

  private:
    store::Warehouse warehouse_ = store::Warehouse::in_memory({2, std::nullopt, false});
    std::unique_ptr<store::QueryEngine> engine_;
};

// One session of the shared cluster for all tests of a program: it takes seconds to begin.
inline Asked& asked_spark() {
    static const TemporaryFolder folder;
    static Asked asked(SparkCluster::shared().address(),
                       folder.path() / "it's [a] {folder} caf\xC3\xA9");
    return asked;
}

}  // namespace concord::support
