// A build that is held open and asked many times by many threads: what a server answers from. It
// never changes; a newer build is another object, so that no reader sees half of two.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/engine.hpp"

namespace concord {

class AuthorityDesk;

struct ServedColumn {
    std::string name;
    std::string type;  // text, whole, number, truth, date or money
    std::string meaning;
};

struct ServedTable {
    std::string name;
    std::string meaning;
    std::int64_t rows = 0;
    std::vector<ServedColumn> columns;
};

struct BuildFacts {
    std::string id;  // 16 hexadecimal digits, another for every build
    std::string system;
    std::string as_at;
    std::string profile;
    std::string built_at;    // in UTC
    bool is_current = true;  // no file of the system has changed since
};

// Rows of a table, a page at a time. Values are compared as CSV writes them.
struct RowsQuestion {
    std::string table;
    // Column and value; of one column any of its values, of several columns all. An empty value
    // stands for a cell without one.
    std::vector<std::pair<std::string, std::string>> equal;
    std::string order;  // a column, with `-` before it the greatest first; empty: the table's own
    std::int64_t limit = 100;
    std::int64_t offset = 0;
};

struct RowsAnswer : Answer {
    std::int64_t total = 0;  // without limit and offset
};

class ServedBuild {
  public:
    // Opens the last build of the system; nothing where there is none or it is not whole (then
    // `answer` says so).
    static std::unique_ptr<const ServedBuild> open(const SystemQuestion& question,
                                                   const EngineOptions& options, Answer& answer);
    ~ServedBuild();

    const BuildFacts& facts() const { return facts_; }
    // What tells this build from another, without opening it: changes with every build that lands.
    static std::string stamp(const fs::path& build);
    const fs::path& folder() const { return folder_; }
    const fs::path& system_folder() const { return system_folder_; }

    // The figures of the report, as JSON.
    const std::string& figures() const { return figures_; }
    const std::vector<ServedTable>& tables() const { return tables_; }
    const ServedTable* table(const std::string& name) const;
    // A whole table as the build wrote it: tables/NAME.csv or .parquet. Empty where it has none.
    fs::path table_file(const std::string& name, const std::string& extension) const;
    // The areas of a layer as a GeoJSON FeatureCollection; nothing where the build has no
    // boundaries of it.
    std::optional<std::string> areas(const std::string& layer) const;
    std::vector<std::string> layers_with_areas() const;

    RowsAnswer rows(const RowsQuestion& question) const;
    // The schemes of a few dates are kept.
    Answer who(const WhoQuestion& question) const;

  private:
    struct Inside;
    ServedBuild();
    std::shared_ptr<const AuthorityDesk> find_desk(const std::string& key) const;

    BuildFacts facts_;
    fs::path folder_;
    fs::path system_folder_;
    std::string figures_;
    std::vector<ServedTable> tables_;
    std::unique_ptr<Inside> inside_;
};

}  // namespace concord
