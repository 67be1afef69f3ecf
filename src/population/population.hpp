// Population: who lives here. People one by one, in an extract of real records or a synthetic one;
// what is wrong with an extract; who belongs to which cohort, segment and stratum of risk.
//
// Laws:
//  1. One schema and one reader: what is asked of real records can be asked of synthetic ones.
//  2. A bad row is named, counted and left out by the rule that says so; good rows survive.
//  3. Exact margins of a synthetic population are exact; all else is in expectation, and is said.
//  4. A record depends on the seed and the person alone, never on threads or on the area asked for.
//  5. A figure about people passes one gate before it leaves: release.hpp.
//
// It works out no rates and no inequalities (need), and decides nothing about anybody.
#pragma once

#include "population/extract.hpp"
#include "population/schema.hpp"
#include "population/synthetic/make_model.hpp"
#include "population/synthetic/statement.hpp"
#include "population/synthetic/synthesise.hpp"

namespace concord::population {

// What became of an extract's rows.
struct ExtractCheck {
    std::vector<RowTally> tallies;
    std::vector<files::FileReport> reports;
    std::int64_t people = 0;
    bool usable = false;
};

// Reads the whole extract and reports everything that is wrong with it.
ExtractCheck check_extract(const Extract& extract, std::span<const KnownArea> areas,
                           store::Warehouse& warehouse, const CancelToken& cancel,
                           Diagnostics& diagnostics);

// The tables of the stage.
std::span<const store::TableSchema> table_schemas();
store::RowWriter rows_of_tallies(std::span<const RowTally> tallies);

}  // namespace concord::population
