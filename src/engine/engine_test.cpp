// The façade over the little country of the spec tests: outcomes, determinism, and the same answer
// from the data and from a build.
#include "engine/engine.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/render.hpp"
#include "store/warehouse.hpp"
#include "support/temporary_folder.hpp"

namespace concord {
namespace {

using support::TemporaryFolder;

const fs::path source = CONCORD_SOURCE;

// A copy of the little country, so that a build has a place to stand.
class Country {
  public:
    explicit Country(int threads = 1) {
        fs::copy(source / "tests/spec/country", folder_.path() / "country",
                 fs::copy_options::recursive);
        options_.resources = source;
        options_.threads = threads;
    }
    fs::path folder() const { return folder_.path() / "country"; }
    Engine engine() const { return Engine(options_); }
    SystemQuestion question() const { return {folder(), std::nullopt, std::nullopt}; }
    EngineOptions& options() { return options_; }
    void write(const std::string& file, const std::string& text) const {
        std::ofstream(folder() / file) << text;
    }

  private:
    TemporaryFolder folder_;
    EngineOptions options_;
};

std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return std::string((std::istreambuf_iterator<char>(file)), {});
}

LayersRequest layers(const Country& country, const std::string& a, const std::string& b) {
    LayersRequest request;
    request.system = country.question();
    request.layer_a = a;
    request.layer_b = b;
    return request;
}

TEST(Engine, BuildsTheWholeFolder) {
    const Country country;
    auto engine = country.engine();
    const auto answer = engine.build({country.question(), std::nullopt, {}});
    EXPECT_EQ(answer.outcome, Outcome::done);
    for (const auto* file : {"concord.duckdb", "manifest.json", "tables/system_profile.csv",
                             "tables/system_profile.parquet", "report/index.html"}) {
        EXPECT_TRUE(fs::exists(country.folder() / "build" / file)) << file;
    }
    const auto manifest = nlohmann::json::parse(read(country.folder() / "build/manifest.json"));
    EXPECT_EQ(manifest["tables"]["boundary_changes"], 1);
    EXPECT_EQ(manifest["inputs"].size(), 30U);  // 7 of open data, 23 of its own
}

// Read back by the peer that everyone has: as many rows, and none that the database has not.
TEST(Engine, WritesEachTableAsParquetTheSame) {
    const Country country;
    country.engine().build({country.question(), std::nullopt, {}});
    const auto build = country.folder() / "build";
    auto warehouse = store::Warehouse::in_memory({});
    warehouse.run(fmt::format("ATTACH {} AS built (READ_ONLY)",
                              store::quoted_text((build / "concord.duckdb").string())));
    std::size_t tables = 0;
    for (const auto& entry : fs::directory_iterator(build / "tables")) {
        if (entry.path().extension() != ".parquet") continue;
        ++tables;
        const auto file =
            fmt::format("read_parquet({})", store::quoted_text(entry.path().string()));
        const auto table = "built." + store::quoted_name(entry.path().stem().string());
        const auto counts = warehouse.query_whole_numbers(
            fmt::format("SELECT (SELECT count(*) FROM (FROM {0} EXCEPT ALL FROM {1})), "
                        "(SELECT count(*) FROM (FROM {1} EXCEPT ALL FROM {0}))",
                        file, table),
            -1);
        EXPECT_EQ(counts[0][0], 0) << table;
        EXPECT_EQ(counts[1][0], 0) << table;
    }
    EXPECT_GT(tables, 30U);
}

// The page tells what was looked for and not found from what was looked for and did not happen.
TEST(Engine, TellsTheReportWhatWasAskedForAndWhatIsAbsent) {
    const Country country;
    fs::remove(country.folder() / "data/rank19.csv");
    auto engine = country.engine();
    engine.build({country.question(), std::nullopt, {}});
    const auto data = nlohmann::json::parse(read(country.folder() / "build/report/data.json"));
    EXPECT_EQ(data["system"]["authority_layer"], "authority23");
    EXPECT_EQ(data["system"]["changes"].dump(), R"([["board21","board22"]])");
    EXPECT_EQ(data["layer_titles"]["authority23"], "Strategic authorities 2023");
    ASSERT_EQ(data["absent"].size(), 1U);
    EXPECT_EQ(data["absent"][0]["path"], "rank19.csv");
    for (const auto& dataset : data["sources"])
        EXPECT_NE(dataset["path"], "rank19.csv");
}

void write_money(const Country& country) {
    fs::create_directories(country.folder() / "money");
    country.write("money/pace.toml", "points = [[-0.025, 0.005], [0, 0], [0.025, -0.005]]\n");
    country.write("money/allocation.toml",
                  "year = \"2022/23\"\n[[stream]]\nname = \"core\"\ncovers = [\"acute\", "
                  "\"community\", \"mental-health\", \"primary-medical\", \"running-costs\"]\n"
                  "rule = \"pace.toml\"\nneed = \"a\"\ninequalities = \"b\"\nadvice = \"c\"\n"
                  "[places]\nfile = \"units.csv\"\nplace = \"place\"\nbody = \"body\"\n"
                  "population = \"people\"\nweighted = [\"core\"]\n");
    country.write("money/baselines.csv",
                  "year,body,stream,baseline,base_growth,target,population\n"
                  "2022/23,west-board,core,1000.00,0.02,1000.00,100\n");
    country.write("money/units.csv",
                  "place,body,people,core\nfirst,west-board,60,70\nrest,west-board,40,30\n");
}

std::vector<std::string> ids(const Answer& answer) {
    std::vector<std::string> result;
    for (const auto& diagnostic : answer.diagnostics)
        result.push_back(diagnostic.id);
    return result;
}

// Nobody has to set budgets for places: money without them is no finding (FRM-R295). 1,000 × 1.02
// is 2 % above the target, of which a fifth is taken back.
TEST(Engine, AllocatesByTheRuleOfPaceAndAsksForNoPlaceBudgets) {
    const Country country;
    write_money(country);
    auto engine = country.engine();
    EXPECT_EQ(ids(engine.check({country.question()})), std::vector<std::string>());
    engine.build({country.question(), std::nullopt, {}});
    EXPECT_EQ(read(country.folder() / "build/tables/allocations.csv"),
              "year,body,stream,baseline,base_growth,target,distance_before,convergence,allocation,"
              "distance_after,population,per_head,with_places,share_with_places,gain,"
              "target_basis,source,converging\n"
              "2022/23,west-board,core,1000.00,0.02,1000.00,0.020000000000000018,"
              "-0.0040000000000000036,1015.92,0.015919999999999934,100.0,10.16,0.00,0.0,-4.08,"
              "given,,1.0\n");
    const auto places =
        engine.show({country.question(), "place_budgets", "place = 'first'", std::nullopt});
    ASSERT_EQ(places.table.rows.size(), 1U);
    EXPECT_EQ(places.table.rows[0][10], Value(Pence(std::int64_t{71114})));  // 70 of 100 parts
}

// A misspelt floor would be no floor: nothing is paid by half a rule, in a question or in a system.
TEST(Engine, AppliesNoRuleOfPaceWithAKeyThatNobodyKnows) {
    const Country country;
    write_money(country);
    country.write("money/pace.toml", "points = [[0, 0], [0.1, -0.1]]\nflor = -0.001\n");
    auto engine = country.engine();
    PaceQuestion question;
    question.file = country.folder() / "money/baselines.csv";
    question.body = "body";
    question.baseline = "baseline";
    question.growth = "base_growth";
    question.target = "target";
    question.rules = {country.folder() / "money/pace.toml"};
    const auto answer = engine.money_pace(question);
    EXPECT_EQ(answer.outcome, Outcome::input_missing);
    EXPECT_TRUE(answer.table.rows.empty());
    EXPECT_EQ(ids(answer), std::vector<std::string>({"REG015"}));
    engine.build({country.question(), std::nullopt, {}});
    const auto table = engine.show({country.question(), "allocations", "", std::nullopt}).table;
    EXPECT_TRUE(table.rows.empty());
}

// How much of a body's money is with its places (PIR-R077): a quarter of 1,015.92.
TEST(Engine, SaysHowMuchOfTheMoneyIsWithPlaces) {
    const Country country;
    write_money(country);
    country.write("money/budgets.csv",
                  "year,body,place,stream,kind,budget,decision\n"
                  "2022/23,west-board,first,core,community,200.00,minute 4\n"
                  "2022/23,west-board,first,core,section-75,53.98,minute 4\n");
    auto engine = country.engine();
    EXPECT_EQ(ids(engine.check({country.question()})), std::vector<std::string>());
    engine.build({country.question(), std::nullopt, {}});
    const auto table = engine.show({country.question(), "allocations", "", std::nullopt}).table;
    EXPECT_EQ(table.rows[0][12], Value(Pence(std::int64_t{25398})));
    EXPECT_EQ(table.rows[0][13], Value(0.25));
}

// A04, with 150,000 people, moved from the board QW1 to QE1 on 1 July 2022.
TEST(Engine, FindsWhatMoved) {
    const Country country;
    auto engine = country.engine();
    const auto answer = engine.changes(layers(country, "board21", "board22"));
    EXPECT_EQ(render_csv(answer.table),
              "layer_a,layer_b,from_code,from_name,to_code,to_name,lsoas,population,"
              "population_source,small_areas,fit\n"
              "board21,board22,P1,,S2,East,1,150000,people20,cell11,exact\n");
}

TEST(Engine, AnswersTheSameFromTheBuildAndFromTheData) {
    const Country country;
    auto engine = country.engine();
    const auto questions = [&] {
        std::vector<std::string> answers;
        answers.push_back(
            render_csv(engine.overlap(layers(country, "board22", "council21")).table));
        answers.push_back(
            render_csv(engine.coterminosity(layers(country, "board22", "authority23")).table));
        answers.push_back(render_csv(engine.changes(layers(country, "board21", "board22")).table));
        for (const auto* mode : {"published", "exact"}) {
            ProfileRequest request;
            request.system = country.question();
            request.layer = "board22";
            request.mode = mode;
            answers.push_back(render_csv(engine.profile(request).table));
        }
        return answers;
    };
    const auto from_data = questions();
    engine.build({country.question(), std::nullopt, {}});
    const auto from_build = questions();
    EXPECT_EQ(from_data, from_build);
    for (const auto& answer : from_data)
        EXPECT_GT(std::ranges::count(answer, '\n'), 1);
}

// The places of the little country begin on 1 July 2022: the day before there are none.
TEST(Engine, AnswersForAnotherDayThanTheBuilds) {
    const Country country;
    auto engine = country.engine();
    engine.build({country.question(), std::nullopt, {}});
    auto request = layers(country, "place", "council21");
    EXPECT_EQ(engine.overlap(request).outcome, Outcome::done);
    request.system.as_at = "2022-06-30";
    EXPECT_EQ(engine.overlap(request).outcome, Outcome::input_missing);
}

TEST(Engine, AnswersFromTheDataWhereTheyAreNewerThanTheBuild) {
    const Country country;
    auto engine = country.engine();
    engine.build({country.question(), std::nullopt, {}});
    const auto people_of_first = [&] {
        const auto answer = engine.coterminosity(layers(country, "board22", "council21"));
        return std::get<std::int64_t>(answer.table.rows[0][3]);
    };
    EXPECT_EQ(people_of_first(), 650000);
    auto text = read(country.folder() / "data/people20.csv");
    text.replace(text.find("A01,300000"), 10, "A01,400000");
    country.write("data/people20.csv", text);
    fs::last_write_time(country.folder() / "data/people20.csv",
                        fs::file_time_type::clock::now() + std::chrono::seconds(5));
    EXPECT_EQ(people_of_first(), 750000);
}

TEST(Engine, AnswersFromTheDataWhereTheManifestIsNotAsABuildWritesIt) {
    const Country country;
    auto engine = country.engine();
    engine.build({country.question(), std::nullopt, {}});
    for (const auto* manifest :
         {"", "[]", R"({"as_at": 5})", R"({"as_at": "2022-07-01", "inputs": [7]})",
          R"({"as_at": "2022-07-01", "inputs": [{"file": {}, "bytes": "many"}]})"}) {
        country.write("build/manifest.json", manifest);
        const auto answer = engine.overlap(layers(country, "board22", "council21"));
        EXPECT_EQ(answer.outcome, Outcome::done) << manifest;
        EXPECT_FALSE(answer.table.rows.empty()) << manifest;
    }
}

TEST(Engine, WritesTheSameBytesOnAnyNumberOfThreads) {
    Country country;
    const auto build = [&](int threads, const std::string& name) {
        country.options().threads = threads;
        country.engine().build({country.question(), country.folder() / name, {}});
        return country.folder() / name;
    };
    const auto one = build(1, "one");
    const auto four = build(4, "four");
    int compared = 0;
    for (const auto& entry : fs::recursive_directory_iterator(one)) {
        const auto name = fs::relative(entry.path(), one);
        // The manifest holds timings, the database its own page layout.
        const bool differs = name == "manifest.json" || name == "concord.duckdb";
        if (!entry.is_regular_file() || differs) continue;
        EXPECT_EQ(read(entry.path()), read(four / name)) << name;
        ++compared;
    }
    EXPECT_GT(compared, 30);
}

TEST(Engine, RefusesAStrangersFolder) {
    const Country country;
    auto engine = country.engine();
    const auto answer = engine.build({country.question(), country.folder() / "data", {}});
    EXPECT_EQ(answer.outcome, Outcome::refused);
    EXPECT_TRUE(fs::exists(country.folder() / "data/lookup.csv"));
}

TEST(Engine, SaysWhatIsMissing) {
    const Country country;
    auto engine = country.engine();
    SystemQuestion nowhere;
    nowhere.folder = country.folder() / "none";
    EXPECT_EQ(engine.check({nowhere}).outcome, Outcome::input_missing);
    EXPECT_EQ(engine.show({country.question(), "areas", "", {}}).outcome, Outcome::input_missing)
        << "nothing has been built";
    EXPECT_EQ(engine.overlap(layers(country, "board22", "board99")).outcome,
              Outcome::input_missing);
    EXPECT_EQ(Engine::explain("REG999").outcome, Outcome::wrong_usage);
    auto wrong_date = country.question();
    wrong_date.as_at = "soon";
    EXPECT_EQ(engine.check({wrong_date}).outcome, Outcome::wrong_usage);
}

TEST(Engine, RefusesAMixtureOfVintages) {
    const Country country;
    auto engine = country.engine();
    auto request = layers(country, "board21", "board22");
    request.population = "people21";
    EXPECT_EQ(engine.overlap(request).outcome, Outcome::refused);
    request.population = "people20";
    EXPECT_EQ(engine.overlap(request).outcome, Outcome::done);
}

TEST(Engine, ShowsTablesAsAtADate) {
    const Country country;
    auto engine = country.engine();
    engine.build({country.question(), std::nullopt, {}});
    ShowQuestion question{country.question(), "bodies", "kind = 'integrated-care-board'", {}};
    EXPECT_EQ(engine.show(question).table.rows.size(), 2U);
    question.system.as_at = "2022-06-30";
    EXPECT_EQ(engine.show(question).table.rows.size(), 0U);
    question.where = "no such column = 1";
    EXPECT_EQ(engine.show(question).outcome, Outcome::wrong_usage);
}

TEST(Engine, LeavesNothingBehindWhenStopped) {
    Country country;
    CancelToken cancel;
    cancel.cancel();
    country.options().cancel = &cancel;
    auto engine = country.engine();
    EXPECT_THROW(engine.build({country.question(), std::nullopt, {}}), Cancelled);
    for (const auto& entry : fs::directory_iterator(country.folder())) {
        EXPECT_FALSE(entry.path().filename().string().starts_with(".build")) << entry.path();
    }
    EXPECT_FALSE(fs::exists(country.folder() / "build"));
}

TEST(Engine, MovesAreasOnPaper) {
    const Country country;
    country.write("plan.csv",
                  "area,from,to,to_name\ncouncil21:K2,S1,S3,Middle\nA04,S2,S3,Middle\n");
    auto engine = country.engine();
    auto request = layers(country, "board22", "plan");
    request.what_ifs = {"board22=" + (country.folder() / "plan.csv").string()};
    const auto answer = engine.changes(request);
    // K2 is A03 and A04; A04 lies in S2, so the whole row of K2 moves nothing, and A04 moves by
    // itself.
    EXPECT_EQ(answer.outcome, Outcome::findings);
    EXPECT_EQ(answer.table.rows.size(), 1U);
    EXPECT_EQ(answer.table.rows[0][4], Value(std::string("S3")));
}

}  // namespace
}  // namespace concord
