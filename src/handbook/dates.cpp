#include "handbook/dates.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "handbook/words.hpp"

namespace concord::handbook {
namespace {

constexpr std::array<std::string_view, 12> months = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

std::optional<unsigned> month_of(const std::string& word) {
    for (unsigned i = 0; i < months.size(); ++i) {
        const bool shortened = word.size() == 3 && months[i].starts_with(word);
        if (word == months[i] || shortened || (word == "sept" && i == 8)) return i + 1;
    }
    return std::nullopt;
}

std::optional<int> year_of(const std::string& word) {
    if (word.size() != 4) return std::nullopt;
    const auto value = parse_whole_number(word);
    if (!value || *value < 1990 || *value > 2100) return std::nullopt;
    return static_cast<int>(*value);
}

// "30", "30th", "1st"
std::optional<unsigned> day_of(std::string word) {
    while (!word.empty() && (word.back() < '0' || word.back() > '9'))
        word.pop_back();
    const auto value = word.size() <= 2 ? parse_whole_number(word) : std::nullopt;
    if (!value || *value < 1 || *value > 31) return std::nullopt;
    return static_cast<unsigned>(*value);
}

std::optional<Date> last_day(int year, unsigned month) {
    const auto next = month == 12 ? Date(year + 1, 1, 1) : Date(year, month + 1, 1);
    return next.plus_days(-1);
}

}  // namespace

std::optional<Date> date_in(std::string_view text) {
    const Words words(text);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto month = month_of(words[i].lower);
        const auto year =
            month && i + 1 < words.size() ? year_of(words[i + 1].lower) : std::nullopt;
        if (year) {
            const auto day = i > 0 ? day_of(words[i - 1].lower) : std::nullopt;
            if (!day) return last_day(*year, *month);
            return Date::parse(std::to_string(*day) + " " + std::string(months[*month - 1]) + " " +
                               std::to_string(*year));
        }
        if (i + 2 >= words.size()) continue;
        // 30/06/2023 and 2023-06-30 are three words here.
        const auto span = text.substr(words[i].begin, words[i + 2].end - words[i].begin);
        if (span.size() != 10 || span.find(' ') != std::string_view::npos) continue;
        if (const auto date = Date::parse(span)) return date;
    }
    return std::nullopt;
}

}  // namespace concord::handbook
