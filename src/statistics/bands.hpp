// Age bands and other strata: each must stand once in every group.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "statistics/work.hpp"

namespace concord::statistics {

// Of each group, whether it may have a value: none of its rows is damaged.
std::vector<bool> sound_groups(const Work& work, const Groups& groups);

// Takes out of `sound` the groups that lack a band which another has, or have one twice; each is
// said. Where rows repeat a band for a reason of their own (`apart_by`), only the same pair is a
// repeat.
struct BandColumn {
    std::size_t slot = no_slot;
    std::size_t apart_by = no_slot;  // a column of numbers
};
void check_bands(Work& work, const Groups& groups, const BandColumn& column,
                 std::vector<bool>& sound);

// Where bands have no names: takes out the groups that have not as many rows as most.
void check_row_counts(Work& work, const Groups& groups, std::vector<bool>& sound);

// The ages that a band's name means: "5-9", "90+", "Aged 5 to 9", "<1".
struct AgeBand {
    int first = 0;
    std::optional<int> last;  // nothing where the name does not say
};
std::optional<AgeBand> age_band(std::string_view name);

}  // namespace concord::statistics
