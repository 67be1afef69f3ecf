// The warehouse: tables of a system in DuckDB. This is the only house that knows DuckDB's C API;
// its handles are freed on every path, also where a call has failed, as the API demands.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/table.hpp"
#include "store/column_data.hpp"
#include "store/row_block.hpp"
#include "store/schema.hpp"

namespace concord::store {

struct Database;

struct WarehouseOptions {
    int threads = 0;                    // 0: as many as the machine has
    std::optional<std::string> memory;  // "4GB"; DuckDB's own limit where absent
    bool read_only = false;  // then also no other file is read or written, and no network used
    std::filesystem::path spill = {};  // where what does not fit into memory goes for a while;
                                       // empty: beside the file, or in the working folder
};

class Warehouse {
  public:
    // Opens or creates a database file. Throws EnvironmentFailure: locked, not a database, disk
    // full.
    static Warehouse open(const std::filesystem::path& path, const WarehouseOptions& options);
    static Warehouse in_memory(const WarehouseOptions& options);
    // Another connection to the same database, for another thread: one warehouse is used by one
    // thread at a time.
    Warehouse connect() const;
    ~Warehouse();
    Warehouse(Warehouse&&) noexcept;
    Warehouse& operator=(Warehouse&&) noexcept;

    // Runs one or more statements; their results are dropped. Throws EnvironmentFailure with the
    // query.
    void run(const std::string& sql);

    // Runs a query and brings the whole result here: for answers, not for data at scale.
    Table query(const std::string& sql, const std::string& name = {});

    // The same, where the SQL comes from a user: one statement, and a mistake in it is told, not
    // thrown.
    std::optional<Table> try_query(const std::string& sql, std::string& problem);

    // Whole-number columns of a query, one vector a column; gaps become `gap`.
    std::vector<std::vector<std::int64_t>> query_whole_numbers(const std::string& sql,
                                                               std::int64_t gap);

    // Creates the table with the schema's columns and fills it. It must not exist.
    void write(const RowWriter& rows);

    // Writes a table as CSV and as Parquet, in its own order.
    void export_table(const std::string& table, const std::filesystem::path& csv,
                      const std::filesystem::path& parquet);

    // Writes a Parquet file whose rows `fill` makes as they are written, block after block, in
    // order; nothing of the whole is kept. The same rows give the same bytes.
    void write_parquet(const TableSchema& schema, const FillRows& fill,
                       const std::filesystem::path& parquet);

    std::vector<std::string> table_names();
    std::vector<std::string> column_names(const std::string& table);

    // DuckDB's own version, for the manifest.
    static std::string engine_version();

  private:
    struct Handles;
    explicit Warehouse(std::unique_ptr<Handles> handles);
    static std::unique_ptr<Handles> connected(std::shared_ptr<Database> database);
    std::unique_ptr<Handles> handles_;
};

// A part of a limit of memory, for one of several warehouses that stand at the same time; where
// there is no limit, or it cannot be read, as it is. `part` is above 0 and at most 1.
std::optional<std::string> part_of_memory(const std::optional<std::string>& memory, double part);
// The limit in bytes; nothing where there is none.
std::optional<double> bytes_of_memory(const std::optional<std::string>& memory);

// A name as an SQL identifier, and a text as an SQL literal, quoted.
std::string quoted_name(std::string_view name);
std::string quoted_text(std::string_view text);

}  // namespace concord::store
