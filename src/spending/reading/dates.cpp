#include "spending/reading/dates.hpp"

#include <array>
#include <string>
#include <vector>

#include "base/text.hpp"

namespace concord::spending {
namespace {

constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mar", "apr", "may", "jun",
                                                     "jul", "aug", "sep", "oct", "nov", "dec"};

// 1 to 12 for "April", "apr" or "Sept"; 0 for what is no month.
unsigned month_of(std::string_view word) {
    constexpr std::array<std::string_view, 12> whole = {
        "january", "february", "march",     "april",   "may",      "june",
        "july",    "august",   "september", "october", "november", "december"};
    if (word == "sept") return 9;
    for (unsigned i = 0; i < months.size(); ++i) {
        if (word == months[i] || word == whole[i]) return i + 1;
    }
    return 0;
}

std::optional<Date> valid(std::int64_t year, std::int64_t month, std::int64_t day) {
    if (year < 2000 || year > 2099 || month < 1 || month > 12 || day < 1) return std::nullopt;
    const auto text = std::to_string(year * 10000 + month * 100 + day);
    return day > 31 ? std::nullopt : Date::parse(text);
}

std::optional<Date> end_of(std::int64_t year, std::int64_t month) {
    for (std::int64_t day = 31; day >= 28; --day) {
        if (const auto date = valid(year, month, day)) return date;
    }
    return std::nullopt;
}

bool is_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// The parts between anything but letters and digits, and between a letter and a digit.
std::vector<std::string> parts_of(std::string_view text) {
    std::vector<std::string> parts;
    int last = 0;
    for (const char c : lower(text)) {
        const int kind = c >= '0' && c <= '9' ? 1 : c >= 'a' && c <= 'z' ? 2 : 0;
        if (kind != 0 && kind != last) parts.emplace_back();
        if (kind != 0) parts.back() += c;
        last = kind;
    }
    return parts;
}

std::int64_t number(const std::string& text) {
    return text.size() > 8 ? 0 : parse_whole_number(text).value_or(0);
}

struct Year {
    std::int64_t value = 0;
    bool is_short = false;
};

Year year_of(const std::string& text) {
    if (!is_digits(text)) return {};
    if (text.size() == 2) return {2000 + number(text), true};
    return {text.size() == 4 ? number(text) : 0, false};
}

// The time of day behind a date is left out: "2020-04-30T00:00:00", "30/04/2020 00:00".
std::string_view without_time(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return text;
    const auto space = text.find_last_of(" T", colon);
    return space == std::string_view::npos ? text : trim(text.substr(0, space));
}

std::optional<Date> from_serial(std::string_view text, bool from_1904) {
    const auto value = parse_number(text);
    constexpr double first = 30000;
    constexpr double last = 75000;
    if (!value || *value < first || *value > last) return std::nullopt;
    const auto start = from_1904 ? Date(1904, 1, 1) : Date(1899, 12, 30);
    const auto date = start.plus_days(static_cast<int>(*value));
    return date.year() >= 2000 ? std::optional(date) : std::nullopt;
}

DateReading read_named_month(const std::vector<std::string>& parts) {
    DateReading reading;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto month = month_of(parts[i]);
        if (month == 0) continue;
        const auto year = year_of(parts.back());
        const bool day_before = i == 1 && is_digits(parts[0]);
        const bool day_behind = i == 0 && parts.size() > 2 && is_digits(parts[1]);
        if (day_before) reading.sure = valid(year.value, month, number(parts[0]));
        if (day_behind) reading.sure = valid(year.value, month, number(parts[1]));
        reading.is_month = i == 0 && parts.size() == 2;
        if (reading.is_month) reading.sure = end_of(year.value, month);
        reading.has_short_year = year.is_short;
        return reading;
    }
    return reading;
}

// "1st", "2nd": the letters behind a day say nothing.
void drop_ordinals(std::vector<std::string>& parts) {
    std::erase_if(parts, [](const std::string& part) {
        return part == "st" || part == "nd" || part == "rd" || part == "th" || part == "of";
    });
}

}  // namespace

DateOrder DateReading::shows() const {
    if (day_first && !month_first) return DateOrder::day_first;
    if (month_first && !day_first) return DateOrder::month_first;
    return DateOrder::unknown;
}

std::optional<Date> DateReading::in(DateOrder order) const {
    if (sure) return sure;
    if (day_first && month_first) {
        if (*day_first == *month_first || order == DateOrder::day_first) return day_first;
        return order == DateOrder::month_first ? month_first : std::nullopt;
    }
    return day_first ? day_first : month_first;
}

DateReading read_date(std::string_view text, bool from_1904) {
    text = without_time(trim(text));
    DateReading reading;
    if (text.empty() || text.size() > 40) return reading;
    if (const auto date = from_serial(text, from_1904)) {
        reading.sure = date;
        reading.is_serial = true;
        return reading;
    }
    auto parts = parts_of(text);
    drop_ordinals(parts);
    for (const auto& part : parts) {
        if (month_of(part) > 0) return read_named_month(parts);
    }
    if (parts.size() == 1 && is_digits(text) && text.size() == 8) {
        const auto all = number(parts[0]);
        reading.sure = valid(all / 10000, all / 100 % 100, all % 100);
        return reading;
    }
    if (parts.size() != 3) return reading;
    if (parts[0].size() == 4) {
        reading.sure = valid(number(parts[0]), number(parts[1]), number(parts[2]));
        return reading;
    }
    const auto year = year_of(parts[2]);
    reading.has_short_year = year.is_short;
    if (parts[0].size() > 2 || parts[1].size() > 2) return reading;
    reading.day_first = valid(year.value, number(parts[1]), number(parts[0]));
    reading.month_first = valid(year.value, number(parts[0]), number(parts[1]));
    return reading;
}

}  // namespace concord::spending
