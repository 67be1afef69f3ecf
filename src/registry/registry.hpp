// The registry: what exists. Organisations and bodies of every kind, areas in every vintage, how
// they lie in each other, and the characteristics of systems.
//
// Laws:
//  1. Every layer is a vintage, and every code belongs to a layer. Layers meet only through
//  lookups.
//  2. A name is never a key.
//  3. A measure is used on the small areas it was made for, or carried over by a best fit that is
//  asked
//     for by name and whose error is stated.
//  4. A printed value is shown as printed and flagged where the data contradict it; the data are
//  never
//     bent to it.
//  5. What cannot be placed is counted and said, never spread or dropped in silence.
//
// It does not decide who may do what (governance), nor who lives where by name (population).
#pragma once

#include <span>

#include "registry/body.hpp"
#include "registry/catalogue.hpp"
#include "registry/comparison.hpp"
#include "registry/registry_data.hpp"
#include "registry/registry_tables.hpp"
#include "registry/system_description.hpp"
#include "store/warehouse.hpp"

namespace concord::registry {

// What the stage works on. The data may be without any layer (no open data was found): then only
// the tables that the system's own files fill are full.
struct RegistryStage {
    const RegistryData* data = nullptr;
    const SystemDescription* system = nullptr;
    std::span<const BodyKind> kinds;
};

// Every rule of the registry over the data: structure, dates, codes, boundaries.
void check_registry(const RegistryStage& stage, Diagnostics& diagnostics);

// Works the tables out and writes them, one schema a table. A question that system.toml asks and
// that cannot be answered becomes a finding.
void write_registry(const RegistryStage& stage, store::Warehouse& warehouse,
                    Diagnostics& diagnostics, const CancelToken& cancel);

// The layers, small areas and people that a comparison of these layers needs, from a built
// warehouse. `population` names the people; empty means the newest of each vintage of small areas.
RegistryData load_built_registry(store::Warehouse& warehouse, std::span<const std::string> layers,
                                 std::string_view population);

// Rows of the public tables, as the stage writes them and as an answer shows them.
void add_profile_rows(const ProfileAnswer& answer, const std::string& layer,
                      store::RowWriter& rows);
void add_published_rows(const ProfileAnswer& answer, const std::string& layer,
                        store::RowWriter& rows);
void add_overlap_rows(const Comparison& comparison, const OverlapTable& table,
                      store::RowWriter& rows);
void add_coterminosity_rows(const Comparison& comparison, const OverlapTable& table,
                            double tolerance, store::RowWriter& rows);
void add_change_rows(const Comparison& comparison, const OverlapTable& table,
                     store::RowWriter& rows);

}  // namespace concord::registry
