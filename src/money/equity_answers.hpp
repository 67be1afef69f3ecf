// What follows from the facts of equity.hpp: pure arithmetic on values, for tables and rules.
#pragma once

#include "money/equity.hpp"

namespace concord::money {

// The formula of one body in a year, with and without the adjustment for inequalities.
struct FormulaShown {
    std::string year;
    std::string body;
    double weights = 0;            // of all its parts
    double adjustment_weight = 0;  // of those for inequalities
    double need = 0;               // people weighted by need alone: its parts make up the whole
    double adjustment = 0;         // people as the adjustment alone weighs them; 0 without one
    double both = 0;               // as the formula weighs them
    std::string basis;             // of the adjustment
    const FormulaPart* first = nullptr;
    const FormulaPart* inequalities = nullptr;

    // How many people the adjustment adds or takes away.
    double effect() const { return both - need; }
};
std::vector<FormulaShown> formulas_of(const Equity& equity);

// A council's spending on a service, with its place among those of the year and service from the
// most deprived on; 0 where its deprivation is not known.
struct CouncilShown {
    const CouncilSpending* row = nullptr;
    std::optional<Pence> per_head;
    std::optional<Pence> per_need;  // by people times their index of need
    int order = 0;
};
std::vector<CouncilShown> councils_of(const Equity& equity);

// A place's part of all that the places of the year have, and what became of it since the year
// before.
struct PlaceShown {
    const PlaceResources* row = nullptr;
    int order = 0;  // from the most deprived on
    std::optional<Pence> per_head;
    double share_of_people = 0;
    std::optional<double> share_of_spending;
    std::optional<double> share_of_staff;
    std::optional<double> shift_of_spending;
    std::optional<double> shift_of_staff;
};
std::vector<PlaceShown> places_of(const Equity& equity);

// Practices of a year by deprivation in five groups of as nearly the same number of practices as
// there can be: 1 is the most deprived. Practices of one deprivation are of one group.
struct PracticeGroup {
    std::string year;
    int group = 0;
    std::int64_t practices = 0;
    double patients = 0;
    double weighted = 0;
    std::optional<Pence> funding = Pence();  // nothing where it does not fit 64 bits
    double doctors = 0;
    double weighted_with_doctors = 0;  // of the practices whose doctors are known
    const PracticeFunding* first = nullptr;

    std::optional<Pence> per_patient() const;
    std::optional<Pence> per_weighted() const;
    std::optional<double> doctors_per_10000() const;  // by need
};
std::vector<PracticeGroup> practice_groups_of(const Equity& equity);

struct CostsShown {
    const RunningCosts* row = nullptr;
    const RunningCosts* before = nullptr;  // of the year before that is recorded

    std::optional<Pence> change() const;
    std::optional<double> change_share() const;
    std::optional<double> team_change() const;
    std::optional<double> team_change_share() const;
};
std::vector<CostsShown> costs_of(const Equity& equity);

}  // namespace concord::money
