#include "bare_journal.hpp"

#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <string>

#include <sqlite3.h>

namespace {

void run(sqlite3* database, const char* sql) {
    if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        throw std::runtime_error(sqlite3_errmsg(database));
}

void insert(sqlite3* database, sqlite3_stmt* statement, const std::string& key,
            const std::string& payload) {
    const char* texts[] = {"2024-03-01T09:30:00Z", "stream",   "discussed", "secretary",
                           payload.c_str(),        key.c_str()};
    int place = 0;
    for (const auto* text : texts)
        sqlite3_bind_text(statement, ++place, text, -1, SQLITE_TRANSIENT);
    if (sqlite3_step(statement) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(database));
    sqlite3_reset(statement);
}

}  // namespace

double write_bare_journal(const std::filesystem::path& path, int groups, int rows,
                          const std::string& payload) {
    sqlite3* database = nullptr;
    if (sqlite3_open(path.c_str(), &database) != SQLITE_OK) throw std::runtime_error("no file");
    run(database,
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE journal (sequence "
        "INTEGER PRIMARY KEY, at TEXT, stream TEXT, kind TEXT, actor TEXT, payload TEXT, key "
        "TEXT)");
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(database,
                       "INSERT INTO journal (at, stream, kind, actor, payload, key) VALUES (?, ?, "
                       "?, ?, ?, ?)",
                       -1, &statement, nullptr);
    const auto start = std::chrono::steady_clock::now();
    for (int group = 0; group < groups; ++group) {
        run(database, "BEGIN IMMEDIATE");
        for (int row = 0; row < rows; ++row)
            insert(database, statement, std::to_string(group) + "-" + std::to_string(row), payload);
        run(database, "COMMIT");
    }
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return seconds.count();
}
