#include "registry/banding.hpp"

#include <cmath>

#include "numerics/quantile.hpp"

namespace concord::registry {

BandCuts band_cuts(std::span<const double> values) {
    return {numerics::quantile_type_7(values, 1.0 / 3.0),
            numerics::quantile_type_7(values, 2.0 / 3.0)};
}

Band band_of(double value, const BandCuts& cuts) {
    if (value < cuts.lower) return Band::low;
    return value > cuts.upper ? Band::high : Band::middle;
}

std::vector<std::optional<Band>> bands(std::span<const std::optional<double>> values) {
    std::vector<double> known;
    for (const auto& value : values) {
        if (value) known.push_back(*value);
    }
    std::vector<std::optional<Band>> result(values.size());
    if (known.empty()) return result;
    const auto cuts = band_cuts(known);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i]) result[i] = band_of(*values[i], cuts);
    }
    return result;
}

double rounded_half_up(double value) {
    return std::floor(value + 0.5);
}

}  // namespace concord::registry
