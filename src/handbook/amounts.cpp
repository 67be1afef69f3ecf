#include "handbook/amounts.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "base/text.hpp"

namespace concord::handbook {
namespace {

struct Unit {
    std::string_view word;
    std::int64_t times;
};

// The longest first.
constexpr std::array<Unit, 9> units = {{{"thousand", 1'000},
                                        {"million", 1'000'000},
                                        {"billion", 1'000'000'000},
                                        {"mill", 1'000'000},
                                        {"bn", 1'000'000'000},
                                        {"mn", 1'000'000},
                                        {"m", 1'000'000},
                                        {"k", 1'000},
                                        {"b", 1'000'000'000}}};

struct BoundWords {
    std::string_view words;
    Bound bound;
    bool inclusive;
};

// Before the amount. The longer stand before those that they end with.
constexpr std::array<BoundWords, 32> before = {{
    {"equal to or greater than", Bound::floor, true},
    {"equal to or more than", Bound::floor, true},
    {"equal to or above", Bound::floor, true},
    {"equal to or over", Bound::floor, true},
    {"greater than or equal to", Bound::floor, true},
    {"more than or equal to", Bound::floor, true},
    {"less than or equal to", Bound::ceiling, true},
    {"equal to or less than", Bound::ceiling, true},
    {"equal to or below", Bound::ceiling, true},
    {"up to and including", Bound::ceiling, true},
    {"to a maximum of", Bound::ceiling, true},
    {"up to a limit of", Bound::ceiling, true},
    {"up to a value of", Bound::ceiling, true},
    {"maximum of", Bound::ceiling, true},
    {"no more than", Bound::ceiling, true},
    {"not more than", Bound::ceiling, true},
    {"not exceeding", Bound::ceiling, true},
    {"not to exceed", Bound::ceiling, true},
    {"limit of", Bound::ceiling, true},
    {"up to", Bound::ceiling, true},
    {"upto", Bound::ceiling, true},
    {"less than", Bound::ceiling, false},
    {"below", Bound::ceiling, false},
    {"under", Bound::ceiling, false},
    {"at least", Bound::floor, true},
    {"no less than", Bound::floor, true},
    {"more than", Bound::floor, false},
    {"greater than", Bound::floor, false},
    {"in excess of", Bound::floor, false},
    {"exceeding", Bound::floor, false},
    {"above", Bound::floor, false},
    {"over", Bound::floor, false},
}};

constexpr std::array<BoundWords, 11> after = {{
    {"and over", Bound::floor, true},
    {"or over", Bound::floor, true},
    {"and above", Bound::floor, true},
    {"or above", Bound::floor, true},
    {"or more", Bound::floor, true},
    {"and more", Bound::floor, true},
    {"or greater", Bound::floor, true},
    {"+", Bound::floor, true},
    {"or less", Bound::ceiling, true},
    {"and below", Bound::ceiling, true},
    {"or below", Bound::ceiling, true},
}};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr std::string_view pound = "£";

// Finds the amounts of one text, from left to right.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(lower(text)) {}

    std::vector<Amount> run() {
        for (std::size_t at = 0; at < text_.size();) {
            const auto digits = start_of_digits(at);
            const auto amount = digits ? amount_at(at, *digits) : std::nullopt;
            if (!amount) {
                ++at;
                continue;
            }
            at = amount->end;
            found_.push_back(*amount);
        }
        for (auto& amount : found_)
            bound(amount);
        bound_ranges();
        return std::move(found_);
    }

  private:
    // Digits after a pound sign, or digits that a unit and "pounds" may follow.
    std::optional<std::size_t> start_of_digits(std::size_t at) const {
        const std::string_view rest = std::string_view(text_).substr(at);
        if (rest.starts_with(pound)) {
            auto digits = at + pound.size();
            while (digits < text_.size() && text_[digits] == ' ')
                ++digits;
            return digits;
        }
        const bool begins =
            is_digit(text_[at]) && (at == 0 || (!is_digit(text_[at - 1]) && text_[at - 1] != '.' &&
                                                text_[at - 1] != ',' && !is_letter(text_[at - 1])));
        return begins ? std::optional(at) : std::nullopt;
    }

    std::optional<Amount> amount_at(std::size_t begin, std::size_t at) const {
        std::int64_t whole = 0;
        std::int64_t parts = 0;
        std::int64_t parts_of = 1;
        bool any = false;
        for (; at < text_.size(); ++at) {
            const char c = text_[at];
            const bool groups = c == ',' && at + 1 < text_.size() && is_digit(text_[at + 1]);
            if (is_digit(c)) {
                if (whole > 1'000'000'000'000) return std::nullopt;
                whole = whole * 10 + (c - '0');
                any = true;
            } else if (!any || !groups) {
                break;
            }
        }
        if (!any) return std::nullopt;
        if (at + 1 < text_.size() && text_[at] == '.' && is_digit(text_[at + 1])) {
            for (++at; at < text_.size() && is_digit(text_[at]); ++at) {
                if (parts_of >= 1'000'000) continue;
                parts = parts * 10 + (text_[at] - '0');
                parts_of *= 10;
            }
        }
        const bool has_pound = std::string_view(text_).substr(begin).starts_with(pound);
        const auto times = take_unit(at);
        const bool says_pounds = take_word(at, "pounds");
        if (!has_pound && !says_pounds) return std::nullopt;
        if (whole > 9'000'000'000'000 / times) return std::nullopt;
        const auto pence = whole * times * 100 + parts * times * 100 / parts_of;
        return Amount{Pence(pence), Bound::plain, true, begin, at};
    }

    std::int64_t take_unit(std::size_t& at) const {
        auto next = at;
        while (next < text_.size() && text_[next] == ' ')
            ++next;
        for (const auto& unit : units) {
            const auto rest = std::string_view(text_).substr(next);
            if (!rest.starts_with(unit.word)) continue;
            const auto end = next + unit.word.size();
            if (end < text_.size() && is_letter(text_[end])) continue;
            at = end;
            return unit.times;
        }
        return 1;
    }

    bool take_word(std::size_t& at, std::string_view word) const {
        auto next = at;
        while (next < text_.size() && text_[next] == ' ')
            ++next;
        if (!std::string_view(text_).substr(next).starts_with(word)) return false;
        at = next + word.size();
        return true;
    }

    void bound(Amount& amount) const {
        const auto left = trim(std::string_view(text_).substr(0, amount.begin));
        for (const auto& words : before) {
            if (!left.ends_with(words.words)) continue;
            const auto start = left.size() - words.words.size();
            if (start > 0 && is_letter(left[start - 1])) continue;
            amount.bound = words.bound;
            amount.inclusive = words.inclusive;
            amount.begin = start;
            return;
        }
        if (left.ends_with('>')) set(amount, Bound::floor, false);
        if (left.ends_with('<')) set(amount, Bound::ceiling, false);
        if (left.ends_with(">=") || left.ends_with("≥")) set(amount, Bound::floor, true);
        if (left.ends_with("<=") || left.ends_with("≤")) set(amount, Bound::ceiling, true);
        const auto right = std::string_view(text_).substr(amount.end);
        const auto words_after = trim(right);
        for (const auto& words : after) {
            if (!words_after.starts_with(words.words)) continue;
            set(amount, words.bound, words.inclusive);
            amount.end += right.find(words.words) + words.words.size();
            return;
        }
    }

    static void set(Amount& amount, Bound bound, bool inclusive) {
        amount.bound = bound;
        amount.inclusive = inclusive;
    }

    // "£100k to £500k", "£100k - £500k", "between £1m and £5m"
    void bound_ranges() {
        for (std::size_t i = 0; i + 1 < found_.size(); ++i) {
            auto& low = found_[i];
            auto& high = found_[i + 1];
            if (high.begin < low.end) continue;
            const auto between =
                trim(std::string_view(text_).substr(low.end, high.begin - low.end));
            const bool from =
                trim(std::string_view(text_).substr(0, low.begin)).ends_with("between");
            const bool joined = between == "to" || between == "-" || between == "up to" ||
                                (from && between == "and");
            const bool after_floor = low.bound == Bound::floor &&
                                     (between == "and" || between.empty()) &&
                                     high.bound == Bound::ceiling;
            if (after_floor || !joined || high.value < low.value) continue;
            if (low.bound == Bound::plain) set(low, Bound::floor, true);
            if (high.bound == Bound::plain) set(high, Bound::ceiling, true);
        }
    }

    std::string text_;
    std::vector<Amount> found_;
};

}  // namespace

std::vector<Amount> amounts_in(std::string_view text) {
    return Scanner(text).run();
}

}  // namespace concord::handbook
