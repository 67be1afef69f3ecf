// A sum divided so that the parts are whole units and make up exactly the sum: each part is its
// exact share rounded down, and what is left goes, a unit each, to the parts with the largest
// rests.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/money.hpp"

namespace concord {

// The sum divided in proportion to the weights (not negative, not all nothing), to whole units of
// which the sum is a multiple. Equal rests are served in the order given. A larger weight never
// gets less. Nothing where there is nothing to go by.
std::optional<std::vector<Pence>> apportion(Pence sum, std::span<const double> weights, Pence unit);

// The same by weights that are whole numbers, exactly: the sum of the weights may pass 64 bits.
std::optional<std::vector<Pence>> apportion_by_whole(Pence sum,
                                                     std::span<const std::uint64_t> weights,
                                                     Pence unit);

// The total of amounts, or nothing where it does not fit 64 bits.
std::optional<Pence> total_of(std::span<const Pence> amounts);

}  // namespace concord
