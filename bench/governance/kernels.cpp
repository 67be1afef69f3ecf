// Questions to a large system, one core: with their whole explanation, for one holder, everybody
// who may, everything that a holder may; making the evaluator; and the check of forty-two systems.
#include <benchmark/benchmark.h>

#include "engine/rulebook.hpp"
#include "governance/rules/whole.hpp"
#include "large_system.hpp"

namespace concord::bench {
namespace {

const governance::Law& law() {
    static const auto read = read_catalogue();
    return read;
}

const LargeSystem& system_of_200() {
    static const auto made = make_system(law(), large, 1);
    return made;
}

const governance::Evaluator& evaluator() {
    static const governance::Evaluator made(system_of_200().ground(), system_of_200().context);
    return made;
}

std::vector<governance::BoundQuestion> bound_questions() {
    std::vector<governance::BoundQuestion> bound;
    for (const auto& question : make_questions(evaluator(), 4000, 1)) {
        std::vector<governance::UnknownWord> unknown;
        bound.push_back(*evaluator().bind(question, unknown));
    }
    return bound;
}

const std::vector<governance::BoundQuestion>& questions() {
    static const auto made = bound_questions();
    return made;
}

// Everybody who may decide it and why everybody else may not, with chains and citations.
void who(benchmark::State& state) {
    auto all = questions();
    for (auto& question : all)
        question.by.clear();
    std::size_t at = 0;
    std::size_t deciders = 0;
    for (auto _ : state) {
        const auto verdict = evaluator().who(all[at++ % all.size()]);
        deciders += verdict.deciders.size();
    }
    state.counters["deciders"] =
        benchmark::Counter(static_cast<double>(deciders), benchmark::Counter::kAvgIterations);
}
BENCHMARK(who);

// The same question as a peer is asked: this holder, yes or no, with the reason.
void who_for_one(benchmark::State& state) {
    const auto& all = questions();
    std::size_t at = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(evaluator().who(all[at++ % all.size()]));
}
BENCHMARK(who_for_one);

void may(benchmark::State& state) {
    const auto& all = questions();
    std::size_t at = 0;
    for (auto _ : state) {
        const auto& question = all[at++ % all.size()];
        benchmark::DoNotOptimize(evaluator().may(question.by.front(), question));
    }
}
BENCHMARK(may);

void everything_a_holder_may(benchmark::State& state) {
    const auto holders = static_cast<std::uint32_t>(system_of_200().scheme.holders.size());
    std::uint32_t at = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(evaluator().powers(at++ % holders));
}
BENCHMARK(everything_a_holder_may)->Unit(benchmark::kMicrosecond);

void make_the_evaluator(benchmark::State& state) {
    for (auto _ : state) {
        const governance::Evaluator made(system_of_200().ground(), system_of_200().context);
        benchmark::DoNotOptimize(&made);
    }
}
BENCHMARK(make_the_evaluator)->Unit(benchmark::kMillisecond);

void check_forty_two_systems(benchmark::State& state) {
    std::vector<LargeSystem> systems;
    for (std::uint64_t seed = 0; seed < 42; ++seed)
        systems.push_back(make_system(law(), one_of_many, 100 + seed));
    std::size_t found = 0;
    for (auto _ : state) {
        for (const auto& system : systems) {
            Diagnostics diagnostics(built_rule_book(), system.context);
            const governance::Evaluator made(system.ground(), system.context);
            governance::rules::check_whole(made, diagnostics);
            found += diagnostics.all().size();
        }
    }
    state.counters["findings"] =
        benchmark::Counter(static_cast<double>(found), benchmark::Counter::kAvgIterations);
}
BENCHMARK(check_forty_two_systems)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace concord::bench

BENCHMARK_MAIN();
