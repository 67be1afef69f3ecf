// The file of `money place`: a row a practice, small area or council, with its place, system,
// people and weighted people by stream.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/money.hpp"
#include "money/need.hpp"

namespace concord::money {

// The names of the columns as the file has them; empty ones are not asked for.
struct UnitColumns {
    std::string unit;
    std::string place;
    std::string system;
    std::string population;
    std::vector<std::string> weighted;  // a stream each
    std::vector<std::string> baseline;  // one a stream, in the same order; empty: none
};

struct UnitRequest {
    std::filesystem::path file;
    std::string shown_path;
    UnitColumns columns;
    GapRule gaps = GapRule::refuse;
    std::string only;  // one system; empty: all
};

struct UnitFile {
    NeedInput input;
    std::vector<std::vector<Pence>> baselines;  // by stream, then by unit; empty: none
    std::vector<std::size_t> gaps;              // by stream: how many weights a rule settled
    std::size_t only_rows = 0;                  // rows of other systems that were passed over
    bool is_complete = true;                    // false where a column is missing
};

// Every sound row. Gaps are MON020 (missing) and MON021 (nothing) where no rule is named for them,
// and MON023 where one is. A weight that is no number is MON024, a row without place or system
// MON025, a unit that stands twice MON026, a place in two systems MON027.
UnitFile read_units(const UnitRequest& request, Diagnostics& diagnostics);

}  // namespace concord::money
