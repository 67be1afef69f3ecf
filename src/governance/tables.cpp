// The tables of governance, in the order in which they are written.
#include "governance/authority_table.hpp"
#include "governance/governance_tables.hpp"

namespace concord::governance {

void write_governance(const GovernanceStage& stage, store::Warehouse& warehouse,
                      const CancelToken& cancel) {
    cancel.check();
    write_committees(stage, warehouse);
    write_delegations(stage, warehouse);
    write_handbook_tables(stage, warehouse);
    write_registers(stage, warehouse);
    cancel.check();
    const auto& data = *stage.data;
    const Evaluator evaluator({&data.law, &data.scheme, &data.places}, stage.context);
    warehouse.write(authority_rows(evaluator));
}

}  // namespace concord::governance
