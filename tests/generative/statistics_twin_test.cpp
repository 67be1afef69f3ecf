// Plain slow twins of the statistics on generated input: each works from its definition, with none
// of the formulas of the kernels.
#include <algorithm>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "base/random.hpp"
#include "numerics/funnel.hpp"
#include "numerics/inequality.hpp"
#include "numerics/life_table.hpp"
#include "numerics/limits.hpp"
#include "numerics/normal_draws.hpp"
#include "numerics/quantile_groups.hpp"
#include "numerics/slope_index.hpp"
#include "numerics/smoothing.hpp"
#include "numerics/standardised.hpp"

namespace concord::numerics {
namespace {

constexpr int cases = 200;

class Generated {
  public:
    explicit Generated(std::uint64_t seed) : stream_(seed, 0) {}
    double between(double low, double high) { return low + (high - low) * stream_.uniform(); }
    double whole(double low, double high) { return std::floor(between(low, high + 1)); }
    std::vector<double> many(std::size_t count, double low, double high) {
        std::vector<double> values(count);
        for (auto& value : values)
            value = between(low, high);
        return values;
    }

  private:
    RandomStream stream_;
};

// Where a falling or rising function crosses nothing.
template <typename Function>
double crossing(double low, double high, const Function& function) {
    const bool rises = function(high) > 0;
    for (int i = 0; i < 200; ++i) {
        const double middle = (low + high) / 2;
        ((function(middle) > 0) == rises ? high : low) = middle;
    }
    return (low + high) / 2;
}

// P(X ≤ x) of a Poisson number, term by term.
double poisson_at_most(double count, double mean) {
    double term = std::exp(-mean);
    double sum = term;
    for (int k = 1; k <= static_cast<int>(count); ++k)
        sum += term *= mean / k;
    return sum;
}

// Limits of a share are the shares that lie just z standard errors from what was found.
TEST(StatisticsTwin, Wilson) {
    Generated generated(1);
    for (int i = 0; i < cases; ++i) {
        const double n = generated.whole(1, 5000);
        const double x = generated.whole(0, n);
        const auto level = confidence_level(generated.between(0.9, 0.999));
        const double p = x / n;
        const auto distance = [&](double share) {
            return (p - share) * (p - share) -
                   level.deviate * level.deviate * share * (1 - share) / n;
        };
        const auto limits = wilson_limits(x, n, level);
        EXPECT_NEAR(x == 0 ? 0 : crossing(0, p, distance), limits.lower, 1e-9);
        EXPECT_NEAR(x == n ? 1 : crossing(p, 1, distance), limits.upper, 1e-9);
    }
}

TEST(StatisticsTwin, ExactLimitsAndExpectedFunnels) {
    for (int events = 0; events < 40; ++events) {
        const double x = events;
        const auto level = confidence_level(0.95);
        const double upper =
            crossing(0, 200, [&](double mean) { return poisson_at_most(x, mean) - 0.025; });
        const double lower = x == 0 ? 0 : crossing(0, 200, [&](double mean) {
            return 1 - poisson_at_most(x - 1, mean) - 0.025;
        });
        EXPECT_NEAR(lower, exact_limits(x, level).lower, 1e-9);
        EXPECT_NEAR(upper, exact_limits(x, level).upper, 1e-9);
        EXPECT_NEAR(lower, expected_funnel(x, 0.025).lower, 1e-9);
        EXPECT_NEAR(upper, expected_funnel(x, 0.025).upper, 1e-9);
    }
}

// The rate of a standard population to whose bands the group's rates happen, and its variance as
// that of a sum of Poisson numbers.
TEST(StatisticsTwin, DirectRates) {
    Generated generated(2);
    for (int i = 0; i < cases; ++i) {
        const auto size = static_cast<std::size_t>(generated.whole(1, 20));
        const auto people = generated.many(size, 1, 5000);
        const auto weights = generated.many(size, 0.1, 9000);
        std::vector<double> counts;
        double standard = 0;
        double happened = 0;
        double variance = 0;
        double events = 0;
        for (std::size_t band = 0; band < size; ++band) {
            counts.push_back(generated.whole(band == 0 ? 10 : 0, 300));
            standard += weights[band];
            happened += weights[band] * (counts[band] / people[band]);
            variance += std::pow(weights[band] / people[band], 2) * counts[band];
            events += counts[band];
        }
        const auto sums = direct_sums(counts, people, weights);
        const auto level = confidence_level(0.95);
        const double rate = happened / standard;
        EXPECT_NEAR(rate, sums.rate(), 1e-12 * rate);
        const double spread = std::sqrt(variance) / standard / std::sqrt(events);
        const auto limits = dobson_limits(sums, level);
        EXPECT_NEAR(rate + spread * (*byar_lower(events, level) - events), limits.lower,
                    1e-10 * rate);
        EXPECT_NEAR(rate + spread * (byar_upper(events, level) - events), limits.upper,
                    1e-10 * rate);
    }
}

// A cohort of a hundred thousand followed from band to band, its years added up for each start
// anew.
TEST(StatisticsTwin, LifeExpectancy) {
    Generated generated(3);
    const std::vector<double> ages = {0, 1, 5, 15, 25, 45, 65, 75, 85, 90};
    for (int i = 0; i < cases; ++i) {
        const auto people = generated.many(ages.size(), 100, 9000);
        std::vector<double> deaths;
        for (std::size_t band = 0; band < ages.size(); ++band)
            deaths.push_back(generated.whole(band + 1 == ages.size() ? 1 : 0, people[band] / 40));
        const auto years = life_expectancy({ages, deaths, people});
        for (std::size_t start = 0; start < ages.size(); ++start) {
            double alive = 100'000;
            double lived = 0;
            for (std::size_t band = start; band < ages.size(); ++band) {
                const double rate = deaths[band] / people[band];
                if (band + 1 == ages.size()) {
                    lived += alive / rate;
                    break;
                }
                const double width = ages[band + 1] - ages[band];
                const double part = band == 0 ? 0.1 : 0.5;
                const double dying = rate * width / (1 + rate * width * (1 - part));
                const double dead = alive * dying;
                lived += width * (alive - dead) + width * part * dead;
                alive -= dead;
            }
            EXPECT_NEAR(lived / 100'000, years[start].years, 1e-9);
        }
    }
}

// Every value of every repetition drawn on its own with the standard library's generator, the line
// fitted by the normal equations, and the draws sorted whole.
Limits plain_slope_limits(const GradientRows& rows, int repetitions) {
    std::mt19937_64 generator(7);
    std::normal_distribution<double> normal;
    double people = 0;
    for (const double population : rows.populations)
        people += population;
    std::vector<double> slopes;
    for (int i = 0; i < repetitions; ++i) {
        double w = 0;
        double wx = 0;
        double wxx = 0;
        double wy = 0;
        double wxy = 0;
        double before = 0;
        for (std::size_t q = 0; q < rows.values.size(); ++q) {
            const double share = rows.populations[q] / people;
            const double x = before + share / 2;
            before += share;
            double y = rows.values[q] + rows.standard_errors[q] * normal(generator);
            if (rows.kind == IndicatorKind::rate)
                y = rows.values[q] * std::exp(rows.standard_errors[q] * normal(generator));
            w += share;
            wx += share * x;
            wxx += share * x * x;
            wy += share * y;
            wxy += share * x * y;
        }
        slopes.push_back((w * wxy - wx * wy) / (w * wxx - wx * wx));
    }
    std::sort(slopes.begin(), slopes.end());
    const auto at = [&](double p) { return slopes[static_cast<std::size_t>(repetitions * p) - 1]; };
    return {at(0.025), at(0.975)};
}

TEST(StatisticsTwin, SlopeIndex) {
    Generated generated(4);
    const ConfidenceLevel levels[] = {confidence_level(0.95)};
    for (const auto kind : {IndicatorKind::normal, IndicatorKind::rate}) {
        for (int i = 0; i < 5; ++i) {
            const auto values = generated.many(10, 50, 90);
            const auto errors = generated.many(10, 0.01, kind == IndicatorKind::rate ? 0.1 : 4);
            const auto people = generated.many(10, 500, 3000);
            const GradientRows rows{values, errors, people, kind, false};
            Simulation simulation;
            simulation.repetitions = 100'000;
            simulation.stream = static_cast<std::uint64_t>(i) << 32U;
            auto draws = draw_gradients(rows, simulation);
            const auto limits = limits_of_draws(draws.slope_indices, levels).front();
            const auto plain = plain_slope_limits(rows, 100'000);
            // Both have a Monte Carlo error of about half a per cent of the width.
            const double width = plain.upper - plain.lower;
            EXPECT_NEAR(plain.lower, limits.lower, 0.02 * width);
            EXPECT_NEAR(plain.upper, limits.upper, 0.02 * width);
        }
    }
}

// Moments and quantiles of a normal number, far enough into the tails to see a wrong layer.
TEST(StatisticsTwin, NormalDraws) {
    constexpr int count = 2'000'000;
    std::vector<double> draws;
    double second = 0;
    double fourth = 0;
    for (std::uint64_t i = 0; i < count / 2; ++i) {
        RandomStream stream(11, i);
        for (int k = 0; k < 2; ++k) {
            draws.push_back(next_normal(stream));
            second += std::pow(draws.back(), 2);
            fourth += std::pow(draws.back(), 4);
        }
    }
    EXPECT_NEAR(1, second / count, 0.005);
    EXPECT_NEAR(3, fourth / count, 0.04);
    std::sort(draws.begin(), draws.end());
    for (const double p : {0.0005, 0.01, 0.3, 0.5, 0.8, 0.999, 0.9998}) {
        const double share =
            0.5 * std::erfc(-draws[static_cast<std::size_t>(p * count)] / std::sqrt(2));
        EXPECT_NEAR(p, share, 4 * std::sqrt(p * (1 - p) / count));
    }
}

// Each area's rank is one more than how many lie before it.
TEST(StatisticsTwin, QuantileGroups) {
    Generated generated(5);
    for (int i = 0; i < cases; ++i) {
        const double groups = generated.whole(1, 12);
        const auto size = static_cast<std::size_t>(generated.whole(groups, 60));
        std::vector<double> values;
        for (std::size_t k = 0; k < size; ++k)
            values.push_back(generated.whole(0, 30));
        const bool highest_first = i % 2 == 0;
        const auto found =
            quantile_groups(values, static_cast<std::int64_t>(groups), highest_first);
        for (std::size_t k = 0; k < size; ++k) {
            const auto before = std::ranges::count_if(values, [&](double other) {
                return highest_first ? other > values[k] : other < values[k];
            });
            const double n = static_cast<double>(size);
            const double behind = n - static_cast<double>(before);
            const double wanted = std::floor(groups + 1 - std::ceil(behind / (n / groups)));
            EXPECT_EQ(static_cast<std::int64_t>(std::max(1.0, wanted)), found[k]);
        }
    }
}

// Twice the area between the diagonal and the concentration curve, by trapezia.
TEST(StatisticsTwin, ConcentrationIndex) {
    Generated generated(6);
    for (int i = 0; i < cases; ++i) {
        const auto size = static_cast<std::size_t>(generated.whole(2, 12));
        const auto people = generated.many(size, 10, 900);
        const auto values = generated.many(size, 0, 50);
        const std::vector<double> errors(size, 0);
        double all = 0;
        double sum = 0;
        for (std::size_t k = 0; k < size; ++k) {
            all += people[k];
            sum += people[k] * values[k];
        }
        double area = 0;
        double height = 0;
        for (std::size_t k = 0; k < size; ++k) {
            const double next = height + people[k] * values[k] / sum;
            area += people[k] / all * (height + next) / 2;
            height = next;
        }
        EXPECT_NEAR(1 - 2 * area, concentration_index({values, errors, people}).value, 1e-12);
    }
}

// The same by Marshall's own weights: rate · C + mean · (1 − C) with C = A / (A + m / n).
TEST(StatisticsTwin, Smoothing) {
    Generated generated(8);
    for (int i = 0; i < cases; ++i) {
        const auto size = static_cast<std::size_t>(generated.whole(3, 40));
        const auto people = generated.many(size, 50, 5000);
        std::vector<double> counts;
        for (const double n : people)
            counts.push_back(generated.whole(0, n * 0.2) + 1);
        const auto prior = rate_prior(counts, people);
        if (prior.variance == 0) continue;
        for (std::size_t k = 0; k < size; ++k) {
            const double trust = prior.variance / (prior.variance + prior.mean / people[k]);
            const double wanted = trust * counts[k] / people[k] + (1 - trust) * prior.mean;
            EXPECT_NEAR(wanted, smoothed_rate(counts[k], people[k], prior), 1e-12);
        }
    }
}

}  // namespace
}  // namespace concord::numerics
