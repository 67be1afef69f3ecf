// What NHS England published as allocations, worked out again from baselines, base growth, targets
// and the rules of catalogue/money; and the indices of places by the published tool's method,
// worked out again here in another way.
#include <cmath>
#include <fstream>
#include <map>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/amount.hpp"
#include "engine/engine.hpp"
#include "files/csv_reader.hpp"
#include "money/published_table.hpp"
#include "support/diagnostics.hpp"
#include "support/open_data.hpp"
#include "support/temporary_folder.hpp"

namespace concord {
namespace {

using Row = std::map<std::string, std::string>;

std::vector<Row> read_rows(const fs::path& path) {
    auto diagnostics = support::new_diagnostics();
    files::CsvOptions options;
    options.shown_path = path.filename().string();
    files::CsvReader reader(path, options, diagnostics);
    std::vector<Row> rows;
    while (reader.next()) {
        auto& row = rows.emplace_back();
        for (std::size_t i = 0; i < reader.headers().size(); ++i)
            row[reader.headers()[i]] = reader.raw_value(i);
    }
    return rows;
}

// The columns of a published sheet, in thousands of pounds.
struct Sheet {
    std::string file;
    std::string baseline;
    std::string growth;
    std::string after;
    std::string allocation;
    std::string rule;
    std::string target;  // of the year before, which grew as the baseline; empty: not so
};

const Sheet core_2023 = {"2023-25_icb_core_allocations_2023_24.csv",
                         "2022/23 Adjusted recurrent baseline (£k)",
                         "2023/24 Base growth (%)",
                         "2023/24 Post-convergence distance from target (%)",
                         "2023/24 Recurrent allocation (£k)",
                         "core-2023-24.toml",
                         "2022/23 Fair Shares Target (£k)"};
const Sheet core_2025 = {"2025-26_icb_core_allocations_2025_26.csv",
                         "2024/25 Adjusted recurrent baseline (£k)",
                         "2025/26 Base growth (%)",
                         "2025/26 Post-convergence distance from target (%)",
                         "2025/26 Recurrent allocation (£k)",
                         "core-2025-26.toml",
                         ""};
const Sheet medical_2023 = {"2023-25_pmc_allocations_2023_24.csv",
                            "2022/23 Adjusted recurrent baseline (£k)",
                            "2023/24 Base growth (%)",
                            "2023/24 Post-convergence distance from target (%)",
                            "2023/24 Recurrent allocation (£k)",
                            "primary-medical-2023-24.toml",
                            "2022/23 Fair Shares Target (£k)"};

fs::path folder_of_allocations() {
    return *support::open_data() / "allocations";
}

EngineOptions options() {
    EngineOptions result;
    result.resources = CONCORD_SOURCE;
    return result;
}

// The sheet's amounts carry more digits than a double prints in pounds: "k" moves the point.
std::string in_thousands(const std::string& amount) {
    return amount + "k";
}

// The target of the year. For 2023/24 it follows from what is printed of the year before, without
// the allocation. For 2025/26 it is printed nowhere and is taken from the allocation and the
// distance after it: that year's replay holds the rule and the arithmetic, not the target.
double target_of(const Sheet& sheet, const Row& row) {
    if (!sheet.target.empty()) {
        return std::stod(row.at(sheet.target)) * (1 + std::stod(row.at(sheet.growth)));
    }
    return std::stod(row.at(sheet.allocation)) / (1 + std::stod(row.at(sheet.after)));
}

PaceQuestion question_of(const Sheet& sheet, const std::vector<Row>& rows, const fs::path& file) {
    std::ofstream out(file);
    out << "body,baseline,growth,target\n";
    for (const auto& row : rows) {
        out << fmt::format("{},{},{},{:.7f}k\n", row.at("ICB23"),
                           in_thousands(row.at(sheet.baseline)), row.at(sheet.growth),
                           target_of(sheet, row));
    }
    PaceQuestion question;
    question.file = file;
    question.body = "body";
    question.baseline = "baseline";
    question.growth = "growth";
    question.target = "target";
    question.rules = {fs::path(CONCORD_SOURCE) / "catalogue/money" / sheet.rule};
    question.round = "1000";
    question.total = "England";
    return question;
}

// Every board's allocation as published, and the sum of all of them.
void expect_published(const Sheet& sheet, std::int64_t england_in_thousands) {
    const auto rows = read_rows(folder_of_allocations() / "csv" / sheet.file);
    ASSERT_EQ(rows.size(), 42U);
    const support::TemporaryFolder folder;
    Engine engine(options());
    const auto answer = engine.money_pace(question_of(sheet, rows, folder.path() / "in.csv"));
    ASSERT_EQ(answer.outcome, Outcome::done);
    ASSERT_EQ(answer.table.rows.size(), 43U);
    Pence sum;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto published = parse_amount(in_thousands(rows[i].at(sheet.allocation)));
        EXPECT_EQ(answer.table.rows[i][6], Value(*published.value)) << rows[i].at("ICB23");
        sum = *Pence::add(sum, *published.value);
    }
    EXPECT_EQ(sum, Pence(england_in_thousands * 100'000));
    EXPECT_EQ(answer.table.rows[42][6], Value(sum));
}

TEST(Allocations, CoreOf2023AsPublished) {
    CONCORD_NEEDS_OPEN_DATA();
    expect_published(core_2023, 101'260'119);
}

// The workbook's row for England says 116,741,038.
TEST(Allocations, CoreOf2025AsPublished) {
    CONCORD_NEEDS_OPEN_DATA();
    expect_published(core_2025, 116'741'038);
}

TEST(Allocations, PrimaryMedicalCareOf2023AsPublished) {
    CONCORD_NEEDS_OPEN_DATA();
    expect_published(medical_2023, 10'611'684);
}

// The distance that was printed for 2023/24 is the one worked out.
TEST(Allocations, DistancesOf2023AsPublished) {
    CONCORD_NEEDS_OPEN_DATA();
    const auto rows = read_rows(folder_of_allocations() / "csv" / core_2023.file);
    const support::TemporaryFolder folder;
    Engine engine(options());
    const auto answer = engine.money_pace(question_of(core_2023, rows, folder.path() / "in.csv"));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_NEAR(std::get<double>(answer.table.rows[i][4]),
                    std::stod(rows[i].at("2022/23 Distance from target (%)")), 1e-9);
        EXPECT_NEAR(std::get<double>(answer.table.rows[i][5]),
                    std::stod(rows[i].at("2023/24 Convergence (%)")), 1e-9);
    }
}

// The example of England takes all of it from open data as published. The sums are those of the
// workbooks' rows for England, which the files of single boards do not hold.
struct EnglandSum {
    std::string year;
    std::string stream;
    std::int64_t pence;
};

const std::vector<EnglandSum> england_sums = {{"2023/24", "core", 10'126'011'900'000},
                                              {"2023/24", "primary-medical", 1'061'168'400'000},
                                              {"2025/26", "core", 11'674'103'800'000}};

TEST(Allocations, FillTheTablesOfEngland) {
    CONCORD_NEEDS_OPEN_DATA();
    const support::TemporaryFolder folder;
    auto with_data = options();
    with_data.data = support::open_data();
    Engine engine(with_data);
    BuildQuestion question;
    question.system.folder = fs::path(CONCORD_SOURCE) / "examples/england";
    question.out = folder.path() / "build";
    const auto built = engine.build(question);
    ASSERT_EQ(built.outcome, Outcome::done);
    const auto rows = read_rows(folder.path() / "build/tables/allocations.csv");
    // Core, primary medical and running costs twice, other primary care twice, specialised.
    EXPECT_EQ(rows.size(), (2U * 4U + 1U) * 42U);
    for (const auto& expected : england_sums) {
        Pence sum;
        std::size_t boards = 0;
        for (const auto& row : rows) {
            if (row.at("year") != expected.year || row.at("stream") != expected.stream) continue;
            sum = *Pence::add(sum, *Pence::parse_pounds(row.at("allocation")));
            ++boards;
        }
        EXPECT_EQ(boards, 42U) << expected.year << expected.stream;
        EXPECT_EQ(sum, Pence(expected.pence)) << expected.year << expected.stream;
    }
    // What the places of each board get makes up what the board was allocated.
    std::map<std::string, Pence> of_places;
    for (const auto& row : read_rows(folder.path() / "build/tables/place_budgets.csv")) {
        auto& sum = of_places[row.at("body") + "/" + row.at("stream")];
        sum = *Pence::add(sum, *Pence::parse_pounds(row.at("budget")));
    }
    EXPECT_EQ(of_places.size(), 3U * 42U);
    for (const auto& row : rows) {
        const auto found = of_places.find(row.at("body") + "/" + row.at("stream"));
        if (row.at("year") != "2025/26" || found == of_places.end()) continue;
        EXPECT_EQ(found->second.pounds(), row.at("allocation"));
    }
}

// A stream of 2025/26 and where the workbook has it.
struct WorkbookStream {
    std::string stream;
    std::string sheet;
    std::string column;
    bool
        sums_to_england;  // the sheet of pharmacy, eye care and teeth counts rows that are no board
};

const std::vector<WorkbookStream> workbook_streams = {
    {"core", "ICB Core Allocations 2025-26", "2025/26 Recurrent allocation (£k)", true},
    {"primary-medical", "PMC Allocation 2025-26", "2025/26 Recurrent allocation (£k)", true},
    {"specialised", "Specialised Allocations 2025-26",
     "2025/26 Physical health services + HCDD recurrent allocation (£k)", true},
    {"other-primary-care", "POD Allocation 2025-26", "2025/26 Recurrent allocation (£k)", false}};

void expect_workbook(const WorkbookStream& asked, const std::vector<Row>& rows) {
    const std::string code = "ICB23";
    const std::string name = "Integrated Care Board (ICB)";
    auto diagnostics = support::new_diagnostics();
    const auto published =
        money::read_published({folder_of_allocations() / "nhse_icb_allocations_2025-26.xlsx",
                               "allocations.xlsx",
                               asked.sheet,
                               {code, name, asked.column}},
                              diagnostics);
    std::map<std::string, Pence> expected;
    Pence england;
    for (const auto& row : published.rows) {
        const auto cell = row.cells.find(asked.column);
        if (cell == row.cells.end()) continue;
        const auto amount = parse_amount(in_thousands(cell->second)).value;
        if (!amount) continue;
        expected["integrated-care-board:" + row.cells.at(code)] = *amount;
        if (row.cells.at(name) == "ENGLAND") england = *amount;
    }
    Pence sum;
    std::size_t boards = 0;
    for (const auto& row : rows) {
        if (row.at("year") != "2025/26" || row.at("stream") != asked.stream) continue;
        const auto ours = *Pence::parse_pounds(row.at("allocation"));
        // Where the workbook has parts of a pound, it is met to the pound.
        EXPECT_NEAR(ours.nearest_pounds(), expected.at(row.at("body")).nearest_pounds(), 0.5)
            << asked.stream << row.at("body");
        sum = *Pence::add(sum, ours);
        ++boards;
    }
    EXPECT_EQ(boards, 42U) << asked.stream;
    if (!asked.sums_to_england) return;
    EXPECT_EQ(sum, england) << asked.stream;
}

// Pharmacy, eye care and teeth of 2023/24 stand in no workbook here, but in a sheet of their own.
void expect_other_primary_care(const std::string& year, const std::vector<Row>& rows) {
    std::size_t boards = 0;
    for (const auto& published :
         read_rows(folder_of_allocations() / "csv/2023-25_other_primary_care.csv")) {
        for (const auto& row : rows) {
            if (row.at("year") != year || row.at("stream") != "other-primary-care") continue;
            if (row.at("body") != "integrated-care-board:" + published.at("ICB23")) continue;
            EXPECT_NEAR(std::stod(row.at("allocation")),
                        1000 * std::stod(published.at(year + " Recurrent allocation £k")), 0.51)
                << row.at("body");
            ++boards;
        }
    }
    EXPECT_EQ(boards, 42U) << year;
}

// Each board's as its row has it, and all of them as the row for England.
TEST(Allocations, AreThoseOfTheWorkbook) {
    CONCORD_NEEDS_OPEN_DATA();
    const support::TemporaryFolder folder;
    auto with_data = options();
    with_data.data = support::open_data();
    Engine engine(with_data);
    BuildQuestion question;
    question.system.folder = fs::path(CONCORD_SOURCE) / "examples/england";
    question.out = folder.path() / "build";
    question.only = {"money"};
    engine.build(question);
    const auto rows = read_rows(folder.path() / "build/tables/allocations.csv");
    for (const auto& stream : workbook_streams)
        expect_workbook(stream, rows);
    expect_other_primary_care("2023/24", rows);
}

// The people that the sums a head rest on are those of the file of practices.
TEST(Allocations, PeopleAreThoseOfThePracticeFiles) {
    CONCORD_NEEDS_OPEN_DATA();
    double of_practices = 0;
    for (const auto& row :
         read_rows(folder_of_allocations() / "aif_practice_weighted_pop_2025-26.csv"))
        of_practices += std::stod(row.at("Population"));
    const support::TemporaryFolder folder;
    auto with_data = options();
    with_data.data = support::open_data();
    Engine engine(with_data);
    BuildQuestion question;
    question.system.folder = fs::path(CONCORD_SOURCE) / "examples/england";
    question.out = folder.path() / "build";
    question.only = {"money"};
    engine.build(question);
    std::map<std::string, double> people;
    for (const auto& row : read_rows(folder.path() / "build/tables/allocations.csv"))
        if (row.at("year") == "2025/26" && !row.at("population").empty())
            people[row.at("stream")] += std::stod(row.at("population"));
    EXPECT_EQ(people.size(), 2U);
    for (const auto& [stream, count] : people)
        EXPECT_NEAR(count, of_practices, 1) << stream;
}

// Without open data nothing is worked out and nothing is wrong.
TEST(Allocations, AreEmptyWithoutOpenData) {
    const support::TemporaryFolder folder;
    auto without = options();
    without.data = folder.path();
    Engine engine(without);
    BuildQuestion question;
    question.system.folder = fs::path(CONCORD_SOURCE) / "examples/england";
    question.out = folder.path() / "build";
    const auto built = engine.build(question);
    EXPECT_EQ(built.outcome, Outcome::done);
    EXPECT_TRUE(read_rows(folder.path() / "build/tables/allocations.csv").empty());
    EXPECT_TRUE(read_rows(folder.path() / "build/tables/place_budgets.csv").empty());
}

struct PracticeFile {
    std::string file;
    std::string unit;
    std::string place;
    std::string system;
    std::string population;
};

const std::vector<PracticeFile> practice_files = {
    {"aif_practice_weighted_pop_2022-23.csv", "Practice_Code", "LTLA21", "ICS22", "pop 2022/23"},
    {"aif_practice_weighted_pop_2023-24.csv", "Practice_Code", "LTLA21", "ICS22", "pop 2022/23"},
    {"aif_practice_weighted_pop_2024-25.csv", "Practice_Code", "LTLA21", "ICS22", "pop 2022/23"},
    {"aif_practice_weighted_pop_2025-26.csv", "Practice_Code", "LTLA", "ICB", "Population"}};

// The tool's way with a cell: what is missing or nothing becomes one.
double as_the_tool_reads(const std::string& text) {
    const double value = text.empty() ? 1 : std::stod(text);
    return value == 0 ? 1 : value;
}

// Districts as places: each index by the tool's method, summed by name and not by number.
TEST(PlaceIndices, AreThoseOfThePublishedToolWithItsRepairsByName) {
    CONCORD_NEEDS_OPEN_DATA();
    const std::vector<std::string> streams = {"G&A WP", "Mat WP", "Final WP", "Final PMC WP"};
    for (const auto& file : practice_files) {
        const auto path = folder_of_allocations() / file.file;
        std::map<std::string, double> sums;
        for (const auto& row : read_rows(path)) {
            const auto& system = row.at(file.system);
            for (const auto& key : {system + "/", system + "/" + row.at(file.place)}) {
                sums[key] += as_the_tool_reads(row.at(file.population));
                for (const auto& stream : streams)
                    sums[key + "/" + stream] += as_the_tool_reads(row.at(stream));
            }
        }
        PlaceQuestion question;
        question.file = path;
        question.unit = file.unit;
        question.place = file.place;
        question.system = file.system;
        question.population = file.population;
        question.weighted = streams;
        question.missing = "one";
        question.whole_people = true;
        Engine engine(options());
        const auto answer = engine.money_place(question);
        ASSERT_GT(answer.table.rows.size(), 1000U) << file.file;
        for (const auto& row : answer.table.rows) {
            const auto system = std::get<std::string>(row[1]);
            const auto here = system + "/" + std::get<std::string>(row[2]);
            const auto stream = "/" + std::get<std::string>(row[3]);
            const auto whole = [&](const std::string& key) { return std::nearbyint(sums.at(key)); };
            const double expected = whole(here + stream) / whole(here) /
                                    (whole(system + "/" + stream) / whole(system + "/"));
            EXPECT_NEAR(std::get<double>(row[6]), expected, 1e-12) << here << stream;
        }
    }
}

// Without a rule for gaps every gap is an error: the rows counted in the files are found.
TEST(PlaceIndices, AreRefusedWhereAGapHasNoRule) {
    CONCORD_NEEDS_OPEN_DATA();
    PlaceQuestion question;
    question.file = folder_of_allocations() / practice_files[1].file;
    question.place = "LTLA21";
    question.system = "ICS22";
    question.population = "pop 2022/23";
    question.weighted = {"Mat WP"};
    Engine engine(options());
    const auto answer = engine.money_place(question);
    EXPECT_EQ(answer.outcome, Outcome::findings);
    EXPECT_EQ(answer.errors, 113U);  // counted in the file: 113 practices with people and no weight
}

}  // namespace
}  // namespace concord
