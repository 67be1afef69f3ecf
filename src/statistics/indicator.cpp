#include "statistics/indicator.hpp"

#include <cmath>

#include <fmt/format.h>

namespace concord::statistics {

using numerics::IndicatorKind;

Indicator::Indicator(Work& work, IndicatorKind kind)
    : work_(work), kind_(kind), deviate_(numerics::confidence_level(0.95).deviate) {
    auto& options = work_.options();
    value_ = work_.number("value", NumberKind::value);
    count_ = work_.number("count", NumberKind::people_or_nobody);
    population_ = work_.number("population", NumberKind::people);
    lower_ = work_.number("lower", NumberKind::value);
    upper_ = work_.number("upper", NumberKind::value);
    error_ = work_.number("se", NumberKind::weight);
    work_.at_most(lower_, upper_, "NED014");
    if (kind_ == IndicatorKind::proportion) work_.at_most(count_, population_, "NED004");
    if (value_ == no_slot && (count_ == no_slot || kind_ != IndicatorKind::proportion))
        options.refuse("there is no value",
                       "give its column with --value, or of a proportion (--value-type 2) --count");
    if (error_ == no_slot && (lower_ == no_slot || upper_ == no_slot))
        options.refuse(
            "there is neither a standard error nor limits",
            "give the column with --se, or the two of the 95% limits with --lower and --upper");
}

void Indicator::check(const Groups& groups, std::vector<bool>& sound) {
    for (std::size_t row = 0; row < work_.frame().size(); ++row) {
        if (work_.frame().is_damaged[row]) continue;
        const auto fault = fault_of(row);
        if (fault.empty()) continue;
        const auto group = groups.group_of(row);
        sound[group] = false;
        work_.find("NED014", row, groups.words(group), fault);
    }
}

std::string Indicator::fault_of(std::size_t row) const {
    if (kind_ == IndicatorKind::normal) return {};
    const bool is_rate = kind_ == IndicatorKind::rate;
    const auto fits = [&](double number) { return number > 0 && (is_rate || number < 1); };
    const char* range = is_rate ? "above 0" : "between 0 and 1";
    if (!fits(value(row)))
        return fmt::format("a value of {} is not {}", plain_number(value(row)), range);
    if (error_ != no_slot) return {};
    for (const auto slot : {lower_, upper_}) {
        const double limit = work_.numbers(slot)[row];
        if (!fits(limit)) return fmt::format("a limit of {} is not {}", plain_number(limit), range);
    }
    return {};
}

double Indicator::value(std::size_t row) const {
    if (value_ != no_slot) return work_.numbers(value_)[row];
    return work_.numbers(count_)[row] / work_.numbers(population_)[row];
}

double Indicator::scaled(double value) const {
    if (kind_ == IndicatorKind::rate) return std::log(value);
    if (kind_ == IndicatorKind::proportion) return std::log(value / (1 - value));
    return value;
}

double Indicator::standard_error(std::size_t row) const {
    if (error_ != no_slot) return work_.numbers(error_)[row];
    const double width = scaled(work_.numbers(upper_)[row]) - scaled(work_.numbers(lower_)[row]);
    return width / (2 * deviate_);
}

}  // namespace concord::statistics
