// The facts of a person on which rules are tested: one row a person of the part that is open.
#pragma once

#include <span>
#include <string>

#include "population/fifths.hpp"
#include "population/library.hpp"
#include "store/warehouse.hpp"

namespace concord::population {

// The table area_facts: the fifths of every area here.
void write_area_facts(std::span<const Fifths> fifths, store::Warehouse& warehouse);

// The view facts, over the open part: people, fifths, codes as bits (and those first recorded in
// the year before the day), contacts by kind, kinds, providers, cost, the longest wait in days.
void make_facts(const Vocabulary& vocabulary, Date as_at, store::Warehouse& warehouse);

}  // namespace concord::population
