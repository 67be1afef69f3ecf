// How the exact margins of a synthetic population are joined. Every rule keeps its sums: people by
// band are given, females of an authority and people of an ethnic group in an area come out
// exactly.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "population/synthetic/model.hpp"

namespace concord::population {

// `total` divided in proportion to the counts, to whole people: the largest rests first.
std::array<std::uint16_t, ethnic_groups> to_total(
    const std::array<std::int64_t, ethnic_groups>& counts, std::uint32_t total);

// Females of each band of each area of one authority. `shares` are the shares of females by band;
// they are shifted together, by odds, until the authority's females come out, and then rounded with
// the rest carried from cell to cell, bands outside and areas inside. So the authority's sum is
// exact, each band's within one of its share, and no cell strays by one or more.
void set_females(std::span<SmallArea*> areas, const std::array<double, age_bands>& shares,
                 std::int64_t females);

}  // namespace concord::population
