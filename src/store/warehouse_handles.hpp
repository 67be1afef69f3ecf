// What a warehouse holds of DuckDB: for the files of this room alone.
#pragma once

#include <memory>

#include <duckdb.h>

#include "store/warehouse.hpp"

namespace concord::store {

// An open database, for as long as one of its connections is held.
struct Database {
    duckdb_database handle = nullptr;

    Database() = default;
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database() {
        if (handle) duckdb_close(&handle);
    }
};

struct Warehouse::Handles {
    std::shared_ptr<Database> database;
    duckdb_connection connection = nullptr;
    int made_rows = 0;  // how many tables have been written while they were made

    // Connects; `connection` stays null where that fails.
    explicit Handles(std::shared_ptr<Database> opened) : database(std::move(opened)) {
        if (duckdb_connect(database->handle, &connection) == DuckDBError) connection = nullptr;
    }
    Handles(const Handles&) = delete;
    Handles& operator=(const Handles&) = delete;
    ~Handles() {
        if (connection) duckdb_disconnect(&connection);
    }
};

}  // namespace concord::store
