// The files of a system's own folder, read into the registry's data: its bodies and relations, its
// layers, places and printed tables.
#pragma once

#include <span>

#include "registry/registry_data.hpp"

namespace concord::registry {

// bodies.csv and relations.csv, where they are there.
void read_own_bodies(const SystemDescription& system, std::span<const BodyKind> kinds,
                     RegistryData& data, Diagnostics& diagnostics);

// The layers of system.toml, places.csv (as layers of the day asked about), boundary_reasons.csv
// and the printed tables. Without open data there is nothing to make a layer of, and none is made.
void read_own_geography(const SystemDescription& system, RegistryData& data,
                        Diagnostics& diagnostics);

}  // namespace concord::registry
