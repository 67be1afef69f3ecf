// Rates of small areas, drawn towards the common rate of their group.
#include "numerics/smoothing.hpp"

#include <fmt/format.h>

#include "statistics/answer_table.hpp"
#include "statistics/bands.hpp"
#include "statistics/parts.hpp"

namespace concord::statistics {
namespace {

class Smoothing {
  public:
    explicit Smoothing(Work& work) : work_(work), multiplier_(work.multiplier(100'000)) {
        count_ = work.number("count", NumberKind::people_or_nobody);
        population_ = work.number("population", NumberKind::people);
        by_ = work.texts("by");
        work.keep_columns();
        work.say_of_damage(
            "those rows have no rate, and the common rate is worked out without them");
    }

    void answer() {
        if (!work_.read()) return;
        const Groups groups(work_.frame(), by_);
        outcomes_.resize(work_.frame().size());
        crude_.resize(work_.frame().size());
        for (auto& outcome : outcomes_) {
            outcome.statistic = statistic_;
            outcome.method = "empirical Bayes, Marshall's moments, gamma limits";
        }
        for (std::size_t group = 0; group < groups.size(); ++group)
            smooth(groups, group);
        AnswerTable table("smooth");
        table.add_kept(work_.frame());
        if (work_.is_full()) table.add_numbers("crude_rate", crude_);
        table.add_outcomes(work_, outcomes_);
        work_.answer().table = table.take();
    }

  private:
    void smooth(const Groups& groups, std::size_t group) {
        std::vector<std::uint32_t> rows;
        std::vector<double> counts;
        std::vector<double> populations;
        double events = 0;
        for (const auto row : groups.rows(group)) {
            if (work_.frame().is_damaged[row]) continue;
            rows.push_back(row);
            counts.push_back(work_.numbers(count_)[row]);
            populations.push_back(work_.numbers(population_)[row]);
            events += counts.back();
        }
        if (events <= 0) {
            work_.find("NED015", groups.rows(group).front(), groups.words(group),
                       fmt::format("no event in {}: there is no common rate to draw towards",
                                   groups.words(group)));
            return;
        }
        const auto prior = numerics::rate_prior(counts, populations);
        if (prior.variance == 0)
            work_.note(
                fmt::format("{}: the areas differ by no more than chance; each has the common "
                            "rate, without limits of its own",
                            groups.words(group)));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            auto& outcome = outcomes_[rows[i]];
            crude_[rows[i]] = counts[i] / populations[i] * multiplier_;
            outcome.value = numerics::smoothed_rate(counts[i], populations[i], prior) * multiplier_;
            if (prior.variance == 0) continue;
            for (const auto& level : work_.levels()) {
                const auto limits =
                    numerics::smoothed_limits(counts[i], populations[i], prior, level);
                outcome.limits.push_back({limits.lower * multiplier_, limits.upper * multiplier_});
            }
        }
    }

    Work& work_;
    double multiplier_;
    std::string statistic_ = "smoothed rate per " + plain_number(multiplier_);
    std::size_t count_ = no_slot;
    std::size_t population_ = no_slot;
    std::vector<std::size_t> by_;
    std::vector<Outcome> outcomes_;
    std::vector<std::optional<double>> crude_;
};

}  // namespace

void answer_smoothing(Work& work) {
    Smoothing(work).answer();
}

}  // namespace concord::statistics
