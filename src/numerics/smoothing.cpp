#include "numerics/smoothing.hpp"

#include <algorithm>
#include <cassert>

namespace concord::numerics {

RatePrior rate_prior(std::span<const double> counts, std::span<const double> populations) {
    assert(!counts.empty() && counts.size() == populations.size());
    double events = 0;
    double people = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        events += counts[i];
        people += populations[i];
    }
    const double mean = events / people;
    double spread = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const double apart = counts[i] / populations[i] - mean;
        spread += populations[i] * apart * apart;
    }
    const double average_population = people / static_cast<double>(counts.size());
    return {mean, std::max(0.0, spread / people - mean / average_population)};
}

double smoothed_rate(double count, double population, const RatePrior& prior) {
    if (prior.variance == 0) return prior.mean;
    const double trust = prior.mean / prior.variance;
    return (count + prior.mean * trust) / (population + trust);
}

Limits smoothed_limits(double count, double population, const RatePrior& prior,
                       const ConfidenceLevel& level) {
    assert(prior.variance > 0);
    const double trust = prior.mean / prior.variance;
    const double shape = count + prior.mean * trust;
    const double beyond = (1 - level.confidence) / 2;
    return {gamma_quantile(shape, beyond) / (population + trust),
            gamma_quantile(shape, 1 - beyond) / (population + trust)};
}

}  // namespace concord::numerics
