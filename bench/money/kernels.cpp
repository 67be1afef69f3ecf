// Money's kernels in one process: projections under a thousand rules beside the same arithmetic
// without rounding, and the classification of a million payments beside DuckDB, which answers the
// same rules as one query. Both answers are compared before anything is timed.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>

#include <benchmark/benchmark.h>
#include <duckdb.h>
#include <fmt/format.h>

#include "base/random.hpp"
#include "base/text.hpp"
#include "engine/rulebook.hpp"
#include "money/projection.hpp"
#include "spending/classification.hpp"
#include "store/warehouse.hpp"

namespace {

using namespace concord;  // NOLINT: a program of one file

constexpr int boards = 42;
constexpr int years = 10;
constexpr int variants = 1000;
constexpr std::size_t payments = 1'000'000;

[[noreturn]] void fail(const std::string& why) {
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(1);
}

// ── projections ──────────────────────────────────────────────────────────────────────────────────

std::vector<money::Opening> draw_openings() {
    RandomStream random(1, 1);
    std::vector<money::Opening> openings;
    for (int i = 0; i < boards; ++i) {
        const auto pounds = static_cast<std::int64_t>(800'000'000 + random.below(4'000'000'000));
        money::Opening opening;
        opening.body = fmt::format("board {}", i);
        opening.baseline = Pence(pounds * 100);
        opening.growth = 0.03 + 0.02 * random.uniform();
        opening.target = Pence(static_cast<std::int64_t>(static_cast<double>(pounds) *
                                                         (0.92 + 0.16 * random.uniform()) * 100));
        openings.push_back(opening);
    }
    return openings;
}

// Lines of which the slope and the ends differ from rule to rule.
std::vector<money::PaceRule> draw_rules() {
    std::vector<money::PaceRule> rules;
    for (int i = 0; i < variants; ++i) {
        const double most = 0.001 + 0.009 * (i % 40) / 40;
        const double width = 0.01 + 0.04 * static_cast<double>(i) / variants;
        rules.emplace_back(std::vector<money::Knot>{
            {-width, most}, {-width / 5, 0}, {width / 5, 0}, {width, -most}});
    }
    return rules;
}

money::ProjectionPlan plan_with(const money::PaceRule& rule) {
    money::ProjectionPlan plan;
    plan.years = years;
    plan.rules = {rule};
    plan.unit = Pence(std::int64_t{100'000});
    return plan;
}

// The same arithmetic in pounds, without rounding or checks: what one board has in the last year.
double bare_projection(const money::Opening& opening, std::span<const money::Knot> knots) {
    double baseline = opening.baseline.nearest_pounds();
    double target = opening.target.nearest_pounds();
    for (int year = 0; year < years; ++year) {
        const double grown = baseline * (1 + opening.growth);
        const double distance = grown / target - 1;
        double convergence = knots.front().convergence;
        for (std::size_t i = 1; i < knots.size() && distance > knots[i - 1].distance; ++i) {
            const double along = std::min(1.0, (distance - knots[i - 1].distance) /
                                                   (knots[i].distance - knots[i - 1].distance));
            convergence = knots[i - 1].convergence +
                          along * (knots[i].convergence - knots[i - 1].convergence);
        }
        baseline = grown * (1 + convergence);
        target *= 1 + opening.growth;
    }
    return baseline;
}

struct Projections {
    std::vector<money::Opening> openings = draw_openings();
    std::vector<money::PaceRule> rules = draw_rules();

    double ours() const {
        double last = 0;
        for (const auto& rule : rules)
            last += money::project(openings, plan_with(rule)).years.back().total.nearest_pounds();
        return last;
    }

    double bare() const {
        double last = 0;
        for (const auto& rule : rules) {
            for (const auto& opening : openings)
                last += bare_projection(opening, rule.knots());
        }
        return last;
    }

    // Each of our allocations is rounded to £1,000, ten years running.
    void compare() const {
        const double allowed = 1000.0 * boards * variants * 2;
        if (std::abs(ours() - bare()) > allowed) fail("other projections than by bare arithmetic");
    }
};

// ── classification ───────────────────────────────────────────────────────────────────────────────

spending::ClassificationRules read_rules() {
    static Diagnostics diagnostics{built_rule_book(), {Date(2022, 7, 1), RuleProfile::act_2022}};
    const auto path = std::filesystem::path(CONCORD_SOURCE) / "catalogue/spending/tables12-13.csv";
    auto rules = spending::read_classification(path, "tables12-13.csv", diagnostics);
    if (!rules) fail("the rules of tables 12 and 13 cannot be read");
    return *rules;
}

// Words of the rules themselves, so that every category occurs, with others between them.
std::vector<std::string> draw_words(const std::vector<spending::CategoryRules>& categories,
                                    spending::Part part) {
    std::vector<std::string> words = {"Rent and rates", "STATIONERY", "other"};
    for (const auto& category : categories) {
        for (const auto& rule : category.rules) {
            for (const auto& condition : rule.conditions) {
                if (condition.part == part) words.push_back(condition.text);
            }
        }
    }
    return words;
}

spending::Spending draw_payments(const spending::ClassificationRules& rules) {
    RandomStream random(2, 1);
    const auto types = draw_words(rules.types, spending::Part::expense_type);
    const auto areas = draw_words(rules.areas, spending::Part::expense_area);
    spending::Spending spending;
    for (std::size_t i = 0; i < payments; ++i) {
        spending::Payment payment;
        const auto number = random.below(20);
        payment.expense_type =
            spending.texts.id(fmt::format("{} {}", types[random.below(types.size())], number));
        payment.expense_area =
            spending.texts.id(fmt::format("{} {}", areas[random.below(areas.size())], number));
        payment.amount = Pence(std::int64_t{100});
        spending.payments.push_back(payment);
    }
    return spending;
}

std::string sql_of(const spending::Condition& condition) {
    const auto text = store::quoted_text(condition.text);
    switch (condition.part) {
        case spending::Part::type_category:
            return fmt::format("lower(type_category) = lower({})", text);
        default:
            const auto* column =
                condition.part == spending::Part::expense_type ? "expense_type" : "expense_area";
            return condition.test == spending::Test::equals
                       ? fmt::format("{} = {}", column, text)
                       : fmt::format("contains({}, {})", column, text);
    }
}

std::string sql_of(const std::vector<spending::CategoryRules>& categories,
                   const std::string& other) {
    std::string cases = "CASE";
    for (const auto& category : categories) {
        std::vector<std::string> any;
        for (const auto& rule : category.rules) {
            std::vector<std::string> all;
            for (const auto& condition : rule.conditions)
                all.push_back(sql_of(condition));
            any.push_back("(" + join(all, " AND ") + ")");
        }
        if (any.empty()) continue;
        cases +=
            fmt::format(" WHEN {} THEN {}", join(any, " OR "), store::quoted_text(category.name));
    }
    return cases + fmt::format(" ELSE {} END", store::quoted_text(other));
}

using Counts = std::map<std::pair<std::string, std::string>, std::int64_t>;

class Peer {
  public:
    Peer(const spending::Spending& spending, const spending::ClassificationRules& rules) {
        duckdb_open(nullptr, &database_);
        duckdb_connect(database_, &connection_);
        run("SET threads = 1");
        run("CREATE TABLE payments (expense_type VARCHAR, expense_area VARCHAR)");
        duckdb_appender appender = nullptr;
        duckdb_appender_create(connection_, nullptr, "payments", &appender);
        for (const auto& payment : spending.payments) {
            duckdb_append_varchar(appender, spending.texts[payment.expense_type].c_str());
            duckdb_append_varchar(appender, spending.texts[payment.expense_area].c_str());
            duckdb_appender_end_row(appender);
        }
        duckdb_appender_destroy(&appender);
        query_ = fmt::format(
            "SELECT type_category, {} AS area_category, count(*) FROM (SELECT *, {} AS "
            "type_category "
            "FROM payments) GROUP BY ALL",
            sql_of(rules.areas, rules.other_area), sql_of(rules.types, rules.other_type));
    }
    ~Peer() {
        duckdb_disconnect(&connection_);
        duckdb_close(&database_);
    }
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    Counts classify() { return run(query_); }

  private:
    Counts run(const std::string& sql) {
        duckdb_result result;
        if (duckdb_query(connection_, sql.c_str(), &result) == DuckDBError)
            fail(duckdb_result_error(&result));
        Counts counts;
        if (duckdb_column_count(&result) == 3) {
            for (idx_t row = 0; row < duckdb_row_count(&result); ++row) {
                const auto text = [&](idx_t column) {
                    char* found = duckdb_value_varchar(&result, column, row);
                    std::string copy = found ? found : "";
                    duckdb_free(found);
                    return copy;
                };
                counts[{text(0), text(1)}] = duckdb_value_int64(&result, 2, row);
            }
        }
        duckdb_destroy_result(&result);
        return counts;
    }

    duckdb_database database_ = nullptr;
    duckdb_connection connection_ = nullptr;
    std::string query_;
};

struct Classifying {
    spending::ClassificationRules rules = read_rules();
    spending::Spending spending = draw_payments(rules);
    Peer peer{spending, rules};

    Counts ours() const {
        const auto found = spending::classify_all(rules, spending);
        std::vector<std::int64_t> times(found.pairs.size());
        for (const auto pair : found.of_payment)
            ++times[pair];
        Counts counts;
        for (std::size_t i = 0; i < times.size(); ++i)
            counts[{found.pairs[i].type.name, found.pairs[i].area.name}] += times[i];
        return counts;
    }

    void compare() {
        if (ours() != peer.classify()) fail("other categories than DuckDB's");
    }
};

struct World {
    Projections projections;
    Classifying classifying;

    World() {
        projections.compare();
        classifying.compare();
    }
};

World& world() {
    static World only;
    return only;
}

void project_ours(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(world().projections.ours());
}

void project_bare(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(world().projections.bare());
}

void classify_ours(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(world().classifying.ours());
}

void classify_bare(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(world().classifying.peer.classify());
}

BENCHMARK(project_ours)->Name("project/concord")->Unit(benchmark::kMillisecond);
BENCHMARK(project_bare)->Name("project/bare")->Unit(benchmark::kMillisecond);
BENCHMARK(classify_ours)->Name("classify/concord")->Unit(benchmark::kMillisecond);
BENCHMARK(classify_bare)->Name("classify/bare")->Unit(benchmark::kMillisecond);

}  // namespace

int main(int count, char** words) {
    benchmark::Initialize(&count, words);
    world();
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
