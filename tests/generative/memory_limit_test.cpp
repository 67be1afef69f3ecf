// The memory that is given is not exceeded: questions whose whole does not fit go over the disk.
// CONCORD_PEOPLE says how many people there are (5,000,000 where it does not) and CONCORD_MEMORY
// what is given: 20000000 and 4GB is the whole of the claim.
#include <cstdlib>
#include <iostream>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.hpp"
#include "store/query/query_engine.hpp"
#include "support/resident_memory.hpp"
#include "support/temporary_folder.hpp"

namespace concord::store {
namespace {

std::string setting(const char* name, const char* otherwise) {
    const char* given = std::getenv(name);
    return given && *given ? given : otherwise;
}

const TableSchema people = {"people",
                            "",
                            {{"person", ColumnType::whole_number, ""},
                             {"lsoa", ColumnType::text, ""},
                             {"age", ColumnType::whole_number, ""},
                             {"sex", ColumnType::text, ""}}};
const TableSchema contacts = {"contacts",
                              "",
                              {{"person", ColumnType::whole_number, ""},
                               {"kind", ColumnType::text, ""},
                               {"cost", ColumnType::money, ""}}};

// Numbers that follow from the person's own, scattered as hashes are.
void make_files(const std::filesystem::path& folder, const std::string& count) {
    auto warehouse = Warehouse::in_memory({2, "2GB", false});
    warehouse.run("SET preserve_insertion_order = false");
    warehouse.run(fmt::format(
        "COPY (SELECT i AS person, 'E0' || lpad(CAST(hash(i) % 33755 AS VARCHAR), 7, '0') AS lsoa, "
        "CAST(hash(i + 1) % 100 AS BIGINT) AS age, CASE WHEN hash(i + 2) % 2 = 0 THEN 'female' "
        "ELSE 'male' END AS sex FROM range({}) AS r(i)) TO {} (FORMAT parquet)",
        count, quoted_text((folder / "people.parquet").string())));
    warehouse.run(fmt::format(
        "COPY (SELECT CAST(hash(i) % {0} AS BIGINT) AS person, CASE WHEN i % 3 = 0 THEN 'gp' ELSE "
        "'emergency' END AS kind, CAST(i % 90000 AS DECIMAL(19, 2)) / 100 AS cost FROM range(2 * "
        "{0}) AS r(i)) TO {1} (FORMAT parquet)",
        count, quoted_text((folder / "contacts.parquet").string())));
}

TableSchema counts(const std::string& name, std::vector<SchemaColumn> keys) {
    keys.push_back({"n", ColumnType::whole_number, ""});
    return {name, "", std::move(keys)};
}

// A sort of everybody. Where little is given the database refuses this rather than exceed it: it is
// asked where gigabytes are.
void rank(QueryEngine& engine) {
    engine.answer(
        {"SELECT rank, COUNT(*) AS n FROM (SELECT ROW_NUMBER() OVER (PARTITION BY "
         "p.lsoa ORDER BY c.cost DESC NULLS LAST, p.person) AS rank FROM people AS p "
         "LEFT JOIN costs AS c ON c.person = p.person) AS ranked WHERE rank <= 5 GROUP "
         "BY rank",
         counts("dearest", {{"rank", ColumnType::whole_number, ""}}),
         {"rank"}});
}

// A count by small area, what each person cost, and the dearest of each area: the second has a
// group for every person.
void ask(const std::filesystem::path& folder, const std::string& memory) {
    auto warehouse = Warehouse::open(folder / "concord.duckdb", {2, memory, false});
    const auto engine = QueryEngine::open(warehouse, {});
    engine->offer(people, {folder / "people.parquet"});
    engine->offer(contacts, {folder / "contacts.parquet"});
    engine->answer(
        {"SELECT lsoa, whole_quotient(age, 5) AS band, sex, COUNT(*) AS n FROM people "
         "GROUP BY lsoa, whole_quotient(age, 5), sex",
         counts("by_area", {{"lsoa", ColumnType::text, ""},
                            {"band", ColumnType::whole_number, ""},
                            {"sex", ColumnType::text, ""}}),
         {"lsoa", "band", "sex"}});
    engine->define("costs",
                   "SELECT person, SUM(cost) AS cost, COUNT(*) AS visits FROM contacts GROUP BY "
                   "person");
    engine->answer({"SELECT visits, COUNT(*) AS n FROM costs GROUP BY visits",
                    counts("by_visits", {{"visits", ColumnType::whole_number, ""}}),
                    {"visits"}});
    if (memory.ends_with("GB")) rank(*engine);
    const auto sum = [&](const char* table) {
        return warehouse.query_whole_numbers(
            fmt::format("SELECT CAST(SUM(n) AS BIGINT) FROM {}", table), 0)[0][0];
    };
    std::cout << "people counted: " << with_thousands(sum("by_area")) << ", with contacts "
              << with_thousands(sum("by_visits")) << "\n";
}

// What a process of its own needs for it at most beside what it began with, in MiB; -1 where it
// failed.
std::int64_t peak_mebibytes(const std::filesystem::path& folder, const std::string& memory) {
    std::cout.flush();
    const auto before = support::resident_mebibytes();
    const pid_t child = ::fork();
    if (child == 0) {
        int status = 0;
        try {
            ask(folder, memory);
        } catch (const std::exception& failure) {
            std::cout << failure.what() << "\n";
            status = 1;
        }
        std::cout.flush();
        ::_exit(status);
    }
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    return status == 0 ? usage.ru_maxrss / 1024 - before : -1;
}

// The program itself, its threads and the files' pages come on top of what the database holds; with
// sanitizers, which keep what was freed, far more.
constexpr double beside_mebibytes = support::is_sanitized ? 1000 : 150;

TEST(MemoryLimit, IsHonoured) {
    const auto count = setting("CONCORD_PEOPLE", "5000000");
    const auto memory = setting("CONCORD_MEMORY", "250MB");
    const support::TemporaryFolder folder;
    // In a process of its own: what is freed here would still count for a child.
    const pid_t maker = ::fork();
    if (maker == 0) {
        make_files(folder.path(), count);
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(maker, &status, 0);
    ASSERT_EQ(0, status);
    const auto limit = *parse_number(memory.substr(0, memory.size() - 2)) *
                       (memory.ends_with("GB") ? 1e9 : 1e6) / 0x1p20;
    const auto peak = peak_mebibytes(folder.path(), memory);
    std::cout << count << " people within " << memory << ": at most " << peak << " MiB\n";
    ASSERT_GT(peak, 0);
    EXPECT_LT(static_cast<double>(peak), limit + beside_mebibytes);
    // The canary, where there are people enough for more than the noise of a machine: given more,
    // it takes more.
    if (parse_whole_number(count).value_or(0) < 10'000'000 || peak > 1000) return;
    std::filesystem::remove(folder.path() / "concord.duckdb");
    EXPECT_GT(static_cast<double>(peak_mebibytes(folder.path(), "4000MB")),
              limit + beside_mebibytes);
}

}  // namespace
}  // namespace concord::store
