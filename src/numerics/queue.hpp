// The arithmetic of a waiting list as a queue: whether it can hold, how long it should be, what it
// would take to bring it there. Rates are people a week and waits are weeks, unless a caller
// measures both in another unit.
//
// The formulas are those of Fong et al., "Understanding waiting lists pressures" (2022,
// doi:10.1101/2022.08.23.22279117), as the R package NHSRwaitinglist computes them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace concord::numerics {

// Load = demand / capacity. From 1 on the list grows without end. Nothing where capacity is 0.
std::optional<double> queue_load(double demand, double capacity);

// Target mean wait = target wait / factor. In a stable queue waits are nearly exponential, so that
// a person waits longer than the target with probability exp(−factor): 1.8% for 4, 0.2% for 6.
double target_mean_wait(double target_wait, double factor = 4);

// Target queue size = demand × target mean wait (Little's law, L = λW).
double target_queue_size(double demand, double target_wait, double factor = 4);

// Target capacity = demand + (cv_demand² + cv_capacity²) / 2 × factor / target wait: what keeps the
// mean wait at its target for good, by Kingman's approximation in heavy traffic (the formula of
// Pollaczek and Khinchine for arrivals at random). The coefficients are those of the times between
// referrals and between removals; 1 is what events at random have.
double target_capacity(double demand, double target_wait, double factor = 4, double cv_demand = 1,
                       double cv_capacity = 1);

// Relief capacity = demand + (queue − target queue) / weeks: what brings a queue to its target size
// within so many weeks. Meant for a queue of more than twice its target.
double relief_capacity(double demand, double queue, double target_queue, double weeks = 26);

// Pressure = 2 × mean wait / target wait; above 1 the list most likely misses its target.
double waiting_list_pressure(double mean_wait, double target_wait);

// Standard deviation (n − 1) over mean. Nothing for fewer than two values or a mean of 0.
std::optional<double> coefficient_of_variation(std::span<const double> values);

// A person on a list, in whole days of any one calendar.
struct Stay {
    std::int32_t referral = 0;
    std::optional<std::int32_t> removal;
};

// What a list did from the first day to the last, both included.
struct ListFlow {
    std::int64_t referrals = 0;  // within the days
    std::int64_t removals = 0;
    std::int64_t queue = 0;  // waiting when the last day ends
    double demand = 0;       // a week
    // A week, while somebody was waiting: a slot for which nobody waits is no lack of capacity.
    std::optional<double> capacity;
    std::optional<double> cv_demand;    // of the days between referrals
    std::optional<double> cv_capacity;  // of the days between removals, while somebody was waiting
    std::optional<double> mean_wait;    // weeks, so far, of those who wait when the last day ends
};

// The flow of a list in n log n. As NHSRwaitinglist does it, the first and the last day close the
// row of days between events: times between are those of first day, events, last day.
ListFlow list_flow(std::span<const Stay> stays, std::int32_t first, std::int32_t last);

}  // namespace concord::numerics
