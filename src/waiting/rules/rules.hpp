// The rules of waiting lists, one function a family.
#pragma once

#include "base/diagnostic.hpp"
#include "waiting/waiting.hpp"

namespace concord::waiting::rules {

// Published months in which more must have left a list than were ever on it, or fewer than none.
void check_flows(const WaitsData& data, Diagnostics& diagnostics);

// Boards that sum to more or less than is published for the country.
void check_country(const WaitsData& data, Diagnostics& diagnostics);

// People of the most deprived fifth and of PLUS groups for whom no action is recorded (THE-R060).
void check_cases(const WaitsData& data, Diagnostics& diagnostics);

}  // namespace concord::waiting::rules
