// Rows of a CSV file by the columns somebody wants. The reader finds the columns by any of the
// headers they are known by, passes damaged rows over with a diagnostic that names file, line,
// column and the mend, and counts what it read, skipped and repaired. The good rows always survive.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "files/csv_scanner.hpp"

namespace concord::files {

// What became of one file: the sentence of this struct is printed, written to the table `inputs`
// and shown in the report.
struct FileReport {
    std::string dataset;  // the catalogue's id, or the name of the system's own file
    std::string path;     // as shown to the user
    std::string sha256;
    std::uint64_t bytes = 0;
    std::int64_t rows_read = 0;      // good rows that were used
    std::int64_t rows_skipped = 0;   // damaged or refused, each with a diagnostic
    std::int64_t rows_repaired = 0;  // used after a repair that is named in a diagnostic
    std::int64_t rows_outside = 0;   // well formed, but outside what the data set is read for
    std::string note;  // repairs of the whole file: encoding, separator, byte order mark
};

struct WantedColumn {
    std::string name;                  // ours, for messages
    std::vector<std::string> headers;  // any of these, compared without case
    bool required = true;
    int position = -1;  // for files without a header row: counted from 0
};

struct CsvOptions {
    std::string shown_path;
    std::vector<WantedColumn> columns;
    bool has_header = true;
    // For files that people write by hand, which may also be begun and have no rows yet.
    bool report_unknown_headers = false;
    // More good rows than this are not read: they would fill the memory of whoever keeps them.
    std::int64_t rows_limit = 4'000'000;
};

// Options for a file that people write: each column has one header, required ones first, and a
// header that is none of them is said.
CsvOptions hand_written(const std::string& shown_path, std::vector<std::string> required,
                        std::vector<std::string> optional = {});

// What a file that is no CSV seems to be, from its first bytes, and what to do; nothing where it
// may be CSV.
struct NotCsv {
    std::string what;  // "a PDF document"
    std::string help;
};
std::optional<NotCsv> not_csv(std::string_view head);

class CsvReader {
  public:
    // Reads the header. A file that is missing, empty, binary or without a required column is
    // reported, and next() then returns false at once. Throws EnvironmentFailure only where reading
    // itself fails.
    CsvReader(const std::filesystem::path& path, CsvOptions options, Diagnostics& diagnostics);

    // The next row with as many fields as the header; false at the end.
    bool next();

    // The value of a wanted column by its place in CsvOptions::columns; empty where the file lacks
    // it.
    std::string_view value(std::size_t wanted) const;
    // The same without spaces around it, to be kept.
    std::string text(std::size_t wanted) const;
    bool has(std::size_t wanted) const { return fields_[wanted] >= 0; }

    // Where that value stands: line and column alone, for callers who keep many, and as a place for
    // a diagnostic.
    struct Spot {
        std::uint32_t line = 0;
        std::uint32_t column = 0;
    };
    Spot spot(std::size_t wanted) const;
    Location place(std::size_t wanted) const;
    // The header cell of that column.
    Location header_place(std::size_t wanted) const;

    // The header of the file's field, for files with as many columns as years of age.
    const std::vector<std::string>& headers() const { return headers_; }
    std::string_view raw_value(std::size_t field) const { return record_.fields[field]; }

    // The caller refuses the current row, has repaired it, or finds it outside what it reads for.
    void skip_row();
    void repair_row();
    void leave_outside();

    bool usable() const { return usable_; }
    const FileReport& report() const { return report_; }

    // After so many damaged rows without more good ones than bad, the file is given up.
    static constexpr std::int64_t damaged_rows_limit = 100'000;

  private:
    bool open();
    bool looks_like_text(std::string_view head);
    bool read_header();
    bool find_columns();
    bool try_delimiters();
    void report_headers();
    void report_fault();
    bool fits_header();
    bool give_up();
    void finish();
    Location at_line(std::uint32_t column) const;
    void find(std::string_view rule, const Location& location, std::string message,
              std::string help = {});

    std::filesystem::path path_;
    CsvOptions options_;
    Diagnostics& diagnostics_;
    std::unique_ptr<CsvScanner> scanner_;
    char delimiter_ = ',';
    std::size_t byte_order_mark_ = 0;
    Record record_;
    std::string header_raw_;
    std::uint32_t header_line_ = 0;
    std::vector<std::string> headers_;
    std::vector<int> fields_;  // per wanted column: the field's place in the file, or -1
    bool usable_ = false;
    bool finished_ = false;
    FileReport report_;
};

}  // namespace concord::files
