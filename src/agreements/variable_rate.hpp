// What a unit of activity is paid, depending on how much there is of it beside a plan: pieces from
// the first unit on, each with a share of the price.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agreements/exact.hpp"
#include "base/diagnostic.hpp"

namespace concord::agreements {

// Bounds are shares of the planned activity, the rate a share of the price; all in basis points.
struct RatePiece {
    std::int64_t from = 0;
    std::optional<std::int64_t> to;  // open: without end
    std::int64_t rate = whole_share;
    Location place = {};
};

enum class PieceFault { none, empty, late_start, backwards, crosses, hole, ends };

struct PieceProblem {
    PieceFault fault = PieceFault::none;
    std::size_t at = 0;  // the piece at which it shows
};

// Pieces begin at nothing, follow each other without crossing or hole, and go on without end.
PieceProblem problem_of(const std::vector<RatePiece>& pieces);

// A stretch of activity paid at one rate.
struct RatedStretch {
    Wide units = 0;  // in ten-millionths of a unit
    std::int64_t rate = 0;
};

// The stretches between two amounts of activity (`from` not above `to`, in thousandths), by pieces
// that have no problem.
std::vector<RatedStretch> stretches(const std::vector<RatePiece>& pieces, std::int64_t planned,
                                    std::int64_t from, std::int64_t to);

// What the activity from one amount up to another is paid, exactly: in `pay_denominator`ths of a
// penny; negative where it goes down.
Wide pay_between(const std::vector<RatePiece>& pieces, std::int64_t price, std::int64_t planned,
                 std::pair<std::int64_t, std::int64_t> activity);
inline constexpr Wide pay_denominator = 1'000'000'000'000'000;

// "20 at 0%, 60 at 75%": stretches in words.
std::string in_words(const std::vector<RatedStretch>& stretches);

}  // namespace concord::agreements
