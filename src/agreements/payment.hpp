// What the months of a year pay under an element, and why.
//
// Laws: fixed + variable + held is the payment, to the penny. What is not known is never nothing.
// A month settled by itself lies between its parts of collar and cap, and more activity never pays
// less.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "agreements/contract.hpp"

namespace concord::agreements {

struct MonthPayment {
    Month month;
    std::int64_t planned = 0;              // in thousandths
    std::optional<std::int64_t> activity;  // where it is known
    Pence fixed;
    std::optional<Pence> variable;  // for what was done, or more and less than planned
    std::optional<Pence> held;      // what the cap takes (below nothing) or the collar adds
    std::optional<Pence> payment;
    std::optional<Pence> to_date;  // since the year began; nothing from the first gap on
    std::string why;
};

// Activity of the months in the same order; an unknown one is nothing.
using MonthActivity = std::vector<std::optional<std::int64_t>>;

// The payments of the months of one financial year that the contract covers; nothing where an
// amount passes 64 bits.
std::optional<std::vector<MonthPayment>> pay_year(const Element& element,
                                                  std::span<const Month> months,
                                                  const MonthActivity& activity);

// How months that are not known are taken for a forecast: as planned, or by the known months' share
// of their plan.
enum class ForecastBasis { plan, trend };
std::optional<ForecastBasis> parse_forecast_basis(std::string_view text);

// What the year will have paid; nothing where an amount passes 64 bits.
std::optional<Pence> forecast_year(const Element& element, std::span<const Month> months,
                                   const MonthActivity& activity, ForecastBasis basis);

// The planned activity of the months of a year, which makes up the element's.
std::vector<std::int64_t> planned_by_month(const Element& element, std::span<const Month> months);

// A year's sum divided over its months by the element's phasing, to the penny.
std::vector<Pence> sum_by_month(const Element& element, std::span<const Month> months, Pence sum);

}  // namespace concord::agreements
