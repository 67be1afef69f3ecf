// Sample quantiles.
#pragma once

#include <span>

namespace concord::numerics {

// The quantile at probability p in [0, 1] by linear interpolation between order statistics, at the
// zero-based position (n − 1)p: type 7 of Hyndman and Fan (1996), as R and spreadsheets compute it.
// The values need no order; there must be at least one, and none may be NaN.
double quantile_type_7(std::span<const double> values, double p);

}  // namespace concord::numerics
