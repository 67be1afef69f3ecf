// Directly and indirectly standardised rates.
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "numerics/standardised.hpp"
#include "statistics/answer_table.hpp"
#include "statistics/bands.hpp"
#include "statistics/parts.hpp"
#include "statistics/standard_population.hpp"

namespace concord::statistics {
namespace {

constexpr double per_hundred_thousand = 100'000;

// An empty count is no event, and empty people are nobody: it has been said.
double or_none(double number) {
    return std::isnan(number) ? 0 : number;
}

std::vector<std::size_t> all_of(const Groups& groups) {
    std::vector<std::size_t> order(groups.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    return order;
}

class DirectRates {
  public:
    explicit DirectRates(Work& work)
        : work_(work), multiplier_(work.multiplier(per_hundred_thousand)) {}

    void answer() {
        work_.options().word("type", "rate", {"rate"});
        const auto standard = work_.options().text("standard");
        const bool is_carried = standard == "esp2013" && !work_.has_column(standard);
        count_ = work_.number("count", NumberKind::count);
        population_ = work_.number("population", NumberKind::people);
        if (!is_carried) weight_ = work_.number("standard", NumberKind::weight);
        frequency_ = work_.number("events", NumberKind::frequency);
        bands_ = work_.text("age-band");
        by_ = work_.texts("by");
        if (has_frequencies() && bands_ == no_slot)
            work_.options().refuse("--events needs the age bands too",
                                   "give their column with --age-band");
        if (!work_.read()) return;
        const Groups groups(work_.frame(), by_);
        auto sound = sound_groups(work_, groups);
        check(groups, sound);
        if (is_carried) {
            carried_ = carried_weights(work_, groups, {standard, bands_}, sound);
            weights_ = carried_;
        } else {
            weights_ = work_.numbers(weight_);
        }
        if (has_frequencies()) check_populations(groups, sound);
        outcomes_.reserve(groups.size());
        for (std::size_t group = 0; group < groups.size(); ++group)
            add(groups, group, sound[group]);
        write(groups);
    }

  private:
    bool has_frequencies() const { return frequency_ != no_slot; }

    void check(const Groups& groups, std::vector<bool>& sound) {
        if (bands_ != no_slot) {
            check_bands(work_, groups, {bands_, frequency_}, sound);
        } else {
            check_row_counts(work_, groups, sound);
        }
    }

    // People and weight of a band are the same whatever the number of events.
    void check_populations(const Groups& groups, std::vector<bool>& sound) {
        for (std::size_t group = 0; group < groups.size(); ++group) {
            std::map<std::uint32_t, std::uint32_t> first;
            for (const auto row : groups.rows(group)) {
                const auto at = first.emplace(work_.frame().texts[bands_].code(row), row).first;
                const auto before = at->second;
                const bool is_same =
                    work_.numbers(population_)[row] == work_.numbers(population_)[before] &&
                    weights_[row] == weights_[before];
                if (is_same || !sound[group]) continue;
                sound[group] = false;
                work_.find(
                    "NED020", row, groups.words(group),
                    fmt::format("the band `{}` has another population or standard than on {}",
                                shown(work_.frame().texts[bands_].text(row)),
                                work_.frame().row_words(before)));
            }
        }
    }

    numerics::DirectSums sums(std::span<const std::uint32_t> rows) const {
        numerics::DirectSums sums;
        const auto counts = work_.numbers(count_);
        const auto populations = work_.numbers(population_);
        for (const auto row : rows)
            sums.add(or_none(counts[row]), populations[row], weights_[row]);
        return sums;
    }

    numerics::DirectSums sums_of_events(std::span<const std::uint32_t> rows) const {
        std::vector<double> people;
        std::vector<double> frequencies;
        std::vector<double> populations;
        std::vector<double> weights;
        std::vector<std::uint32_t> bands;
        for (const auto row : rows) {
            people.push_back(or_none(work_.numbers(count_)[row]));
            frequencies.push_back(work_.numbers(frequency_)[row]);
            populations.push_back(work_.numbers(population_)[row]);
            weights.push_back(weights_[row]);
            bands.push_back(work_.frame().texts[bands_].code(row));
        }
        return numerics::direct_sums_of_events({people, frequencies, populations, weights, bands});
    }

    void add(const Groups& groups, std::size_t group, bool is_sound) {
        const auto rows = groups.rows(group);
        Outcome outcome;
        outcome.statistic = statistic_;
        outcome.method = has_frequencies()
                             ? "Dobson, with confidence adjusted for non-independent events"
                             : "Dobson";
        counts_.emplace_back();
        populations_.emplace_back();
        if (is_sound) {
            const auto of_group = has_frequencies() ? sums_of_events(rows) : sums(rows);
            counts_.back() = of_group.count;
            populations_.back() = of_group.population;
            fill(groups, group, of_group, outcome);
        }
        outcomes_.push_back(std::move(outcome));
    }

    void fill(const Groups& groups, std::size_t group, const numerics::DirectSums& sums,
              Outcome& outcome) {
        const auto first = groups.rows(group).front();
        if (sums.weights <= 0) {
            work_.find("NED007", first, groups.words(group),
                       fmt::format("the standard population of {} is nobody", groups.words(group)));
            return;
        }
        if (sums.count < numerics::few_events) {
            outcome.statistic = "dsr NA for total count < 10";
            work_.find("NED009", first, groups.words(group),
                       fmt::format("{} has {} of the 10 events that a standardised rate needs",
                                   groups.words(group), plain_number(sums.count)));
            return;
        }
        outcome.value = sums.rate() * multiplier_;
        for (const auto& level : work_.levels()) {
            const auto limits = numerics::dobson_limits(sums, level);
            outcome.limits.push_back({limits.lower * multiplier_, limits.upper * multiplier_});
        }
    }

    void write(const Groups& groups) {
        AnswerTable table("dsr");
        table.add_groups(work_, groups, by_, all_of(groups));
        if (work_.is_full()) {
            table.add_numbers("total_count", counts_);
            table.add_numbers("total_pop", populations_);
        }
        table.add_outcomes(work_, outcomes_);
        work_.answer().table = table.take();
    }

    Work& work_;
    double multiplier_;
    std::string statistic_ = "dsr per " + plain_number(multiplier_);
    std::size_t count_ = no_slot;
    std::size_t population_ = no_slot;
    std::size_t weight_ = no_slot;
    std::size_t frequency_ = no_slot;
    std::size_t bands_ = no_slot;
    std::vector<std::size_t> by_;
    std::vector<double> carried_;
    std::span<const double> weights_;
    std::vector<Outcome> outcomes_;
    std::vector<std::optional<double>> counts_;
    std::vector<std::optional<double>> populations_;
};

class IndirectRates {
  public:
    explicit IndirectRates(Work& work)
        : work_(work),
          is_ratio_(work.options().word("type", "rate", {"rate", "ratio"}) == "ratio"),
          multiplier_(work.multiplier(is_ratio_ ? 1 : per_hundred_thousand)) {}

    void answer() {
        count_ = work_.number("count", NumberKind::count);
        population_ = work_.number("population", NumberKind::people_or_gap);
        reference_count_ = work_.number("ref-count", NumberKind::count);
        reference_population_ = work_.number("ref-population", NumberKind::people);
        const auto bands = work_.text("age-band");
        const auto by = work_.texts("by");
        if (!work_.read()) return;
        const Groups groups(work_.frame(), by);
        auto sound = sound_groups(work_, groups);
        if (bands != no_slot) {
            check_bands(work_, groups, {bands, no_slot}, sound);
        } else {
            check_row_counts(work_, groups, sound);
        }
        say_events_of_nobody();
        for (std::size_t group = 0; group < groups.size(); ++group)
            add(groups, group, sound[group]);
        AnswerTable table("isr");
        table.add_groups(work_, groups, by, all_of(groups));
        if (work_.is_full()) {
            table.add_numbers("observed", observed_);
            table.add_numbers("expected", expected_);
            if (!is_ratio_) table.add_numbers("ref_rate", reference_rates_);
        }
        table.add_outcomes(work_, outcomes_);
        work_.answer().table = table.take();
    }

  private:
    void say_events_of_nobody() {
        for (std::size_t row = 0; row < work_.frame().size(); ++row) {
            const double count = work_.numbers(count_)[row];
            if (or_none(work_.numbers(population_)[row]) != 0 || !(count > 0)) continue;
            work_.find("NED021", row, work_.options().text("population"),
                       fmt::format("{} events of nobody are observed, and none is expected",
                                   plain_number(count)));
        }
    }

    numerics::IndirectSums sums(std::span<const std::uint32_t> rows) const {
        std::vector<double> columns[4];
        for (const auto row : rows) {
            columns[0].push_back(or_none(work_.numbers(count_)[row]));
            columns[1].push_back(or_none(work_.numbers(population_)[row]));
            columns[2].push_back(or_none(work_.numbers(reference_count_)[row]));
            columns[3].push_back(work_.numbers(reference_population_)[row]);
        }
        return numerics::indirect_sums({columns[0], columns[1], columns[2], columns[3]});
    }

    void add(const Groups& groups, std::size_t group, bool is_sound) {
        Outcome outcome;
        outcome.statistic = statistic_;
        observed_.emplace_back();
        expected_.emplace_back();
        reference_rates_.emplace_back();
        if (is_sound) {
            const auto of_group = sums(groups.rows(group));
            observed_.back() = of_group.observed;
            expected_.back() = of_group.expected;
            reference_rates_.back() = of_group.reference_rate() * multiplier_;
            outcome.method = of_group.observed < numerics::few_events ? "Exact" : "Byars";
            fill(groups, group, of_group, outcome);
        }
        outcomes_.push_back(std::move(outcome));
    }

    void fill(const Groups& groups, std::size_t group, const numerics::IndirectSums& sums,
              Outcome& outcome) {
        if (sums.expected <= 0) {
            work_.find("NED015", groups.rows(group).front(), groups.words(group),
                       fmt::format("no event is expected of {}, and a ratio to none is no number",
                                   groups.words(group)));
            return;
        }
        const double scale = (is_ratio_ ? 1 : sums.reference_rate()) * multiplier_ / sums.expected;
        outcome.value = sums.observed * scale;
        for (std::size_t i = 0; i < work_.levels().size(); ++i) {
            const auto limits = count_limits_.of(sums.observed, i);
            outcome.limits.push_back({limits.lower * scale, limits.upper * scale});
        }
    }

    Work& work_;
    bool is_ratio_;
    double multiplier_;
    std::string statistic_ =
        fmt::format("indirectly standardised {} {}", is_ratio_ ? "ratio x" : "rate per",
                    plain_number(multiplier_));
    numerics::CountLimits count_limits_{work_.levels()};
    std::size_t count_ = no_slot;
    std::size_t population_ = no_slot;
    std::size_t reference_count_ = no_slot;
    std::size_t reference_population_ = no_slot;
    std::vector<Outcome> outcomes_;
    std::vector<std::optional<double>> observed_;
    std::vector<std::optional<double>> expected_;
    std::vector<std::optional<double>> reference_rates_;
};

}  // namespace

void answer_direct(Work& work) {
    DirectRates(work).answer();
}

void answer_indirect(Work& work) {
    IndirectRates(work).answer();
}

}  // namespace concord::statistics
