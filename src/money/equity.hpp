// Money and staff beside need and deprivation: the adjustment for inequalities as a part of its own
// in the formula, what councils spend, what places and practices have, and running costs beside the
// team that works on inequalities (THE-R072 to THE-R076). Facts of a system's own files; nothing is
// required of any of them, and nothing is made up where one is missing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/money.hpp"

namespace concord::money {

// A row of formula.csv: one part of a formula of need, for one body.
struct FormulaPart {
    std::string year;
    std::string body;
    std::string part;
    bool is_for_inequalities = false;
    std::string basis;  // "avoidable-mortality"
    double weight = 0;  // in the whole formula
    double people = 0;  // the population as this part alone weighs it
    Location place;
    Location place_of_weight;
    Location place_of_basis;
};

// A row of council_spending.csv.
struct CouncilSpending {
    std::string year;
    std::string council;
    std::string service;
    Pence spending;
    double people = 0;
    std::optional<double> need_index;   // 1 where people need as much as everywhere
    std::optional<double> deprivation;  // higher where deprivation is greater
    Location place;
};

// A row of place_resources.csv.
struct PlaceResources {
    std::string year;
    std::string place;
    double people = 0;
    double deprivation = 0;
    Pence spending;
    double staff = 0;  // whole-time equivalents
    Location where;
};

// A row of practice_funding.csv.
struct PracticeFunding {
    std::string year;
    std::string practice;
    double patients = 0;
    double weighted = 0;  // by need
    double deprivation = 0;
    Pence funding;
    std::optional<double> doctors;  // whole-time equivalents
    Location where;
};

// A row of running_costs.csv.
struct RunningCosts {
    std::string year;
    std::string body;
    Pence costs;
    std::optional<double> team;  // whole-time equivalents for inequalities
    std::string effect;          // what the change did, in words
    bool is_published = false;   // an allowance as announced, which says nothing of teams
    Location where;
    Location where_team;
};

struct Equity {
    std::vector<FormulaPart> formula;
    std::vector<CouncilSpending> councils;
    std::vector<PlaceResources> places;
    std::vector<PracticeFunding> practices;
    std::vector<RunningCosts> costs;
};

class MoneyFolder;

// Reads each of the five files that is there (MON001, MON014, MON048).
Equity read_equity(MoneyFolder& folder, Diagnostics& diagnostics);

// The word for the basis that the adjustment is to have (THE-R072).
inline constexpr const char* avoidable_mortality = "avoidable-mortality";

}  // namespace concord::money
