// The peer: one process with DuckDB's library and nothing of ours. It runs the statements of a
// script, in which {name} stands for a value given on the command line, and says nothing.
//
// usage: bare DATABASE SCRIPT.sql [NAME=VALUE…]
//   DATABASE is a file, opened for reading, or `:memory:`.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <duckdb.h>

namespace {

std::string read_script(const char* path, const std::vector<std::string>& values) {
    std::ifstream file(path);
    std::string text(std::istreambuf_iterator<char>(file), {});
    for (const auto& value : values) {
        const auto equals = value.find('=');
        const auto name = "{" + value.substr(0, equals) + "}";
        const auto with = value.substr(equals + 1);
        for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at)) {
            text.replace(at, name.size(), with);
            at += with.size();
        }
    }
    return text;
}

bool open_database(const std::string& path, duckdb_database* database) {
    duckdb_config config = nullptr;
    duckdb_create_config(&config);
    const bool in_memory = path == ":memory:";
    if (!in_memory) duckdb_set_config(config, "access_mode", "READ_ONLY");
    char* reason = nullptr;
    const auto state =
        duckdb_open_ext(in_memory ? nullptr : path.c_str(), database, config, &reason);
    duckdb_destroy_config(&config);
    if (state == DuckDBError) std::fprintf(stderr, "bare: %s\n", reason ? reason : "cannot open");
    duckdb_free(reason);
    return state == DuckDBSuccess;
}

}  // namespace

int main(int count, char** words) {
    if (count < 3) return 2;
    duckdb_database database = nullptr;
    duckdb_connection connection = nullptr;
    if (!open_database(words[1], &database)) return 1;
    if (duckdb_connect(database, &connection) == DuckDBError) return 1;
    const auto script = read_script(words[2], {words + 3, words + count});
    duckdb_result result;
    const auto state = duckdb_query(connection, script.c_str(), &result);
    if (state == DuckDBError) std::fprintf(stderr, "bare: %s\n", duckdb_result_error(&result));
    duckdb_destroy_result(&result);
    duckdb_disconnect(&connection);
    duckdb_close(&database);
    return state == DuckDBSuccess ? 0 : 1;
}
