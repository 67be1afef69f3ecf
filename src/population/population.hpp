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

#include "population/analysis.hpp"
#include "population/extract.hpp"
#include "population/registers.hpp"
#include "population/release.hpp"
#include "population/schema.hpp"
#include "population/synthetic/make_model.hpp"
#include "population/synthetic/statement.hpp"
#include "population/synthetic/synthesise.hpp"

namespace concord::population {

// All that is known of the people of a system.
struct PopulationData {
    Analysis analysis;
    ReleaseRule release;
    Registers registers;
    std::string area;  // as people/synthetic.toml asks, where they are synthetic
    std::vector<files::FileReport> made_from;  // then also the open data that they were made from

    bool empty() const { return analysis.tallies.empty(); }
};

std::span<const store::TableSchema> table_schemas();
// The rows of one of those tables.
store::RowWriter rows_of(const PopulationData& data, std::string_view table);
// The registers' tables, and how cohorts fare.
void write_registers(const PopulationData& data, store::Warehouse& warehouse);
void write_population(const PopulationData& data, store::Warehouse& warehouse,
                      const CancelToken& cancel);

}  // namespace concord::population
