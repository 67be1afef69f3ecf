// The rows of the table `authority`: everything that anybody may decide on a day, one row for each
// function, act, service and place of a chain.
#pragma once

#include "governance/evaluator.hpp"
#include "store/column_data.hpp"
#include "store/schema.hpp"

namespace concord::governance {

store::TableSchema authority_schema();

// What one holder may decide. Where a limit speaks about a part of a power only, that part has a
// row of its own after the row of the whole: of two rows that fit, the narrower counts.
void add_authority_rows(const Evaluator& evaluator, std::uint32_t holder, store::RowWriter& rows);

// Everybody's, in the scheme's order.
store::RowWriter authority_rows(const Evaluator& evaluator);

}  // namespace concord::governance
