// A build of people keeps to --memory: what does not fit is put into its own unfinished folder, and
// nothing of it is left. CONCORD_PEOPLE_BUILT says how many people, CONCORD_MEBIBYTES what they are
// given.
#include <algorithm>
#include <chrono>
#include <iostream>
#include <set>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/engine.hpp"
#include "store/warehouse.hpp"
#include "support/asked_engine.hpp"
#include "support/resident_memory.hpp"
#include "support/temporary_folder.hpp"

namespace concord {
namespace {

const auto people = support::setting("CONCORD_PEOPLE_BUILT", 1'000'000);
const auto mebibytes_given = support::setting("CONCORD_MEBIBYTES", 200);
// The program itself and its threads come on top; sanitizers keep what was freed.
constexpr double beside_mebibytes = support::is_sanitized ? 1000 : 250;

// The little country with so many people, each with contacts of several kinds and providers.
void make_country(const fs::path& system) {
    fs::copy(fs::path(CONCORD_SOURCE) / "tests/spec/country", system, fs::copy_options::recursive);
    fs::create_directories(system / "people");
    auto warehouse = store::Warehouse::in_memory({2, "1GB", false});
    const auto copy = [&](const char* table, const std::string& sql) {
        const auto file = (system / "people" / fmt::format("{}.parquet", table)).string();
        warehouse.run(
            fmt::format("COPY ({}) TO {} (FORMAT parquet)", sql, store::quoted_text(file)));
    };
    copy("people", fmt::format("SELECT i AS person, 'A0' || (1 + hash(i) % 8) AS lsoa, 'cell11' AS "
                               "lsoa_vintage, CAST(hash(i + 1) % 100 AS BIGINT) AS age, 'female' "
                               "AS sex, 'white' AS ethnicity FROM range({}) AS r(i)",
                               people));
    copy("contacts",
         fmt::format("SELECT CAST(hash(i) % {0} AS BIGINT) AS person, CASE WHEN i % 3 = 0 THEN "
                     "'gp' ELSE 'emergency' END AS kind, DATE '2022-03-01' AS date, 'P' || i % 97 "
                     "AS provider, CAST(i % 900 AS DECIMAL(18, 2)) AS cost FROM range(3 * {0}) AS "
                     "r(i)",
                     people));
}

// In a process of its own, whose peak is told; -1 where it failed.
pid_t start_build(const fs::path& system, const fs::path& out) {
    const pid_t child = ::fork();
    if (child != 0) return child;
    EngineOptions options;
    options.resources = CONCORD_SOURCE;
    options.threads = 2;
    options.memory = fmt::format("{}MiB", mebibytes_given);
    BuildQuestion question;
    question.system.folder = system;
    question.out = out;
    question.only = {"population"};
    int status = 1;
    try {
        Engine engine(options);
        const auto answer = engine.build(question);
        status = answer.outcome == Outcome::done || answer.outcome == Outcome::findings ? 0 : 2;
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
    }
    ::_exit(status);
}

// The largest file seen in a folder named `spilled` below this one.
std::uintmax_t spilled_below(const fs::path& folder) {
    std::uintmax_t most = 0;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
         at.increment(error)) {
        if (at->path().parent_path().filename() != "spilled") continue;
        const auto size = at->file_size(error);
        if (!error) most = std::max(most, size);
    }
    return most;
}

TEST(PeopleMemory, IsKeptToAndNothingOfThePeopleIsLeft) {
    const support::TemporaryFolder folder;
    // A maker of its own: what it needed would count for the other.
    const pid_t maker = ::fork();
    if (maker == 0) {
        make_country(folder.path() / "country");
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(maker, &status, 0);
    ASSERT_EQ(0, status);
    const auto before = support::resident_mebibytes();
    const auto child = start_build(folder.path() / "country", folder.path() / "out");
    std::uintmax_t spilled = 0;
    rusage usage{};
    while (::wait4(child, &status, WNOHANG, &usage) == 0) {
        spilled = std::max(spilled, spilled_below(folder.path()));
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    ASSERT_EQ(0, status);
    const auto peak = usage.ru_maxrss / 1024 - before;
    std::cout << people << " people within " << mebibytes_given << " MiB: at most " << peak
              << " MiB, and " << spilled / 1024 << " KiB put aside\n";
    EXPECT_GT(spilled, 0U) << "it was too much for the memory given";
    EXPECT_LT(static_cast<double>(peak), static_cast<double>(mebibytes_given) + beside_mebibytes);
    std::set<std::string> left;
    for (const auto& entry : fs::directory_iterator(folder.path()))
        left.insert(entry.path().filename().string());
    for (const auto& entry : fs::directory_iterator(folder.path() / "out"))
        left.insert("out/" + entry.path().filename().string());
    EXPECT_EQ((std::set<std::string>{"country", "out", "out/concord.duckdb", "out/manifest.json",
                                     "out/report", "out/tables"}),
              left);
    EXPECT_FALSE(fs::exists(".tmp"));
}

}  // namespace
}  // namespace concord
