// Rows of cells, whatever the file is: CSV with any separator, or a sheet of a workbook.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "files/csv_scanner.hpp"
#include "files/workbook.hpp"

namespace concord::spending {

struct RawCell {
    std::string_view text;
    std::uint32_t column = 1;  // where it stands
    bool is_number = false;    // a number of a workbook, as it is stored
    bool from_merge = false;   // the value of a merged cell above
    bool is_fault = false;     // `#REF!`
};

struct RawRow {
    std::uint32_t line = 0;
    std::int64_t rows = 0;  // up to this one, blank ones included
    std::span<const RawCell> cells;
    files::RecordFault fault = files::RecordFault::none;
    std::uint32_t fault_column = 0;
    bool was_windows_1252 = false;

    std::string_view text(int cell) const;
    // Of a cell beyond the last: the column of the last.
    std::uint32_t column_of(std::size_t cell) const;
    bool is_blank() const;
};

class RowSource {
  public:
    virtual ~RowSource() = default;
    // The next row that is there; the views hold until the next call.
    virtual bool next(RawRow& row) = 0;
    // Why it ended before its end: empty where it did not.
    virtual files::WorkbookFault trouble() = 0;
};

// How the bytes of a file are to be read.
struct CsvManner {
    char separator = ',';
    std::optional<files::ByteOrder> utf16;
};
std::unique_ptr<RowSource> csv_rows(const std::filesystem::path& path, const CsvManner& manner);
std::unique_ptr<RowSource> sheet_rows(const files::Workbook& workbook,
                                      const files::SheetInfo& sheet);
// The same rows, read ahead by a thread of their own.
std::unique_ptr<RowSource> rows_ahead(std::unique_ptr<RowSource> source);

}  // namespace concord::spending
