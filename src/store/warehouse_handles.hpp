// What a warehouse holds of DuckDB: for the files of this room alone.
#pragma once

#include <duckdb.h>

#include "store/warehouse.hpp"

namespace concord::store {

struct Warehouse::Handles {
    duckdb_database database = nullptr;
    duckdb_connection connection = nullptr;
    int made_rows = 0;  // how many tables have been written while they were made

    Handles() = default;
    Handles(const Handles&) = delete;
    Handles& operator=(const Handles&) = delete;
    ~Handles() {
        if (connection) duckdb_disconnect(&connection);
        if (database) duckdb_close(&database);
    }
};

}  // namespace concord::store
