// Money: what reaches a body, how a rule of pace moves it towards its target, and what places need
// and get of it.
//
// Laws:
//  1. Money is whole pence. An amount is rounded once, by a rounding that is named.
//  2. What is shared out makes up the whole to the penny.
//  3. No gap is settled, no amount read and no rule completed by a guess: what may be meant in two
//     ways is said and left out.
//  4. Rules of pace, kinds of money and the evidence for them are data.
//
// It does not say who may decide (governance) nor whether it worked (oversight).
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "governance/governance.hpp"
#include "money/equity.hpp"
#include "money/pace_rule_file.hpp"
#include "money/place.hpp"
#include "money/purposes.hpp"
#include "money/quantum.hpp"
#include "store/warehouse.hpp"

namespace concord::money {

// The kinds of money that an allocation must have, may have, and that a place budget may hold
// (catalogue/money/kinds.csv; FRM-R270, FRM-R271, FRM-R300).
struct MoneyKinds {
    std::vector<std::string> must;
    std::vector<std::string> may;
    std::vector<std::string> at_place;
};

// Where a stream's baselines stand in an open data set: columns as published, the body by its ODS
// code. A target stands there, or follows from the published allocation and the distance after it.
struct OpenStream {
    std::string dataset;
    std::string sheet;
    std::string body;
    std::string kind;  // of body; rows of other kinds (regions) are passed over
    std::string baseline;
    std::string growth;  // empty: what stands there is the allocation
    // The column, of this data set or of another with the same column of bodies, with the part of
    // the baseline that the rule moves; empty: all of it.
    std::string converging;
    std::string converging_dataset;
    std::string target;
    bool target_grows = false;  // it is last year's, and grows as the baseline does
    std::string allocation;
    std::string distance_after;
    std::string total;  // over `per_head`: the people
    std::string per_head;
    bool in_thousands = false;

    std::vector<std::string> columns() const;
};

// A stream of one year, as allocation.toml describes it.
struct StreamPlan {
    std::string name;
    std::string year;
    std::vector<std::string> covers;  // kinds of money
    std::optional<PaceRule> rule;     // without one the baseline grows and no target is asked for
    std::string rule_title;
    std::string evidence;  // what the rule rests on
    std::optional<OpenStream> open;
    Pence unit = Pence(std::int64_t{1});
    std::optional<Pence> quantum;
    SolveFor variable = SolveFor::growth;
    std::optional<double> swing;
    std::string need;          // the formula that the targets follow
    std::string inequalities;  // how they follow inequalities
    std::string advice;        // who advised on it
    Location place;
    bool is_broken = false;  // a rule that could not be read: nothing is allocated by half a plan
};

// A row of baselines.csv.
struct BaselineRow {
    std::string year;
    std::string body;
    std::string stream;
    Pence baseline;
    double growth = 0;
    bool has_growth = true;  // false: what stands there is the allocation
    double converging = 1;   // the part of the baseline that the rule moves
    std::optional<Pence> target;
    std::string target_basis = "given";  // given, grown or derived
    std::optional<double> population;
    std::string source;
    Location place;
    Location target_place;
};

// A row of budgets.csv: what a body has decided for a place.
struct BudgetLine {
    std::string year;
    std::string body;
    std::string place;
    std::string stream;
    std::string kind;
    Pence budget;
    std::optional<Pence> earlier;  // the budget before
    std::optional<Pence> opening;  // where the place starts from: below nothing is a deficit
    std::string decision;
    std::string explanation;
    std::string delegation;  // the grant under which it is managed
    Location where;
    Location where_decision;
};

// A row of the table allocations.
struct AllocationRow {
    const BaselineRow* opening = nullptr;
    std::optional<double> distance_before;
    std::optional<double> convergence;
    Pence allocation;
    std::optional<double> distance_after;
    std::optional<Pence> gain;  // over the baseline with its growth and no convergence
};

struct MoneyData {
    MoneyData() = default;
    MoneyData(MoneyData&&) = default;  // its rows point at each other: moved, never copied
    MoneyData& operator=(MoneyData&&) = default;

    MoneyKinds kinds;
    std::vector<StreamPlan> streams;
    std::vector<BaselineRow> baselines;
    std::vector<BudgetLine> lines;
    bool has_method = false;  // places are worked out from weights by a named method
    std::string year_of_places;
    std::string source_of_places;
    std::string note_on_places;
    std::string gaps_of_places;          // the rule for missing weights
    std::vector<std::string> open_data;  // data sets that were asked for, there or not
    Purposes purposes;
    Equity equity;
    std::optional<double> prevention_goal;  // the system's own, as a share of the allocation
    std::vector<AllocationRow> allocations;
    std::vector<PlaceRow> places;
    std::vector<files::FileReport> inputs;
};

struct LoadMoney {
    std::filesystem::path catalogue;  // the folder catalogue/money
    const registry::SystemDescription* system = nullptr;
    const registry::RegistryData* registry = nullptr;
    const registry::Catalogue* data_sets = nullptr;  // that allocation.toml may name
    std::filesystem::path data_folder;               // may be empty: no open data
};

// Reads money/ of the system (allocation.toml, baselines.csv, budgets.csv and what they name), each
// optional, and works out its allocations and places.
MoneyData load_money(const LoadMoney& request, Diagnostics& diagnostics);

struct MoneyStage {
    const MoneyData* data = nullptr;
    const registry::RegistryData* registry = nullptr;
    const governance::GovernanceData* governance = nullptr;
};

// Every rule of money that is not about reading.
void check_money(const MoneyStage& stage, Diagnostics& diagnostics);

std::span<const store::TableSchema> table_schemas();
void write_money(const MoneyStage& stage, store::Warehouse& warehouse, const CancelToken& cancel);

}  // namespace concord::money
