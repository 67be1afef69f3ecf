#include "numerics/slope_index.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "numerics/normal_draws.hpp"

namespace concord::numerics {
namespace {

double on_scale(double value, IndicatorKind kind) {
    if (kind == IndicatorKind::rate) return std::log(value);
    if (kind == IndicatorKind::proportion) return std::log(value / (1 - value));
    return value;
}

double from_scale(double value, IndicatorKind kind) {
    if (kind == IndicatorKind::rate) return std::exp(value);
    if (kind == IndicatorKind::proportion) return 1 / (1 + std::exp(-value));
    return value;
}

// The line as sums of the values: slope = Σ cᵢ yᵢ, intercept = Σ dᵢ yᵢ.
struct LineWeights {
    std::vector<double> slope;
    std::vector<double> intercept;
};

LineWeights line_weights(std::span<const double> populations) {
    double people = 0;
    for (const double population : populations)
        people += population;
    const auto ranks = relative_ranks(populations);
    double middle = 0;
    for (std::size_t i = 0; i < ranks.size(); ++i)
        middle += populations[i] / people * ranks[i];
    double spread = 0;
    for (std::size_t i = 0; i < ranks.size(); ++i)
        spread += populations[i] / people * (ranks[i] - middle) * (ranks[i] - middle);
    LineWeights weights;
    for (std::size_t i = 0; i < ranks.size(); ++i) {
        const double share = populations[i] / people;
        weights.slope.push_back(share * (ranks[i] - middle) / spread);
        weights.intercept.push_back(share - middle * weights.slope.back());
    }
    return weights;
}

struct Line {
    double slope = 0;
    double intercept = 0;
};

// What a line says where it was fitted on the values themselves or on their scale.
Gradient gradient_of(const Line& line, const GradientRows& rows) {
    const double start = line.intercept;
    const double end = line.intercept + line.slope;
    if (!rows.transforms) return {line.slope, end / start, start};
    const double low = from_scale(start, rows.kind);
    const double high = from_scale(end, rows.kind);
    return {high - low, high / low, low};
}

// One value of the regression: its distribution on its scale, and its weights in the line.
struct Drawn {
    double mean = 0;
    double error = 0;
    double slope = 0;
    double intercept = 0;
};

std::vector<Drawn> drawn_values(const GradientRows& rows) {
    const auto weights = line_weights(rows.populations);
    std::vector<Drawn> values;
    for (std::size_t i = 0; i < rows.values.size(); ++i) {
        values.push_back({on_scale(rows.values[i], rows.kind), rows.standard_errors[i],
                          weights.slope[i], weights.intercept[i]});
    }
    return values;
}

RandomStream stream_of(const Simulation& simulation, std::int64_t repetition) {
    const auto number = static_cast<std::uint64_t>(simulation.first + repetition);
    return {simulation.seed, simulation.stream + number};
}

// Draws every value of every repetition; `back` takes it from its scale to that of the line.
template <typename Back, typename Take>
void draw_values(const GradientRows& rows, const Simulation& simulation, const Back& back,
                 const Take& take) {
    const auto values = drawn_values(rows);
    for (std::int64_t i = 0; i < simulation.repetitions; ++i) {
        auto stream = stream_of(simulation, i);
        Line line;
        for (const auto& value : values) {
            const double at = back(value.mean + value.error * next_normal(stream));
            line.slope += value.slope * at;
            line.intercept += value.intercept * at;
        }
        take(line);
    }
}

// A line through normal values is itself normal, slope and intercept together: two draws have the
// very distribution that a draw of every value gives, whatever the number of quantiles.
template <typename Take>
void draw_lines(const GradientRows& rows, const Simulation& simulation, bool needs_intercept,
                const Take& take) {
    Line mean;
    double slope_variance = 0;
    double intercept_variance = 0;
    double covariance = 0;
    for (const auto& value : drawn_values(rows)) {
        const double variance = value.error * value.error;
        mean.slope += value.slope * value.mean;
        mean.intercept += value.intercept * value.mean;
        slope_variance += value.slope * value.slope * variance;
        intercept_variance += value.intercept * value.intercept * variance;
        covariance += value.slope * value.intercept * variance;
    }
    const double slope_error = std::sqrt(slope_variance);
    const double shared = slope_error > 0 ? covariance / slope_error : 0;
    const double own = std::sqrt(std::max(0.0, intercept_variance - shared * shared));
    for (std::int64_t i = 0; i < simulation.repetitions; ++i) {
        auto stream = stream_of(simulation, i);
        const double first = next_normal(stream);
        Line line = {mean.slope + slope_error * first, mean.intercept};
        if (needs_intercept) line.intercept += shared * first + own * next_normal(stream);
        take(line);
    }
}

}  // namespace

std::vector<double> relative_ranks(std::span<const double> populations) {
    double people = 0;
    for (const double population : populations)
        people += population;
    std::vector<double> ranks;
    double before = 0;
    for (const double population : populations) {
        const double share = population / people;
        ranks.push_back(before + share / 2);
        before += share;
    }
    return ranks;
}

Gradient gradient(const GradientRows& rows) {
    assert(rows.values.size() >= 2 && rows.populations.size() == rows.values.size());
    const auto weights = line_weights(rows.populations);
    Line line;
    for (std::size_t i = 0; i < rows.values.size(); ++i) {
        const double value = rows.transforms ? on_scale(rows.values[i], rows.kind) : rows.values[i];
        line.slope += weights.slope[i] * value;
        line.intercept += weights.intercept[i] * value;
    }
    return gradient_of(line, rows);
}

GradientDraws draw_gradients(const GradientRows& rows, const Simulation& simulation) {
    assert(rows.standard_errors.size() == rows.values.size());
    GradientDraws draws;
    const auto size = static_cast<std::size_t>(simulation.repetitions);
    draws.slope_indices.reserve(size);
    if (simulation.draws_ratios) draws.relative_indices.reserve(size);
    const auto take = [&](const Line& line) {
        const auto drawn = gradient_of(line, rows);
        draws.slope_indices.push_back(drawn.slope_index * simulation.multiplier);
        if (!simulation.draws_ratios) return;
        draws.relative_indices.push_back(simulation.multiplier < 0 ? 1 / drawn.relative_index
                                                                   : drawn.relative_index);
    };
    if (rows.transforms || rows.kind == IndicatorKind::normal) {
        draw_lines(rows, simulation, rows.transforms || simulation.draws_ratios, take);
    } else if (rows.kind == IndicatorKind::rate) {
        draw_values(
            rows, simulation, [](double value) { return std::exp(value); }, take);
    } else {
        draw_values(
            rows, simulation, [](double value) { return 1 / (1 + std::exp(-value)); }, take);
    }
    return draws;
}

std::vector<Limits> limits_of_draws(std::vector<double>& draws,
                                    std::span<const ConfidenceLevel> levels) {
    assert(!draws.empty());
    const auto size = static_cast<double>(draws.size());
    const auto place = [&](double p) {
        const double at = std::nearbyint(size * p);
        return static_cast<std::ptrdiff_t>(std::clamp(at, 1.0, size)) - 1;
    };
    std::vector<std::ptrdiff_t> places;
    for (const auto& level : levels) {
        const double upper = level.confidence + (1 - level.confidence) / 2;
        places.push_back(place(1 - upper));
        places.push_back(place(upper));
    }
    auto ordered = places;
    std::ranges::sort(ordered);
    // What stands at a place is smaller than all after it, and stays there.
    std::ptrdiff_t from = 0;
    for (const auto at : ordered) {
        if (at < from) continue;  // the same place twice
        std::nth_element(draws.begin() + from, draws.begin() + at, draws.end());
        from = at + 1;
    }
    std::vector<Limits> limits;
    for (std::size_t i = 0; i < places.size(); i += 2)
        limits.push_back({draws[static_cast<std::size_t>(places[i])],
                          draws[static_cast<std::size_t>(places[i + 1])]});
    return limits;
}

}  // namespace concord::numerics
