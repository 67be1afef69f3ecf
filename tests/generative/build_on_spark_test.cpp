// `build --engine spark://…`: the same tables, byte for byte, as the build on DuckDB, with nothing
// of the people left behind. And `people cohorts --engine`.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

#include <gtest/gtest.h>

#include "engine/engine.hpp"
#include "store/warehouse.hpp"
#include "support/asked_engine.hpp"
#include "support/cohort_world.hpp"

namespace concord {
namespace {

using support::SparkCluster;

// The little country of the spec files with an extract of made-up people in two parts, one of
// Parquet and one of CSV, and with rows in it that rules leave out.
class CountryWithPeople {
  public:
    CountryWithPeople() {
        const fs::path source = CONCORD_SOURCE;
        fs::copy(source / "tests/spec/country", system(), fs::copy_options::recursive);
        fs::create_directories(people());
        write_part(1, "parquet");
        write_part(2, "csv");
        std::ofstream(people() / "people-002.csv", std::ios::app)
            << "7,A01,cell11,,130,,female,white,,\n"   // too old
            << "8,Z99,cell11,,30,,female,white,,\n"    // of nowhere
            << "9,A02,cell11,,30,,F,green,,\n"         // with words that are not known
            << "1000000007,A02,cell11,,3,,male,,,\n";  // who stands in the first part
        std::ofstream(people() / "contacts-002.csv", std::ios::app)
            << "77,gp,2022-01-01,,1,\n"          // of nobody
            << "9,gp,2022-01-01,it's,2,1.25\n";  // kept
    }

    fs::path system() const { return folder_.path() / "country"; }
    fs::path folder() const { return folder_.path(); }

    EngineOptions options(const std::string& engine) const {
        EngineOptions options;
        options.resources = CONCORD_SOURCE;
        options.query_engine = engine;
        options.memory = "512MB";
        options.cluster_cores = 1;
        options.threads = 2;
        return options;
    }

    // The files of a build but the database, whose tables the others are, and the manifest.
    std::map<std::string, std::string> build(const std::string& engine, const std::string& name) {
        BuildQuestion question;
        question.system.folder = system();
        question.out = folder() / name;
        question.only = {"population"};
        Engine asked(options(engine));
        const auto answer = asked.build(question);
        EXPECT_TRUE(answer.notes.empty() ||
                    answer.notes[0].find("nothing was asked") == std::string::npos);
        std::map<std::string, std::string> files;
        for (const auto& entry : fs::recursive_directory_iterator(folder() / name)) {
            const auto file = fs::relative(entry.path(), folder() / name).string();
            if (entry.is_regular_file() && file != "concord.duckdb") files[file] = read(entry);
        }
        return files;
    }

  private:
    fs::path people() const { return system() / "people"; }

    static std::string read(const fs::path& path) {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    void write_part(std::uint64_t part, const std::string& form) {
        RandomStream random(5, 3'000'000 + part);
        auto world = support::make_world(random, 600);
        while (world.citizens.size() < 200)
            world = support::make_world(random, 600);
        for (auto& one : world.citizens) {
            one.area = "A0" + one.area.substr(one.area.size() - 1);
            if (one.area == "A00") one.area = "A07";
            one.number += static_cast<std::int64_t>(part - 1) * 1'000'000'000'000;
        }
        auto warehouse = store::Warehouse::in_memory({1, std::nullopt, false});
        for (const auto& table : support::tables_of(world)) {
            const auto& name = table.schema().name;
            warehouse.write(table);
            if (name == "people") warehouse.run("UPDATE people SET lsoa_vintage = 'cell11'");
            const auto file = people() / (name + "-00" + std::to_string(part) + "." + form);
            warehouse.run("COPY " + name + " TO " + store::quoted_text(file.string()));
        }
    }

    support::TemporaryFolder folder_;
};

class SparkBuild : public testing::Test {
  protected:
    void SetUp() override {
        if (!SparkCluster::shared().problem().empty())
            GTEST_SKIP() << SparkCluster::shared().problem();
        ASSERT_EQ("", SparkCluster::shared().failure());
    }
};

TEST_F(SparkBuild, HasTheTablesOfTheBuildOnDuckdb) {
    CountryWithPeople country;
    auto here = country.build("duckdb", "here");
    auto there = country.build(SparkCluster::shared().address(), "there");
    EXPECT_NE(std::string::npos, here["manifest.json"].find("\"engine\": \"DuckDB"));
    EXPECT_NE(std::string::npos, there["manifest.json"].find("\"engine\": \"Spark"));
    here.erase("manifest.json");
    there.erase("manifest.json");
    EXPECT_NE(std::string::npos, here["tables/cohorts.csv"].find("\nmultimorbidity,"));
    EXPECT_EQ(here.size(), there.size());
    for (const auto& [file, content] : here)
        EXPECT_TRUE(there[file] == content) << file;
    // Nothing that was made on the way is left, in the builds or beside them.
    std::set<std::string> left;
    for (const auto& entry : fs::directory_iterator(country.folder()))
        left.insert(entry.path().filename().string());
    EXPECT_EQ((std::set<std::string>{"country", "here", "there"}), left);
    for (const auto& [file, content] : there)
        EXPECT_TRUE(file.starts_with("tables/") || file.starts_with("report/")) << file;
}

TEST_F(SparkBuild, AnswersCohortsAlike) {
    if (support::setting("CONCORD_COHORTS", 60) < 600)
        GTEST_SKIP() << "it starts one more session of the cluster: set CONCORD_COHORTS=600";
    const CountryWithPeople country;
    PeopleQuestion question;
    question.folder = country.system();
    question.show = "cohort_steps";
    const auto ask = [&](const std::string& engine) {
        Engine asked(country.options(engine));
        return asked.people_cohorts(question);
    };
    const auto here = ask("duckdb");
    const auto there = ask(SparkCluster::shared().address());
    EXPECT_GT(here.table.rows.size(), 10U);
    EXPECT_EQ(here.table.rows, there.table.rows);
    EXPECT_NE(there.notes.end(), std::ranges::find_if(there.notes, [](const auto& note) {
                  return note.starts_with("counted by Spark");
              }));
}

TEST(PeopleEngine, ThatIsNoneIsRefused) {
    const CountryWithPeople country;
    PeopleQuestion question;
    question.folder = country.system();
    Engine asked(country.options("spark://nowhere"));
    const auto answer = asked.people_segments(question);
    EXPECT_EQ(Outcome::wrong_usage, answer.outcome);
    ASSERT_FALSE(answer.diagnostics.empty());
    EXPECT_NE(std::string::npos, answer.diagnostics[0].message.find("is no engine"));
}

}  // namespace
}  // namespace concord
