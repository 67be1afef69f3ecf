// Calendar dates and the periods between them. A date is a day, without time or zone. Both the
// first and the last day of a period belong to it, as in a register of appointments.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace concord {

// A day of the proleptic Gregorian calendar between years 1 and 9999.
class Date {
  public:
    Date(int year, unsigned month, unsigned day);

    // Reads 2022-07-01, 20220701, 01/07/2022, 01JUL2022, 1 July 2022 or a leading date of an ISO
    // timestamp. Returns nothing for a day that does not exist.
    static std::optional<Date> parse(std::string_view text);

    int year() const;
    std::string iso() const;       // "2022-07-01"
    int days_since_epoch() const;  // 1970-01-01 is 0
    Date plus_days(int days) const;

    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 misreads a defaulted comparison
    auto operator<=>(const Date&) const = default;

  private:
    explicit Date(std::chrono::sys_days days) : days_(days) {}
    std::chrono::sys_days days_;
};

// From the first to the last day, both included; a missing end is open.
struct Period {
    std::optional<Date> from;
    std::optional<Date> to;

    bool contains(Date day) const;
    bool overlaps(const Period& other) const;
    bool crossed() const;  // ends before it begins

    bool operator==(const Period&) const = default;
};

}  // namespace concord
