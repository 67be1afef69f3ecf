#include "need/similar.hpp"

#include <algorithm>
#include <cmath>

namespace concord::need {
namespace {

std::vector<double> standardised(const std::vector<double>& values) {
    const auto n = static_cast<double>(values.size());
    double mean = 0;
    for (const double value : values)
        mean += value / n;
    double squares = 0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    const double deviation = std::sqrt(squares / n);
    std::vector<double> scores;
    for (const double value : values)
        scores.push_back(deviation > 0 ? (value - mean) / deviation : 0);
    return scores;
}

}  // namespace

std::vector<std::vector<Alike>> alike_areas(const std::vector<std::vector<double>>& traits,
                                            std::size_t most) {
    std::vector<std::vector<double>> scores;
    for (const auto& trait : traits)
        scores.push_back(standardised(trait));
    const auto areas = traits.empty() ? 0 : traits.front().size();
    std::vector<std::vector<Alike>> answer(areas);
    for (std::size_t a = 0; a < areas; ++a) {
        for (std::size_t b = 0; b < areas; ++b) {
            if (a == b) continue;
            double squares = 0;
            for (const auto& score : scores)
                squares += (score[a] - score[b]) * (score[a] - score[b]);
            answer[a].push_back({b, std::sqrt(squares)});
        }
        std::stable_sort(answer[a].begin(), answer[a].end(),
                         [](const Alike& x, const Alike& y) { return x.distance < y.distance; });
        if (answer[a].size() > most) answer[a].resize(most);
    }
    return answer;
}

}  // namespace concord::need
