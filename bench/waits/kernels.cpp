// The kernels of waiting lists in one process: a list of 111,000 people simulated person by person,
// beside the plainest way to do it (at each slot, look at everybody), and the flow of that list as
// a queue. Both schedules are compared on the same people before anything is timed.
#include <cstdio>
#include <cstdlib>

#include <benchmark/benchmark.h>

#include "numerics/queue.hpp"
#include "numerics/queue_simulation.hpp"

namespace {

using namespace concord::numerics;  // NOLINT: a program of one file

// A year in which 111,000 people are referred, with slots for all but one in a hundred.
QueueModel year_of(double people) {
    QueueModel model;
    model.days = 364;
    model.demand = people / 52;
    model.capacity = 0.99 * model.demand;
    model.seed = 1;
    return model;
}

// Whose turn it is at each slot, found by looking at everybody.
std::vector<double> plainly(const std::vector<QueueStay>& stays, const QueueModel& model) {
    std::vector<double> ends(stays.size(), -1);
    for (std::uint64_t slot = 1;; ++slot) {
        const double at = static_cast<double>(slot) / (model.capacity / 7);
        if (at > model.days) return ends;
        for (std::size_t i = 0; i < stays.size(); ++i) {
            if (ends[i] >= 0 || stays[i].referred > at) continue;
            ends[i] = at;
            break;
        }
    }
}

void compare() {
    const auto model = year_of(11'000);
    const auto stays = simulate_queue(model, {});
    const auto ends = plainly(stays, model);
    for (std::size_t i = 0; i < stays.size(); ++i) {
        const bool is_treated = stays[i].end == QueueEnd::treated;
        if (is_treated == (ends[i] >= 0) && (!is_treated || stays[i].ended == ends[i])) continue;
        std::fprintf(stderr, "person %zu is treated at another time\n", i);
        std::exit(1);
    }
}

void simulate(benchmark::State& state) {
    const auto model = year_of(111'000);
    for (auto _ : state) {
        auto stays = simulate_queue(model, {});
        benchmark::DoNotOptimize(stays.data());
        state.counters["people"] = static_cast<double>(stays.size());
    }
}

void flow(benchmark::State& state) {
    std::vector<Stay> stays;
    for (const auto& stay : simulate_queue(year_of(111'000), {})) {
        Stay days{static_cast<std::int32_t>(stay.referred), {}};
        if (stay.end == QueueEnd::treated) days.removal = static_cast<std::int32_t>(stay.ended);
        stays.push_back(days);
    }
    for (auto _ : state)
        benchmark::DoNotOptimize(list_flow(stays, 0, 363));
}

void plain(benchmark::State& state) {
    const auto model = year_of(11'000);
    const auto stays = simulate_queue(model, {});
    for (auto _ : state)
        benchmark::DoNotOptimize(plainly(stays, model));
}

BENCHMARK(simulate)->Name("simulate/concord")->Unit(benchmark::kMillisecond);
BENCHMARK(flow)->Name("flow/concord")->Unit(benchmark::kMillisecond);
BENCHMARK(plain)->Name("simulate-tenth/plain")->Unit(benchmark::kMillisecond);

}  // namespace

int main(int count, char** words) {
    compare();
    benchmark::Initialize(&count, words);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
