// Who waits how long, by group: counts that disclosure control has released, the share that waits
// too long with its interval, and what would be expected if each specialty and age waited alike.
//
// LAWS: every person who waits is in one group of every split, those of whom nothing is known in
// "unknown" (THE-R059). No exact count leaves: shares are those of the released counts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "disclosure/disclosure.hpp"
#include "waiting/interval.hpp"
#include "waiting/pathway.hpp"

namespace concord::waiting {

struct GroupsAsked {
    std::int32_t day = 0;                   // on which those who wait are counted
    std::vector<int> weeks = {18, 52, 65};  // what is too long, ascending
    // Each by itself; several splits in one are crossed.
    std::vector<std::vector<Split>> by;
    disclosure::Rule rule = disclosure::usual_rule();
};

// How many of a group have waited more than so many weeks.
struct LongWaits {
    int weeks = 0;
    std::optional<std::int64_t> over;  // nothing: held back
    std::optional<double> share;
    std::optional<Interval> interval;
    std::optional<double> expected;  // share, if specialties and ages waited as in the whole list
    std::optional<double> ratio;     // over / expected
    std::optional<Interval> ratio_interval;
};

struct Group {
    std::string split;  // "fifth", "fifth+ethnicity", or "all"
    std::string name;   // "1", "1+White", or "all"
    std::optional<std::int64_t> waiting;
    std::optional<double> median_weeks;
    std::optional<double> p92_weeks;
    std::optional<double> mean_weeks;
    std::optional<double> expected_mean_weeks;
    std::vector<LongWaits> over;  // by threshold
};

struct GroupAnswer {
    std::vector<Group> groups;  // all first, then by split in the order asked, by name
    std::int64_t small = 0;     // counts held back as small
    std::int64_t beside = 0;    // and those beside them
    bool refused = false;       // too many divisions at once
};

// NED315 where the splits together have too many combinations to be protected.
GroupAnswer groups_of(const Pathways& pathways, const GroupsAsked& asked, const Location& place,
                      Diagnostics& diagnostics);

}  // namespace concord::waiting
