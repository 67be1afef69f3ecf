#include "agreements/months.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::agreements {

std::optional<Month> Month::parse(std::string_view text) {
    text = trim(text);
    const bool is_month = text.size() == 7 && text[4] == '-';
    const auto day = Date::parse(is_month ? std::string(text) + "-01" : std::string(text));
    if (!day || !day->iso().ends_with("-01")) return std::nullopt;
    return of(*day);
}

Month Month::of(Date day) {
    const auto iso = day.iso();
    return {day.year() * 12 + (iso[5] - '0') * 10 + (iso[6] - '0') - 1};
}

std::string Month::text() const {
    return fmt::format("{:04}-{:02}", number / 12, number % 12 + 1);
}

FinancialYear Month::year() const {
    return {(number - 3) / 12};
}

std::optional<FinancialYear> FinancialYear::parse(std::string_view text) {
    text = trim(text);
    if (text.size() != 7 || (text[4] != '/' && text[4] != '-')) return std::nullopt;
    const auto digits = std::string(text.substr(0, 4)) + std::string(text.substr(5));
    if (digits.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
    const int begins = std::stoi(digits.substr(0, 4));
    const int ends = std::stoi(digits.substr(4));
    if (begins < 1900 || begins > 2200 || ends != (begins + 1) % 100) return std::nullopt;
    return FinancialYear{begins};
}

std::string FinancialYear::text() const {
    return fmt::format("{}/{:02}", begins, (begins + 1) % 100);
}

std::vector<Month> months_within(FinancialYear year, const Period& period) {
    std::vector<Month> months;
    for (int i = 0; i < 12; ++i) {
        const Month month{year.first().number + i};
        const Date first(month.number / 12, static_cast<unsigned>(month.number % 12 + 1), 1);
        if (period.contains(first)) months.push_back(month);
    }
    return months;
}

}  // namespace concord::agreements
