// The table of how cohorts fare: its counts pass the gate of release.hpp.
#pragma once

#include "population/cohort_profile.hpp"
#include "population/release.hpp"
#include "store/column_data.hpp"

namespace concord::population {

const store::TableSchema& cohort_profile_schema();
// The rows of the table cohort_profile.
store::RowWriter cohort_profile_rows(const Analysis& analysis, const ReleaseRule& rule);

}  // namespace concord::population
