#include "files/csv_reader.hpp"

#include <gtest/gtest.h>

#include "support/diagnostics.hpp"
#include "support/temporary_folder.hpp"

namespace concord::files {
namespace {

using support::new_diagnostics;
using support::places;
using support::TemporaryFolder;

struct Outcome {
    std::vector<std::string> rows;      // "code=value"
    std::vector<std::string> findings;  // "REG003 a.csv:2:4"
    FileReport report;
};

Outcome read(std::string_view text) {
    const TemporaryFolder folder;
    auto diagnostics = new_diagnostics();
    CsvOptions options;
    options.shown_path = "a.csv";
    options.columns = {
        {"code", {"code", "LSOA11CD"}}, {"value", {"value"}}, {"note", {"note"}, false}};
    CsvReader reader(folder.write("a.csv", text), options, diagnostics);
    Outcome outcome;
    while (reader.next()) {
        outcome.rows.push_back(std::string(reader.value(0)) + "=" + std::string(reader.value(1)));
    }
    outcome.findings = places(diagnostics);
    outcome.report = reader.report();
    return outcome;
}

using Rows = std::vector<std::string>;
using Findings = std::vector<std::string>;

TEST(CsvReader, FindsColumnsByAnyOfTheirHeaders) {
    EXPECT_EQ(read("value,other,lsoa11cd\n1,x,A\n").rows, (Rows{"A=1"}));
    EXPECT_EQ(read("\xEF\xBB\xBF"
                   "code,value\nA,1\n")
                  .rows,
              (Rows{"A=1"}));
    EXPECT_EQ(read("\xEF\xBB\xBF"
                   "code,value\nA,1\n")
                  .report.note,
              "byte order mark removed");
}

TEST(CsvReader, KeepsTheGoodRows) {
    const auto outcome = read("code,value\nA,1\nB\nC,3,4\nD,4,,\nE,5\n");
    EXPECT_EQ(outcome.rows, (Rows{"A=1", "D=4", "E=5"})) << "empty fields at the end are cut";
    EXPECT_EQ(outcome.findings, (Findings{"REG003 a.csv:3:2", "REG003 a.csv:4:5"}));
    EXPECT_EQ(outcome.report.rows_read, 3);
    EXPECT_EQ(outcome.report.rows_skipped, 2);
}

TEST(CsvReader, ReadsOtherSeparators) {
    EXPECT_EQ(read("code;value\nA;1\n").rows, (Rows{"A=1"}));
    EXPECT_EQ(read("code\tvalue\nA\t1\n").findings, (Findings{"REG019 a.csv:1:1"}));
}

TEST(CsvReader, UsesNothingWithoutItsColumns) {
    const auto outcome = read("code,valeu\nA,1\n");
    EXPECT_TRUE(outcome.rows.empty());
    EXPECT_EQ(outcome.findings, (Findings{"REG002 a.csv:1:1"}));
}

TEST(CsvReader, NamesFilesThatAreNotCsv) {
    EXPECT_EQ(read("PK\x03\x04rest of a workbook").findings, (Findings{"REG009 a.csv"}));
    EXPECT_EQ(read("  \n<!DOCTYPE html><html>").findings, (Findings{"REG009 a.csv"}));
    EXPECT_EQ(read("\xFF\xFE"
                   "c\0o\0")
                  .findings,
              (Findings{"REG009 a.csv"}));
    EXPECT_EQ(read("").findings, (Findings{"REG010 a.csv"}));
    EXPECT_EQ(read("code,value\n").findings, (Findings{"REG010 a.csv"}));
}

TEST(CsvReader, SaysWhereARefusedValueStands) {
    const TemporaryFolder folder;
    auto diagnostics = new_diagnostics();
    CsvOptions options;
    options.shown_path = "a.csv";
    options.columns = {{"code", {"code"}}, {"value", {"value"}}};
    CsvReader reader(folder.write("a.csv", "code,note,value\nA,\"x, y\nz\",..\n"), options,
                     diagnostics);
    ASSERT_TRUE(reader.next());
    EXPECT_EQ(to_string(reader.place(1)), "a.csv:3:4") << "below a line end inside quotes";
    reader.skip_row();
    EXPECT_EQ(reader.report().rows_read, 0);
    EXPECT_EQ(reader.report().rows_skipped, 1);
}

TEST(CsvReader, ReadsByPositionWithoutAHeader) {
    const TemporaryFolder folder;
    auto diagnostics = new_diagnostics();
    CsvOptions options;
    options.has_header = false;
    options.columns = {{"code", {}, true, 0}, {"opened", {}, true, 2}};
    CsvReader reader(folder.write("a.csv", "A,x,2020,more\nB,y\n"), options, diagnostics);
    ASSERT_TRUE(reader.next());
    EXPECT_EQ(reader.value(1), "2020");
    EXPECT_FALSE(reader.next()) << "the second row is too short";
    EXPECT_EQ(diagnostics.count(Severity::error), 1U);
}

TEST(CsvReader, GivesUpRubbish) {
    std::string text = "code,value\n";
    for (int i = 0; i < 150'000; ++i)
        text += "a,b,c\n";
    const auto outcome = read(text);
    EXPECT_EQ(outcome.report.rows_skipped, CsvReader::damaged_rows_limit);
    EXPECT_EQ(outcome.findings.size(), Diagnostics::kept_per_rule_and_file + 2);
}

TEST(CsvReader, GivesUpRubbishThatItsCallerRefuses) {
    const TemporaryFolder folder;
    auto diagnostics = new_diagnostics();
    std::string text = "code\n";
    for (int i = 0; i < 150'000; ++i)
        text += "a\n";
    CsvOptions options;
    options.columns = {{"code", {"code"}}};
    CsvReader reader(folder.write("a.csv", text), options, diagnostics);
    std::int64_t rows = 0;
    for (; reader.next(); ++rows)
        reader.skip_row();
    EXPECT_EQ(rows, CsvReader::damaged_rows_limit);
    EXPECT_EQ(diagnostics.count(Severity::error), 1U);
}

TEST(CsvReader, ReadsSoManyRowsAndNoMore) {
    const TemporaryFolder folder;
    auto diagnostics = new_diagnostics();
    CsvOptions options;
    options.columns = {{"code", {"code"}}};
    options.rows_limit = 2;
    const auto rows_of = [&](const char* text) {
        CsvReader reader(folder.write("a.csv", text), options, diagnostics);
        int rows = 0;
        while (reader.next())
            ++rows;
        return rows;
    };
    EXPECT_EQ(rows_of("code\na\nb\n"), 2);
    EXPECT_EQ(diagnostics.count(Severity::error), 0U);
    EXPECT_EQ(rows_of("code\na\nb\nc\nd\n"), 2);
    EXPECT_EQ(diagnostics.count(Severity::error), 1U);
}

TEST(CsvReader, SaysWhatIsWrongWithAHeader) {
    const auto outcome = read(std::string("co\0de,value\n", 12));
    ASSERT_EQ(outcome.findings.size(), 1U);
    EXPECT_EQ(outcome.report.rows_read, 0);
}

}  // namespace
}  // namespace concord::files
