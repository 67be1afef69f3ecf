// The tables of agreements, each with its schema beside its one writer.
#pragma once

#include "agreements/agreements.hpp"

namespace concord::agreements {

store::RowWriter pool_rows(const AgreementsData& data, const RowsWanted& wanted);
store::RowWriter contribution_rows(const AgreementsData& data, const RowsWanted& wanted);
store::RowWriter scheme_rows(const AgreementsData& data, const RowsWanted& wanted);
store::RowWriter share_rows(const AgreementsData& data, const RowsWanted& wanted);
store::RowWriter contract_rows(const AgreementsData& data, const RowsWanted& wanted);
store::RowWriter payment_rows(const AgreementsData& data, const RowsWanted& wanted);
store::RowWriter funding_rows(const AgreementsData& data, const RowsWanted& wanted);

const std::vector<store::TableSchema>& pool_schemas();
const std::vector<store::TableSchema>& contract_schemas();

}  // namespace concord::agreements
