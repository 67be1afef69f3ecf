// Numbers that agreements are made of, read exactly: shares, prices finer than a penny, counts of
// activity. None is a floating-point number, so that no sum of them drifts.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"

namespace concord::agreements {

__extension__ using Wide = __int128;

// A number as a whole count of its last decimal: "12.5" with 3 decimals is 12500. Commas between
// thousands are allowed. Nothing where it is negative, finer, or more than `most`.
std::optional<std::int64_t> parse_decimal(std::string_view text, int decimals, std::int64_t most);
// The same back, without idle zeros: "12.5".
std::string decimal_text(std::int64_t count, int decimals);

// A share as an exact fraction: "60%", "0.6" or "1/3". From nothing to ten times the whole.
class Share {
  public:
    static std::optional<Share> parse(std::string_view text);
    Share(std::int64_t numerator, std::int64_t denominator);

    std::int64_t numerator() const { return numerator_; }
    std::int64_t denominator() const { return denominator_; }
    std::string words() const;  // "60%", "1/3"
    // The share of an amount, settled to the penny by the rounding that is named.
    std::optional<Pence> of(Pence amount, Rounding rounding) const;
    // In hundredths of a per cent, where that is exact.
    std::optional<std::int64_t> basis_points() const;

    bool operator==(const Share&) const = default;

  private:
    std::int64_t numerator_;
    std::int64_t denominator_;  // positive, without a common factor
};

// Whether shares make up exactly the whole, and weights in their proportion; nothing otherwise.
std::optional<std::vector<std::uint64_t>> weights_of_the_whole(std::span<const Share> shares);
// What they make up, for a message: "95%".
std::string sum_in_words(std::span<const Share> shares);

inline constexpr int price_decimals = 6;                             // of a pound
inline constexpr std::int64_t highest_price = 10'000'000'000'000;    // £10 million a unit
inline constexpr int activity_decimals = 3;                          // of a unit
inline constexpr std::int64_t largest_activity = 1'000'000'000'000;  // a thousand million units
inline constexpr std::int64_t whole_share = 10'000;                  // in basis points

// A price of a unit of activity: pounds, down to a millionth.
std::optional<std::int64_t> parse_price(std::string_view text);
std::string price_words(std::int64_t price);  // "£120.50", "£0.873"

// An exact fraction of a penny settled by the rounding that is named; nothing beyond 64 bits.
std::optional<Pence> settle(Wide numerator, Wide denominator, Rounding rounding);

std::optional<Rounding> parse_rounding(std::string_view text);
inline constexpr std::string_view rounding_names = "half-away, half-even, toward-zero or down";

}  // namespace concord::agreements
