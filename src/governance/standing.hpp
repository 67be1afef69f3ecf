// Whether a holder can act at all: constituted, and with a quorum after those with an interest have
// stepped back. The same test for every board, committee and post.
#pragma once

#include <span>
#include <vector>

#include "governance/compiled_scheme.hpp"

namespace concord::governance {

// Members of the day who have an interest in one of the affected organisations, by index.
std::vector<std::uint32_t> stepping_back(const CompiledHolder& holder,
                                         std::span<const std::uint32_t> affected);

// not_constituted, no_quorum_without_conflict or none. Of committees in common: of each member too.
Refusal standing(const CompiledScheme& scheme, HolderNumber holder,
                 std::span<const std::uint32_t> affected);

}  // namespace concord::governance
