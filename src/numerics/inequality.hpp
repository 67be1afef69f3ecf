// How unequal values are between groups: the concentration index, and gaps between two of them.
#pragma once

#include <span>

#include "numerics/limits.hpp"

namespace concord::numerics {

// One row a group, from the worst off to the best off, people above 0 and their mean above 0.
struct RankedRows {
    std::span<const double> values;           // the mean of each group
    std::span<const double> standard_errors;  // of that mean
    std::span<const double> populations;
};

struct ConcentrationIndex {
    double value = 0;  // from −1, all with the worst off, to 1
    double standard_error = 0;
};

// Twice the weighted covariance of value and relative rank over the mean, and its standard error
// for grouped data, both by Kakwani, Wagstaff and van Doorslaer (1997); the variance within a group
// is that of its mean times its people.
ConcentrationIndex concentration_index(const RankedRows& rows);

// An estimate with its limits.
struct Estimate {
    double value = 0;
    Limits limits;
};

// The difference a − b with limits recovered from those of the two (Zou and Donner 2008; of
// Wilson's limits that is Newcombe's tenth method).
Estimate absolute_gap(const Estimate& a, const Estimate& b);

// The ratio a / b, its limits recovered on the log scale. Asks for values and limits of both above
// 0.
Estimate relative_gap(const Estimate& a, const Estimate& b);

}  // namespace concord::numerics
