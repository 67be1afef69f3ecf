// An indicator's values with their uncertainty, as columns give them: the value with its standard
// error or its limits, or a count of people.
#pragma once

#include "numerics/slope_index.hpp"
#include "statistics/work.hpp"

namespace concord::statistics {

class Indicator {
  public:
    // Takes the options value, count, population, lower, upper and se. Where limits give the
    // standard error, they are those of 95%.
    explicit Indicator(Work& work, numerics::IndicatorKind kind);

    // Says which rows cannot be meant, and takes their groups out of `sound`.
    void check(const Groups& groups, std::vector<bool>& sound);

    double value(std::size_t row) const;
    // On the log or logit scale of a rate or a proportion.
    double standard_error(std::size_t row) const;
    double population(std::size_t row) const { return work_.numbers(population_)[row]; }

  private:
    std::string fault_of(std::size_t row) const;
    double scaled(double value) const;

    Work& work_;
    numerics::IndicatorKind kind_;
    std::size_t value_ = no_slot;
    std::size_t count_ = no_slot;
    std::size_t population_ = no_slot;
    std::size_t lower_ = no_slot;
    std::size_t upper_ = no_slot;
    std::size_t error_ = no_slot;
    double deviate_;
};

}  // namespace concord::statistics
