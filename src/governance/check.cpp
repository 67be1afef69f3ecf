// The rules of governance, family by family.
#include "governance/governance.hpp"
#include "governance/rules/rules.hpp"

namespace concord::governance {

void check_governance(const GovernanceStage& stage, Diagnostics& diagnostics) {
    rules::check_grants(stage, diagnostics);
    rules::check_arrangements(stage, diagnostics);
}

}  // namespace concord::governance
