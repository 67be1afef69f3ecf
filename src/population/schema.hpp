// The extract: what is known of people, one table a file, in Parquet or CSV. Extracts of real
// records and synthetic ones have the same schema and go through the same reader.
//
// The schema has a version. A column is never renamed or given another meaning; new ones that need
// not be there may come without a new version.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/schema.hpp"

namespace concord::population {

inline constexpr std::int64_t extract_version = 1;

struct ExtractColumn {
    std::string name;
    ColumnType type = ColumnType::text;
    bool required = false;
    std::string meaning;
    std::vector<std::string> values;  // the words it takes; empty: any
    bool for_linking = false;         // used by `people link` alone, and in no synthetic extract
};

struct ExtractTable {
    std::string name;  // of the file too: "people" is people.parquet
    bool required = false;
    std::string meaning;
    std::vector<ExtractColumn> columns;
    bool of_people = true;  // its rows name a person of the table of people

    store::TableSchema schema() const;
    store::TableSchema schema_without_linking() const;
    const ExtractColumn* column(std::string_view column_name) const;
};

// people, conditions, contacts, waiting_list.
std::span<const ExtractTable> extract_tables();
const ExtractTable& extract_table(std::string_view name);

// The schema as a table, for people and for the reference.
store::TableSchema schema_of_schema();

// Ages that a person may have.
inline constexpr int oldest_age = 120;

}  // namespace concord::population
