// The tables that governance writes, with the meaning of every column, and their writers: one a
// table.
#pragma once

#include <string_view>

#include "governance/governance.hpp"

namespace concord::governance {

const store::TableSchema& schema_of(std::string_view table);

void write_committees(const GovernanceStage& stage, store::Warehouse& warehouse);
void write_delegations(const GovernanceStage& stage, store::Warehouse& warehouse);
// `membership`, `conflict_tests`, `posts` and `body_lines`.
void write_registers(const GovernanceStage& stage, store::Warehouse& warehouse);
void write_handbook_tables(const GovernanceStage& stage, store::Warehouse& warehouse);

}  // namespace concord::governance
