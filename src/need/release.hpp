// Counts of people from a file, as they may leave: with the sums that are asked for, small counts
// suppressed, and what would give them away (disclosure/disclosure.hpp).
//
// Law: a combination that the file does not have is a zero, one without a count is missing, and
// both are told apart from what is suppressed.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/table.hpp"
#include "disclosure/disclosure.hpp"

namespace concord::need {

struct CountFile {
    std::filesystem::path path;
    std::string shown_path;
};

struct ReleaseRequest {
    CountFile counts;
    std::string count;                         // the column with the counts
    std::vector<std::vector<std::string>> by;  // columns of each dimension, the widest level first
    // The sums and details that are released, each by the columns that it is divided by; none: all.
    std::vector<std::vector<std::string>> margins;
    disclosure::Rule rule;
    std::vector<CountFile> earlier;  // releases of the same counts, as this function wrote them
};

struct Release {
    Table table;  // the columns of the dimensions, count, disclosure
    disclosure::Protection protection;
    std::int64_t shown = 0;
    std::int64_t missing = 0;
    bool refused = false;  // an earlier release gives a small count away: the table is empty
};

// The word in a category's column where a row is the sum of all.
inline constexpr std::string_view all_word = "all";

// Nothing where the file cannot be read as counts. What is wrong is said: NED200 to NED205.
std::optional<Release> release(const ReleaseRequest& request, Diagnostics& diagnostics);

}  // namespace concord::need
