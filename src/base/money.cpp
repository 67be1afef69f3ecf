#include "base/money.hpp"

#include <charconv>
#include <cmath>
#include <iterator>
#include <limits>

#include <fmt/format.h>

namespace concord {
namespace {

// 128 bits hold the product of an amount and the 53 binary digits of a factor.
__extension__ using Wide = __int128;

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr int digits_of_a_factor = 53;

struct Divided {
    Wide quotient;     // the whole multiple nearest to zero
    int against_half;  // the rest beside half a unit: -1 less, 0 equal, 1 more
    bool is_exact = true;
};

// |amount| × mantissa × 2^exponent in units. The exponent is at most 0.
Divided divide(Wide product, int exponent, std::int64_t unit) {
    // Below this exponent the product is less than half of the smallest unit.
    if (exponent < -124) return {0, -1, product == 0};
    // Of the digits behind the point only whether there are any matters beyond the first 60.
    bool sticky = false;
    while (exponent < -60) {
        sticky |= (product & 1) != 0;
        product >>= 1;
        ++exponent;
    }
    const Wide divisor = static_cast<Wide>(unit) << -exponent;
    const Wide rest = product % divisor;
    const Wide twice_short = divisor - rest;  // rest > divisor - rest: more than half
    const int against = rest > twice_short ? 1 : rest < twice_short ? -1 : sticky ? 1 : 0;
    return {product / divisor, against, rest == 0 && !sticky};
}

bool goes_away_from_zero(const Divided& parts, bool negative, Rounding rounding) {
    if (parts.is_exact) return false;
    switch (rounding) {
        case Rounding::half_away:
            return parts.against_half >= 0;
        case Rounding::half_even:
            return parts.against_half > 0 || (parts.against_half == 0 && parts.quotient % 2 != 0);
        case Rounding::down:
            return negative;
        default:
            return false;
    }
}

}  // namespace

std::optional<Pence> Pence::times(double factor, Pence unit, Rounding rounding) const {
    if (!std::isfinite(factor) || unit.count_ <= 0) return std::nullopt;
    const bool negative = (count_ < 0) != (factor < 0);
    int exponent = 0;
    const double fraction = std::frexp(std::abs(factor), &exponent);
    Wide mantissa = static_cast<std::int64_t>(std::ldexp(fraction, digits_of_a_factor));
    exponent -= digits_of_a_factor;
    if (count_ == 0 || mantissa == 0) return Pence();
    while (exponent < 0 && mantissa % 2 == 0) {
        mantissa /= 2;
        ++exponent;
    }
    const Wide magnitude = count_ < 0 ? -static_cast<Wide>(count_) : static_cast<Wide>(count_);
    if (exponent > 62) return std::nullopt;
    Wide product = magnitude * mantissa;
    for (; exponent > 0; --exponent) {
        if (product > largest) return std::nullopt;
        product *= 2;
    }
    const auto parts = divide(product, exponent, unit.count_);
    const Wide units = parts.quotient + (goes_away_from_zero(parts, negative, rounding) ? 1 : 0);
    if (units > (static_cast<Wide>(largest) + 1) / unit.count_) return std::nullopt;
    const Wide result = (negative ? -units : units) * unit.count_;
    if (result > largest) return std::nullopt;
    return Pence(static_cast<std::int64_t>(result));
}

std::optional<Pence> Pence::parse_pounds(std::string_view text) {
    const bool negative = !text.empty() && text.front() == '-';
    if (negative) text.remove_prefix(1);
    const auto point = text.find('.');
    const auto whole_text = text.substr(0, point);
    std::string pence_text =
        point == std::string_view::npos ? "00" : std::string(text.substr(point + 1));
    if (pence_text.size() == 1) pence_text += '0';
    if (pence_text.size() != 2 || whole_text.empty()) return std::nullopt;
    const auto joined = std::string(whole_text) + pence_text;
    if (joined.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
    std::int64_t count = 0;
    const auto result = std::from_chars(joined.data(), joined.data() + joined.size(), count);
    if (result.ec != std::errc()) return std::nullopt;
    return Pence(negative ? -count : count);
}

std::optional<Pence> Pence::from_pounds_half_away(double pounds) {
    const double rounded = std::round(pounds * 100.0);
    constexpr double limit = 9223372036854774784.0;  // the largest double below 2^63
    if (!std::isfinite(rounded) || std::abs(rounded) > limit) return std::nullopt;
    return Pence(static_cast<std::int64_t>(rounded));
}

std::string Pence::pounds() const {
    const auto magnitude =
        count_ < 0 ? 0 - static_cast<std::uint64_t>(count_) : static_cast<std::uint64_t>(count_);
    return fmt::format("{}{}.{:02}", count_ < 0 ? "-" : "", magnitude / 100, magnitude % 100);
}

std::string Pence::grouped() const {
    auto text = pounds();
    const auto first = static_cast<std::ptrdiff_t>(count_ < 0 ? 1 : 0);
    for (auto at = std::ssize(text) - 6; at > first; at -= 3)
        text.insert(static_cast<std::size_t>(at), ",");
    return text;
}

std::string Pence::words() const {
    auto text = grouped();
    if (text.ends_with(".00")) text.resize(text.size() - 3);
    text.insert(count_ < 0 ? 1 : 0, "£");
    return text;
}

std::optional<Pence> Pence::add(Pence a, Pence b) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.count_, b.count_, &sum)) return std::nullopt;
    return Pence(sum);
}

std::optional<Pence> Pence::subtract(Pence a, Pence b) {
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(a.count_, b.count_, &difference)) return std::nullopt;
    return Pence(difference);
}

std::optional<Pence> Pence::multiply(Pence a, std::int64_t times) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(a.count_, times, &product)) return std::nullopt;
    return Pence(product);
}

}  // namespace concord
