// The change from the bodies before July 2022 to the boards: what passed to whom, who led, which
// items were done when (governance/transition.toml of a system). Plain values; rules judge them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"

namespace concord::governance {

// Something of a body that ends, and who has it afterwards (FRM-R042, FRM-R345).
struct Transfer {
    std::string kind;  // function, duty, asset, liability, contract, staff
    std::string what;
    std::vector<std::string> functions;  // nodes of the law, of a function or duty
    std::string from;                    // a holder
    std::vector<std::string> to;         // holders: one
    std::optional<Date> on;
    std::optional<Date> safe_on;  // the day on which the handover was checked to be safe
    std::string checked_by;
    Location place;
};

// A group of staff and what becomes of its terms of employment (FRM-R340).
struct StaffGroup {
    std::string of;     // the body that employs it
    std::string group;  // below-board, board, senior
    std::optional<bool> keeps_terms;
    std::string explanation;
    Location place;
};

// A change inside a body while it passes over (FRM-R341).
struct Reorganisation {
    std::string of;
    std::string what;
    std::int64_t displaced = 0;  // people
    bool significant = false;
    std::string explanation;
    std::optional<Date> on;
    Location place;
};

// Someone who leads during the change (FRM-R342, FRM-R347).
struct ChangingLeader {
    std::string of;      // the body to come or the one to go
    std::string role;    // chair, chief-executive, finance, …
    std::string status;  // current, shadow, designate, confirmed
    Period period;
    Location place;
};

// The plan of the change (FRM-R343).
struct TransitionPlan {
    std::string of;
    std::string agreed_with;  // a region
    std::optional<Date> agreed_on;
    std::string capacity;  // what shows that there is enough of it
    Location place;
};

// One of the items of law, and how it stands (FRM-R346).
struct TransitionStep {
    std::string id;
    std::string owner;
    std::string state;  // planned, under-way, done
    std::optional<Date> done_on;
    Location place;
};

// Talks with a trade union (FRM-R348).
struct UnionTalks {
    std::string of;
    std::string with;
    std::optional<Date> began_on;
    Location place;
};

struct Transition {
    std::optional<Location> place;  // of the file; empty: there is none
    std::vector<Transfer> transfers;
    std::vector<StaffGroup> staff;
    std::vector<Reorganisation> reorganisations;
    std::vector<ChangingLeader> leaders;
    std::vector<TransitionPlan> plans;
    std::vector<TransitionStep> steps;
    std::vector<UnionTalks> talks;
};

}  // namespace concord::governance
