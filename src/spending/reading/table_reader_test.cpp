#include "spending/reading/table_reader.hpp"

#include <gtest/gtest.h>

#include "spending/spending.hpp"
#include "support/diagnostics.hpp"
#include "support/small_workbook.hpp"
#include "support/temporary_folder.hpp"

namespace concord::spending {
namespace {

using support::TemporaryFolder;

constexpr const char* header =
    "Department Family,Entity,Date,Expense Type,Expense Area,Supplier,Transaction Number,Amount\n";

class Tables : public testing::Test {
  protected:
    Spending read(const std::string& text, const std::string& name = "july.csv") {
        return read_files({folder_.write(name, text)});
    }

    Spending read_files(const std::vector<std::filesystem::path>& paths) {
        diagnostics_ = std::make_unique<Diagnostics>(support::new_diagnostics());
        vocabulary_ = read_vocabulary(std::filesystem::path(CONCORD_SOURCE) / "catalogue/spending",
                                      *diagnostics_);
        ReadSpending request;
        request.vocabulary = &vocabulary_;
        for (const auto& path : paths)
            request.files.push_back({path, path.filename().string()});
        auto spending = read_spending(request, *diagnostics_);
        for (const auto& sheet : spending.sheets) {
            EXPECT_EQ(sheet.rows, sheet.payments + sheet.totals + sheet.titles + sheet.rejected)
                << "every row is counted once";
        }
        return spending;
    }

    // "2020-04-30 100.00 SUPPLIER" for each payment.
    static std::vector<std::string> shown(const Spending& spending) {
        std::vector<std::string> lines;
        for (const auto& payment : spending.payments) {
            lines.push_back((payment.date ? payment.date->iso() : "?") + " " +
                            payment.amount.pounds() + " " + spending.texts[payment.supplier]);
        }
        return lines;
    }

    std::vector<std::string> said() const { return support::places(*diagnostics_); }

    TemporaryFolder folder_;
    Vocabulary vocabulary_;
    std::unique_ptr<Diagnostics> diagnostics_;
};

using Lines = std::vector<std::string>;

TEST_F(Tables, ReadAPublishedFile) {
    const auto spending = read(std::string(header) +
                               "DHSC,NHS X ICB,30/04/2020,Type,Area,A LTD,1,\"88,664.31\"\n"
                               "DHSC,NHS X ICB,30/04/2020,Type,Area,B LTD,2,-97567.26\n");
    EXPECT_EQ(shown(spending), (Lines{"2020-04-30 88664.31 A LTD", "2020-04-30 -97567.26 B LTD"}));
    EXPECT_EQ(spending.sheets[0].amount, Pence(std::int64_t{-890295}));
    EXPECT_EQ(said(), Lines{});
}

TEST_F(Tables, PassOverTitlesNotesAndBlankLinesAndCountThem) {
    const auto spending = read(
        "Payments over 25k,,,\n\n,,,\nPeriod: July,,,\nDate,Supplier,Amount,Entity\n"
        "31/07/2022,A LTD,5,X\n,,,\n31/07/2022,B LTD,6,X\nNotes,,,\n\n\n");
    EXPECT_EQ(shown(spending).size(), 2U);
    EXPECT_EQ(spending.sheets[0].rows, 9);
    EXPECT_EQ(spending.sheets[0].titles, 7);
    EXPECT_EQ(spending.sheets[0].header_line, 5U);
}

TEST_F(Tables, HoldTotalsAgainstTheRows) {
    const auto spending = read(
        "Date,Supplier,Amount\n31/07/2022,A LTD,5.01\n31/07/2022,B LTD,6\nSub total,,11.01\n"
        "31/07/2022,TOTAL GAS LTD,3\n31/07/2022,Total,4\nsubtotal,,7.00\nGrand Total:,,18.01\n");
    ASSERT_EQ(spending.sheets[0].total_rows.size(), 3U);
    for (const auto& total : spending.sheets[0].total_rows)
        EXPECT_TRUE(total.agrees) << total.place.line;
    EXPECT_EQ(shown(spending).size(), 4U) << "a supplier called total is paid on a day";
    const auto wrong = read("Date,Supplier,Amount\n31/07/2022,A LTD,5.01\nTotal,,5.02\n");
    ASSERT_EQ(wrong.sheets[0].total_rows.size(), 1U);
    EXPECT_FALSE(wrong.sheets[0].total_rows[0].agrees);
    const auto bare = read("Date,Supplier,Amount\n31/07/2022,A LTD,5.01\n,,5.01\n,,9\n");
    EXPECT_EQ(bare.sheets[0].totals, 1);
    EXPECT_EQ(bare.sheets[0].rejected, 1);
    EXPECT_EQ(said(), Lines{"MON120 july.csv:4:3"});
}

TEST_F(Tables, RejectWhatCannotBeReadAndKeepTheRest) {
    const auto spending = read(
        "Date,Supplier,Amount\n31/07/2022,A LTD,1,234.50\n31/07/2022,B LTD,\n31/07/2022,C LTD,n/a\n"
        "31/07/2022,D LTD,92233720368547758.08\n31/07/2022,\"E LTD,5\n31/07/2022,F LTD,1.234,50\n"
        "soon,G LTD,7\n31/07/2022,H LTD,8\n");
    EXPECT_EQ(shown(spending), (Lines{"? 7.00 G LTD", "2022-07-31 8.00 H LTD"}));
    EXPECT_EQ(said(), (Lines{"REG003 july.csv:2:18", "MON102 july.csv:3:18", "MON101 july.csv:4:18",
                             "MON101 july.csv:5:18", "REG005 july.csv:6:12", "REG003 july.csv:7:18",
                             "MON104 july.csv:8:1", "MON107 july.csv:8:1"}));
    EXPECT_EQ(spending.sheets[0].rejected, 6);
}

TEST_F(Tables, SettleTheOrderOfDayAndMonthByTheTable) {
    EXPECT_EQ(shown(read("Date,Supplier,Amount\n4/5/2020,A,1\n4/30/2020,B,2\n")),
              (Lines{"2020-04-05 1.00 A", "2020-04-30 2.00 B"}));
    EXPECT_EQ(said(), Lines{});
    EXPECT_EQ(shown(read("Date,Supplier,Amount\n4/5/2020,A,1\n30/4/2020,B,2\n")),
              (Lines{"2020-05-04 1.00 A", "2020-04-30 2.00 B"}));
    EXPECT_EQ(shown(read("Date,Supplier,Amount\n4/5/2020,A,1\n")), Lines{"2020-05-04 1.00 A"});
    EXPECT_EQ(said(), Lines{"MON103 july.csv:2:1"});
    EXPECT_EQ(shown(read("Date,Supplier,Amount\n4/5/2020,A,1\n30/4/2020,B,2\n4/30/2020,C,3\n")),
              (Lines{"? 1.00 A", "2020-04-30 2.00 B", "2020-04-30 3.00 C"}));
    EXPECT_EQ(said(), Lines{"MON105 july.csv:2:1"});
}

TEST_F(Tables, ReadOtherSeparatorsCodePagesAndHeadersAgain) {
    EXPECT_EQ(shown(read("Date;Supplier;Amount\n31/07/2022;A, B;1.50\n")),
              Lines{"2022-07-31 1.50 A, B"});
    EXPECT_EQ(shown(read("\xEF\xBB\xBF"
                         "Date\tSupplier\tAmount\n31/07/2022\tA\t\xA3"
                         "2\n")),
              Lines{"2022-07-31 2.00 A"});
    EXPECT_EQ(shown(read("Date,Supplier,Amount\n31/07/2022,A,1\nDate,Supplier,Amount\n"
                         "31/07/2022,B,2\nAmount,Supplier,Date\n3,C,31/07/2022\n")),
              (Lines{"2022-07-31 1.00 A", "2022-07-31 2.00 B", "2022-07-31 3.00 C"}));
}

TEST_F(Tables, ReadUtf16InBothOrders) {
    const std::string text = "Date\tSupplier\tAmount\r\n31/07/2022\tA LTD\t1,234.50\r\n";
    std::string little = "\xFF\xFE";
    std::string big = "\xFE\xFF";
    for (const char c : text) {
        little += std::string{c, '\0'};
        big += std::string{'\0', c};
    }
    for (const auto& bytes : {little, big}) {
        const auto spending = read(bytes);
        EXPECT_EQ(shown(spending), Lines{"2022-07-31 1234.50 A LTD"});
        EXPECT_EQ(spending.sheets[0].repairs.count(Repair::utf16), 1U);
        EXPECT_EQ(spending.sheets[0].header_line, 1U);
        EXPECT_EQ(spending.payments[0].column, 18U) << "counted in characters, not in bytes";
    }
    EXPECT_EQ(said(), Lines{});
}

TEST_F(Tables, ReadAnOpenDocument) {
    const auto cell = [](const std::string& text) {
        return "<table:table-cell office:value-type=\"string\"><text:p>" + text +
               "</text:p></table:table-cell>";
    };
    const auto path = folder_.path() / "july.ods";
    support::write_packed(
        path, support::open_document_parts(
                  "<table:table table:name=\"Payments\"><table:table-row>" + cell("Date") +
                  cell("Supplier") + cell("Amount") +
                  "</table:table-row><table:table-row><table:table-cell "
                  "office:value-type=\"date\" office:date-value=\"2022-07-31\"/>" +
                  cell("A LTD") +
                  "<table:table-cell office:value-type=\"currency\" "
                  "office:value=\"5.1\"/></table:table-row>"
                  "</table:table>"));
    EXPECT_EQ(shown(read_files({path})), Lines{"2022-07-31 5.10 A LTD"});
    EXPECT_EQ(said(), Lines{});
}

TEST_F(Tables, PreferTheAmountWithoutTaxAndTheDayOfPayment) {
    const auto spending = read(
        "Invoice Date,Payment Date,Supplier,Amount (Inclusive),VAT,Amount (Exclusive)\n"
        "01/06/2022,30/07/2022,A,12,2,10\n");
    EXPECT_EQ(shown(spending), Lines{"2022-07-30 10.00 A"});
    EXPECT_EQ(said(), (Lines{"MON118 july.csv:1:14", "MON118 july.csv:1:59"}));
}

TEST_F(Tables, ReadAWorkbookWithMergedCells) {
    const auto cell = [](const std::string& text) {
        return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    };
    const auto parts = support::workbook_parts(
        "<row r=\"2\">" + cell("Title") + "</row><row r=\"4\">" + cell("Date") + cell("Supplier") +
            cell("Amount") + "</row><row r=\"5\"><c><v>44773</v></c>" + cell("A LTD") +
            "<c><v>0.10000000000000001</v></c></row><row r=\"6\"><c/><c/><c><v>2</v></c></row>" +
            "<row r=\"7\"><c><v>44773</v></c>" + cell("B LTD") + "<c/></row>",
        "",
        "<mergeCells><mergeCell ref=\"A5:A6\"/><mergeCell ref=\"B5:B6\"/><mergeCell "
        "ref=\"C6:C7\"/></mergeCells>");
    const auto path = folder_.path() / "july.xlsx";
    support::write_packed(path, parts);
    const auto spending = read_files({path});
    EXPECT_EQ(shown(spending), (Lines{"2022-07-31 0.10 A LTD", "2022-07-31 2.00 A LTD"}));
    EXPECT_EQ(spending.sheets[0].rows, 7);
    EXPECT_EQ(spending.sheets[0].rejected, 1) << "its amount is merged with the row above";
    EXPECT_EQ(said(), Lines{"MON102 july.xlsx[Payments]:7:3"});
}

TEST_F(Tables, ReadTheSameFileOnce) {
    const std::string text = "Date,Supplier,Amount\n31/07/2022,A LTD,5\nTotal,,5\n";
    const auto spending = read_files({folder_.write("a.csv", text), folder_.write("b.csv", text)});
    EXPECT_EQ(spending.payments.size(), 1U);
    ASSERT_EQ(spending.sheets.size(), 2U);
    EXPECT_EQ(spending.sheets[1].rejected, 2);
    EXPECT_EQ(said(), Lines{"MON109 b.csv"});
}

TEST_F(Tables, RejectAFileWithoutAHeaderWhole) {
    const auto spending = read("31/07/2022,A LTD,5\n31/07/2022,B LTD,6\n");
    EXPECT_EQ(spending.sheets[0].rejected, 2);
    EXPECT_EQ(said(), Lines{"MON100 july.csv:1:1"});
    read("%PDF-1.4 and so on");
    EXPECT_EQ(said(), Lines{"REG009 july.csv"});
}

TEST_F(Tables, AddUpAtTheEdgeOf64Bits) {
    const auto spending = read(
        "Date,Supplier,Amount\n31/07/2022,A,92233720368547758.07\n31/07/2022,B,0.01\n"
        "Total,,92233720368547758.07\n");
    EXPECT_EQ(spending.payments.size(), 2U);
    EXPECT_EQ(spending.sheets[0].amount, std::nullopt) << "no sum is better than a wrong one";
    ASSERT_EQ(spending.sheets[0].total_rows.size(), 1U);
    EXPECT_FALSE(spending.sheets[0].total_rows[0].agrees);
}

}  // namespace
}  // namespace concord::spending
