// The registry's rules, family by family.
#include "registry/registry.hpp"
#include "registry/rules/rules.hpp"

namespace concord::registry {

void check_registry(const RegistryStage& stage, Diagnostics& diagnostics) {
    rules::check_bodies(stage, diagnostics);
    rules::check_systems(stage, diagnostics);
    rules::check_places(stage, diagnostics);
    rules::check_collaboratives(stage, diagnostics);
    rules::check_councils(stage, diagnostics);
    rules::check_boundaries(stage, diagnostics);
}

}  // namespace concord::registry
