// The tables inequality_money and prevention_spending (THE-R064 to THE-R068, ESS-R038 to ESS-R040).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "money/money.hpp"
#include "store/column_data.hpp"

namespace concord::money {

// The national fund of a year; nothing where none is known.
const NationalFund* fund_of(const Purposes& purposes, const std::string& year);

// All streams of a body in a year, by year and body.
std::map<std::pair<std::string, std::string>, Pence> allocations_of(const MoneyData& data);

std::vector<store::TableSchema> purpose_schemas();
void write_purposes(const MoneyData& data, store::Warehouse& warehouse);

}  // namespace concord::money
