// How each cohort fares beside everybody else: measures of access, outcomes and need as rules over
// the facts of a person (THE-R058). catalogue/people/measures.toml, or a system's own.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "population/library.hpp"
#include "population/risk.hpp"
#include "store/query/query_engine.hpp"

namespace concord::population {

struct CohortMeasure {
    std::string id;
    std::string title;
    std::string aspect;  // need, access, experience or outcome
    std::string better;  // higher, lower or neither
    Criterion criterion;
};

std::vector<CohortMeasure> read_measures(const LibraryFiles& files, const Vocabulary& vocabulary,
                                         Diagnostics& diagnostics);

// People by the cohorts they are in and the measures that hold of them, both as bits.
struct ProfileGroup {
    std::int64_t cohorts = 0;
    std::int64_t measures = 0;
    std::int64_t people = 0;
};

// The question that gives those groups, over the facts of people who are asked about: its columns
// are cohorts, measures and people.
std::string profile_sql(const Library& library, std::span<const CohortMeasure> measures);
// The same for whatever engine: the table people_fares.
store::EngineQuery profile_question(const Library& library,
                                    std::span<const CohortMeasure> measures);

// Of one cohort and one measure: exact counts.
struct ProfileCount {
    std::size_t cohort = 0;
    std::size_t measure = 0;
    StratumCount members;  // with_outcome: of whom the measure holds
    StratumCount others;
};
std::vector<ProfileCount> profile_counts(std::span<const ProfileGroup> groups, std::size_t cohorts,
                                         std::size_t measures);

}  // namespace concord::population
