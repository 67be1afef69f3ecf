// The tables of governance, in the order in which they are written.
#include "governance/governance_tables.hpp"

namespace concord::governance {

void write_governance(const GovernanceStage& stage, store::Warehouse& warehouse,
                      const CancelToken& cancel) {
    cancel.check();
    write_committees(stage, warehouse);
    write_delegations(stage, warehouse);
}

}  // namespace concord::governance
