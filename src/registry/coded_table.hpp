// The rows of one data set, as the catalogue says to read it: its columns of area codes with every
// code kept once, and its numbers and texts. Each row remembers the line it came from.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "files/csv_reader.hpp"
#include "registry/catalogue.hpp"

namespace concord::registry {

// The codes of one layer that a file holds, each once, in order of appearance.
struct CodeColumn {
    std::string layer;
    bool by_ods = false;  // the codes are ODS codes; the layer's own are not in the file
    std::vector<std::string> codes;
    std::vector<std::string> ods;              // beside each code, or empty
    std::vector<std::string> names;            // beside each code, or empty
    std::vector<std::int32_t> of_row;          // place in `codes`, or -1 where the cell is empty
    std::vector<std::uint32_t> column_of_row;  // in characters, for diagnostics
};

struct CodedTable {
    const Dataset* dataset = nullptr;
    files::FileReport report;
    std::vector<std::uint32_t> lines;                                    // per row
    std::vector<CodeColumn> areas;                                       // as Dataset::areas
    std::map<std::string, std::vector<double>, std::less<>> numbers;     // by role; NaN is a gap
    std::map<std::string, std::vector<std::string>, std::less<>> texts;  // by role

    std::size_t rows() const { return lines.size(); }
    Location place(std::size_t row, std::size_t area) const;
};

// What is asked of a number before its row counts.
struct NumberRule {
    std::string role;
    bool required = true;
    double minimum = -std::numeric_limits<double>::infinity();
    bool whole = false;
    double maximum = std::numeric_limits<double>::infinity();
};

struct ReadingPlan {
    std::vector<NumberRule> numbers;
    std::vector<std::string> texts;
};

// Which numbers and texts a kind of data set has.
ReadingPlan plan_for(DatasetKind kind);

// True where the code looks as the pattern says: '#' a digit, '@' a capital letter, '?' either, any
// other character itself. An empty pattern takes everything that is not empty.
bool matches_pattern(std::string_view code, std::string_view pattern);

// Reads the file at `path`. Damaged rows, badly formed codes and refused numbers are reported and
// passed over; rows whose key lies outside the layer's scope are counted as outside.
CodedTable read_coded_table(const std::filesystem::path& path, const Dataset& dataset,
                            const Catalogue& catalogue, Diagnostics& diagnostics,
                            const CancelToken& cancel);

}  // namespace concord::registry
