// Dates as tables of payments write them. A date such as 04/05/2020 has two readings: which of them
// a file means is settled by its other dates, or not at all.
#pragma once

#include <optional>
#include <string_view>

#include "base/date.hpp"

namespace concord::spending {

enum class DateOrder { unknown, day_first, month_first };

struct DateReading {
    std::optional<Date> sure;         // only one reading, whatever the order
    std::optional<Date> day_first;    // 04/05/2020 as 4 May
    std::optional<Date> month_first;  // 04/05/2020 as 5 April
    bool is_serial = false;
    bool has_short_year = false;
    bool is_month = false;  // "Apr-20": the last day of the month

    bool readable() const { return sure || day_first || month_first; }
    // The order that this date shows: 30/04/2020 has the day first, 4/30/2020 the month.
    DateOrder shows() const;
    std::optional<Date> in(DateOrder order) const;
};

// Days outside the years 2000 to 2099 are no dates of payments. `from_1904`: serial numbers count
// from 1904-01-01.
DateReading read_date(std::string_view text, bool from_1904 = false);

}  // namespace concord::spending
