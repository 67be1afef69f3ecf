// The weights of a standardisation: a column of the file, or a standard population that is carried
// as reference data (catalogue/statistics/standard_populations.csv, with its source).
#pragma once

#include <vector>

#include "statistics/work.hpp"

namespace concord::statistics {

// Weights for the rows of a file from a carried population; `sound` loses the groups that it does
// not fit.
struct CarriedStandard {
    std::string name;  // "esp2013"
    std::size_t bands =
        no_slot;  // the text column with age bands; without it rows stand youngest first
};
std::vector<double> carried_weights(Work& work, const Groups& groups,
                                    const CarriedStandard& standard, std::vector<bool>& sound);

}  // namespace concord::statistics
