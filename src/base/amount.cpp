#include "base/amount.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord {
namespace {

constexpr std::string_view digit_set = "0123456789";
constexpr std::string_view pound = "\xC2\xA3";
constexpr std::string_view minus = "\xE2\x88\x92";  // the typographer's minus
constexpr std::array<std::string_view, 5> others = {"$", "\xE2\x82\xAC", "EUR", "USD", "\xC2\xA5"};

struct Scale {
    std::string_view word;
    int power;
};

constexpr std::array<Scale, 8> scales = {{{"billion", 9},
                                          {"million", 6},
                                          {"thousand", 3},
                                          {"bn", 9},
                                          {"mn", 6},
                                          {"b", 9},
                                          {"m", 6},
                                          {"k", 3}}};

bool take_front(std::string_view& text, std::string_view sign) {
    if (!text.starts_with(sign)) return false;
    text.remove_prefix(sign.size());
    text = trim(text);
    return true;
}

bool take_back(std::string_view& text, std::string_view sign) {
    if (!text.ends_with(sign)) return false;
    text.remove_suffix(sign.size());
    text = trim(text);
    return true;
}

// Takes brackets and signs off; nothing where there are two.
std::optional<bool> take_sign(std::string_view& text) {
    int signs = 0;
    if (text.starts_with('(') || text.ends_with(')')) {
        if (!take_front(text, "(") || !take_back(text, ")")) return std::nullopt;
        ++signs;
    }
    const bool before_pound = take_front(text, "-") || take_front(text, minus);
    take_front(text, pound);
    const bool behind_pound = take_front(text, "-") || take_front(text, minus);
    const bool at_end = take_back(text, "-") || take_back(text, minus);
    signs += before_pound + behind_pound + at_end;
    if (signs > 1) return std::nullopt;
    return signs == 1;
}

int take_scale(std::string_view& text) {
    const auto last = text.find_last_of("0123456789.,");
    if (last == std::string_view::npos) return 0;
    const auto word = lower(trim(text.substr(last + 1)));
    for (const auto& scale : scales) {
        if (word != scale.word) continue;
        text = text.substr(0, last + 1);
        return scale.power;
    }
    return 0;
}

// "1e6", as programs write large numbers.
std::optional<int> take_exponent(std::string_view& text) {
    const auto at = text.find_first_of("eE");
    if (at == std::string_view::npos) return 0;
    auto power = text.substr(at + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    int result = 0;
    const auto read = std::from_chars(power.data(), power.data() + power.size(), result);
    if (read.ec != std::errc() || read.ptr != power.data() + power.size()) return std::nullopt;
    if (result < -30 || result > 30) return std::nullopt;
    text = text.substr(0, at);
    return result;
}

// Commas stand between groups of three digits, and only before the point.
AmountProblem judge_commas(std::string_view text) {
    const auto point = text.find('.');
    if (point != std::string_view::npos && text.find('.', point + 1) != std::string_view::npos) {
        return AmountProblem::two_meanings;
    }
    if (text.find(',') == std::string_view::npos) return AmountProblem::none;
    const auto whole = text.substr(0, point);
    if (point != std::string_view::npos && text.find(',', point) != std::string_view::npos) {
        return AmountProblem::two_meanings;
    }
    const auto groups = split(whole, ',');
    if (groups.front().empty() || groups.front().size() > 3) return AmountProblem::two_meanings;
    const bool threes = std::all_of(groups.begin() + 1, groups.end(),
                                    [](std::string_view group) { return group.size() == 3; });
    return threes ? AmountProblem::none : AmountProblem::two_meanings;
}

// The digits with the point moved so that they count pence.
AmountReading settle(std::string digits, std::int64_t point, bool negative) {
    point += 2;
    if (point < 0) {
        digits.insert(0, static_cast<std::size_t>(-point), '0');
        point = 0;
    }
    const auto whole_digits = static_cast<std::size_t>(point);
    if (digits.size() < whole_digits) digits.append(whole_digits - digits.size(), '0');
    const auto whole_text = "0" + digits.substr(0, whole_digits);
    const auto rest = digits.substr(whole_digits);
    AmountReading reading;
    reading.is_finer_than_a_penny = rest.find_first_not_of('0') != std::string::npos;
    std::uint64_t count = 0;
    const auto read =
        std::from_chars(whole_text.data(), whole_text.data() + whole_text.size(), count);
    const std::uint64_t limit = (std::uint64_t{1} << 63U) - 1;
    const std::uint64_t up = !rest.empty() && rest.front() >= '5' ? 1 : 0;
    if (read.ec != std::errc() || count > limit - up) {
        reading.problem = AmountProblem::too_large;
        return reading;
    }
    const auto whole = static_cast<std::int64_t>(count + up);
    reading.value = Pence(negative ? -whole : whole);
    return reading;
}

AmountReading refused(AmountProblem problem) {
    AmountReading reading;
    reading.problem = problem;
    return reading;
}

}  // namespace

AmountReading parse_amount(std::string_view text) {
    text = trim(text);
    if (text.empty()) return refused(AmountProblem::empty);
    for (const auto sign : others) {
        if (text.find(sign) != std::string_view::npos) {
            return refused(AmountProblem::other_currency);
        }
    }
    const auto negative = take_sign(text);
    if (!negative || text.size() > 60) return refused(AmountProblem::no_amount);
    const auto scale = take_scale(text);
    const auto exponent = take_exponent(text);
    text = trim(text);
    const bool known = text.find_first_not_of("0123456789.,") == std::string_view::npos &&
                       text.find_first_of(digit_set) != std::string_view::npos;
    if (!exponent || !known) return refused(AmountProblem::no_amount);
    const auto problem = judge_commas(text);
    if (problem != AmountProblem::none) return refused(problem);
    std::string digits;
    std::int64_t point = -1;
    for (const char c : text) {
        if (c == '.') point = static_cast<std::int64_t>(digits.size());
        if (c != '.' && c != ',') digits += c;
    }
    if (point < 0) point = static_cast<std::int64_t>(digits.size());
    return settle(std::move(digits), point + scale + *exponent, *negative);
}

std::optional<Pence> parse_plain_amount(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    constexpr std::size_t most_characters = 18;  // their pence fit 64 bits
    const auto point =
        text.size() >= 3 && text[text.size() - 3] == '.' ? text.size() - 3 : text.size();
    if (point == 0 || text.size() > most_characters) return std::nullopt;
    const bool grouped = point > 3 && text[point - std::min<std::size_t>(point, 4)] == ',';
    std::int64_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i == point) continue;
        const bool comma_due = grouped && i < point && (point - i) % 4 == 0;
        if (comma_due != (text[i] == ',')) return std::nullopt;
        if (comma_due) continue;
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        count = 10 * count + (text[i] - '0');
    }
    if (text.front() == ',') return std::nullopt;
    if (point == text.size()) count *= 100;
    return Pence(negative ? -count : count);
}

std::string said_of(AmountProblem problem, std::string_view text) {
    const auto word = shown(text);
    switch (problem) {
        case AmountProblem::empty:
            return "the amount is missing";
        case AmountProblem::two_meanings:
            return fmt::format("`{}` may be two different amounts", word);
        case AmountProblem::other_currency:
            return fmt::format("`{}` is not in pounds", word);
        case AmountProblem::too_large:
            return fmt::format("`{}` is larger than any amount that is reckoned with", word);
        default:
            return fmt::format("`{}` is not an amount of money", word);
    }
}

std::string help_for(AmountProblem problem) {
    if (problem == AmountProblem::two_meanings) {
        return "write a dot before the pence and commas only between thousands: 1234.50 or "
               "1,234.50";
    }
    if (problem == AmountProblem::too_large) {
        return "amounts go up to 92,233,720,368,547,758.07 pounds";
    }
    return "write pounds: 1234.50, 1,234.50, (1,234.50) for a minus, or 1.2m";
}

}  // namespace concord
