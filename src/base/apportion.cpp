#include "base/apportion.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace concord {
namespace {

// Weights as whole numbers of 62 binary digits in all, so that shares are exact from here on: the
// parts cannot drift from the sum, however many they are.
constexpr double scale = 4611686018427387904.0;  // 2^62

__extension__ using Wide = unsigned __int128;

struct Part {
    std::uint64_t units = 0;
    Wide rest = 0;
};

std::vector<std::uint64_t> whole_weights(std::span<const double> weights, double total) {
    std::vector<std::uint64_t> whole;
    whole.reserve(weights.size());
    for (const double weight : weights) {
        whole.push_back(static_cast<std::uint64_t>(std::floor(weight / total * scale)));
    }
    return whole;
}

void hand_out(std::vector<Part>& parts, std::uint64_t left) {
    std::vector<std::size_t> order(parts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(
        order, [&](std::size_t a, std::size_t b) { return parts[a].rest > parts[b].rest; });
    for (std::size_t i = 0; i < left; ++i)
        ++parts[order[i % order.size()]].units;
}

}  // namespace

std::optional<std::vector<Pence>> apportion_by_whole(Pence sum,
                                                     std::span<const std::uint64_t> weights,
                                                     Pence unit) {
    if (unit.count() <= 0 || sum.count() % unit.count() != 0) return std::nullopt;
    Wide all = 0;
    for (const auto weight : weights)
        all += weight;
    if (all == 0) return std::nullopt;
    const bool negative = sum.count() < 0;
    const auto whole_units = sum.count() / unit.count();
    const auto units = negative ? 0 - static_cast<std::uint64_t>(whole_units)
                                : static_cast<std::uint64_t>(whole_units);
    std::vector<Part> parts;
    std::uint64_t given = 0;
    for (const auto weight : weights) {
        const Wide product = Wide{units} * weight;
        parts.push_back({static_cast<std::uint64_t>(product / all), product % all});
        given += parts.back().units;
    }
    hand_out(parts, units - given);
    std::vector<Pence> result;
    for (const auto& part : parts) {
        const auto count = negative ? 0 - part.units : part.units;
        result.emplace_back(static_cast<std::int64_t>(count) * unit.count());
    }
    return result;
}

std::optional<std::vector<Pence>> apportion(Pence sum, std::span<const double> weights,
                                            Pence unit) {
    double total = 0;
    for (const double weight : weights) {
        if (!std::isfinite(weight) || weight < 0) return std::nullopt;
        total += weight;
    }
    if (!std::isfinite(total) || total <= 0) return std::nullopt;
    return apportion_by_whole(sum, whole_weights(weights, total), unit);
}

std::optional<Pence> total_of(std::span<const Pence> amounts) {
    std::optional<Pence> total = Pence();
    for (const auto& amount : amounts) {
        total = Pence::add(*total, amount);
        if (!total) break;
    }
    return total;
}

}  // namespace concord
