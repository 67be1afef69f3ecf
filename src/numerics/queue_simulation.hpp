// A waiting list person by person: who is referred when, who is treated when, who leaves. Referrals
// come at random (a Poisson process), slots at regular times or at random, and each slot treats the
// person whose turn it is. Time is in days from the start; 0 is the moment the simulation begins.
//
// LAWS: the same seed and stream give the same people, whatever else is simulated and on however
// many threads; the work grows with the number of people and slots, times the priorities.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace concord::numerics {

struct QueuePerson {
    double referred = 0;  // days; below 0 for those who wait when it begins
    std::uint16_t priority = 0;
};

enum class QueueEnd : std::uint8_t { waiting, treated, left };

struct QueueStay {
    double referred = 0;
    double ended = 0;  // of those who still wait: the last moment
    std::uint16_t priority = 0;
    QueueEnd end = QueueEnd::waiting;
};

struct QueueModel {
    double demand = 0;    // people referred a week
    double capacity = 0;  // slots a week
    bool regular_slots = true;
    double leaving =
        0;  // of those who wait, the share that leaves untreated in a week, from 0 to 1
    std::vector<double> priority_shares = {1};  // of referrals, first priority first
    bool by_priority = false;  // else in the order of referral, whatever the priority
    int days = 0;
    std::uint64_t seed = 0;
    std::uint64_t stream = 0;  // of this list, in this run
};

// Those who wait at the start must come in the order of their referral. The result is in that order
// too: they first, then those who were referred.
std::vector<QueueStay> simulate_queue(const QueueModel& model, std::span<const QueuePerson> start);

// What a list looks like at the end of each week, week 0 being the start.
struct QueueWeeks {
    std::vector<std::int64_t> waiting;
    std::vector<std::int64_t> referred;  // in the week
    std::vector<std::int64_t> treated;
    std::vector<std::int64_t> left;
    std::vector<std::vector<std::int64_t>> over;  // by threshold, then week
};

// Counts stays by week; `over` counts those who have waited more than so many weeks.
QueueWeeks count_by_week(std::span<const QueueStay> stays, int weeks,
                         std::span<const double> thresholds);

}  // namespace concord::numerics
