#include "base/money.hpp"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace concord {

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

std::optional<Pence> Pence::add(Pence a, Pence b) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.count_, b.count_, &sum)) return std::nullopt;
    return Pence(sum);
}

}  // namespace concord
