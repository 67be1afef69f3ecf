// Cohorts, segments and the model of risk, read from files: the shipped ones and a system's own.
// All are rules over the facts of a person; see criteria.hpp.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "population/criteria.hpp"

namespace concord::population {

// What a person must be to stay in, after the steps before.
struct CohortStep {
    std::string say;
    Criterion criterion;
};

// Who is in it, and why: a step a reason.
struct Cohort {
    std::string id;
    std::string title;
    std::string group;  // core20, plus, clinical-adults, …
    std::string source;
    std::string note;
    std::vector<CohortStep> steps;
    bool is_local = false;
    Location place;
};

// Everybody is in the first whose rule holds.
struct Segment {
    std::string id;
    std::string title;
    Criterion criterion;
};

struct Stratum {
    std::string id;
    double up_to = 1;
};

// The log odds of an outcome: a start, a line over age, points for code lists.
struct RiskModel {
    std::string title;
    std::string source;
    std::vector<std::string> outcome;  // kinds of contacts, one of which is it
    double start = 0;
    std::vector<std::pair<double, double>> ages;
    std::vector<std::pair<std::string, double>> points;
    std::vector<Stratum> strata;
    Location place;

    // The lists that have points, as bits.
    std::int64_t codes(const Vocabulary& vocabulary) const;
    // The chance of a person of this age with these lists.
    double chance(std::int64_t age, std::int64_t codes, const Vocabulary& vocabulary) const;
    // The stratum of a chance: the first whose bound it does not pass, else the last.
    std::size_t stratum(double chance) const;
};

struct Library {
    Vocabulary vocabulary;
    std::vector<Cohort> cohorts;  // by group and id
    std::vector<Segment> segments;
    RiskModel risk;

    // Whether any rule asks how many providers a person has.
    bool counts_providers() const;
};

struct LibraryFiles {
    std::filesystem::path catalogue;  // catalogue/people
    std::filesystem::path own;        // the people folder of a system, or empty
    std::string shown_own;
};

// A cohort of the same name, and a file of the same name, of the system's own takes the place of
// the shipped one. `measures` are the indices of deprivation that have fifths here.
Library read_library(const LibraryFiles& files, std::vector<std::string> measures,
                     Diagnostics& diagnostics);

}  // namespace concord::population
