// Months and financial years, which begin in April.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace concord::agreements {

struct FinancialYear;

struct Month {
    int number = 0;  // year × 12 + month − 1

    static std::optional<Month> parse(std::string_view text);  // "2025-04", or a first of a month
    static Month of(Date day);

    std::string text() const;  // "2025-04"
    FinancialYear year() const;
    int place_in_year() const { return (number + 9) % 12; }  // of April: 0

    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 misreads a defaulted comparison
    auto operator<=>(const Month&) const = default;
};

struct FinancialYear {
    int begins = 0;  // 2025 of 2025/26

    static std::optional<FinancialYear> parse(std::string_view text);  // "2025/26", "2025-26"

    std::string text() const;  // "2025/26"
    Month first() const { return {begins * 12 + 3}; }
    Date first_day() const { return {begins, 4, 1}; }
    Date last_day() const { return {begins + 1, 3, 31}; }
    FinancialYear before() const { return {begins - 1}; }

    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 misreads a defaulted comparison
    auto operator<=>(const FinancialYear&) const = default;
};

// The months of a year that lie in a period.
std::vector<Month> months_within(FinancialYear year, const Period& period);

}  // namespace concord::agreements
