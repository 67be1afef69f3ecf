#include "agreements/variable_rate.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::agreements {

PieceProblem problem_of(const std::vector<RatePiece>& pieces) {
    if (pieces.empty()) return {PieceFault::empty, 0};
    if (pieces.front().from != 0) return {PieceFault::late_start, 0};
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const auto& piece = pieces[i];
        if (piece.to && *piece.to <= piece.from) return {PieceFault::backwards, i};
        const bool is_last = i + 1 == pieces.size();
        if (is_last) return {piece.to ? PieceFault::ends : PieceFault::none, i};
        const auto next = pieces[i + 1].from;
        if (!piece.to || next < *piece.to) return {PieceFault::crosses, i + 1};
        if (next > *piece.to) return {PieceFault::hole, i + 1};
    }
    return {};
}

std::vector<RatedStretch> stretches(const std::vector<RatePiece>& pieces, std::int64_t planned,
                                    std::int64_t from, std::int64_t to) {
    std::vector<RatedStretch> result;
    const Wide low = static_cast<Wide>(from) * whole_share;
    const Wide high = static_cast<Wide>(to) * whole_share;
    for (const auto& piece : pieces) {
        const Wide begins = std::max(low, static_cast<Wide>(planned) * piece.from);
        const Wide ends = piece.to ? std::min(high, static_cast<Wide>(planned) * *piece.to) : high;
        if (ends > begins) result.push_back({ends - begins, piece.rate});
    }
    return result;
}

Wide pay_between(const std::vector<RatePiece>& pieces, std::int64_t price, std::int64_t planned,
                 std::pair<std::int64_t, std::int64_t> activity) {
    const auto [from, to] = activity;
    const bool is_down = to < from;
    Wide pay = 0;
    for (const auto& stretch : stretches(pieces, planned, std::min(from, to), std::max(from, to)))
        pay += stretch.units * stretch.rate * price;
    return is_down ? -pay : pay;
}

std::string in_words(const std::vector<RatedStretch>& stretches) {
    std::vector<std::string> parts;
    for (const auto& stretch : stretches) {
        parts.push_back(fmt::format("{} at {}",
                                    decimal_text(static_cast<std::int64_t>(stretch.units), 7),
                                    Share(stretch.rate, whole_share).words()));
    }
    return join(parts, ", ");
}

}  // namespace concord::agreements
