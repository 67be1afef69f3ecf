// People of an extract counted by area and band of age, by the stage of people and by the bare
// query of DuckDB on the same files in the same process. Both must say the same before anything is
// timed. CONCORD_BENCH_PEOPLE names the extract's folder.
#include <cstdio>
#include <cstdlib>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "engine/rulebook.hpp"
#include "population/counts/counts.hpp"
#include "store/warehouse.hpp"

namespace {

using namespace concord;  // NOLINT: a program of one file

[[noreturn]] void fail(const std::string& why) {
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(1);
}

Diagnostics new_diagnostics() {
    const auto day = Date(2022, 7, 1);
    return {built_rule_book(), {day, profile_in_force(day)}};
}

class Extracted {
  public:
    Extracted() {
        const char* folder = std::getenv("CONCORD_BENCH_PEOPLE");
        if (!folder) fail("CONCORD_BENCH_PEOPLE names no folder");
        folder_ = folder;
        auto diagnostics = new_diagnostics();
        extract_ = population::find_extract(folder_, folder_, diagnostics);
        if (extract_.empty()) fail(fmt::format("no extract in {}", folder_));
    }

    Table counted(bool checked) const {
        auto warehouse = store::Warehouse::in_memory({});
        auto diagnostics = new_diagnostics();
        const CancelToken never;
        const std::vector<std::string> by = {"lsoa", "age_band"};
        return population::count_people({&extract_, {}, checked, &never}, by, warehouse,
                                        diagnostics);
    }

    // As an analyst would write it who knows DuckDB: grouped by numbers, labelled afterwards.
    Table bare() const {
        auto warehouse = store::Warehouse::in_memory({});
        return warehouse.query(fmt::format(
            "SELECT lsoa, CASE WHEN band = 17 THEN '85+' ELSE printf('%02d-%02d', band * 5, band * "
            "5 + 4) END AS age_band, people FROM (SELECT lsoa, least(age // 5, 17) AS band, "
            "count(*) AS people FROM read_parquet('{}/people*.parquet') WHERE death IS NULL GROUP "
            "BY ALL) ORDER BY ALL",
            folder_));
    }

  private:
    std::string folder_;
    population::Extract extract_;
};

const Extracted& extracted() {
    static const Extracted one;
    return one;
}

void check_same() {
    const auto bare = extracted().bare();
    for (const bool checked : {true, false})
        if (extracted().counted(checked).rows != bare.rows)
            fail("the stage of people and the bare query do not say the same");
    std::int64_t people = 0;
    for (const auto& row : bare.rows)
        people += std::get<std::int64_t>(row.back());
    std::fprintf(stderr, "%lld people in %zu groups\n", static_cast<long long>(people),
                 bare.rows.size());
}

void count_checked(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(extracted().counted(true));
}

void count_judged(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(extracted().counted(false));
}

void count_bare(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(extracted().bare());
}

BENCHMARK(count_checked)->Name("counts/concord")->UseRealTime()->MeasureProcessCPUTime();
BENCHMARK(count_bare)->Name("counts/bare")->UseRealTime()->MeasureProcessCPUTime();
BENCHMARK(count_judged)->Name("counts/judged")->UseRealTime()->MeasureProcessCPUTime();

}  // namespace

int main(int count, char** words) {
    benchmark::Initialize(&count, words);
    check_same();
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
