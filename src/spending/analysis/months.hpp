// Whether what a body publishes is whole: a file for each month, each month once, and every payment
// with its type and area (PIR-R078). And which bodies can be compared (PIR-M08, PIR-M09).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "spending/spend.hpp"

namespace concord::spending {

// A month as a number that can be counted on: twelve a year.
using MonthNumber = int;
MonthNumber month_of(Date date);
std::string month_text(MonthNumber month);  // "2022-07"
// The financial year that a month lies in: "2022/23" from April to March.
std::string financial_year(MonthNumber month);

// The months asked about; open ends are the first and last month of each body.
struct MonthWindow {
    std::optional<MonthNumber> from;
    std::optional<MonthNumber> to;

    bool contains(MonthNumber month) const {
        return (!from || month >= *from) && (!to || month <= *to);
    }
};

enum class MonthState { complete, missing, twice, incomplete };
std::string_view to_string(MonthState state);

struct EntityMonth {
    MonthNumber month = 0;
    std::int64_t tables = 0;  // files or sheets with payments of this month
    std::int64_t payments = 0;
    std::optional<Pence> amount = Pence();
    std::int64_t without_type = 0;
    std::int64_t without_area = 0;
    std::int64_t repeated = 0;  // payments that stand in another table as well
    std::optional<Pence> repeated_amount = Pence();
    MonthState state = MonthState::missing;
    std::uint32_t first_payment = 0;  // one of them, for its place
};

// A body, by its name without regard to capitals and spaces.
struct Entity {
    std::string name;  // as it is first written
    std::vector<EntityMonth> months;
    std::int64_t payments = 0;
    std::optional<Pence> amount = Pence();
    std::int64_t without_date = 0;
    std::int64_t without_type = 0;
    std::int64_t without_area = 0;
    std::int64_t outside = 0;  // payments outside the window
    std::string reason;        // why it cannot be compared; empty where it can
    int group = 0;             // 1 (least spent) to 5, among the bodies that can be compared

    std::int64_t in_state(MonthState state) const;
};

struct Completeness {
    std::vector<Entity> entities;           // in the order of their names
    std::vector<std::uint32_t> of_payment;  // the entity of each payment
    std::vector<bool> in_window;            // of each payment
};

Completeness completeness_of(const Spending& spending, const MonthWindow& window);

// Cuts values into `n` groups of growing value, the way of Stata's xtile (PIR-M09): 37 into five
// gives 8, 7, 8, 7 and 7.
std::vector<int> groups_of(const std::vector<std::int64_t>& values, int n);

}  // namespace concord::spending
