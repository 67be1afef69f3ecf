// The map of functions as a table: the same rows for `map`, for a build and for its report.
#pragma once

#include "governance/function_map.hpp"
#include "store/column_data.hpp"
#include "store/schema.hpp"

namespace concord::governance {

store::TableSchema function_map_schema();

store::RowWriter map_rows(const Evaluator& evaluator, std::span<const MapEntry> map,
                          std::span<const PublishedEntry> published);

}  // namespace concord::governance
