#include "waiting/simulate.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <functional>
#include <thread>

namespace concord::waiting {
namespace {

using numerics::QueueWeeks;

// Streams are numbered list by list, so that more runs leave the earlier ones as they are.
constexpr std::size_t most_runs = 1'000'000;

// Nine of ten runs lie between: nearest ranks, so that whole people stay whole.
Spread spread_of(std::vector<std::int64_t>& values) {
    std::ranges::sort(values);
    std::int64_t sum = 0;
    for (const auto value : values)
        sum += value;
    const auto last = static_cast<double>(values.size() - 1);
    const auto at = [&](double share) {
        return static_cast<double>(
            values[static_cast<std::size_t>(std::floor(last * share + 0.5))]);
    };
    return {static_cast<double>(sum) / static_cast<double>(values.size()), at(0.05), at(0.95)};
}

// Runs job after job on every thread; each writes to a place of its own.
template <typename Job>
void run_jobs(std::size_t count, int threads, const Job& job) {
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < count; i = next++)
            job(i);
    };
    std::vector<std::jthread> others;
    for (int thread = 1; thread < threads; ++thread)
        others.emplace_back(work);
    work();
}

std::vector<Spread> across(std::span<const QueueWeeks> runs, int weeks,
                           const std::function<std::int64_t(const QueueWeeks&, std::size_t)>& get) {
    std::vector<Spread> spreads;
    std::vector<std::int64_t> values(runs.size());
    for (std::size_t week = 0; week <= static_cast<std::size_t>(weeks); ++week) {
        for (std::size_t run = 0; run < runs.size(); ++run)
            values[run] = get(runs[run], week);
        spreads.push_back(spread_of(values));
    }
    return spreads;
}

SimulatedWeeks summary(const std::string& name, std::span<const QueueWeeks> runs,
                       const SimulateAsked& asked) {
    const auto of = [&](std::vector<std::int64_t> QueueWeeks::*series) {
        return across(runs, asked.weeks, [series](const QueueWeeks& run, std::size_t week) {
            return (run.*series)[week];
        });
    };
    SimulatedWeeks weeks{name,
                         of(&QueueWeeks::waiting),
                         of(&QueueWeeks::referred),
                         of(&QueueWeeks::treated),
                         of(&QueueWeeks::left),
                         {}};
    for (std::size_t k = 0; k < asked.thresholds.size(); ++k) {
        weeks.over.push_back(
            across(runs, asked.weeks,
                   [k](const QueueWeeks& run, std::size_t week) { return run.over[k][week]; }));
    }
    return weeks;
}

}  // namespace

std::vector<SimulatedWeeks> simulate_lists(std::span<const SimulatedList> lists,
                                           const SimulateAsked& asked) {
    const auto runs = static_cast<std::size_t>(asked.runs);
    std::vector<QueueWeeks> counted(lists.size() * runs);
    std::atomic<bool> is_cancelled{false};
    run_jobs(counted.size(), asked.threads, [&](std::size_t job) {
        // A thread must not throw: the caller does, when all have stopped.
        if (is_cancelled) return;
        try {
            if (asked.cancel) asked.cancel->check();
        } catch (const Cancelled&) {
            is_cancelled = true;
            return;
        }
        const auto& list = lists[job / runs];
        auto model = list.model;
        model.seed = asked.seed;
        model.stream = (job / runs) * most_runs + job % runs;
        model.days = 7 * asked.weeks;
        counted[job] = numerics::count_by_week(numerics::simulate_queue(model, list.start),
                                               asked.weeks, asked.thresholds);
    });
    if (asked.cancel) asked.cancel->check();
    std::vector<SimulatedWeeks> result;
    for (std::size_t i = 0; i < lists.size(); ++i)
        result.push_back(summary(lists[i].name, std::span(counted).subspan(i * runs, runs), asked));
    return result;
}

}  // namespace concord::waiting
