// Normal random numbers from a counter-based stream.
#pragma once

#include <array>
#include <cstddef>

#include "base/random.hpp"

namespace concord::numerics {

// The layers of a ziggurat under the normal density: their widths from the broadest to nothing, and
// the densities there.
struct Ziggurat {
    static constexpr std::size_t layers = 256;
    std::array<double, layers + 1> widths{};
    std::array<double, layers + 1> densities{};

    Ziggurat();
};
extern const Ziggurat ziggurat;

// The draw where the first number fell on an edge: one in a hundred.
double normal_of_edge(RandomStream& stream, std::size_t layer, double x);

// The next standard normal number of the stream, by the ziggurat of Marsaglia and Tsang (2000) in
// 256 layers; the layer, the sign and the place in the layer come from separate bits of one draw.
inline double next_normal(RandomStream& stream) {
    const auto bits = stream.next();
    const auto layer = static_cast<std::size_t>(bits & 255U);
    const double sign = (bits & 256U) != 0 ? -1.0 : 1.0;
    const auto whole = static_cast<std::int64_t>(bits >> 11U);
    const double x = static_cast<double>(whole) * 0x1.0p-53 * ziggurat.widths[layer];
    if (x < ziggurat.widths[layer + 1]) [[likely]]
        return sign * x;
    return sign * normal_of_edge(stream, layer, x);
}

}  // namespace concord::numerics
