// Counter-based random numbers: the n-th number of a stream is a pure function of (seed, stream,
// n), so a simulated person's draws do not depend on who was simulated before, nor on how many
// threads ran. The mixing function is SplitMix64 (Steele, Lea and Flood 2014), applied twice to
// decouple streams.
#pragma once

#include <cstdint>

namespace concord {

class RandomStream {
  public:
    constexpr RandomStream(std::uint64_t seed, std::uint64_t stream)
        : key_(mix(mix(seed) ^ (stream * 0x9E3779B97F4A7C15ULL + 0xD1B54A32D192ED03ULL))) {}

    constexpr std::uint64_t next() { return mix(key_ + 0x9E3779B97F4A7C15ULL * ++counter_); }

    // Uniform in [0, 1) with 53 random bits.
    constexpr double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

    // Uniform in 0 … bound − 1, without bias (rejection). `bound` must be at least 1.
    constexpr std::uint64_t below(std::uint64_t bound) {
        const std::uint64_t threshold = (0 - bound) % bound;
        while (true) {
            const std::uint64_t draw = next();
            if (draw >= threshold) return draw % bound;
        }
    }

  private:
    static constexpr std::uint64_t mix(std::uint64_t z) {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }

    std::uint64_t key_;
    std::uint64_t counter_ = 0;
};

}  // namespace concord
