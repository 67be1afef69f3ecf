#include "numerics/standardised.hpp"

#include <cassert>
#include <cmath>
#include <set>

namespace concord::numerics {

void DirectSums::add(double events, double people, double weight) {
    const double relative = weight / people;
    count += events;
    population += people;
    weighted += events * relative;
    squares += events * relative * relative;
    weights += weight;
}

DirectSums direct_sums(std::span<const double> counts, std::span<const double> populations,
                       std::span<const double> weights) {
    assert(counts.size() == populations.size() && counts.size() == weights.size());
    DirectSums sums;
    for (std::size_t i = 0; i < counts.size(); ++i)
        sums.add(counts[i], populations[i], weights[i]);
    return sums;
}

DirectSums direct_sums_of_events(const EventRows& rows) {
    DirectSums sums;
    std::set<std::uint32_t> seen;
    for (std::size_t i = 0; i < rows.people.size(); ++i) {
        const double events = rows.people[i] * rows.frequencies[i];
        const double relative = rows.weights[i] / rows.populations[i];
        sums.count += events;
        sums.weighted += events * relative;
        sums.squares += events * rows.frequencies[i] * relative * relative;
        if (!seen.insert(rows.bands[i]).second) continue;
        sums.population += rows.populations[i];
        sums.weights += rows.weights[i];
    }
    return sums;
}

Limits dobson_limits(const DirectSums& sums, const ConfidenceLevel& level) {
    assert(sums.count >= few_events);
    const double scale = std::sqrt(sums.variance() / sums.count);
    const double lower = byar_lower(sums.count, level).value_or(0);
    return {sums.rate() + scale * (lower - sums.count),
            sums.rate() + scale * (byar_upper(sums.count, level) - sums.count)};
}

IndirectSums indirect_sums(const IndirectRows& rows) {
    IndirectSums sums;
    for (std::size_t i = 0; i < rows.counts.size(); ++i) {
        sums.observed += rows.counts[i];
        sums.expected +=
            rows.populations[i] * rows.reference_counts[i] / rows.reference_populations[i];
        sums.reference_count += rows.reference_counts[i];
        sums.reference_population += rows.reference_populations[i];
    }
    return sums;
}

}  // namespace concord::numerics
