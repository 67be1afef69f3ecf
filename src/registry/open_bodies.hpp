// Bodies that the registers of open data name, with their dates, parents and successions.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "registry/body.hpp"
#include "registry/coded_table.hpp"
#include "registry/geography.hpp"

namespace concord::registry {

// The bodies of a register. Where the register's setting `until` ends the legal life of its kind, a
// body that lived on is divided there, and the later part is of the kind `then`.
std::vector<Body> bodies_of_register(CodedTable& table, Diagnostics& diagnostics);

// Bodies by their ODS code, several where a code was handed on.
using BodiesByOds = std::multimap<std::string, const Body*>;
BodiesByOds bodies_by_ods(std::span<const Body> bodies);

// The body that held the code on the day, or the last that did.
const Body* holder(const BodiesByOds& bodies, const std::string& code,
                   const std::optional<Date>& day);

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
