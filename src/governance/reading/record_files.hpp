// The TOML files of records beside the scheme: transition, leadership, collaboratives.
#pragma once

#include "governance/collaboratives.hpp"
#include "governance/leadership.hpp"
#include "governance/reading/scheme_files.hpp"
#include "governance/transition.hpp"

namespace concord::governance {

// transition.toml.
Transition read_transition(GovernanceFolder& folder, References& references,
                           Diagnostics& diagnostics);
// leadership.toml.
Leadership read_leadership(GovernanceFolder& folder, References& references,
                           Diagnostics& diagnostics);
// collaboratives.toml.
Collaboratives read_collaboratives(GovernanceFolder& folder, References& references,
                                   Diagnostics& diagnostics);

}  // namespace concord::governance
