// Proportions, rates and means, of each group or of each row.
#include <cmath>

#include <fmt/format.h>

#include "statistics/answer_table.hpp"
#include "statistics/bands.hpp"
#include "statistics/parts.hpp"

namespace concord::statistics {
namespace {

// What a count of so many people says; either may be missing.
struct Crude {
    double count = std::nan("");
    double population = std::nan("");
};

class CrudeRates {
  public:
    CrudeRates(Work& work, bool is_proportion)
        : work_(work),
          is_proportion_(is_proportion),
          multiplier_(work.multiplier(is_proportion ? 1 : 100'000)) {}

    void answer() {
        const auto count = work_.number("count", NumberKind::count);
        const auto population = work_.number("population", NumberKind::people);
        const auto by = work_.texts("by");
        if (is_proportion_) work_.at_most(count, population, "NED004");
        if (by.empty()) work_.keep_columns();
        if (!work_.read()) return;
        AnswerTable table(is_proportion_ ? "proportion" : "rate");
        if (by.empty()) {
            add_outcomes_of_rows(count, population);
            table.add_kept(work_.frame());
        } else {
            const Groups groups(work_.frame(), by);
            add_outcomes_of_groups(groups, count, population);
            std::vector<std::size_t> order(groups.size());
            for (std::size_t i = 0; i < order.size(); ++i)
                order[i] = i;
            table.add_groups(work_, groups, by, order);
            if (work_.is_full()) {
                table.add_numbers(work_.options().text("count"), counts_);
                table.add_numbers(work_.options().text("population"), populations_);
            }
        }
        table.add_outcomes(work_, outcomes_);
        work_.answer().table = table.take();
    }

  private:
    void add_outcomes_of_rows(std::size_t count, std::size_t population) {
        for (std::size_t row = 0; row < work_.frame().size(); ++row) {
            Crude crude = {work_.numbers(count)[row], work_.numbers(population)[row]};
            if (work_.frame().is_damaged[row]) crude.population = std::nan("");
            outcomes_.push_back(outcome(crude));
        }
    }

    void add_outcomes_of_groups(const Groups& groups, std::size_t count, std::size_t population) {
        const auto sound = sound_groups(work_, groups);
        for (std::size_t group = 0; group < groups.size(); ++group) {
            Crude crude = {0, sound[group] ? 0 : std::nan("")};
            for (const auto row : groups.rows(group)) {
                crude.count += work_.numbers(count)[row];
                crude.population += work_.numbers(population)[row];
            }
            counts_.emplace_back(crude.count);
            populations_.emplace_back(crude.population);
            outcomes_.push_back(outcome(crude));
        }
    }

    Outcome outcome(const Crude& crude) const {
        Outcome outcome;
        outcome.statistic = statistic_;
        outcome.method = method(crude);
        if (std::isnan(crude.count) || std::isnan(crude.population)) return outcome;
        outcome.value = crude.count / crude.population * multiplier_;
        for (std::size_t i = 0; i < work_.levels().size(); ++i) {
            const auto limits =
                is_proportion_
                    ? numerics::wilson_limits(crude.count, crude.population, work_.levels()[i])
                    : counts_limits_.of(crude.count, i);
            const double scale = is_proportion_ ? multiplier_ : multiplier_ / crude.population;
            outcome.limits.push_back({limits.lower * scale, limits.upper * scale});
        }
        return outcome;
    }

    std::string statistic() const {
        if (!is_proportion_) return "rate per " + plain_number(multiplier_);
        return multiplier_ == 100 ? "percentage" : "proportion of " + plain_number(multiplier_);
    }

    std::string_view method(const Crude& crude) const {
        if (is_proportion_) return "Wilson";
        if (std::isnan(crude.count)) return {};
        return crude.count < numerics::few_events ? "Exact" : "Byars";
    }

    Work& work_;
    bool is_proportion_;
    double multiplier_;
    std::string statistic_ = statistic();
    numerics::CountLimits counts_limits_{work_.levels()};
    std::vector<Outcome> outcomes_;
    std::vector<std::optional<double>> counts_;
    std::vector<std::optional<double>> populations_;
};

Outcome mean_of(Work& work, const Groups& groups, std::size_t group,
                const numerics::Moments& moments) {
    Outcome outcome;
    outcome.statistic = "mean";
    outcome.method = "Student's t-distribution";
    outcome.value = moments.mean;
    if (moments.count < 2) {
        work.find(
            "NED015", groups.rows(group).front(), groups.words(group),
            fmt::format("{} has one value, and a mean of one has no limits", groups.words(group)));
        return outcome;
    }
    for (const auto& level : work.levels())
        outcome.limits.push_back(numerics::mean_limits(moments, level));
    return outcome;
}

}  // namespace

void answer_proportion(Work& work) {
    CrudeRates(work, true).answer();
}

void answer_rate(Work& work) {
    CrudeRates(work, false).answer();
}

void answer_mean(Work& work) {
    const auto value = work.number("value", NumberKind::any);
    const auto by = work.texts("by");
    if (!work.read()) return;
    const Groups groups(work.frame(), by);
    const auto sound = sound_groups(work, groups);
    std::vector<Outcome> outcomes;
    std::vector<std::optional<double>> sums;
    std::vector<std::optional<double>> counts;
    std::vector<std::optional<double>> deviations;
    std::vector<std::size_t> order;
    for (std::size_t group = 0; group < groups.size(); ++group) {
        std::vector<double> values;
        bool has_gap = !sound[group];
        for (const auto row : groups.rows(group)) {
            values.push_back(work.numbers(value)[row]);
            has_gap |= std::isnan(values.back());
        }
        const auto moments = numerics::moments(values);
        outcomes.push_back(has_gap ? Outcome{{}, {}, "mean", "Student's t-distribution"}
                                   : mean_of(work, groups, group, moments));
        sums.emplace_back(moments.sum);
        counts.emplace_back(moments.count);
        deviations.push_back(moments.count < 2 ? std::nullopt : std::optional(moments.deviation));
        order.push_back(group);
    }
    AnswerTable table("mean");
    table.add_groups(work, groups, by, order);
    if (work.is_full()) {
        table.add_numbers("value_sum", sums);
        table.add_numbers("value_count", counts);
        table.add_numbers("stdev", deviations);
    }
    table.add_outcomes(work, outcomes);
    work.answer().table = table.take();
}

}  // namespace concord::statistics
