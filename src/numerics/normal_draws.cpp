#include "numerics/normal_draws.hpp"

#include <cmath>

namespace concord::numerics {
namespace {

// Where the tail begins and the area of each layer, for 256 of them.
constexpr double tail_start = 3.6541528853610088;
constexpr double layer_area = 0.00492867323399;

double density(double x) {
    return std::exp(-0.5 * x * x);
}

// Beyond the last layer, by rejection from an exponential (Marsaglia 1964).
double tail(RandomStream& stream) {
    while (true) {
        // 1 − u lies in (0, 1], so that no logarithm is of nothing.
        const double x = -std::log(1 - stream.uniform()) / tail_start;
        const double y = -std::log(1 - stream.uniform());
        if (y + y > x * x) return tail_start + x;
    }
}

}  // namespace

Ziggurat::Ziggurat() {
    widths[0] = layer_area / density(tail_start);
    widths[1] = tail_start;
    for (std::size_t i = 1; i + 1 < layers; ++i) {
        const double height = layer_area / widths[i] + density(widths[i]);
        widths[i + 1] = std::sqrt(-2 * std::log(height));
    }
    for (std::size_t i = 0; i <= layers; ++i)
        densities[i] = density(widths[i]);
}

const Ziggurat ziggurat;

double normal_of_edge(RandomStream& stream, std::size_t layer, double x) {
    if (layer == 0) return tail(stream);
    const double low = ziggurat.densities[layer];
    const double high = ziggurat.densities[layer + 1];
    if (low + stream.uniform() * (high - low) < density(x)) return x;
    // Drawn anew; of either sign, which leaves the caller's sign without effect on the
    // distribution.
    return next_normal(stream);
}

}  // namespace concord::numerics
