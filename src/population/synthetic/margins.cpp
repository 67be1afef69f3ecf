#include "population/synthetic/margins.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/apportion.hpp"

namespace concord::population {
namespace {

double shifted(double share, double odds) {
    if (share <= 0 || share >= 1) return share;
    return share * odds / (1 - share + share * odds);
}

// The factor on the odds at which the expected females are those wanted.
double odds_for(const std::array<std::int64_t, age_bands>& people,
                const std::array<double, age_bands>& shares, double females) {
    constexpr int halvings = 60;
    double low = -5;
    double high = 5;
    for (int i = 0; i < halvings; ++i) {
        const double middle = (low + high) / 2;
        double expected = 0;
        for (std::size_t b = 0; b < age_bands; ++b)
            expected += static_cast<double>(people[b]) * shifted(shares[b], std::exp(middle));
        (expected < females ? low : high) = middle;
    }
    return std::exp((low + high) / 2);
}

}  // namespace

std::array<std::uint16_t, ethnic_groups> to_total(
    const std::array<std::int64_t, ethnic_groups>& counts, std::uint32_t total) {
    std::vector<std::uint64_t> weights;
    for (const auto count : counts)
        weights.push_back(static_cast<std::uint64_t>(std::max<std::int64_t>(count, 0)));
    std::array<std::uint16_t, ethnic_groups> made{};
    if (total == 0) return made;
    if (std::accumulate(weights.begin(), weights.end(), std::uint64_t{0}) == 0) return made;
    const auto parts =
        apportion_by_whole(Pence(std::int64_t{total}), weights, Pence(std::int64_t{1}));
    for (std::size_t g = 0; g < ethnic_groups; ++g)
        made[g] = static_cast<std::uint16_t>((*parts)[g].count());
    return made;
}

void set_females(std::span<SmallArea*> areas, const std::array<double, age_bands>& shares,
                 std::int64_t females) {
    std::array<std::int64_t, age_bands> people{};
    for (const auto* area : areas)
        for (std::size_t b = 0; b < age_bands; ++b)
            people[b] += area->people[b];
    const double odds = odds_for(people, shares, static_cast<double>(females));
    double sum = 0;
    std::int64_t given = 0;
    for (std::size_t b = 0; b < age_bands; ++b) {
        const double share = shifted(shares[b], odds);
        for (auto* area : areas) {
            sum += static_cast<double>(area->people[b]) * share;
            const auto up_to_here = std::llround(sum);
            const auto here = std::clamp<std::int64_t>(up_to_here - given, 0, area->people[b]);
            area->females[b] = static_cast<std::uint16_t>(here);
            given += here;
        }
    }
}

}  // namespace concord::population
