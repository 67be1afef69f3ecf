// Money beside need and deprivation as publishers made it: open data sets, named in equity.toml
// with their columns, in place of rows of the system's own files (THE-R072, THE-R075, THE-R076).
#pragma once

#include <string>
#include <vector>

#include "money/equity.hpp"
#include "money/open_allocations.hpp"

namespace concord::money {

// What became of the data sets that equity.toml names.
struct OpenEquityInputs {
    std::vector<files::FileReport> reports;
    std::vector<std::string> datasets;
};

// Adds the rows of each data set that is on this machine to those of the system's own files. A data
// set or column that cannot be read is MON040; practices that are left out are counted in MON055.
OpenEquityInputs add_open_equity(MoneyFolder& folder, const OpenSources& sources, Equity& equity,
                                 Diagnostics& diagnostics);

}  // namespace concord::money
