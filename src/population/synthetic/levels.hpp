// The chances of conditions and the rates of contacts, set so that the whole country comes out at
// the published levels.
#pragma once

#include "population/synthetic/model.hpp"
#include "population/synthetic/parameters.hpp"
#include "population/synthetic/sources.hpp"

namespace concord::population {

// Expected people by tenth of deprivation, sex and year of age.
using Structure = std::array<std::array<std::array<double, years_of_age>, sexes>, deciles>;
Structure structure_of(const Model& model);

// Fills the model's conditions, services, frailty and waits.
void set_levels(const Parameters& parameters, const Sources& sources, const registry::Layer* boards,
                Model& model);

}  // namespace concord::population
