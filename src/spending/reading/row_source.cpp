#include "spending/reading/row_source.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace concord::spending {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

class CsvRows final : public RowSource {
  public:
    CsvRows(const std::filesystem::path& path, const CsvManner& manner)
        : scanner_(path, manner.separator, manner.utf16), separator_(manner.separator) {
        if (scanner_.lines().peek().starts_with(byte_order_mark))
            scanner_.lines().skip(byte_order_mark.size());
    }

    bool next(RawRow& row) override {
        if (!scanner_.next(record_)) return false;
        // Lines passed over between records are blank rows; a record is one row, however many
        // lines.
        rows_ += record_.line - next_line_ + 1;
        next_line_ = record_.line + std::max<std::uint32_t>(1, line_ends());
        row.line = record_.line;
        row.rows = rows_;
        row.fault = record_.fault;
        row.fault_column = record_.fault_column;
        row.was_windows_1252 = record_.was_windows_1252;
        files::columns_of_fields(record_, separator_, columns_);
        cells_.clear();
        for (std::size_t i = 0; i < record_.fields.size(); ++i) {
            auto& cell = cells_.emplace_back();
            cell.text = trim(record_.fields[i]);
            cell.column = columns_[std::min(i, columns_.size() - 1)];
        }
        row.cells = cells_;
        return true;
    }

    files::WorkbookFault trouble() override {
        if (!scanner_.lines().source().damaged()) return {};
        return {"is cut short or damaged after this line", "fetch it again"};
    }

  private:
    // A plain record is one line.
    std::uint32_t line_ends() const {
        if (!record_.starts.empty()) return 0;
        return static_cast<std::uint32_t>(std::ranges::count(record_.raw, '\n'));
    }

    files::CsvScanner scanner_;
    files::Record record_;
    char separator_;
    std::vector<RawCell> cells_;
    std::vector<std::uint32_t> columns_;
    std::uint32_t next_line_ = 1;
    std::int64_t rows_ = 0;
};

class SheetRows final : public RowSource {
  public:
    SheetRows(const files::Workbook& workbook, const files::SheetInfo& sheet)
        : reader_(workbook, sheet) {}

    bool next(RawRow& row) override {
        if (!reader_.next(sheet_row_)) return false;
        row.line = sheet_row_.number;
        row.rows = sheet_row_.number;
        row.fault = files::RecordFault::none;
        row.was_windows_1252 = false;
        cells_.clear();
        for (const auto& cell : sheet_row_.cells) {
            const auto column = static_cast<std::uint32_t>(cells_.size() + 1);
            cells_.push_back({trim(cell.text), column, cell.kind == files::CellKind::number,
                              cell.from_merge, cell.kind == files::CellKind::fault});
        }
        row.cells = cells_;
        return true;
    }

    files::WorkbookFault trouble() override {
        return reader_.fault().value_or(files::WorkbookFault());
    }

  private:
    files::SheetReader reader_;
    files::SheetRow sheet_row_;
    std::vector<RawCell> cells_;
};

}  // namespace

std::string_view RawRow::text(int cell) const {
    if (cell < 0 || static_cast<std::size_t>(cell) >= cells.size()) return {};
    return cells[static_cast<std::size_t>(cell)].text;
}

std::uint32_t RawRow::column_of(std::size_t cell) const {
    return cells.empty() ? 1 : cells[std::min(cell, cells.size() - 1)].column;
}

bool RawRow::is_blank() const {
    return fault == files::RecordFault::none &&
           std::ranges::all_of(cells, [](const RawCell& cell) { return cell.text.empty(); });
}

std::unique_ptr<RowSource> csv_rows(const std::filesystem::path& path, const CsvManner& manner) {
    return std::make_unique<CsvRows>(path, manner);
}

std::unique_ptr<RowSource> sheet_rows(const files::Workbook& workbook,
                                      const files::SheetInfo& sheet) {
    return std::make_unique<SheetRows>(workbook, sheet);
}

}  // namespace concord::spending
