// `money pace`: what bodies bring into a year from a file, and what a rule makes of it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/table.hpp"
#include "money/projection.hpp"
#include "money/quantum.hpp"

namespace concord::money {

// The names of the columns as the file has them; empty ones are not asked for.
struct PaceColumns {
    std::string body;
    std::string baseline;
    std::string growth;
    std::string target;
    std::string population;         // for amounts per head
    std::string converging;         // the part of each baseline that the rule moves, in pounds
    std::string target_growth;      // projections: how each target grows …
    std::string population_growth;  // … or how each population does
};

struct OpeningFile {
    std::vector<Opening> openings;
    std::vector<double> target_growth;      // by opening, where the column was asked for
    std::vector<double> population_growth;  // the same
    std::vector<Location> places;           // of the rows
};

// Every sound row. An amount that is none (MON001), a growth that is none (MON003), a target of
// nothing (MON004), a body that stands twice (MON005) and a baseline below nothing (MON014) lose
// their row and are reported, as does a converging part that is more than its baseline (MON056).
OpeningFile read_openings(const std::filesystem::path& path, const std::string& shown_path,
                          const PaceColumns& columns, Diagnostics& diagnostics);

struct PaceRequest {
    std::filesystem::path file;
    std::string shown_path;
    PaceColumns columns;
    std::vector<PaceRule> rules;  // one a year; at least one
    Pence unit = Pence(std::int64_t{1});
    std::optional<Pence> quantum;  // the first year's; solved for where it is given
    SolveFor variable = SolveFor::growth;
    std::optional<double> swing;  // the largest change of an allocation that is not warned of
    std::optional<int> years;     // more than one: a projection
    std::string total;            // the name of a last row with the sums; empty: none
};

struct PaceAnswer {
    Table table;
    std::vector<std::string> notes;
};

// The allocation of every body: body, baseline, growth, target, distance_before, convergence,
// allocation, distance_after, then gain (beside no convergence), per_head, year and reaches_target
// where they were asked for. A sum that cannot be met is MON011, amounts beyond 64 bits are MON013,
// a swing is MON012.
PaceAnswer answer_pace(const PaceRequest& request, Diagnostics& diagnostics);

// What is amiss with an allocation, said at the row that is at fault (MON013).
void report_fault(AllocationFault fault, const Location& place, const std::string& body,
                  Diagnostics& diagnostics);

// Every allocation that differs from its baseline by more than the limit (MON012, FRM-R273).
void check_swing(std::span<const Opening> openings, const Allocation& allocation, double limit,
                 std::span<const Location> places, Diagnostics& diagnostics);

}  // namespace concord::money
