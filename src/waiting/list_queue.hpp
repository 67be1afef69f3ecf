// Each list as a queue: referrals, removals, load, targets, pressure, from what may be shown of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "disclosure/disclosure.hpp"
#include "numerics/queue.hpp"
#include "waiting/pathway.hpp"

namespace concord::waiting {

struct QueueAsked {
    std::int32_t from = 0;  // days since 1970-01-01, both included
    std::int32_t to = 0;
    double target_weeks = 18;
    double factor = 4;         // target mean wait = target / factor
    double relief_weeks = 26;  // in which a list too long should be brought to its target
    disclosure::Rule rule = disclosure::usual_rule();
};

struct ListQueue {
    std::string source;  // "pathways", or the data set's id
    std::string body;    // an ODS code, where it is a board's
    std::string list;
    std::int32_t from = 0;
    std::int32_t to = 0;
    std::optional<std::int64_t> referrals;
    std::optional<std::int64_t> removals;
    std::optional<std::int64_t> queue;
    std::optional<double> demand;  // a week
    std::optional<double> capacity;
    std::optional<double> load;
    std::optional<double> mean_wait;  // weeks
    std::optional<double> cv_demand;
    std::optional<double> cv_capacity;
    std::optional<double> target_mean_wait;
    std::optional<double> target_queue;
    std::optional<double> target_capacity;
    std::optional<double> relief_capacity;  // only where the queue is more than twice its target
    std::optional<double> pressure;
    std::string state;  // grows, relief, holds, or empty
    std::string basis;  // what the rates and the mean wait rest on
};

// Fills in what follows from demand, capacity, queue and mean wait.
void work_out(ListQueue& list, const QueueAsked& asked);

// Every specialty, then the whole. Where no clock stops at all, demand and capacity cannot be told
// from those who still wait: NED311, and they stay empty.
std::vector<ListQueue> queues_of(const Pathways& pathways, const QueueAsked& asked,
                                 const Location& place, Diagnostics& diagnostics);

// The stays of each list, by the number of its specialty.
std::vector<std::vector<numerics::Stay>> stays_by_list(const Pathways& pathways);

}  // namespace concord::waiting
