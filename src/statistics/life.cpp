// Life expectancy, and the part of it in good health.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/text.hpp"
#include "numerics/life_table.hpp"
#include "statistics/answer_table.hpp"
#include "statistics/bands.hpp"
#include "statistics/parts.hpp"

namespace concord::statistics {
namespace {

// Fewer people than this are no population of which life expectancy is published (Toson and Baker
// 2003).
constexpr double least_people = 5000;
// Nor is one published whose 95% limits lie further apart than this.
constexpr double widest_interval_years = 20;

class LifeExpectancies {
  public:
    LifeExpectancies(Work& work, bool is_healthy)
        : work_(work),
          is_healthy_(is_healthy),
          half_width_(numerics::confidence_level(0.95).deviate) {}

    void answer() {
        take_columns();
        if (!work_.read()) return;
        const Groups groups(work_.frame(), by_);
        auto sound = sound_groups(work_, groups);
        if (!read_ages()) return;
        check_bands(work_, groups, {ages_, no_slot}, sound);
        rows_.reserve(work_.frame().size());
        outcomes_.reserve(work_.frame().size());
        for (std::size_t group = 0; group < groups.size(); ++group)
            add(groups, group, sound[group]);
        if (!keep_wanted_ages()) return;
        write(groups);
    }

  private:
    void take_columns() {
        deaths_ = work_.number("deaths", NumberKind::people_or_nobody);
        population_ = work_.number("population", NumberKind::people);
        good_health_ = work_.number("good-health", NumberKind::people_or_nobody);
        asked_ = work_.number("asked", NumberKind::people);
        work_.at_most(deaths_, population_, "NED004");
        work_.at_most(good_health_, asked_, "NED004");
        ages_ = work_.text("age-start");
        by_ = work_.texts("by");
    }

    // Where each level of the age column starts. The first band must start at birth.
    bool read_ages() {
        const auto& levels = work_.frame().texts[ages_].levels();
        int youngest = -1;
        for (std::size_t i = 0; i < levels.size(); ++i) {
            const auto band = age_band(levels[i]);
            starts_.push_back(band ? band->first : -1);
            statistics_.push_back(
                fmt::format("{}life expectancy at {}", is_healthy_ ? "healthy " : "", levels[i]));
            if (!band) say_age(i, fmt::format("`{}` is no age", shown(levels[i])));
            if (youngest < 0 || starts_.back() < youngest) youngest = starts_.back();
        }
        if (std::ranges::find(starts_, -1) != starts_.end()) return false;
        auto sorted = starts_;
        std::ranges::sort(sorted);
        const auto twice = std::ranges::adjacent_find(sorted);
        if (twice != sorted.end()) {
            say_age(0,
                    fmt::format("two bands start at {}: `{}`", *twice, fmt::join(levels, "`, `")));
            return false;
        }
        if (youngest == 0 && starts_.size() > 1) return true;
        say_age(0, youngest == 0
                       ? std::string("there is one age band only")
                       : fmt::format("the youngest band starts at {} and not at birth", youngest));
        return false;
    }

    void say_age(std::size_t level, std::string message) {
        std::size_t row = 0;
        while (work_.frame().texts[ages_].code(row) != level)
            ++row;
        work_.find("NED013", row, work_.options().text("age-start"), std::move(message));
    }

    std::vector<std::size_t> rows_by_age(const Groups& groups, std::size_t group) const {
        std::vector<std::size_t> rows(groups.rows(group).begin(), groups.rows(group).end());
        const auto start = [&](std::size_t row) {
            return starts_[work_.frame().texts[ages_].code(row)];
        };
        if (!std::ranges::is_sorted(rows, {}, start)) std::ranges::stable_sort(rows, {}, start);
        return rows;
    }

    std::vector<double> column(std::size_t slot, std::span<const std::size_t> rows) const {
        std::vector<double> values;
        for (const auto row : rows)
            values.push_back(work_.numbers(slot)[row]);
        return values;
    }

    void add(const Groups& groups, std::size_t group, bool is_sound) {
        const auto rows = rows_by_age(groups, group);
        const auto deaths = column(deaths_, rows);
        const auto populations = column(population_, rows);
        std::vector<numerics::Expectancy> years(rows.size());
        std::vector<std::optional<double>> alive(rows.size());
        const bool has_table = is_sound && is_large_enough(groups, group, populations) &&
                               has_last_deaths(groups, group, rows, deaths);
        if (has_table) years = years_of(rows, deaths, populations, alive);
        add_rows(groups, group, rows, years);
        if (work_.is_full()) keep_basis(populations, deaths, has_table);
        if (work_.is_full()) life_.insert(life_.end(), alive.begin(), alive.end());
    }

    // The people and deaths that each row's figure rests on: its own band's and those of all older
    // ones.
    void keep_basis(const std::vector<double>& populations, const std::vector<double>& deaths,
                    bool has_table) {
        double people = 0;
        double dead = 0;
        const auto first = people_used_.size();
        people_used_.resize(first + populations.size());
        deaths_used_.resize(first + populations.size());
        for (std::size_t i = populations.size(); has_table && i-- > 0;) {
            people_used_[first + i] = people += populations[i];
            deaths_used_[first + i] = dead += deaths[i];
        }
    }

    std::vector<numerics::Expectancy> years_of(const std::vector<std::size_t>& rows,
                                               const std::vector<double>& deaths,
                                               const std::vector<double>& populations,
                                               std::vector<std::optional<double>>& alive) const {
        std::vector<double> ages;
        for (const auto row : rows)
            ages.push_back(starts_[work_.frame().texts[ages_].code(row)]);
        const numerics::MortalityRows mortality{ages, deaths, populations};
        auto years = numerics::life_expectancy(mortality);
        for (std::size_t i = 0; i < years.size(); ++i)
            if (years[i].is_reached) alive[i] = years[i].years;
        if (!is_healthy_) return years;
        std::vector<double> shares;
        std::vector<double> variances;
        for (const auto row : rows) {
            const double asked = work_.numbers(asked_)[row];
            const double share = work_.numbers(good_health_)[row] / asked;
            shares.push_back(share);
            variances.push_back(share * (1 - share) / asked);
        }
        return numerics::healthy_life_expectancy({mortality, shares, variances});
    }

    bool is_large_enough(const Groups& groups, std::size_t group,
                         const std::vector<double>& populations) {
        double people = 0;
        for (const double population : populations)
            people += population;
        if (people > least_people) return true;
        work_.find("NED011", groups.rows(group).front(), groups.words(group),
                   fmt::format("{} has {} people", groups.words(group), plain_number(people)));
        return false;
    }

    bool has_last_deaths(const Groups& groups, std::size_t group,
                         const std::vector<std::size_t>& rows, const std::vector<double>& deaths) {
        if (deaths.back() > 0) return true;
        work_.find("NED012", rows.back(), groups.words(group),
                   fmt::format("nobody of {} died in the oldest band", groups.words(group)));
        return false;
    }

    void add_rows(const Groups& groups, std::size_t group, const std::vector<std::size_t>& rows,
                  const std::vector<numerics::Expectancy>& years) {
        std::size_t wide = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            Outcome outcome;
            outcome.statistic = statistics_[work_.frame().texts[ages_].code(rows[i])];
            outcome.method = is_healthy_ ? "Sullivan, on Chiang's table"
                                         : "Chiang, using Silcocks et al for confidence limits";
            if (years[i].is_reached) {
                const double error = years[i].standard_error;
                const bool is_wide = 2 * half_width_ * error > widest_interval_years;
                wide += is_wide ? 1 : 0;
                if (!is_wide) outcome.value = years[i].years;
                for (const auto& level : work_.levels())
                    outcome.limits.push_back({years[i].years - level.deviate * error,
                                              years[i].years + level.deviate * error});
            }
            rows_.push_back(rows[i]);
            outcomes_.push_back(std::move(outcome));
        }
        if (wide > 0)
            work_.find("NED010", groups.rows(group).front(), groups.words(group),
                       fmt::format("the limits at {} of {} lie more than 20 years apart",
                                   counted(static_cast<std::int64_t>(wide), "age", "ages"),
                                   groups.words(group)));
    }

    // Only the ages of --age. An age that is no band is wrong usage.
    bool keep_wanted_ages() {
        const auto wanted = work_.options().list("age");
        const auto& column = work_.frame().texts[ages_];
        std::vector<bool> is_wanted(starts_.size(), wanted.empty());
        for (const auto& age : wanted) {
            const auto band = age_band(age);
            const auto at = std::ranges::find(starts_, band ? band->first : -1);
            if (at == starts_.end()) {
                work_.options().refuse(fmt::format("--age: no band starts at `{}`", shown(age)),
                                       fmt::format("bands start at {}", fmt::join(starts_, ", ")));
                return false;
            }
            is_wanted[static_cast<std::size_t>(at - starts_.begin())] = true;
        }
        for (std::size_t i = 0; i < rows_.size(); ++i)
            if (is_wanted[column.code(rows_[i])]) kept_.push_back(i);
        return true;
    }

    template <typename T>
    std::vector<T> kept(std::vector<T>& all) const {
        if (kept_.size() == all.size()) return std::move(all);
        std::vector<T> result;
        result.reserve(kept_.size());
        for (const auto i : kept_)
            result.push_back(all[i]);
        return result;
    }

    void write(const Groups&) {
        AnswerTable table(is_healthy_ ? "healthy_life_expectancy" : "life_expectancy");
        const auto rows = kept(rows_);
        const auto outcomes = kept(outcomes_);
        for (const auto slot : by_)
            table.add_text(work_, slot, rows);
        table.add_text(work_, ages_, rows);
        table.add_value(outcomes);
        table.add_limits(work_, outcomes);
        if (work_.is_full()) {
            table.add_numbers("pops_used", kept(people_used_));
            table.add_numbers("dths_used", kept(deaths_used_));
            if (is_healthy_) table.add_numbers("life_expectancy", kept(life_));
        }
        table.add_metadata(work_, outcomes);
        work_.answer().table = table.take();
    }

    Work& work_;
    bool is_healthy_;
    double half_width_;
    std::size_t deaths_ = no_slot;
    std::size_t population_ = no_slot;
    std::size_t good_health_ = no_slot;
    std::size_t asked_ = no_slot;
    std::size_t ages_ = no_slot;
    std::vector<std::size_t> by_;
    std::vector<int> starts_;              // by code of the age column
    std::vector<std::string> statistics_;  // the same
    std::vector<std::size_t> rows_;
    std::vector<Outcome> outcomes_;
    std::vector<std::optional<double>> people_used_;
    std::vector<std::optional<double>> deaths_used_;
    std::vector<std::optional<double>> life_;
    std::vector<std::size_t> kept_;
};

}  // namespace

void answer_life_expectancy(Work& work) {
    LifeExpectancies(work, false).answer();
}

void answer_healthy_life_expectancy(Work& work) {
    LifeExpectancies(work, true).answer();
}

}  // namespace concord::statistics
