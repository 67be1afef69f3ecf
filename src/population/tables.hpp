// The tables of the stage, by name.
#pragma once

#include <string_view>

#include "store/schema.hpp"

namespace concord::population {

const store::TableSchema& schema_of(std::string_view table);

}  // namespace concord::population
