// The registry's kernels in one process, beside DuckDB in the same process: the overlap of two
// layers, reading a CSV file, and a profile. The answers are compared before anything is timed.
//
// The open data is found by CONCORD_DATA.
#include <cstdio>
#include <cstdlib>

#include <benchmark/benchmark.h>
#include <duckdb.h>
#include <fmt/format.h>

#include "engine/rulebook.hpp"
#include "registry/registry.hpp"

namespace {

namespace fs = std::filesystem;
using namespace concord;  // NOLINT: a program of one file

constexpr const char* csv_file = "lookups/lookup_lsoa21_icb24.csv";

[[noreturn]] void fail(const std::string& why) {
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(1);
}

// DuckDB with a connection, and the first cell of an answer.
class Peer {
  public:
    Peer() {
        duckdb_open(nullptr, &database_);
        duckdb_connect(database_, &connection_);
        run("SET threads = 1");
    }
    ~Peer() {
        duckdb_disconnect(&connection_);
        duckdb_close(&database_);
    }
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    void run(const std::string& sql) { first_number(sql); }

    std::int64_t first_number(const std::string& sql) {
        duckdb_result result;
        if (duckdb_query(connection_, sql.c_str(), &result) == DuckDBError) {
            fail(duckdb_result_error(&result));
        }
        const auto number = duckdb_row_count(&result) > 0 ? duckdb_value_int64(&result, 0, 0) : 0;
        duckdb_destroy_result(&result);
        return number;
    }

    // A table of pieces: a small area's place in each layer and its people.
    void fill_pieces(const registry::Comparison& comparison) {
        run("CREATE TABLE pieces (a INTEGER, b INTEGER, people BIGINT)");
        duckdb_appender appender = nullptr;
        duckdb_appender_create(connection_, nullptr, "pieces", &appender);
        for (std::size_t i = 0; i < comparison.population->people.size(); ++i) {
            duckdb_append_int32(appender, comparison.a.area_of[i]);
            duckdb_append_int32(appender, comparison.b.area_of[i]);
            duckdb_append_int64(appender, comparison.population->people[i]);
            duckdb_appender_end_row(appender);
        }
        duckdb_appender_destroy(&appender);
    }

  private:
    duckdb_database database_ = nullptr;
    duckdb_connection connection_ = nullptr;
};

constexpr const char* overlap_query =
    "CREATE OR REPLACE TEMP TABLE answer AS "
    "WITH parts AS (SELECT a, b, count(*) AS areas, sum(people) AS people FROM pieces "
    "    WHERE a >= 0 AND b >= 0 GROUP BY ALL), "
    "whole_a AS (SELECT a, sum(people) AS people FROM pieces GROUP BY ALL), "
    "whole_b AS (SELECT b, sum(people) AS people FROM pieces GROUP BY ALL) "
    "SELECT a, b, areas, p.people, p.people / x.people AS share_of_a, "
    "    p.people / y.people AS share_of_b, "
    "    p.people / (x.people + y.people - p.people) AS jaccard "
    "FROM parts p JOIN whole_a x USING (a) JOIN whole_b y USING (b) ORDER BY a, b";

// Everything that is timed stands here, read once.
struct World {
    fs::path data = std::getenv("CONCORD_DATA") ? std::getenv("CONCORD_DATA") : "";
    Diagnostics diagnostics{built_rule_book(), {Date(2022, 7, 1), RuleProfile::act_2022}};
    registry::Catalogue catalogue = registry::Catalogue::read(
        fs::path(CONCORD_SOURCE) / "catalogue/england.toml", "england.toml", diagnostics);
    registry::RegistryData registry;
    std::optional<registry::Comparison> comparison;
    Peer peer;

    World() {
        if (data.empty()) fail("CONCORD_DATA does not say where the open data is");
        registry::LoadRequest request;
        request.catalogue = &catalogue;
        request.data_folder = data;
        SilentProgress silent;
        const CancelToken never;
        registry = load_registry(request, diagnostics, silent, never);
        comparison = compare_layers(registry, "icb24", "ltla24", "census2021").comparison;
        if (!comparison) fail("icb24 and ltla24 cannot be compared");
        peer.fill_pieces(*comparison);
        check_answers();
    }

    registry::OverlapTable overlap() const {
        return registry::overlap(comparison->a, comparison->b, comparison->population->people);
    }

    std::int64_t read_csv() {
        files::CsvOptions options;
        options.shown_path = csv_file;
        options.columns = {{"code", {"lsoa21_code"}}, {"board", {"icb24_code"}}};
        files::CsvReader reader(data / csv_file, options, diagnostics);
        std::int64_t bytes = 0;
        while (reader.next())
            bytes += static_cast<std::int64_t>(reader.value(0).size() + reader.value(1).size());
        return bytes;
    }

    std::string csv_query() const {
        return fmt::format(
            "SELECT sum(length(lsoa21_code) + length(icb24_code)) FROM read_csv('{}')",
            (data / csv_file).string());
    }

    void check_answers() {
        const auto ours = overlap();
        peer.run(overlap_query);
        std::int64_t people = 0;
        for (const auto& part : ours.parts)
            people += part.people;
        const auto rows = peer.first_number("SELECT count(*) FROM answer");
        if (rows != static_cast<std::int64_t>(ours.parts.size())) fail("other overlaps");
        if (peer.first_number("SELECT sum(people) FROM answer") != people) fail("other people");
        if (peer.first_number(csv_query()) != read_csv()) fail("other rows of the CSV file");
    }
};

World& world() {
    static World only;
    return only;
}

void overlap_ours(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(world().overlap());
}

void overlap_bare(benchmark::State& state) {
    for (auto _ : state)
        world().peer.run(overlap_query);
}

void csv_ours(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(world().read_csv());
}

void csv_bare(benchmark::State& state) {
    const auto query = world().csv_query();
    for (auto _ : state)
        benchmark::DoNotOptimize(world().peer.first_number(query));
}

void profile_ours(benchmark::State& state) {
    registry::ProfileQuestion question;
    question.layer = "icb22";
    question.mode = registry::ProfileMode::exact;
    for (auto _ : state)
        benchmark::DoNotOptimize(registry::profile_layer(world().registry, question));
}

BENCHMARK(overlap_ours)->Name("overlap/concord");
BENCHMARK(overlap_bare)->Name("overlap/bare");
BENCHMARK(csv_ours)->Name("csv/concord");
BENCHMARK(csv_bare)->Name("csv/bare");
BENCHMARK(profile_ours)->Name("profile/concord");

}  // namespace

int main(int count, char** words) {
    benchmark::Initialize(&count, words);
    world();
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
