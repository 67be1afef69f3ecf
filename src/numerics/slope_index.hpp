// The slope and the relative index of inequality, with intervals by simulation.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "numerics/limits.hpp"

namespace concord::numerics {

// How the indicator is distributed: as it is, on the log scale (rates) or on the logit scale
// (proportions).
enum class IndicatorKind { normal, rate, proportion };

// One row a quantile, from the worst off to the best off: at least two, people above 0, a rate
// above 0, a proportion inside (0, 1).
struct GradientRows {
    std::span<const double> values;
    std::span<const double> standard_errors;  // on the log or logit scale of a rate or proportion
    std::span<const double> populations;
    IndicatorKind kind = IndicatorKind::normal;
    bool transforms = false;  // the line is fitted on the log or logit scale too
};

// The line through the values by least squares weighted with the share of people, over the relative
// rank: the middle of each quantile's range of people (Low and Low 2004). Mackenbach and Kunst
// (1997).
struct Gradient {
    double slope_index = 0;     // the line at rank 1 less that at rank 0
    double relative_index = 0;  // the ratio of the two
    double intercept = 0;       // the line at rank 0
};
Gradient gradient(const GradientRows& rows);

// The relative ranks of the quantiles.
std::vector<double> relative_ranks(std::span<const double> populations);

struct Simulation {
    std::uint64_t seed = 1;
    std::uint64_t stream = 0;  // the group's own: its interval depends on no other group
    std::int64_t repetitions = 100'000;
    std::int64_t first = 0;  // the number of the first repetition, for further samples
    double multiplier = 1;   // of the slope; a negative one also inverts the ratio
    bool draws_ratios = false;
};

// What each repetition gives where every value is drawn from its normal distribution anew. The
// draws of a repetition depend on seed, stream and its number alone.
struct GradientDraws {
    std::vector<double> slope_indices;
    std::vector<double> relative_indices;
};
GradientDraws draw_gradients(const GradientRows& rows, const Simulation& simulation);

// The draws at the places n(1 − p) and np in their order, p = confidence + (1 − confidence) / 2,
// rounded half to even and counted from 1. Reorders the draws.
std::vector<Limits> limits_of_draws(std::vector<double>& draws,
                                    std::span<const ConfidenceLevel> levels);

}  // namespace concord::numerics
