#include "files/csv_scanner.hpp"

#include <gtest/gtest.h>

#include "support/temporary_folder.hpp"

namespace concord::files {
namespace {

using support::TemporaryFolder;
using Fields = std::vector<std::string>;

struct Scanned {
    std::uint32_t line;
    Fields fields;
    RecordFault fault;
    std::uint32_t fault_column;

    bool operator==(const Scanned&) const = default;
};

std::vector<Scanned> scan(std::string_view text, char delimiter = ',') {
    const TemporaryFolder folder;
    CsvScanner scanner(folder.write("a.csv", text), delimiter);
    std::vector<Scanned> records;
    Record record;
    while (scanner.next(record)) {
        records.push_back({record.line, Fields(record.fields.begin(), record.fields.end()),
                           record.fault, record.fault_column});
    }
    return records;
}

constexpr auto none = RecordFault::none;

TEST(CsvScanner, ReadsQuotesAsTheStandardSays) {
    EXPECT_EQ(scan("a,\"b,c\",\"d \"\"e\"\"\"\n"),
              (std::vector<Scanned>{{1, {"a", "b,c", "d \"e\""}, none, 0}}));
    EXPECT_EQ(scan("\"a\nb\",c\nd,e\n"),
              (std::vector<Scanned>{{1, {"a\nb", "c"}, none, 0}, {3, {"d", "e"}, none, 0}}));
    EXPECT_EQ(scan("a,,\n"), (std::vector<Scanned>{{1, {"a", "", ""}, none, 0}}));
    EXPECT_EQ(scan("a;b\n", ';'), (std::vector<Scanned>{{1, {"a", "b"}, none, 0}}));
}

TEST(CsvScanner, PassesBlankLinesOver) {
    EXPECT_EQ(scan("\na\n\n  \nb"),
              (std::vector<Scanned>{{2, {"a"}, none, 0}, {5, {"b"}, none, 0}}));
}

TEST(CsvScanner, LosesOnlyTheLineOfAnUnclosedQuote) {
    const auto records = scan("a,b\nc,\"d\ne,f\ng,h\n");
    EXPECT_EQ(records, (std::vector<Scanned>{{1, {"a", "b"}, none, 0},
                                             {2, {}, RecordFault::unclosed_quote, 3},
                                             {3, {"e", "f"}, none, 0},
                                             {4, {"g", "h"}, none, 0}}));
}

TEST(CsvScanner, KeepsARecordWithAStrayQuote) {
    EXPECT_EQ(scan("a,5\" pipe,c\n"),
              (std::vector<Scanned>{{1, {"a", "5\" pipe", "c"}, RecordFault::stray_quote, 4}}));
}

TEST(CsvScanner, NamesBytesThatAreNotText) {
    EXPECT_EQ(scan(std::string_view("a,\0b\nc,d\n", 9)),
              (std::vector<Scanned>{{1, {}, RecordFault::not_text, 1}, {2, {"c", "d"}, none, 0}}));
}

TEST(CsvScanner, GivesUpAFieldThatRunsOverTooManyLines) {
    std::string text = "a,\"b\n";
    for (int i = 0; i < 200; ++i)
        text += "x,y\n";
    const auto records = scan(text);
    ASSERT_EQ(records.size(), 201U);
    EXPECT_EQ(records[0].fault, RecordFault::unclosed_quote);
    EXPECT_EQ(records[200], (Scanned{201, {"x", "y"}, none, 0}));
}

TEST(CsvScanner, ConvertsWindows1252LineByLine) {
    const TemporaryFolder folder;
    CsvScanner scanner(folder.write("a.csv", "caf\xe9,b\ncaf\xc3\xa9,d\n"), ',');
    Record record;
    ASSERT_TRUE(scanner.next(record));
    EXPECT_TRUE(record.was_windows_1252);
    EXPECT_EQ(record.fields[0], "café");
    ASSERT_TRUE(scanner.next(record));
    EXPECT_FALSE(record.was_windows_1252);
    EXPECT_EQ(record.fields[0], "café");
}

TEST(PlaceOfField, CountsCharactersAndLines) {
    EXPECT_EQ(place_of_field("a,é,c", 2, ',').column, 5U);
    EXPECT_EQ(place_of_field("\"a,b\",c", 1, ',').column, 7U);
    const auto below = place_of_field("\"a\nb\",c", 1, ',');
    EXPECT_EQ(below.line_offset, 1U);
    EXPECT_EQ(below.column, 4U);
    EXPECT_EQ(place_of_field("a,b", 0, ',').column, 1U);
}

}  // namespace
}  // namespace concord::files
