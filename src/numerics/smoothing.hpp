// Rates of small areas drawn towards their common rate, as far as their own numbers are few.
#pragma once

#include <span>

#include "numerics/limits.hpp"

namespace concord::numerics {

// How areas' true rates spread: a gamma distribution with this mean and variance, estimated by
// Marshall's moments (1991): m = Σx / Σn, A = Σ n (x/n − m)² / Σn − m / n̄, at least 0. Asks for
// people above 0 and an event.
struct RatePrior {
    double mean = 0;
    double variance = 0;  // 0: the areas differ by no more than chance
};
RatePrior rate_prior(std::span<const double> counts, std::span<const double> populations);

// The posterior mean (x + m²/A) / (n + m/A), which is Marshall's global estimate.
double smoothed_rate(double count, double population, const RatePrior& prior);
// Limits of the posterior, a gamma distribution (Clayton and Kaldor 1987). Asks for a variance
// above 0.
Limits smoothed_limits(double count, double population, const RatePrior& prior,
                       const ConfidenceLevel& level);

}  // namespace concord::numerics
