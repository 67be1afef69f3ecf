// The tables that spending writes: one writer a table.
#pragma once

#include <string_view>

#include "spending/spending.hpp"

namespace concord::spending {

const store::TableSchema& schema_of(std::string_view table);

}  // namespace concord::spending
