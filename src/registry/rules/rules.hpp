// The families of the registry's rules. Each function looks at the whole and reports every breach.
#pragma once

#include "registry/registry.hpp"

namespace concord::registry::rules {

// Whether a rule speaks of this area of the layer of systems: of its own alone, where system.toml
// gives the ODS code of an area there; of every area, where it describes a whole country.
bool is_concerned(const RegistryStage& stage, const Layer& systems, std::string_view area_code);

// Ids, codes, dates and parents of bodies (REG050 to REG056, REG059, REG073).
void check_bodies(const RegistryStage& stage, Diagnostics& diagnostics);

// Systems, their boards and partnerships, their number and size (REG033, REG057, REG058, REG060,
// REG067, REG077).
void check_systems(const RegistryStage& stage, Diagnostics& diagnostics);

// Places and neighbourhoods (REG062, REG063, REG074, REG075, REG078, REG079).
void check_places(const RegistryStage& stage, Diagnostics& diagnostics);

// Provider collaboratives and the trusts in them (REG061, REG064 to REG066).
void check_collaboratives(const RegistryStage& stage, Diagnostics& diagnostics);

// Councils, their wellbeing boards and Healthwatch (REG068 to REG070).
void check_councils(const RegistryStage& stage, Diagnostics& diagnostics);

// Boards against strategic authorities (REG071, REG072, REG076).
void check_boundaries(const RegistryStage& stage, Diagnostics& diagnostics);

}  // namespace concord::registry::rules
