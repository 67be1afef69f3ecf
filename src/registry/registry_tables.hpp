// The tables the registry writes, with the meaning of every column. The order of the first columns
// of the public tables is a promise to their readers.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "store/schema.hpp"

namespace concord::registry {

std::span<const store::TableSchema> table_schemas();
const store::TableSchema& schema_of(std::string_view table);

}  // namespace concord::registry
