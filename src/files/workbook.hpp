// A spreadsheet workbook (.xlsx, .xlsm, .ods) as rows of cells: sheet after sheet, row after row,
// in bounded memory. Nothing in it is worked out or run: a cell with a formula gives the value that
// was last saved, and macros stay where they are.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "files/packed_file.hpp"

namespace concord::files {

enum class CellKind { empty, text, number, truth, fault };

struct SheetCell {
    CellKind kind = CellKind::empty;
    std::string text;         // numbers as the file writes them; of a fault `#REF!`
    bool from_merge = false;  // the value of a merged cell whose first row stands above
};

struct SheetRow {
    std::uint32_t number = 0;      // as the sheet counts, from 1
    std::vector<SheetCell> cells;  // from column A to the last that holds something
};

struct SheetInfo {
    std::string name;
    std::string part;  // in the packed file
    bool hidden = false;
    std::size_t number = 0;  // in its part, where that holds several
};

// Why a workbook cannot be read, for a person.
struct WorkbookFault {
    std::string problem;  // "is encrypted and opens only with a password"
    std::string help;
};

struct WorkbookLimits {
    std::uint64_t sheet_bytes = std::uint64_t{1} << 30U;  // unpacked
    std::uint64_t text_bytes = std::uint64_t{1} << 27U;   // of all texts that cells share
    std::size_t merges = 100'000;
    std::uint64_t cells = std::uint64_t{1} << 25U;  // of a sheet that repeats cells by a number
};

class Workbook {
  public:
    explicit Workbook(const std::filesystem::path& path, const WorkbookLimits& limits = {});
    ~Workbook();
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;

    const std::optional<WorkbookFault>& fault() const { return fault_; }
    const std::vector<SheetInfo>& sheets() const { return sheets_; }
    bool has_macros() const { return has_macros_; }
    // Dates count from 1904-01-01 instead of 1899-12-30.
    bool counts_from_1904() const { return counts_from_1904_; }

  private:
    friend class SheetReader;
    void open();
    void open_document();
    void read_sheets(const std::string& part);
    void read_shared_texts(const std::string& part);
    bool refuse(Unpacked outcome);

    PackedFile file_;
    WorkbookLimits limits_;
    std::optional<WorkbookFault> fault_;
    std::vector<SheetInfo> sheets_;
    std::vector<std::string> texts_;
    bool is_open_document_ = false;
    bool has_macros_ = false;
    bool counts_from_1904_ = false;
};

class OpenDocumentSheet;

class SheetReader {
  public:
    SheetReader(const Workbook& workbook, const SheetInfo& sheet);
    ~SheetReader();
    SheetReader(const SheetReader&) = delete;
    SheetReader& operator=(const SheetReader&) = delete;

    // The next row that stands in the file; false at the end, and where the sheet is damaged.
    bool next(SheetRow& row);
    const std::optional<WorkbookFault>& fault() const { return fault_; }

  private:
    struct Reading;
    bool next_row(SheetRow& row);
    Unpacked outcome() const;

    std::unique_ptr<Reading> reading_;
    std::unique_ptr<OpenDocumentSheet> open_document_;  // instead, for .ods
    std::optional<WorkbookFault> fault_;
};

// 28 as "AB": a column as the sheet names it, counted from 1.
std::string column_letters(std::uint32_t column);

}  // namespace concord::files
