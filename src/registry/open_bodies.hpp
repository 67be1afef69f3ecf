// Bodies that the open data name: the councils and boards that stand behind areas, and the
// organisations of the registers, with their dates and successions.
#pragma once

#include <span>
#include <vector>

#include "registry/body.hpp"
#include "registry/coded_table.hpp"
#include "registry/geography.hpp"

namespace concord::registry {

// The bodies behind the areas of every layer that says which kind of body governs it. A body exists
// from the first vintage that has it to the last. Where that is the first vintage of all, its first
// day is not known, unless the whole kind came into being with that vintage.
std::vector<Body> bodies_of_areas(const Geography& geography, std::span<const BodyKind> kinds);

// The bodies of a register. Where the register's setting `until` ends the legal life of its kind, a
// body that lived on is divided there, and the later part is of the kind `then`.
std::vector<Body> bodies_of_register(CodedTable& table, Diagnostics& diagnostics);

// Bodies of different kinds that used the same ODS code one after the other.
std::vector<BodyRelation> handed_on_codes(std::span<const Body> bodies);

// Which body each organisation is counted in, as the registers' column `parent` says.
std::vector<BodyRelation> parents_of_register(const CodedTable& table,
                                              std::span<const Body> bodies);

// Dated successions between bodies that are known; other rows are counted as outside.
std::vector<BodyRelation> successions(CodedTable& table, std::span<const Body> bodies,
                                      Diagnostics& diagnostics);

// The share of a body's patients who come from each area.
std::vector<BodyRelation> flows(CodedTable& table, const Geography& geography,
                                std::span<const Body> bodies);

}  // namespace concord::registry
