// Damaged tables of payments: bytes changed, taken out and put in at random, in CSV, in the XML of
// a sheet and in the packed file itself. Whatever they say, reading ends, and every row is counted
// once.
#include <fstream>
#include <iterator>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/random.hpp"
#include "spending/spending.hpp"
#include "support/diagnostics.hpp"
#include "support/small_workbook.hpp"
#include "support/temporary_folder.hpp"

namespace concord::spending {
namespace {

using namespace std::string_literals;

constexpr const char* table =
    "Payments over 25k,,,,\nEntity,Date,Expense Type,Supplier,Amount\n"
    "X ICB,31/07/2022,Type,A LTD,\"1,000.00\"\nX ICB,31/07/2022,Type,\"B, LTD\",(5.00)\n\n"
    "X ICB,30/07/2022,Type,REDACTED,\xC2\xA3"
    "2m\nTotal,,,,2000995.00\nNote,,,,\n";

std::string sheet_rows() {
    std::string rows;
    for (const auto* text : {"Date", "Supplier", "Amount"})
        rows += fmt::format("<c t=\"inlineStr\"><is><t>{}</t></is></c>", text);
    rows = "<row r=\"2\">" + rows + "</row>";
    for (int i = 3; i < 12; ++i) {
        rows += fmt::format(
            "<row r=\"{0}\"><c r=\"A{0}\"><v>44773</v></c><c r=\"B{0}\" t=\"s\"><v>0</v></c>"
            "<c r=\"C{0}\"><v>{0}.5</v></c></row>",
            i);
    }
    return rows;
}

void damage(std::string& bytes, RandomStream& random) {
    // The suffix keeps what stands behind the NUL.
    static const std::string likely = "\"',;\n\r\t()-<>&0123456789\x80\xFF\0"s;
    for (auto left = 1 + random.below(6); left > 0 && !bytes.empty(); --left) {
        const auto at = random.below(bytes.size());
        const char letter = random.below(2) == 0 ? likely[random.below(likely.size())]
                                                 : static_cast<char>(random.below(256));
        switch (random.below(4)) {
            case 0:
                bytes.erase(at, 1 + random.below(20));
                break;
            case 1:
                bytes.insert(at, 1 + random.below(3), letter);
                break;
            case 2:
                bytes.insert(at, bytes.substr(random.below(bytes.size()), random.below(60)));
                break;
            default:
                bytes[at] = letter;
        }
    }
}

class DamagedTables : public testing::Test {
  protected:
    DamagedTables() {
        auto diagnostics = support::new_diagnostics();
        vocabulary_ = read_vocabulary(catalogue(), diagnostics);
    }

    static std::filesystem::path catalogue() {
        return std::filesystem::path(CONCORD_SOURCE) / "catalogue/spending";
    }

    // Reads, works everything out and writes every table.
    void check(const std::filesystem::path& path) {
        auto diagnostics = support::new_diagnostics();
        SpendingRequest request;
        request.catalogue = catalogue();
        request.files = {{path, "table"}};
        const auto data = load_spending(request, diagnostics);
        check_spending(data, diagnostics);
        std::size_t payments = 0;
        for (const auto& sheet : data.spending.sheets) {
            EXPECT_EQ(sheet.rows, sheet.payments + sheet.totals + sheet.titles + sheet.rejected);
            EXPECT_GE(sheet.titles, 0);
            payments += static_cast<std::size_t>(sheet.payments);
        }
        EXPECT_EQ(payments, data.spending.payments.size());
        EXPECT_EQ(rows_of(data, "spend").rows(), payments);
        for (const auto& schema : table_schemas())
            rows_of(data, schema.name);
    }

    Vocabulary vocabulary_;
    support::TemporaryFolder folder_;
};

TEST_F(DamagedTables, AsText) {
    for (std::uint64_t seed = 0; seed < 1500 && !HasFailure(); ++seed) {
        RandomStream random(seed, 2);
        std::string bytes = table;
        damage(bytes, random);
        SCOPED_TRACE(fmt::format("seed {}\n{}", seed, bytes));
        check(folder_.write("table.csv", bytes));
    }
}

TEST_F(DamagedTables, AsASheet) {
    for (std::uint64_t seed = 0; seed < 500 && !HasFailure(); ++seed) {
        RandomStream random(seed, 3);
        auto parts = support::workbook_parts(
            sheet_rows(), "<si><t>A LTD</t></si>",
            "<mergeCells><mergeCell ref=\"B4:B6\"/><mergeCell ref=\"C8:C9\"/></mergeCells>");
        auto part =
            std::next(parts.begin(), static_cast<std::ptrdiff_t>(random.below(parts.size())));
        damage(random.below(3) == 0 ? part->second : parts["xl/worksheets/sheet1.xml"], random);
        const auto path = folder_.path() / "table.xlsx";
        support::write_packed(path, parts);
        SCOPED_TRACE(fmt::format("seed {}", seed));
        check(path);
    }
}

TEST_F(DamagedTables, AsAPackedFile) {
    const auto whole = folder_.path() / "whole.xlsx";
    support::write_packed(whole, support::workbook_parts(sheet_rows(), "<si><t>A LTD</t></si>"));
    std::ifstream stream(whole, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(stream)), {});
    for (std::uint64_t seed = 0; seed < 500 && !HasFailure(); ++seed) {
        RandomStream random(seed, 4);
        auto damaged = bytes;
        damage(damaged, random);
        SCOPED_TRACE(fmt::format("seed {}", seed));
        check(folder_.write("table.xlsx", damaged));
    }
}

}  // namespace
}  // namespace concord::spending
