// Records of a CSV file, each with the line it starts on and its fields, and the damage of those
// that are not well formed. A plain line is cut at once (`cut_plain_line`); libcsv reads all other
// quoting. This class feeds it line by line, so that a place can be named and so that one broken
// record costs only itself: after an unclosed quote the scanner goes back to the line after the one
// that opened it.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "files/line_reader.hpp"

namespace concord::files {

enum class RecordFault {
    none,
    stray_quote,     // a quote inside an unquoted field; the fields are as if it were a letter
    unclosed_quote,  // no fields
    line_too_long,   // no fields
    not_text         // no fields
};

struct Record {
    std::uint32_t line = 0;                // of its first character
    std::vector<std::string_view> fields;  // unquoted, trimmed where not quoted, UTF-8
    RecordFault fault = RecordFault::none;
    std::uint32_t fault_column = 0;
    bool was_windows_1252 = false;  // bytes that were not UTF-8 have been converted
    std::string_view raw;           // the record as it stands in the file, in UTF-8
    // Where each field begins in `raw`, its quote included; empty where libcsv read the record.
    std::vector<std::uint32_t> starts;
};

class CsvScanner {
  public:
    CsvScanner(const std::filesystem::path& path, char delimiter,
               std::optional<ByteOrder> utf16 = std::nullopt);
    ~CsvScanner();

    // The next record; blank lines are passed over. False at the end. The record's views hold until
    // the next call.
    bool next(Record& record);

    LineReader& lines() { return lines_; }

    // How many lines one quoted field may run over before its quote counts as unclosed.
    static constexpr std::size_t lines_per_record_limit = 64;

  private:
    struct Parser;
    struct BufferedLine {
        std::string text;  // in UTF-8, without its line end
        std::uint32_t number = 0;
        bool cut = false;
        bool converted = false;
    };

    bool next_line(BufferedLine& line);
    void read_fields(Record& record);
    void give_back_all_but_first();
    void mend_stray_quote(Record& record, std::size_t offset);

    LineReader lines_;
    std::deque<BufferedLine> waiting_;  // read ahead and given back
    std::vector<BufferedLine> gathered_;
    std::size_t gathered_count_ = 0;
    std::string raw_;
    char delimiter_;
    std::unique_ptr<Parser> parser_;
};

// Where field `index` of a raw record begins: how many lines below the record's first, and at which
// column, counted in characters from 1. Quoting as in RFC 4180.
struct FieldPlace {
    std::uint32_t line_offset = 0;
    std::uint32_t column = 1;
};
FieldPlace place_of_field(std::string_view raw, std::size_t index, char delimiter);

// The column of each field of a record, in one pass.
void columns_of_fields(const Record& record, char delimiter, std::vector<std::uint32_t>& columns);

// Cuts one line whose fields are unquoted, or quoted as a whole with no quote inside. False, with
// fields of no meaning, where the line is anything else: then libcsv reads it.
bool cut_plain_line(std::string_view line, char delimiter, Record& record);

}  // namespace concord::files
