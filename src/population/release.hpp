// The one place where counts about people become tables that leave. Counts of real records pass
// disclosure control here; those of people whom Concord itself has just made are about nobody and
// leave as they are.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "disclosure/disclosure.hpp"
#include "population/analysis.hpp"

namespace concord::population {

struct ReleaseRule {
    std::optional<disclosure::Rule> rule;  // nothing: the people are of nobody
    std::string words() const;             // "1-7-to-5", or "exact: synthetic"
};

// A count as it leaves.
using Count = std::optional<std::int64_t>;

struct ReleasedStep {
    Count before;
    Count kept;
    Count lost;
};

// Each step divides those before it into those kept and those lost: a chain, protected as one.
std::vector<ReleasedStep> release_steps(std::int64_t before, const std::vector<std::int64_t>& kept,
                                        const ReleaseRule& rule);

// Counts of parts that make up a whole, whose sum is shown too (the last of the answer).
std::vector<Count> release_parts(const std::vector<std::int64_t>& parts, const ReleaseRule& rule);

// Parts, each divided by yes and no, with all sums: for each part all, and those with yes.
struct ReleasedPair {
    Count all;
    Count yes;
};
std::vector<ReleasedPair> release_pairs(const std::vector<StratumCount>& parts,
                                        const ReleaseRule& rule);

// Rows of people by area and age, and by age, sex and ethnic group: two margins of one cube.
struct ReleasedCell {
    std::string area;
    std::string age_band;
    std::string sex;
    std::string ethnicity;
    Count people;
};
std::vector<ReleasedCell> release_people(const std::vector<std::string>& areas,
                                         const std::vector<PeopleCell>& cells,
                                         const ReleaseRule& rule);

}  // namespace concord::population
