#include "agreements/exact.hpp"

#include <limits>
#include <numeric>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::agreements {
namespace {

constexpr std::int64_t largest_part = 1'000'000'000'000;  // of a fraction

std::int64_t power_of_ten(int exponent) {
    std::int64_t result = 1;
    for (int i = 0; i < exponent; ++i)
        result *= 10;
    return result;
}

// Digits with commas only between groups of three, without the commas; nothing otherwise.
std::optional<std::string> without_commas(std::string_view whole) {
    if (whole.find(',') == std::string_view::npos) return std::string(whole);
    std::string digits;
    const auto groups = split(whole, ',');
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const auto size = groups[i].size();
        if (i == 0 ? size < 1 || size > 3 : size != 3) return std::nullopt;
        digits += groups[i];
    }
    return digits;
}

bool are_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::optional<std::int64_t> parse_decimal(std::string_view text, int decimals, std::int64_t most) {
    text = trim(text);
    const auto point = text.find('.');
    const auto digits = without_commas(text.substr(0, point));
    auto behind =
        point == std::string_view::npos ? std::string() : std::string(text.substr(point + 1));
    if (!digits || !are_digits(*digits) || digits->size() > 18) return std::nullopt;
    if (point != std::string_view::npos && !are_digits(behind)) return std::nullopt;
    while (behind.size() > static_cast<std::size_t>(decimals) && behind.back() == '0')
        behind.pop_back();
    if (behind.size() > static_cast<std::size_t>(decimals)) return std::nullopt;
    behind.resize(static_cast<std::size_t>(decimals), '0');
    Wide count = 0;
    for (const char digit : *digits + behind)
        count = count * 10 + (digit - '0');
    if (count > most) return std::nullopt;
    return static_cast<std::int64_t>(count);
}

std::string decimal_text(std::int64_t count, int decimals) {
    const auto scale = power_of_ten(decimals);
    const auto whole = with_thousands(count / scale);
    const auto rest = count % scale;
    if (rest == 0) return whole;
    auto behind = fmt::format("{:0{}}", rest, decimals);
    while (behind.ends_with('0'))
        behind.pop_back();
    return whole + "." + behind;
}

Share::Share(std::int64_t numerator, std::int64_t denominator) {
    const auto common = std::gcd(numerator, denominator);
    numerator_ = numerator / common;
    denominator_ = denominator / common;
}

std::optional<Share> Share::parse(std::string_view text) {
    text = trim(text);
    const auto stroke = text.find('/');
    std::optional<std::int64_t> above;
    std::optional<std::int64_t> below;
    if (stroke != std::string_view::npos) {
        above = parse_decimal(text.substr(0, stroke), 0, largest_part);
        below = parse_decimal(text.substr(stroke + 1), 0, largest_part);
    } else {
        const bool per_cent = text.ends_with('%');
        if (per_cent) text.remove_suffix(1);
        above = parse_decimal(text, 8, largest_part);
        below = power_of_ten(per_cent ? 10 : 8);
    }
    if (!above || !below || *below == 0 || *above / 10 > *below) return std::nullopt;
    return Share(*above, *below);
}

std::string Share::words() const {
    const Wide scaled = static_cast<Wide>(numerator_) * 1'000'000;
    if (scaled % denominator_ != 0) return fmt::format("{}/{}", numerator_, denominator_);
    return decimal_text(static_cast<std::int64_t>(scaled / denominator_), 4) + "%";
}

std::optional<Pence> Share::of(Pence amount, Rounding rounding) const {
    return settle(static_cast<Wide>(amount.count()) * numerator_, denominator_, rounding);
}

std::optional<std::int64_t> Share::basis_points() const {
    const Wide scaled = static_cast<Wide>(numerator_) * whole_share;
    if (scaled % denominator_ != 0) return std::nullopt;
    return static_cast<std::int64_t>(scaled / denominator_);
}

namespace {

struct Fraction {
    Wide above = 0;
    Wide below = 1;
};

Wide common_factor(Wide a, Wide b) {
    while (b != 0) {
        const Wide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

// The sum, or nothing where its denominator passes what can be held exactly.
std::optional<Fraction> sum_of(std::span<const Share> shares) {
    Fraction sum;
    constexpr Wide limit = std::numeric_limits<std::int64_t>::max();
    for (const auto& share : shares) {
        sum.above = sum.above * share.denominator() + share.numerator() * sum.below;
        sum.below *= share.denominator();
        const Wide common = common_factor(sum.above, sum.below);
        sum.above /= common;
        sum.below /= common;
        if (sum.below > limit || sum.above > limit) return std::nullopt;
    }
    return sum;
}

}  // namespace

std::optional<std::vector<std::uint64_t>> weights_of_the_whole(std::span<const Share> shares) {
    const auto sum = sum_of(shares);
    if (!sum || sum->above != sum->below) return std::nullopt;
    Wide least = 1;
    for (const auto& share : shares) {
        least *= share.denominator() / common_factor(least, share.denominator());
        if (least > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
    }
    std::vector<std::uint64_t> weights;
    for (const auto& share : shares)
        weights.push_back(
            static_cast<std::uint64_t>(least / share.denominator() * share.numerator()));
    return weights;
}

std::string sum_in_words(std::span<const Share> shares) {
    const auto sum = sum_of(shares);
    if (!sum) return "no fraction that can be held";
    return Share(static_cast<std::int64_t>(sum->above), static_cast<std::int64_t>(sum->below))
        .words();
}

std::optional<std::int64_t> parse_price(std::string_view text) {
    text = trim(text);
    if (text.starts_with("£")) text.remove_prefix(std::string_view("£").size());
    return parse_decimal(text, price_decimals, highest_price);
}

std::string price_words(std::int64_t price) {
    auto text = "£" + decimal_text(price, price_decimals);
    const auto point = text.find('.');
    if (point != std::string::npos && text.size() - point == 2) text += '0';
    return text;
}

std::optional<Pence> settle(Wide numerator, Wide denominator, Rounding rounding) {
    const bool negative = numerator < 0;
    const Wide magnitude = negative ? -numerator : numerator;
    Wide whole = magnitude / denominator;
    const Wide rest = magnitude % denominator;
    const Wide left = denominator - rest;
    const bool is_half = rest == left;
    const bool beyond_half = rest > left;
    if (rounding == Rounding::half_away && (is_half || beyond_half)) ++whole;
    if (rounding == Rounding::half_even && (beyond_half || (is_half && whole % 2 != 0))) ++whole;
    if (rounding == Rounding::down && negative && rest != 0) ++whole;
    constexpr Wide largest = std::numeric_limits<std::int64_t>::max();
    if (whole > largest) return std::nullopt;
    return Pence(static_cast<std::int64_t>(negative ? -whole : whole));
}

std::optional<Rounding> parse_rounding(std::string_view text) {
    if (text == "half-away") return Rounding::half_away;
    if (text == "half-even") return Rounding::half_even;
    if (text == "toward-zero") return Rounding::toward_zero;
    if (text == "down") return Rounding::down;
    return std::nullopt;
}

}  // namespace concord::agreements
