// A Parquet file as rows of text, each cell as CSV would have it.
#pragma once

#include "statistics/row_source.hpp"

namespace concord::statistics {

bool is_parquet(const std::filesystem::path& file);
std::unique_ptr<RowSource> open_parquet_rows(const SourceRequest& request,
                                             Diagnostics& diagnostics);

}  // namespace concord::statistics
