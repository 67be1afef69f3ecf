#include "base/date.hpp"

#include <array>
#include <cassert>
#include <charconv>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr std::array<std::string_view, 12> month_names = {"jan", "feb", "mar", "apr", "may", "jun",
                                                          "jul", "aug", "sep", "oct", "nov", "dec"};

std::optional<int> digits(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size() || value < 0) {
        return std::nullopt;
    }
    return value;
}

std::optional<year_month_day> assemble(std::string_view y, std::optional<int> m,
                                       std::string_view d) {
    const auto year_number = digits(y);
    const auto day_number = digits(d);
    if (y.size() != 4 || !year_number || !m || !day_number || *year_number < 1) return std::nullopt;
    const year_month_day date(year(*year_number), month(static_cast<unsigned>(*m)),
                              day(static_cast<unsigned>(*day_number)));
    if (!date.ok()) return std::nullopt;
    return date;
}

std::optional<int> month_number(std::string_view name) {
    const auto start = lower(name.substr(0, 3));
    for (std::size_t i = 0; i < month_names.size(); ++i) {
        if (start == month_names[i]) return static_cast<int>(i) + 1;
    }
    return std::nullopt;
}

// 01JUL2022, 1 July 2022, 01-Jul-2022: day, letters, year.
std::optional<year_month_day> parse_named_month(std::string_view text) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const auto first = text.find_first_of(letters);
    const auto last = text.find_last_of(letters);
    if (first == std::string_view::npos || first == 0) return std::nullopt;
    const auto cleaned = [](std::string_view part) {
        while (!part.empty() && (part.front() == '-' || part.front() == ' '))
            part.remove_prefix(1);
        while (!part.empty() && (part.back() == '-' || part.back() == ' '))
            part.remove_suffix(1);
        return part;
    };
    return assemble(cleaned(text.substr(last + 1)),
                    month_number(text.substr(first, last - first + 1)),
                    cleaned(text.substr(0, first)));
}

}  // namespace

Date::Date(int y, unsigned m, unsigned d)
    : days_(year_month_day(std::chrono::year(y), month(m), day(d))) {
    assert(year_month_day(std::chrono::year(y), month(m), day(d)).ok());
}

std::optional<Date> Date::parse(std::string_view text) {
    text = trim(text);
    std::optional<year_month_day> date;
    if (text.size() >= 10 && text[4] == '-' && text[7] == '-') {
        const bool timestamp = text.size() > 10 && (text[10] == 'T' || text[10] == ' ');
        if (text.size() > 10 && !timestamp) return std::nullopt;
        date = assemble(text.substr(0, 4), digits(text.substr(5, 2)), text.substr(8, 2));
    } else if (text.size() == 8 && digits(text)) {
        date = assemble(text.substr(0, 4), digits(text.substr(4, 2)), text.substr(6, 2));
    } else if (text.size() == 10 && text[2] == '/' && text[5] == '/') {
        date = assemble(text.substr(6, 4), digits(text.substr(3, 2)), text.substr(0, 2));
    } else {
        date = parse_named_month(text);
    }
    if (!date) return std::nullopt;
    return Date(std::chrono::sys_days(*date));
}

int Date::year() const {
    return static_cast<int>(year_month_day(days_).year());
}

std::string Date::iso() const {
    const year_month_day date(days_);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

int Date::days_since_epoch() const {
    return static_cast<int>(days_.time_since_epoch().count());
}

Date Date::plus_days(int count) const {
    return Date(days_ + std::chrono::days(count));
}

bool Period::contains(Date day) const {
    return (!from || *from <= day) && (!to || day <= *to);
}

bool Period::overlaps(const Period& other) const {
    const bool starts_in_time = !from || !other.to || *from <= *other.to;
    const bool ends_late_enough = !to || !other.from || *other.from <= *to;
    return starts_in_time && ends_late_enough;
}

bool Period::crossed() const {
    return from && to && *to < *from;
}

}  // namespace concord
