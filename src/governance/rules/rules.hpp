// The families of governance's rules. Each function looks at the whole and reports every breach.
#pragma once

#include "governance/governance.hpp"

namespace concord::governance::rules {

// Each grant by the law of the day it was made: instrument, giver, receiver, function, dates
// (GOV030 to GOV036, GOV039 to GOV042, GOV045, GOV046, GOV048).
void check_grants(const GovernanceStage& stage, Diagnostics& diagnostics);

// What grants and holders must be beside each other: joint committees and committees in common,
// ways of carrying out one function, accountability, what NHS England is expected to have delegated
// (GOV015, GOV021, GOV023, GOV037, GOV038, GOV043, GOV044, GOV047, GOV049).
void check_arrangements(const GovernanceStage& stage, Diagnostics& diagnostics);

}  // namespace concord::governance::rules
