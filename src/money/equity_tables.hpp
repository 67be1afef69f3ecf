// The tables formula, council_spending, place_resources, practice_groups and running_costs
// (THE-R072 to THE-R076).
#pragma once

#include <vector>

#include "money/money.hpp"
#include "store/column_data.hpp"

namespace concord::money {

std::vector<store::TableSchema> equity_schemas();
void write_equity(const MoneyData& data, store::Warehouse& warehouse);

}  // namespace concord::money
