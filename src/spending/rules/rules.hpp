// The families of spending's rules that look at the whole. What is wrong with one row is said where
// the row is read.
#pragma once

#include "spending/spending.hpp"

namespace concord::spending::rules {

// What was written in another way and read all the same; totals that do not add up; months of one
// table (MON106, MON116, MON117, MON119).
void check_tables(const SpendingData& data, Diagnostics& diagnostics);

// Months missing or twice, payments twice, without type, area or body (MON108, MON110, MON111,
// MON113, MON124, MON126).
void check_completeness(const SpendingData& data, Diagnostics& diagnostics);

// Categories that conflict, names that are withheld (MON112, MON123).
void check_categories(const SpendingData& data, Diagnostics& diagnostics);

}  // namespace concord::spending::rules
