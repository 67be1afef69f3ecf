// Areas that are alike by stated traits, with their distances: who to compare with and learn from,
// and no league table (THE-R106). Pure.
#pragma once

#include <cstdint>
#include <vector>

namespace concord::need {

struct Alike {
    std::size_t area = 0;
    double distance = 0;
};

// For each area the `most` others that are nearest, by the Euclidean distance of traits that are
// each brought to mean 0 and deviation 1 over all areas; equal distances in the order of the areas.
// `traits` has a list a trait, one value an area; a trait that is the same everywhere says nothing.
std::vector<std::vector<Alike>> alike_areas(const std::vector<std::vector<double>>& traits,
                                            std::size_t most);

}  // namespace concord::need
