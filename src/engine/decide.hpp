// The register of a system as `check` and `build` see it: read, verified, and as a table.
#pragma once

#include <vector>

#include "decisions/decisions.hpp"
#include "engine/located_system.hpp"

namespace concord {

// The decisions of the system's own register. A register that does not hold is a finding, and gives
// none; where there is no register there are none.
std::vector<decisions::Decision> read_decisions(OpenedSystem& system);

}  // namespace concord
