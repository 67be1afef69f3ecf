// The concentration index, and gaps between a group and another.
#include "numerics/inequality.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "base/text.hpp"
#include "statistics/answer_table.hpp"
#include "statistics/bands.hpp"
#include "statistics/parts.hpp"

namespace concord::statistics {
namespace {

// Values with limits, as columns give them or as counts of people have them.
class Estimates {
  public:
    explicit Estimates(Work& work) : work_(work) {
        auto& options = work.options();
        is_proportion_ = options.word("kind", "rate", {"proportion", "rate"}) == "proportion";
        multiplier_ = work.multiplier(is_proportion_ ? 1 : 100'000);
        count_ = work.number("count", NumberKind::people_or_nobody);
        population_ = work.number("population", NumberKind::people);
        value_ = work.number("value", NumberKind::value);
        lower_ = work.number("lower", NumberKind::value);
        upper_ = work.number("upper", NumberKind::value);
        error_ = work.number("se", NumberKind::weight);
        work.at_most(lower_, value_, "NED014");
        work.at_most(value_, upper_, "NED014");
        if (is_proportion_) work.at_most(count_, population_, "NED004");
        const bool counts = count_ != no_slot && population_ != no_slot;
        if (counts == (value_ != no_slot))
            options.refuse("values are given in two ways or in none",
                           "give either --count and --population with --kind, or --value with "
                           "--se or its limits");
        if (counts && !options.has("kind"))
            options.refuse("counts may make a proportion or a rate",
                           "give --kind proportion or rate");
        const bool has_limits = lower_ != no_slot && upper_ != no_slot;
        if (value_ != no_slot && !has_limits && error_ == no_slot)
            options.refuse(
                "there is neither a standard error nor limits",
                "give the column with --se, or the two of the limits with --lower and --upper");
        if (value_ != no_slot && error_ == no_slot && work.levels().size() > 1)
            options.refuse("limits are of one level of confidence", "give one, or --se");
    }

    double value(std::size_t row) const {
        if (value_ != no_slot) return work_.numbers(value_)[row];
        return work_.numbers(count_)[row] / work_.numbers(population_)[row] * multiplier_;
    }

    // At the level at that place; the limits of columns are of the level that was asked for.
    numerics::Estimate estimate(std::size_t row, std::size_t level) const {
        const double of_row = value(row);
        const auto& asked = work_.levels()[level];
        if (value_ == no_slot) {
            const double people = work_.numbers(population_)[row];
            const double count = work_.numbers(count_)[row];
            const double scale = is_proportion_ ? multiplier_ : multiplier_ / people;
            const auto limits = is_proportion_ ? numerics::wilson_limits(count, people, asked)
                                               : numerics::count_limits(count, asked);
            return {of_row, {limits.lower * scale, limits.upper * scale}};
        }
        if (error_ == no_slot)
            return {of_row, {work_.numbers(lower_)[row], work_.numbers(upper_)[row]}};
        const double half = asked.deviate * work_.numbers(error_)[row];
        return {of_row, {of_row - half, of_row + half}};
    }

    double standard_error(std::size_t row) const {
        if (error_ != no_slot) return work_.numbers(error_)[row];
        if (value_ != no_slot) {
            const double width = work_.numbers(upper_)[row] - work_.numbers(lower_)[row];
            return width / (2 * work_.levels().front().deviate);
        }
        const double people = work_.numbers(population_)[row];
        const double share = work_.numbers(count_)[row] / people;
        const double variance = is_proportion_ ? share * (1 - share) : share;
        return std::sqrt(variance / people) * multiplier_;
    }

    double population(std::size_t row) const { return work_.numbers(population_)[row]; }
    bool has_population() const { return population_ != no_slot; }

  private:
    Work& work_;
    bool is_proportion_ = false;
    double multiplier_ = 1;
    std::size_t count_ = no_slot;
    std::size_t population_ = no_slot;
    std::size_t value_ = no_slot;
    std::size_t lower_ = no_slot;
    std::size_t upper_ = no_slot;
    std::size_t error_ = no_slot;
};

Outcome concentration_of(Work& work, const Groups& groups, std::size_t group,
                         const std::vector<std::vector<double>>& columns) {
    Outcome outcome;
    outcome.statistic = "concentration index";
    outcome.method = "Kakwani, Wagstaff and van Doorslaer";
    const numerics::RankedRows rows{columns[0], columns[1], columns[2]};
    const bool has_value = std::ranges::any_of(columns[0], [](double value) { return value > 0; });
    const bool has_minus = std::ranges::any_of(columns[0], [](double value) { return value < 0; });
    if (!has_value || has_minus) {
        work.find("NED015", groups.rows(group).front(), groups.words(group),
                  fmt::format("a concentration index needs values from 0 on that are not all 0; {} "
                              "has others",
                              groups.words(group)));
        return outcome;
    }
    const auto index = numerics::concentration_index(rows);
    outcome.value = index.value;
    for (const auto& level : work.levels())
        outcome.limits.push_back({index.value - level.deviate * index.standard_error,
                                  index.value + level.deviate * index.standard_error});
    return outcome;
}

// Gaps of every level of a column from one of them.
class Gaps {
  public:
    explicit Gaps(Work& work) : work_(work), estimates_(work) {
        between_ = work.text("between");
        by_ = work.texts("by");
        reference_ = work.options().text("reference");
    }

    void answer() {
        if (!work_.read()) return;
        const Groups groups(work_.frame(), by_);
        const auto sound = sound_groups(work_, groups);
        for (std::size_t group = 0; group < groups.size(); ++group)
            compare(groups, group, sound[group]);
        AnswerTable table("gaps");
        for (const auto slot : by_)
            table.add_text(work_, slot, rows_);
        table.add_text(work_, between_, rows_);
        table.add("reference", ColumnType::text,
                  std::vector<Value>(rows_.size(), Value(reference_)));
        table.add_outcomes(work_, outcomes_);
        work_.answer().table = table.take();
    }

  private:
    const std::string& level_of(std::size_t row) const {
        return work_.frame().texts[between_].text(row);
    }

    void compare(const Groups& groups, std::size_t group, bool is_sound) {
        std::optional<std::size_t> other;
        std::vector<std::string> seen;
        for (const auto row : groups.rows(group)) {
            if (std::ranges::find(seen, level_of(row)) != seen.end()) {
                work_.find("NED006", row, groups.words(group),
                           fmt::format("`{}` stands twice in {}", shown(level_of(row)),
                                       groups.words(group)));
                is_sound = false;
            }
            seen.push_back(level_of(row));
            if (level_of(row) == reference_) other = row;
        }
        if (!other) {
            const auto guess = closest(reference_, seen);
            work_.find(
                "NED017", groups.rows(group).front(), groups.words(group),
                fmt::format("{} has no row for `{}`", groups.words(group), shown(reference_)),
                guess ? fmt::format("did you mean `{}`?", *guess) : std::string());
        }
        for (const auto row : groups.rows(group)) {
            if (other && row == *other) continue;
            add(row, other && is_sound ? other : std::nullopt);
        }
    }

    void add(std::size_t row, std::optional<std::size_t> other) {
        Outcome absolute{{}, {}, "absolute gap", "limits recovered (Zou and Donner)"};
        Outcome relative{
            {}, {}, "relative gap", "limits recovered on the log scale (Zou and Donner)"};
        if (other) {
            const double base = estimates_.value(*other);
            absolute.value = estimates_.value(row) - base;
            if (base > 0) relative.value = estimates_.value(row) / base;
            for (std::size_t level = 0; level < work_.levels().size(); ++level)
                add_limits(estimates_.estimate(row, level), estimates_.estimate(*other, level),
                           absolute, relative);
            if (!relative.limits.empty() && std::isnan(relative.limits[0].lower))
                work_.find(
                    "NED015", row, shown(level_of(row)),
                    fmt::format("the ratio of `{}` to `{}` has no limits: one of them reaches 0",
                                shown(level_of(row)), shown(reference_)));
        }
        rows_.insert(rows_.end(), 2, row);
        outcomes_.push_back(std::move(absolute));
        outcomes_.push_back(std::move(relative));
    }

    static void add_limits(const numerics::Estimate& a, const numerics::Estimate& b,
                           Outcome& absolute, Outcome& relative) {
        absolute.limits.push_back(numerics::absolute_gap(a, b).limits);
        constexpr double none = std::numeric_limits<double>::quiet_NaN();
        const bool has_ratio = a.limits.lower > 0 && b.limits.lower > 0;
        relative.limits.push_back(has_ratio ? numerics::relative_gap(a, b).limits
                                            : numerics::Limits{none, none});
    }

    Work& work_;
    Estimates estimates_;
    std::size_t between_ = no_slot;
    std::vector<std::size_t> by_;
    std::string reference_;
    std::vector<std::size_t> rows_;
    std::vector<Outcome> outcomes_;
};

}  // namespace

void answer_concentration(Work& work) {
    const Estimates estimates(work);
    const auto rank = work.number("rank", NumberKind::value);
    const auto by = work.texts("by");
    if (!estimates.has_population())
        work.options().refuse("a rank rests on people", "give their column with --population");
    if (!work.read()) return;
    const Groups groups(work.frame(), by);
    const auto sound = sound_groups(work, groups);
    std::vector<Outcome> outcomes;
    std::vector<std::size_t> order;
    for (std::size_t group = 0; group < groups.size(); ++group) {
        std::vector<std::uint32_t> rows(groups.rows(group).begin(), groups.rows(group).end());
        std::ranges::stable_sort(rows, {}, [&](auto row) { return work.numbers(rank)[row]; });
        std::vector<std::vector<double>> columns(3);
        for (const auto row : rows) {
            columns[0].push_back(estimates.value(row));
            columns[1].push_back(estimates.standard_error(row));
            columns[2].push_back(estimates.population(row));
        }
        order.push_back(group);
        outcomes.push_back(sound[group] ? concentration_of(work, groups, group, columns)
                                        : Outcome{{}, {}, "concentration index", {}});
    }
    AnswerTable table("concentration");
    table.add_groups(work, groups, by, order);
    table.add_outcomes(work, outcomes);
    work.answer().table = table.take();
}

void answer_gaps(Work& work) {
    Gaps(work).answer();
}

}  // namespace concord::statistics
