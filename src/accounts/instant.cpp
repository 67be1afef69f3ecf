#include "accounts/instant.hpp"

#include <fmt/format.h>

#include "store/journal.hpp"

namespace concord::accounts {
namespace {

int digits(std::string_view text, std::size_t at, std::size_t count) {
    int number = 0;
    for (const char c : text.substr(at, count))
        number = number * 10 + (c - '0');
    return number;
}

}  // namespace

std::string to_text(Instant instant) {
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(instant - day);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       time.hours().count(), time.minutes().count(), time.seconds().count(),
                       time.subseconds().count());
}

std::optional<Instant> parse_instant(std::string_view text) {
    if (!store::is_utc_instant(text)) return std::nullopt;
    const std::chrono::year_month_day date(
        std::chrono::year(digits(text, 0, 4)),
        std::chrono::month(static_cast<unsigned>(digits(text, 5, 2))),
        std::chrono::day(static_cast<unsigned>(digits(text, 8, 2))));
    auto fraction = std::string(text.size() > 20 ? text.substr(20, text.size() - 21) : "");
    fraction.resize(3, '0');
    return std::chrono::sys_days(date) + std::chrono::hours(digits(text, 11, 2)) +
           std::chrono::minutes(digits(text, 14, 2)) + std::chrono::seconds(digits(text, 17, 2)) +
           std::chrono::milliseconds(digits(fraction, 0, 3));
}

}  // namespace concord::accounts
