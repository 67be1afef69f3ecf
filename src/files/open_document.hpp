// Sheets of an OpenDocument spreadsheet (.ods): all of them stand in one part, one behind the
// other.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "files/packed_file.hpp"
#include "files/workbook.hpp"
#include "files/xml_reader.hpp"

namespace concord::files {

// True where the pack says that it is such a spreadsheet.
bool is_open_document(const PackedFile& file);

struct OpenDocumentSheets {
    std::vector<SheetInfo> sheets;
    Unpacked outcome = Unpacked::whole;
};
OpenDocumentSheets sheets_of_open_document(const PackedFile& file, const WorkbookLimits& limits);

// The rows of one sheet.
class OpenDocumentSheet {
  public:
    OpenDocumentSheet(std::unique_ptr<PackedPart> content, std::size_t number,
                      const WorkbookLimits& limits);

    // The next row that holds something, or stands between others; false at the end.
    bool next(SheetRow& row);
    Unpacked outcome() const;

  private:
    struct Span {  // of a cell that reaches down over several rows
        std::size_t at = 0;
        std::uint32_t last_row = 0;
        SheetCell value;
    };
    struct ReadCell {
        SheetCell cell;
        std::uint32_t rows = 1;
    };

    bool find_sheet(std::size_t number);
    bool read_row();
    bool take_cell(std::size_t& column);
    ReadCell read_cell();
    std::string read_text();
    void fill_spans(SheetRow& row);

    XmlReader xml_;
    std::uint64_t most_cells_;
    bool has_ended_ = false;
    bool is_too_large_ = false;
    SheetRow row_;                 // as it was read,
    std::uint32_t still_due_ = 0;  // and how many times it is still to be given
    std::vector<Span> opened_;     // by the row that was read
    std::vector<Span> spans_;      // from rows above
    std::uint64_t cells_given_ = 0;
};

}  // namespace concord::files
