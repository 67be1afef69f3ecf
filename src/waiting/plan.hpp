// Where extra slots would do most for those who wait longest.
//
// Each list is projected week by week: so many are referred, so many treated, whoever has waited
// longest first. Slots are given one after another, each to the list and week where it takes away
// most weeks of waiting beyond the longest threshold; where that is nowhere any, beyond the next;
// at last, any waiting at all. A list in which nobody waits too long any more gets none, so that
// its share goes to the others.
//
// LAWS:
//  1. The first N slots are given in the same way whatever the number of slots: so more slots never
//     make the long waits of any list, in any week, at any threshold, worse.
//  2. No list gets more in a week than the share of its own capacity that can be believed.
//  3. Slots for which nobody waits are not given: they are said to be left over.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace concord::waiting {

struct PlanList {
    std::string name;
    std::vector<std::int32_t> days_waited;  // of each who waits now
    double demand = 0;                      // a week
    double capacity = 0;
};

struct PlanAsked {
    std::int64_t slots = 0;
    int weeks = 26;
    std::vector<int> thresholds = {18, 52, 65};  // ascending
    double most = 0.25;  // of a list's capacity a week, what can be added; at least one slot
};

// A list over the weeks, week 0 being now.
struct PlannedList {
    std::string name;
    std::vector<std::int64_t> usual;  // slots that are there anyway
    std::vector<std::int64_t> extra;
    std::vector<std::int64_t> waiting_without;
    std::vector<std::int64_t> waiting_with;
    std::vector<std::vector<std::int64_t>> over_without;  // by threshold, then week
    std::vector<std::vector<std::int64_t>> over_with;
};

struct Plan {
    std::vector<PlannedList> lists;  // in the order given
    std::int64_t given = 0;
    std::int64_t left_over = 0;
};

Plan plan_slots(std::span<const PlanList> lists, const PlanAsked& asked);

}  // namespace concord::waiting
