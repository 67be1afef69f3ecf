// Three bands of equal size, as the thesis's tables have them, with its rule for ties.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace concord::registry {

enum class Band { low, middle, high };

// The cut points: the quantiles at 1/3 and 2/3 by linear interpolation (type 7).
struct BandCuts {
    double lower = 0;
    double upper = 0;
};

BandCuts band_cuts(std::span<const double> values);

// Low below the lower cut, high above the upper; a value on a cut is in the middle (THE-R100).
Band band_of(double value, const BandCuts& cuts);

// The bands of a column with gaps; the cuts come from the values that are there.
std::vector<std::optional<Band>> bands(std::span<const std::optional<double>> values);

// How a percentage stands in print: to whole numbers, a half up.
double rounded_half_up(double value);

}  // namespace concord::registry
