// Rows of a file by wanted columns, whatever its format.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"

namespace concord::statistics {

class RowSource {
  public:
    virtual ~RowSource() = default;

    virtual bool usable() const = 0;
    virtual bool next() = 0;
    // Of the current row, by the place among the wanted columns.
    virtual std::string_view value(std::size_t wanted) const = 0;
    virtual Location place(std::size_t wanted) const = 0;
    // Every column of the file, wanted or not.
    virtual const std::vector<std::string>& headers() const = 0;
    virtual std::string_view raw(std::size_t field) const = 0;
    // Where the row begins: its line in CSV, its number in Parquet.
    virtual std::uint32_t number() const = 0;
    virtual void skip_row() {}
    // How a row is named in a message that has no line to point at: "row 7"; empty for CSV.
    virtual std::string row_words() const { return {}; }
};

struct SourceRequest {
    std::filesystem::path file;
    std::string shown_path;
    std::vector<std::string> columns;  // headers, without case
    std::vector<std::string> options;  // of each column, the option that names it
    bool keeps_all = false;            // raw() will be asked for
};
// What to do about a column that an option names and the file has not.
std::string help_for_option(const std::string& option, const std::string& column,
                            std::span<const std::string> headers);

std::unique_ptr<RowSource> open_rows(const SourceRequest& request, Diagnostics& diagnostics);

}  // namespace concord::statistics
