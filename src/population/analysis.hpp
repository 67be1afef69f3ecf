// What is worked out of an extract in one pass over its people: who is in which cohort and how many
// were lost at each step, segments, strata of risk, and people by area, age, sex and ethnic group.
// Its rows are judged in the warehouse; its people are counted where the engine is; what is worked
// out of their groups, as the chance of an outcome, is worked out here.
// These are exact counts: they leave through release.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "population/cohort_profile.hpp"
#include "population/extract.hpp"
#include "population/fifths.hpp"
#include "population/library.hpp"
#include "population/risk.hpp"
#include "store/query/query_engine.hpp"

namespace concord::population {

// People of the extract who are asked about: alive, and not opted out.
struct Base {
    std::int64_t people = 0;  // good rows
    std::int64_t dead = 0;
    std::int64_t opted_out = 0;
    std::int64_t asked_about = 0;
};

struct SegmentCount {
    std::int64_t people = 0;
    std::int64_t contacts = 0;
    Pence cost;
};

// People of one area, age band, sex and ethnic group: a country has millions of these cells.
struct PeopleCell {
    std::uint32_t area = 0;      // among the analysis' areas
    std::uint8_t age_band = 0;   // see age_band_name()
    std::uint8_t sex = 0;        // among cell_sexes()
    std::uint8_t ethnicity = 0;  // among cell_ethnicities()
    std::int64_t people = 0;
};

struct Analysis {
    std::vector<RowTally> tallies;
    std::vector<files::FileReport> reports;
    std::string vintage;  // of most people
    std::optional<Date> as_at;
    Base base;
    std::vector<Fifths> fifths;
    Library library;
    std::vector<std::vector<std::int64_t>> kept;  // by cohort: after each step
    std::vector<SegmentCount> segments;           // as the library's
    std::vector<CohortMeasure> measures;          // by which cohorts are held beside the others
    std::vector<ProfileGroup> fares;              // of all parts
    std::vector<StratumCount> strata;
    std::vector<std::string> areas;  // that people live in, in the order of their codes
    std::vector<PeopleCell> cells;   // everybody but the dead, ordered
    std::string engine;              // that counted: "DuckDB v1.4.4"; empty: none was asked
    bool usable = false;
};

struct AnalysisRequest {
    const Extract* extract = nullptr;
    const registry::RegistryData* registry = nullptr;
    std::span<const KnownArea> areas;
    LibraryFiles library;
    Date as_at = Date(2022, 7, 1);  // where the extract does not say
    bool is_check = false;          // only whether the rows and the rules are good
    const CancelToken* cancel = nullptr;
};

// Reads the extract and works everything out; what is wrong is reported, the good rows kept.
Analysis analyse(const AnalysisRequest& request, store::Warehouse& warehouse,
                 store::QueryEngineOnDemand& engine, Diagnostics& diagnostics);

}  // namespace concord::population
