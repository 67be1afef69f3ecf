#include "files/workbook_writer.hpp"

#include <gtest/gtest.h>

#include "base/failure.hpp"
#include "files/byte_source.hpp"
#include "files/packed_file.hpp"
#include "files/workbook.hpp"
#include "support/temporary_folder.hpp"

namespace concord::files {
namespace {

namespace fs = std::filesystem;

Book small_book() {
    BookSheet sheet{"money",
                    {{"who", "the body", CellLook::plain, 20},
                     {"pounds", "", CellLook::pounds, 20},
                     {"share", "", CellLook::percent, 10},
                     {"day", "", CellLook::date, 10}},
                    {},
                    {2}};
    sheet.rows = {{{std::string("=1+1"), ""},
                   {Pence(std::int64_t{123456}), ""},
                   {0.0437, ""},
                   {std::string("2022-07-01"), ""}},
                  {{std::string("+44 <&> \"x\""), ""},
                   {Pence(std::int64_t{-5}), ""},
                   {Value(), ""},
                   {std::string("never"), ""}},
                  {{std::string("Total"), ""}, {Pence(std::int64_t{123451}), "=SUM(B2:B3)"}}};
    return {"a book", {sheet}};
}

std::vector<SheetRow> read_back(const fs::path& path) {
    const Workbook workbook(path);
    EXPECT_FALSE(workbook.fault());
    SheetReader reader(workbook, workbook.sheets().at(0));
    std::vector<SheetRow> rows;
    SheetRow row;
    while (reader.next(row))
        rows.push_back(row);
    return rows;
}

TEST(WorkbookWriter, IsReadBackByOurOwnReader) {
    const support::TemporaryFolder folder;
    const auto path = folder.path() / "money.xlsx";
    EXPECT_EQ(write_workbook(small_book(), path), 0U);
    const auto rows = read_back(path);
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0].cells[1].text, "pounds");
    EXPECT_EQ(rows[1].cells[0].text, "=1+1");
    EXPECT_EQ(rows[1].cells[0].kind, CellKind::text);
    EXPECT_EQ(rows[1].cells[1].text, "1234.56");
    EXPECT_EQ(rows[1].cells[3].text, "44743");  // days since 30 December 1899
    EXPECT_EQ(rows[2].cells[0].text, "+44 <&> \"x\"");
    EXPECT_EQ(rows[2].cells[2].kind, CellKind::empty);
    EXPECT_EQ(rows[2].cells[3].text, "never");
    EXPECT_EQ(rows[3].cells[1].text, "1234.51");  // the value beside the formula
}

// A text is never run, whatever it begins with; the one formula is ours.
TEST(WorkbookWriter, MakesNoFormulaOfAText) {
    const support::TemporaryFolder folder;
    const auto path = folder.path() / "money.xlsx";
    write_workbook(small_book(), path);
    const auto sheet = PackedFile(path).part("xl/worksheets/sheet1.xml", 1U << 20U);
    ASSERT_EQ(sheet.outcome, Unpacked::whole);
    const auto first = sheet.bytes.find("<f>");
    ASSERT_NE(first, std::string::npos);
    EXPECT_EQ(sheet.bytes.substr(first, 18), "<f>SUM(B2:B3)</f><");
    EXPECT_EQ(sheet.bytes.find("<f>", first + 1), std::string::npos);
}

TEST(WorkbookWriter, GivesTheSameBytesAgain) {
    const support::TemporaryFolder folder;
    write_workbook(small_book(), folder.path() / "one.xlsx");
    write_workbook(small_book(), folder.path() / "two.xlsx");
    EXPECT_EQ(read_all(folder.path() / "one.xlsx"), read_all(folder.path() / "two.xlsx"));
}

TEST(WorkbookWriter, CutsWhatNoCellHoldsAndSaysSo) {
    const support::TemporaryFolder folder;
    auto book = small_book();
    // Two bytes a letter: the cut must not fall between them.
    std::string text = "a";
    for (int i = 0; i < 20'000; ++i)
        text += "\xC2\xA3";
    book.sheets[0].rows[0][0].value = text;
    EXPECT_EQ(write_workbook(book, folder.path() / "long.xlsx"), 1U);
    const auto rows = read_back(folder.path() / "long.xlsx");
    EXPECT_LT(rows[1].cells[0].text.size(), 32'768U);
    EXPECT_TRUE(text.starts_with(rows[1].cells[0].text.substr(0, 32'000)));
}

TEST(WorkbookWriter, LeavesNothingWhereItCannotWrite) {
    const support::TemporaryFolder folder;
    EXPECT_THROW(write_workbook(small_book(), folder.path() / "nowhere" / "money.xlsx"),
                 EnvironmentFailure);
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

}  // namespace
}  // namespace concord::files
