// The statistics of small areas on columns in memory, as PHEindicatormethods has them in a data
// frame: from the columns to the answer's table, rows checked. Beside them DuckDB, which adds up
// the same sums in one query over a table in memory, and the plain computation that every answer is
// compared with before anything is timed.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "base/random.hpp"
#include "engine/rulebook.hpp"
#include "statistics/frame.hpp"
#include "statistics/statistics.hpp"
#include "store/warehouse.hpp"

namespace {

using namespace concord;  // NOLINT: a program of one file

constexpr int small_areas = 33'755;
constexpr int bands = 19;
constexpr int middle_areas = 6'856;
constexpr int councils = 150;
constexpr int deciles = 10;
constexpr double standard[bands] = {5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000,
                                    7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000};
constexpr int life_ages[] = {0,  1,  5,  10, 15, 20, 25, 30, 35, 40,
                             45, 50, 55, 60, 65, 70, 75, 80, 85, 90};

[[noreturn]] void fail(const std::string& why) {
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(1);
}

statistics::Columns draw_rates() {
    RandomStream random(1, 1);
    statistics::Columns columns;
    for (int area = 0; area < small_areas; ++area) {
        const auto name = fmt::format("E{:08}", area);
        for (int band = 0; band < bands; ++band) {
            columns.texts["area"].add(name);
            columns.numbers["count"].push_back(static_cast<double>(1 + random.below(20)));
            columns.numbers["people"].push_back(static_cast<double>(40 + random.below(200)));
            columns.numbers["weight"].push_back(standard[band]);
        }
    }
    return columns;
}

statistics::Columns draw_deaths() {
    RandomStream random(1, 2);
    statistics::Columns columns;
    for (int area = 0; area < middle_areas; ++area) {
        const auto name = fmt::format("E{:08}", area);
        for (const int age : life_ages) {
            const double people = static_cast<double>(300 + random.below(400));
            const double rate = 0.0004 * std::exp(0.07 * age) * (0.5 + random.uniform());
            columns.texts["area"].add(name);
            columns.texts["age"].add(std::to_string(age));
            columns.numbers["people"].push_back(people);
            columns.numbers["deaths"].push_back(std::min(people, 1 + std::floor(people * rate)));
        }
    }
    return columns;
}

statistics::Columns draw_deciles() {
    RandomStream random(1, 3);
    statistics::Columns columns;
    for (int area = 0; area < councils; ++area) {
        for (int decile = 1; decile <= deciles; ++decile) {
            columns.texts["area"].add(fmt::format("E{:08}", area));
            columns.texts["decile"].add(std::to_string(decile));
            columns.numbers["people"].push_back(static_cast<double>(9000 + random.below(9000)));
            columns.numbers["value"].push_back(72 + decile + random.uniform());
            columns.numbers["se"].push_back(0.2 + random.uniform());
        }
    }
    return columns;
}

statistics::StatisticsAnswer ask(const std::string& statistic, const statistics::Columns& columns,
                                 std::map<std::string, std::string> options) {
    Diagnostics diagnostics(built_rule_book(), {Date(2022, 7, 1), RuleProfile::act_2022});
    statistics::Question question;
    question.statistic = statistic;
    question.options = std::move(options);
    question.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    auto answer = statistics::answer(question, columns, diagnostics);
    if (!answer.problems.empty()) fail(answer.problems.front().message);
    if (diagnostics.has_errors()) fail(diagnostics.all().front().message);
    return answer;
}

const std::map<std::string, std::string> of_rates = {{"count", "count"},
                                                     {"population", "people"},
                                                     {"standard", "weight"},
                                                     {"by", "area"},
                                                     {"confidence", "0.95,0.998"}};
const std::map<std::string, std::string> of_deaths = {
    {"deaths", "deaths"}, {"population", "people"}, {"age-start", "age"}, {"by", "area"}};
const std::map<std::string, std::string> of_deciles = {
    {"quantile", "decile"}, {"population", "people"}, {"value", "value"},
    {"se", "se"},           {"by", "area"},           {"repetitions", "100000"}};

double number_at(const Table& table, std::size_t row, std::size_t column) {
    return std::get<double>(table.rows[row][column]);
}

// ── DuckDB ───────────────────────────────────────────────────────────────────────────────────────

constexpr auto sums =
    "SELECT area, sum(count * weight / people) / sum(weight) * 100000 AS value, "
    "sum(count * (weight / people) ** 2) / sum(weight) ** 2 AS variance, sum(count) AS total_count "
    "FROM rates GROUP BY area ORDER BY area";

store::Warehouse warehouse_with(const statistics::Columns& columns) {
    store::RowWriter rows({"rates",
                           "",
                           {{"area", ColumnType::text, ""},
                            {"count", ColumnType::number, ""},
                            {"people", ColumnType::number, ""},
                            {"weight", ColumnType::number, ""}}});
    for (std::size_t i = 0; i < columns.texts.at("area").size(); ++i) {
        rows.text(columns.texts.at("area").text(i))
            .number(columns.numbers.at("count")[i])
            .number(columns.numbers.at("people")[i])
            .number(columns.numbers.at("weight")[i])
            .end_row();
    }
    auto warehouse = store::Warehouse::in_memory({0, std::nullopt, false});
    warehouse.write(rows);
    return warehouse;
}

void compare_rates(const statistics::Columns& columns, store::Warehouse& warehouse) {
    const auto ours = statistics::to_table(ask("dsr", columns, of_rates).table);
    const auto theirs = warehouse.query(sums);
    if (ours.rows.size() != theirs.rows.size()) fail("not the same number of rates");
    for (std::size_t row = 0; row < ours.rows.size(); ++row) {
        const double wanted = number_at(theirs, row, 1);
        if (std::abs(number_at(ours, row, 1) - wanted) > 1e-9 * wanted) fail("another rate");
    }
}

void standardised_rates(benchmark::State& state) {
    static const auto columns = draw_rates();
    for (auto _ : state)
        benchmark::DoNotOptimize(ask("dsr", columns, of_rates));
}

void bare_rates(benchmark::State& state) {
    static const auto columns = draw_rates();
    static auto warehouse = warehouse_with(columns);
    compare_rates(columns, warehouse);
    for (auto _ : state) {
        warehouse.run(fmt::format("CREATE OR REPLACE TABLE answer AS {}", sums));
    }
}

void life_expectancy(benchmark::State& state) {
    static const auto columns = draw_deaths();
    for (auto _ : state)
        benchmark::DoNotOptimize(ask("life-expectancy", columns, of_deaths));
}

void slopes(benchmark::State& state, bool is_rate) {
    static const auto columns = draw_deciles();
    auto options = of_deciles;
    if (is_rate) options["value-type"] = "1";
    for (auto _ : state)
        benchmark::DoNotOptimize(ask("sii", columns, options));
}

BENCHMARK(standardised_rates)->Name("dsr/concord")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(bare_rates)->Name("dsr/bare")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(life_expectancy)->Name("life/concord")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(slopes, normal, false)
    ->Name("sii/concord")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(slopes, rate, true)
    ->Name("sii-rates/concord")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace

BENCHMARK_MAIN();
