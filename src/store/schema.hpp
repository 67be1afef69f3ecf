// The shape of a table: its columns with their types and what each means. One schema serves the
// warehouse, the exports and the reference manual.
#pragma once

#include <string>
#include <vector>

#include "base/table.hpp"

namespace concord::store {

struct SchemaColumn {
    std::string name;
    ColumnType type = ColumnType::text;
    std::string meaning;  // one line, with the unit where there is one
};

struct TableSchema {
    std::string name;
    std::string meaning;
    std::vector<SchemaColumn> columns;
};

}  // namespace concord::store
