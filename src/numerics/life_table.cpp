#include "numerics/life_table.hpp"

#include <cassert>
#include <cmath>

namespace concord::numerics {
namespace {

constexpr double part_lived_of_first_band = 0.1;
constexpr double part_lived = 0.5;

// A band of the table: n, a, M, q, l, L and the variance of q.
struct Band {
    double width = 0;
    double part = 0;
    double rate = 0;
    double dying = 0;
    double alive = 0;
    double lived = 0;
    double variance = 0;
};

double chance_of_dying(double deaths, double population, const Band& band) {
    // A rate so high that the formula would let more die than live: all die.
    if (deaths > population / band.width / band.part) return 1;
    return band.rate * band.width / (1 + band.rate * band.width * (1 - band.part));
}

std::vector<Band> bands_of(const MortalityRows& rows) {
    const auto size = rows.ages.size();
    assert(size > 0 && rows.deaths.size() == size && rows.populations.size() == size);
    std::vector<Band> bands(size);
    double alive = 1;
    for (std::size_t i = 0; i < size; ++i) {
        auto& band = bands[i];
        const bool is_last = i + 1 == size;
        band.rate = rows.deaths[i] / rows.populations[i];
        band.width = is_last ? 2 / band.rate : rows.ages[i + 1] - rows.ages[i];
        band.part = rows.ages[i] == 0 ? part_lived_of_first_band : part_lived;
        band.alive = alive;
        if (is_last) {
            band.dying = 1;
            band.lived = alive / band.rate;
            band.variance = 4 / (rows.deaths[i] * band.rate * band.rate);
            break;
        }
        band.dying = chance_of_dying(rows.deaths[i], rows.populations[i], band);
        const double dead = alive * band.dying;
        alive *= 1 - band.dying;
        band.lived = band.width * (alive + band.part * dead);
        if (dead > 0) {
            band.variance = band.dying * band.dying * (1 - band.dying) / rows.deaths[i];
        }
    }
    return bands;
}

// From the oldest to the youngest: years that are left, weighted by shares where there are any, and
// their variance.
std::vector<Expectancy> sum_up(const std::vector<Band>& bands, std::span<const double> shares,
                               std::span<const double> share_variances) {
    std::vector<Expectancy> result(bands.size());
    double lived = 0;
    double variance = 0;
    double after = 0;
    for (std::size_t i = bands.size(); i-- > 0;) {
        const auto& band = bands[i];
        const double share = shares.empty() ? 1 : shares[i];
        const double share_variance = shares.empty() ? 0 : share_variances[i];
        lived += band.lived * share;
        // The last band's variance is of the years lived in it, (l / 2)² · 4 / (d M²).
        const double years_lost =
            i + 1 == bands.size() ? share / 2 : (1 - band.part) * band.width * share + after;
        variance += band.alive * band.alive * years_lost * years_lost * band.variance +
                    band.lived * band.lived * share_variance;
        if (band.alive > 0) {
            result[i] = {lived / band.alive, std::sqrt(variance) / band.alive, true};
        }
        after = result[i].years;
    }
    return result;
}

}  // namespace

std::vector<Expectancy> life_expectancy(const MortalityRows& rows) {
    return sum_up(bands_of(rows), {}, {});
}

std::vector<Expectancy> healthy_life_expectancy(const HealthRows& rows) {
    assert(rows.shares.size() == rows.mortality.ages.size());
    assert(rows.share_variances.size() == rows.shares.size());
    return sum_up(bands_of(rows.mortality), rows.shares, rows.share_variances);
}

}  // namespace concord::numerics
