// The rules of governance, family by family.
#include "governance/governance.hpp"
#include "governance/rules/rules.hpp"

namespace concord::governance {

void check_governance(const GovernanceStage& stage, Diagnostics& diagnostics) {
    rules::check_grants(stage, diagnostics);
    rules::check_arrangements(stage, diagnostics);
    rules::check_expectations(stage, diagnostics);
    rules::check_members(stage, diagnostics);
    rules::check_documents(stage, diagnostics);
    rules::check_committees(stage, diagnostics);
    rules::check_partnerships(stage, diagnostics);
}

}  // namespace concord::governance
