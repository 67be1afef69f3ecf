#include "ledger/year.hpp"

#include <algorithm>

namespace concord::ledger {

std::optional<Period> parse_financial_year(std::string_view text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != 7 || text[4] != '/') return std::nullopt;
    const auto first = text.substr(0, 4);
    const auto second = text.substr(5);
    if (!std::ranges::all_of(first, is_digit) || !std::ranges::all_of(second, is_digit))
        return std::nullopt;
    int year = 0;
    for (const char c : first)
        year = year * 10 + (c - '0');
    const int next = (second[0] - '0') * 10 + (second[1] - '0');
    if (year < 1900 || year > 9000 || (year + 1) % 100 != next) return std::nullopt;
    return Period{Date(year, 4, 1), Date(year + 1, 3, 31)};
}

}  // namespace concord::ledger
