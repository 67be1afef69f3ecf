// Rows that are read ahead, against the same rows read one by one.
#include <gtest/gtest.h>

#include "base/failure.hpp"
#include "spending/reading/row_source.hpp"
#include "support/temporary_folder.hpp"

namespace concord::spending {
namespace {

std::vector<std::string> all_of(RowSource& source) {
    std::vector<std::string> rows;
    RawRow row;
    while (source.next(row)) {
        auto& text = rows.emplace_back(std::to_string(row.line) + "/" + std::to_string(row.rows) +
                                       "/" + std::to_string(static_cast<int>(row.fault)) + "/" +
                                       std::to_string(row.fault_column) +
                                       (row.was_windows_1252 ? "w" : "u"));
        for (const auto& cell : row.cells)
            text += "|" + std::to_string(cell.column) + ":" + std::string(cell.text);
    }
    return rows;
}

// Some megabytes of every kind of row: plain, over several lines, damaged, blank, in Windows-1252.
std::string rows_of_every_kind() {
    std::string text;
    for (int i = 0; i < 60'000; ++i) {
        text += "plain " + std::to_string(i) + ",\"1,234.50\",caf\xC3\xA9, x \n";
        if (i % 7 == 0) text += "\"over\ntwo lines\",\"a \"\"quote\"\"\",z\n\n";
        if (i % 11 == 0) text += "a stray \" quote,b\n";
        if (i % 13 == 0)
            text +=
                "\xA3"
                "5,y\r\n";
        if (i % 997 == 0) text += std::string(300'000, 'l') + ",long\n";
    }
    return text + "\"never closed";
}

TEST(RowsAhead, AreTheRows) {
    const support::TemporaryFolder folder;
    const auto path = folder.write("a.csv", rows_of_every_kind());
    const auto expected = all_of(*csv_rows(path, {}));
    ASSERT_GT(expected.size(), 70'000U);
    EXPECT_EQ(all_of(*rows_ahead(csv_rows(path, {}))), expected);
}

TEST(RowsAhead, MayBeLeftBeforeTheirEnd) {
    const support::TemporaryFolder folder;
    const auto path = folder.write("a.csv", rows_of_every_kind());
    for (int taken = 0; taken < 3; ++taken) {
        const auto rows = rows_ahead(csv_rows(path, {}));
        RawRow row;
        for (int i = 0; i < taken * 10'000; ++i)
            ASSERT_TRUE(rows->next(row));
    }
}

// A source that fails after some rows: the failure reaches whoever takes the rows.
class Failing final : public RowSource {
  public:
    bool next(RawRow& row) override {
        if (++rows_ > 3) throw EnvironmentFailure("the disk is gone", "");
        row.rows = rows_;
        return true;
    }
    files::WorkbookFault trouble() override { return {}; }

  private:
    std::int64_t rows_ = 0;
};

TEST(RowsAhead, PassAFailureOn) {
    const auto rows = rows_ahead(std::make_unique<Failing>());
    RawRow row;
    EXPECT_THROW(
        {
            while (rows->next(row)) {
            }
        },
        EnvironmentFailure);
}

}  // namespace
}  // namespace concord::spending
