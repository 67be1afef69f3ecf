// Areas in equal groups by rank.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace concord::numerics {

// The group of each value, 1 to `groups`, of equal size as far as ranks allow: with n values and
// the lowest of equal ranks, floor(groups + 1 − ceil((n + 1 − rank) / (n / groups))), at least 1,
// as the technical guidance on deprivation categories has it. Where the highest value comes first,
// ranks run the other way. Asks for as many values as groups, none of them NaN.
std::vector<std::int64_t> quantile_groups(std::span<const double> values, std::int64_t groups,
                                          bool highest_first);

}  // namespace concord::numerics
