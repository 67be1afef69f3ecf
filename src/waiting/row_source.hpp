// Rows of a CSV or a Parquet file alike: the same columns, the same texts, the same messages.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "files/csv_reader.hpp"

namespace concord::waiting {

struct RowFile {
    std::string path;
    std::string shown_path;
};

class RowSource {
  public:
    virtual ~RowSource() = default;
    virtual bool next() = 0;
    virtual std::string_view value(std::size_t wanted) const = 0;
    virtual bool has(std::size_t wanted) const = 0;
    // Of a Parquet file the line is the row, counted from 1, and the column is the file's.
    virtual Location place(std::size_t wanted) const = 0;
    virtual void skip_row() = 0;
    virtual files::FileReport report() const = 0;
};

// A file that ends in .parquet is read as Parquet. What is wrong with the file as a whole is
// reported; then there are no rows.
std::unique_ptr<RowSource> open_rows(const std::string& path, files::CsvOptions options,
                                     Diagnostics& diagnostics);

}  // namespace concord::waiting
