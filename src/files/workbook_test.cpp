#include "files/workbook.hpp"

#include <gtest/gtest.h>

#include "support/small_workbook.hpp"
#include "support/temporary_folder.hpp"

namespace concord::files {
namespace {

using support::TemporaryFolder;
using support::workbook_parts;
using support::write_packed;

class Workbooks : public testing::Test {
  protected:
    std::filesystem::path write(const std::map<std::string, std::string>& parts) {
        const auto path = folder_.path() / "book.xlsx";
        write_packed(path, parts);
        return path;
    }

    // The rows of the first sheet, cells joined by `|`.
    std::vector<std::string> rows(const std::filesystem::path& path,
                                  const WorkbookLimits& limits = {}) {
        const Workbook workbook(path, limits);
        if (workbook.fault()) return {workbook.fault()->problem};
        SheetReader reader(workbook, workbook.sheets().front());
        std::vector<std::string> found;
        SheetRow row;
        while (reader.next(row)) {
            std::string line = std::to_string(row.number);
            for (const auto& cell : row.cells)
                line += "|" + cell.text + (cell.from_merge ? "^" : "");
            found.push_back(line);
        }
        if (reader.fault()) found.push_back(reader.fault()->problem);
        return found;
    }

    TemporaryFolder folder_;
};

using Rows = std::vector<std::string>;

TEST_F(Workbooks, ReadEveryKindOfCell) {
    const auto path = write(workbook_parts(
        R"(<row r="1"><c r="A1" t="s"><v>1</v></c><c r="C1"><v>12.5</v></c></row>)"
        R"(<row r="4"><c r="B4" t="inlineStr"><is><r><t>two </t></r><r><t>runs</t></r></is></c>)"
        R"(<c r="C4" t="b"><v>1</v></c><c r="D4" t="e"><v>#REF!</v></c>)"
        R"(<c r="E4" t="str"><f>A1&amp;"x"</f><v>worked out</v></c></row>)",
        R"(<si><t>zero</t></si><si><r><t>shared</t></r>)"
        R"(<rPh sb="0" eb="1"><t>spoken</t></rPh></si>)"));
    EXPECT_EQ(rows(path), (Rows{"1|shared||12.5", "4||two runs|true|#REF!|worked out"}));
}

TEST_F(Workbooks, FillMergedCellsDownwards) {
    const auto path = write(workbook_parts(
        R"(<row r="1"><c r="A1" t="inlineStr"><is><t>body</t></is></c><c r="B1"><v>1</v></c></row>)"
        R"(<row r="2"><c r="B2"><v>2</v></c></row><row r="3"><c r="B3"><v>3</v></c></row>)",
        "", R"(<mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>)"));
    EXPECT_EQ(rows(path), (Rows{"1|body|1", "2|body^|2", "3||3"}));
}

TEST_F(Workbooks, HoldNoMoreThanTheLimits) {
    std::string many;
    for (int i = 0; i < 20'000; ++i)
        many += "<row><c><v>1</v></c></row>";
    const auto path = write(workbook_parts(many));
    WorkbookLimits limits;
    limits.sheet_bytes = 10'000;
    const auto found = rows(path, limits);
    EXPECT_LT(found.size(), 1000U);
    EXPECT_EQ(found.back(), "unpacks to more than a sheet of payments can be");
    // A text of a megabyte that every cell of a row shares: the row is refused, not unrolled.
    std::string cells;
    for (int i = 0; i < 16'000; ++i)
        cells += R"(<c t="s"><v>0</v></c>)";
    const auto bomb = write(workbook_parts("<row>" + cells + "</row>",
                                           "<si><t>" + std::string(1'000'000, 'x') + "</t></si>"));
    EXPECT_EQ(rows(bomb), (Rows{"unpacks to more than a sheet of payments can be"}));
}

TEST_F(Workbooks, PassOverEmptyColumnsAndPlacesThatAreNone) {
    std::string empty;
    for (int i = 1; i <= 1000; ++i)
        empty += R"(<c r=")" + column_letters(static_cast<std::uint32_t>(i)) + R"(1"/>)";
    const auto path = write(workbook_parts("<row r=\"1\">" + empty + "</row>" +
                                           R"(<row r="2"><c r="XFD2"><v>1</v></c></row>)"
                                           R"(<row r="2"><c><v>9</v></c></row>)"
                                           R"(<row r="4"><c r="XFE4"><v>5</v></c></row>)"));
    const auto found = rows(path);
    ASSERT_EQ(found.size(), 4U);
    EXPECT_EQ(found[0], "1") << "nothing is kept of a thousand empty cells";
    EXPECT_EQ(found[1].size(), 1U + 16'384U + 1U) << "the last column that a sheet can have";
    EXPECT_EQ(found[2], "3|9") << "no row stands twice";
    EXPECT_EQ(found[3], "is damaged after this row") << "there is no column behind the last";
    const auto far = write(workbook_parts(R"(<row r="99999999"><c><v>5</v></c></row>)"));
    EXPECT_EQ(rows(far), (Rows{"is damaged after this row"}));
}

TEST_F(Workbooks, ReadAnOpenDocument) {
    const auto path = write(support::open_document_parts(
        R"(<table:table table:name="One">)"
        R"(<table:table-row table:number-rows-repeated="2"><table:table-cell )"
        R"(table:number-columns-repeated="1024"/></table:table-row>)"
        R"(<table:table-header-rows><table:table-row><table:table-cell office:value-type="string">)"
        R"(<text:p>Date</text:p><office:annotation><text:p>a remark</text:p></office:annotation>)"
        R"(</table:table-cell><table:table-cell office:value-type="string"><text:p>two<text:s )"
        R"(text:c="2"/>words</text:p><text:p>below</text:p></table:table-cell></table:table-row>)"
        R"(</table:table-header-rows>)"
        R"(<table:table-row><table:table-cell office:value-type="date" )"
        R"(office:date-value="2022-07-31">)"
        R"(<text:p>31 July</text:p></table:table-cell><table:table-cell )"
        R"(office:value-type="currency" )"
        R"(office:value="1234.5"><text:p>£1,234.50</text:p></table:table-cell>)"
        R"(<table:table-cell table:number-columns-repeated="2" office:value-type="boolean" )"
        R"(office:boolean-value="true"/></table:table-row>)"
        R"(<table:table-row table:number-rows-repeated="2"><table:table-cell )"
        R"(table:formula="of:=1/0" office:value-type="string"><text:p>#DIV/0!</text:p>)"
        R"(</table:table-cell></table:table-row>)"
        R"(<table:table-row><table:table-cell table:number-rows-spanned="2" )"
        R"(office:value-type="float" )"
        R"(office:value="7"/><table:table-cell/><table:table-cell office:value-type="float" )"
        R"(office:value="8"/></table:table-row><table:table-row><table:covered-table-cell/>)"
        R"(<table:table-cell table:number-columns-repeated="9"/></table:table-row>)"
        R"(<table:table-row table:number-rows-repeated="1048566"><table:table-cell/>)"
        R"(</table:table-row>)"
        R"(</table:table><table:table table:name="Two" table:style-name="off"/>)"));
    EXPECT_EQ(rows(path), (Rows{"3|Date|two  words\nbelow", "4|2022-07-31|1234.5|true|true",
                                "5|#DIV/0!", "6|#DIV/0!", "7|7||8", "8|7^"}));
    const Workbook workbook(path);
    ASSERT_EQ(workbook.sheets().size(), 2U);
    EXPECT_EQ(workbook.sheets()[1].name, "Two");
    EXPECT_FALSE(workbook.sheets()[0].hidden);
    EXPECT_TRUE(workbook.sheets()[1].hidden);
    SheetReader second(workbook, workbook.sheets()[1]);
    SheetRow row;
    EXPECT_FALSE(second.next(row)) << "the second sheet is empty";
}

TEST_F(Workbooks, BoundAnOpenDocument) {
    WorkbookLimits limits;
    limits.cells = 10'000;
    const auto repeated = [&](const std::string& rows_and_columns) {
        const auto path = write(support::open_document_parts(
            R"(<table:table table:name="One"><table:table-row table:number-rows-repeated=")" +
            rows_and_columns +
            R"(" office:value-type="float" office:value="1"/></table:table-row>)" +
            "</table:table>"));
        return rows(path, limits);
    };
    const auto far =
        repeated(R"(99999999999"><table:table-cell table:number-columns-repeated="300)");
    EXPECT_EQ(far.size(), 34U) << "33 rows of 300 cells, and why there are no more";
    EXPECT_EQ(far.back(), "unpacks to more than a sheet of payments can be");
    const auto wide =
        repeated(R"(1"><table:table-cell/><table:table-cell table:number-columns-repeated="16384)");
    EXPECT_EQ(wide, (Rows{"unpacks to more than a sheet of payments can be"}));
    auto parts = support::open_document_parts("<table:table table:name=\"One\"/>");
    parts["META-INF/manifest.xml"] = "<manifest:encryption-data/>";
    EXPECT_EQ(rows(write(parts)), (Rows{"is encrypted and opens only with a password"}));
}

TEST_F(Workbooks, SayWhatCannotBeRead) {
    EXPECT_EQ(rows(folder_.write("a", "PK\x03\x04 and nothing more")), (Rows{"is damaged"}));
    EXPECT_EQ(rows(folder_.write("b", "\xD0\xCF\x11\xE0 old")),
              (Rows{"is a workbook of the old format (.xls)"}));
    std::string locked = "\xD0\xCF\x11\xE0";
    for (const char c : std::string("EncryptedPackage"))
        locked += std::string{c, '\0'};
    EXPECT_EQ(rows(folder_.write("c", locked)),
              (Rows{"is encrypted and opens only with a password"}));
    EXPECT_EQ(rows(write({{"mimetype", "application/vnd.oasis.opendocument.text"}})),
              (Rows{"is a packed file, but no workbook"}));
    auto parts = workbook_parts("<row><c><v>1</v></c></row><row><c><v>2</");
    EXPECT_EQ(rows(write(parts)), (Rows{"is damaged after this row"}))
        << "so short a sheet is read in one piece";
    parts = workbook_parts("<row><c><v>1</v></c></row>");
    parts["xl/worksheets/sheet1.xml"].insert(
        0, "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>");
    EXPECT_EQ(rows(write(parts)), (Rows{"is damaged after this row"}))
        << "a document type is no part of a sheet";
    parts.erase("xl/worksheets/sheet1.xml");
    EXPECT_EQ(rows(write(parts)), (Rows{"is damaged after this row"}));
}

TEST_F(Workbooks, SayWhatElseTheyHold) {
    auto parts = workbook_parts("<row/>");
    parts["xl/vbaProject.bin"] = "x";
    parts["xl/workbook.xml"] =
        R"(<workbook xmlns:r="r"><workbookPr date1904="true"/><sheets>)"
        R"(<sheet name="One" r:id="rId1"/><sheet name="Two" state="veryHidden" r:id="rId1"/>)"
        R"(</sheets></workbook>)";
    const Workbook workbook(write(parts));
    ASSERT_FALSE(workbook.fault());
    EXPECT_TRUE(workbook.has_macros());
    EXPECT_TRUE(workbook.counts_from_1904());
    ASSERT_EQ(workbook.sheets().size(), 2U);
    EXPECT_FALSE(workbook.sheets()[0].hidden);
    EXPECT_TRUE(workbook.sheets()[1].hidden);
}

TEST(ColumnLetters, CountAsASheetDoes) {
    EXPECT_EQ(column_letters(1), "A");
    EXPECT_EQ(column_letters(26), "Z");
    EXPECT_EQ(column_letters(27), "AA");
    EXPECT_EQ(column_letters(16'384), "XFD");
}

}  // namespace
}  // namespace concord::files
