// Rates standardised for age, directly and indirectly.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "numerics/limits.hpp"

namespace concord::numerics {

// What a directly standardised rate rests on, summed over the bands i of one group.
struct DirectSums {
    double count = 0;       // Σ xᵢ
    double population = 0;  // Σ nᵢ
    double weighted = 0;    // Σ wᵢ xᵢ / nᵢ
    double squares = 0;     // Σ xᵢ (wᵢ / nᵢ)²
    double weights = 0;     // Σ wᵢ

    void add(double events, double people, double weight);
    double rate() const { return weighted / weights; }
    double variance() const { return squares / (weights * weights); }
};

// One row a band, as long as each other; people above 0, the weights together too.
DirectSums direct_sums(std::span<const double> counts, std::span<const double> populations,
                       std::span<const double> weights);

// Where one person may have several events they are not independent: a row then holds how many
// people had so many events each. The variance is Σ_f f² Σᵢ yᵢ_f (wᵢ / nᵢ)² / (Σ wᵢ)², y being
// people (Stukel and others 1994; the DSR chapter of the Fingertips technical guidance). Each band
// is counted once in people and weights.
struct EventRows {
    std::span<const double> people;       // who had so many events
    std::span<const double> frequencies;  // how many
    std::span<const double> populations;  // of the band, the same on each of its rows
    std::span<const double> weights;
    std::span<const std::uint32_t> bands;
};
DirectSums direct_sums_of_events(const EventRows& rows);

// Limits by Dobson and others (1991): rate + √(variance / x) (Byar's limit of x − x). Asks for ten
// events or more.
Limits dobson_limits(const DirectSums& sums, const ConfidenceLevel& level);

// What is expected where a reference's rates hold: Σ nᵢ rᵢ / pᵢ, r and p being the reference's
// events and people.
struct IndirectSums {
    double observed = 0;
    double expected = 0;
    double reference_count = 0;
    double reference_population = 0;

    double ratio() const { return observed / expected; }
    double reference_rate() const { return reference_count / reference_population; }
};
struct IndirectRows {
    std::span<const double> counts;
    std::span<const double> populations;
    std::span<const double> reference_counts;
    std::span<const double> reference_populations;
};
IndirectSums indirect_sums(const IndirectRows& rows);

}  // namespace concord::numerics
