// Waiting lists: who waits, how long, how unequally; whether each list can hold; where more
// capacity would do most. From rows a pathway, or from what is published by board and month.
//
// Laws:
//  1. Every person who waits is counted once in every split, those of whom nothing is known in a
//     group of their own (THE-R059); whoever opted out of planning is counted in none.
//  2. Counts of people from rows leave through disclosure control, and through nothing else; shares
//     are those of what has left.
//  3. A row whose dates contradict each other is left out and said; nothing else about a person is
//     guessed: it becomes "unknown".
//  4. More capacity never makes any list's long waits worse (plan.hpp).
//
// It does not say who should be treated first, nor whether a wait is justified.
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "registry/registry.hpp"
#include "store/warehouse.hpp"
#include "waiting/groups.hpp"
#include "waiting/list_queue.hpp"
#include "waiting/pathway.hpp"
#include "waiting/plan.hpp"
#include "waiting/published.hpp"
#include "waiting/simulate.hpp"

namespace concord::waiting {

// What is asked of lists, with what is usual.
struct WaitsAsked {
    std::int32_t day = 0;
    std::vector<int> weeks = {18, 52, 65};
    std::vector<std::vector<Split>>
        by;  // empty: fifth, ethnicity, sex and age band, each by itself
    disclosure::Rule rule = disclosure::usual_rule();
    int days_of_flow = 364;  // before the day, in which referrals and removals are counted
    double target_weeks = 18;
    double factor = 4;
    double relief_weeks = 26;
    std::int64_t extra_slots = 0;  // of a plan; 0: none
    int plan_weeks = 26;
    double most = 0.25;
};

// Waiting people of the most deprived fifth or of a PLUS group, and for how many what was done is
// recorded (THE-R060).
struct CaseCount {
    std::string list;
    std::string group;  // "fifth 1", or the PLUS group
    std::optional<std::int64_t> waiting;
    std::optional<std::int64_t> with_action;
};

// All that is known of a system's lists, ready to be written.
struct WaitsData {
    PublishedWaits published;
    std::vector<Group> groups;  // of pathways; the lists themselves are those of the specialty
    std::vector<ListQueue> queues;
    Plan plan;
    std::string plan_basis;  // what its slots rest on
    std::vector<CaseCount> cases;
    WaitsAsked asked;
    bool has_pathways = false;
    std::int64_t pathways = 0;
    std::int64_t held_back = 0;
    std::vector<std::string> not_planned;  // lists whose counts are held back or not known
    std::vector<files::FileReport> inputs;

    bool empty() const { return !has_pathways && published.empty(); }
};

// Works everything out that pathways answer.
void answer_pathways(const Pathways& pathways, const WaitsAsked& asked, const Location& place,
                     WaitsData& data, Diagnostics& diagnostics);

// The lists of pathways that a plan or a simulation starts from: those whose size and flow may be
// shown. The names of the others are returned.
struct OpenLists {
    std::vector<PlanList> lists;
    std::vector<std::string> held_back;
};
OpenLists open_lists(const Pathways& pathways, std::span<const ListQueue> queues, std::int32_t day);

// The waiting list of a system's folder people, Parquet or CSV, with its parts; none: no path. The
// table of people beside it, where there is one, is joined.
struct PathwayPlace {
    std::vector<RowFile> list;
    std::vector<RowFile> people;

    bool empty() const { return list.empty(); }
};
PathwayPlace pathways_of(const registry::SystemDescription& system);
// The same of any folder, whose files are shown below `shown_folder`.
PathwayPlace pathways_in(const std::filesystem::path& folder, const std::string& shown_folder);

// Reads them; `reports` gets those of the files beside the first.
Pathways read_joined(const PathwayPlace& place, PathwayFile asked,
                     const registry::RegistryData* registry,
                     std::vector<files::FileReport>& reports, Diagnostics& diagnostics);

// What a folder says of capacity, people/waiting_capacity.csv: treatments a week that a list has
// anyway, and the extra ones of a plan.
struct Capacity {
    std::map<std::string, double, std::less<>> slots_a_week;  // by list
    std::optional<std::int64_t> extra_slots;                  // over the weeks of the plan
};
Capacity read_capacity(const registry::SystemDescription& system, const Pathways& pathways,
                       Diagnostics& diagnostics);

// The plan of a build: from what the folder says of capacity, else from the lists themselves. What
// was assumed stands in the plan's `basis`.
void plan_of_build(const Pathways& pathways, const Capacity& capacity, WaitsData& data);

struct LoadWaits {
    const registry::SystemDescription* system = nullptr;
    const registry::Catalogue* catalogue = nullptr;
    std::filesystem::path data_folder;
    Date as_at{2022, 7, 1};
    WaitsAsked asked = {};  // its day is `as_at`
    std::vector<std::pair<std::string, std::string>> headers = {};
    const registry::RegistryData* registry = nullptr;  // for fifths of deprivation
    std::filesystem::path people = {};  // made for a build; empty: the system's folder people
};
// What a system knows of its waiting lists: published of its board (of all where it is no board),
// and its own pathways.
WaitsData load_waits(const LoadWaits& request, Diagnostics& diagnostics);
// The pathways alone, added to what is known already.
void add_pathways(const LoadWaits& request, WaitsData& data, Diagnostics& diagnostics);

// Every rule of waiting lists that looks at the whole.
void check_waits(const WaitsData& data, Diagnostics& diagnostics);

std::span<const store::TableSchema> table_schemas();
store::RowWriter rows_of(const WaitsData& data, const std::string& table);
store::RowWriter simulation_rows(std::span<const SimulatedWeeks> lists, const SimulateAsked& asked,
                                 const disclosure::Rule* rule);
void write_waits(const WaitsData& data, store::Warehouse& warehouse, const CancelToken& cancel);

}  // namespace concord::waiting
