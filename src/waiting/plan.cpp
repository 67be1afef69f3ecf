#include "waiting/plan.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>

namespace concord::waiting {
namespace {

// Whole people by the end of a week, of so many a week.
std::int64_t by_week(double rate, std::int64_t week) {
    return week <= 0
               ? 0
               : static_cast<std::int64_t>(std::floor(rate * static_cast<double>(week) + 0.5));
}

// Gains of a slot: weeks of waiting beyond each threshold, the longest first, then any waiting.
using Gain = std::vector<int>;

class Projection {
  public:
    Projection(const PlanList& list, const PlanAsked& asked)
        : list_(list),
          asked_(asked),
          weeks_(static_cast<std::size_t>(asked.weeks)),
          extra_(weeks_ + 1, 0) {
        room_ = std::max<std::int64_t>(
            1, static_cast<std::int64_t>(std::floor(asked.most * list.capacity)));
        const auto now = static_cast<std::int64_t>(list.days_waited.size());
        for (std::int64_t week = 0; week <= asked.weeks; ++week) {
            here_.push_back(now + by_week(list.demand, week));
            usual_.push_back(by_week(list.capacity, week) - by_week(list.capacity, week - 1));
        }
        for (const int threshold : asked.thresholds)
            passed_.push_back(passed(threshold));
        treat();
        without_ = treated_;
        find_best();
    }

    const Gain& gain() const { return gain_; }
    bool can_gain() const { return best_ > 0; }

    void give() {
        ++extra_[best_];
        treat();
        find_best();
    }

    PlannedList result() const {
        PlannedList planned;
        planned.name = list_.name;
        planned.usual = usual_;
        planned.extra = extra_;
        planned.waiting_without = waiting(without_);
        planned.waiting_with = waiting(treated_);
        for (std::size_t k = 0; k < passed_.size(); ++k) {
            planned.over_without.push_back(over(k, without_));
            planned.over_with.push_back(over(k, treated_));
        }
        return planned;
    }

  private:
    // How many would by the end of each week have waited longer than the threshold, if nobody were
    // treated. Those who are referred in a week are taken to come at its end.
    std::vector<std::int64_t> passed(int threshold) const {
        std::vector<std::int64_t> counts;
        auto days = list_.days_waited;
        std::ranges::sort(days, std::greater<>());
        std::size_t among = 0;
        for (std::int64_t week = 0; week <= asked_.weeks; ++week) {
            while (among < days.size() && days[among] + 7 * week > 7 * std::int64_t(threshold))
                ++among;
            counts.push_back(static_cast<std::int64_t>(among) +
                             by_week(list_.demand, week - threshold - 1));
        }
        return counts;
    }

    void treat() {
        treated_.assign(weeks_ + 1, 0);
        for (std::size_t week = 1; week <= weeks_; ++week) {
            treated_[week] =
                std::min(here_[week], treated_[week - 1] + usual_[week] + extra_[week]);
        }
    }

    std::vector<std::int64_t> waiting(const std::vector<std::int64_t>& treated) const {
        std::vector<std::int64_t> counts;
        for (std::size_t week = 0; week <= weeks_; ++week)
            counts.push_back(here_[week] - treated[week]);
        return counts;
    }

    // Whoever has waited longest is treated first, so that long waits are what treatments left.
    std::vector<std::int64_t> over(std::size_t k, const std::vector<std::int64_t>& treated) const {
        std::vector<std::int64_t> counts;
        for (std::size_t week = 0; week <= weeks_; ++week)
            counts.push_back(std::max<std::int64_t>(0, passed_[k][week] - treated[week]));
        return counts;
    }

    // From the last week to the first: what one slot more in a week takes away from then on, until
    // a week in which nobody is left to be treated.
    void find_best() {
        const auto levels = passed_.size();
        Gain here(levels + 1, 0);
        gain_ = here;
        best_ = 0;
        for (std::size_t week = weeks_; week >= 1; --week) {
            if (treated_[week] >= here_[week]) {
                std::ranges::fill(here, 0);
                continue;
            }
            for (std::size_t k = 0; k < levels; ++k)
                here[levels - 1 - k] += passed_[k][week] > treated_[week] ? 1 : 0;
            ++here[levels];
            // The earlier of two weeks that gain the same.
            if (extra_[week] < room_ && here >= gain_) {
                gain_ = here;
                best_ = week;
            }
        }
    }

    const PlanList& list_;
    const PlanAsked& asked_;
    std::size_t weeks_;
    std::int64_t room_ = 1;
    std::vector<std::int64_t> here_;   // who have ever been there, by the end of each week
    std::vector<std::int64_t> usual_;  // slots in each week
    std::vector<std::int64_t> extra_;
    std::vector<std::int64_t> treated_;  // by the end of each week
    std::vector<std::int64_t> without_;
    std::vector<std::vector<std::int64_t>> passed_;  // by threshold, ascending
    Gain gain_;
    std::size_t best_ = 0;
};

}  // namespace

Plan plan_slots(std::span<const PlanList> lists, const PlanAsked& asked) {
    assert(asked.weeks >= 1 && std::ranges::is_sorted(asked.thresholds));
    std::vector<Projection> projections;
    for (const auto& list : lists)
        projections.emplace_back(list, asked);
    Plan plan;
    for (; plan.given < asked.slots; ++plan.given) {
        Projection* best = nullptr;
        for (auto& projection : projections) {
            if (projection.can_gain() && (!best || projection.gain() > best->gain()))
                best = &projection;
        }
        if (!best) break;
        best->give();
    }
    plan.left_over = asked.slots - plan.given;
    for (const auto& projection : projections)
        plan.lists.push_back(projection.result());
    return plan;
}

}  // namespace concord::waiting
