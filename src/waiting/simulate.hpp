// Lists simulated person by person, many times over: what becomes of them, and how sure that is.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "numerics/queue_simulation.hpp"

namespace concord::waiting {

struct SimulatedList {
    std::string name;
    numerics::QueueModel model;  // seed, stream and days are set here for each run
    std::vector<numerics::QueuePerson> start;
};

struct SimulateAsked {
    int weeks = 52;
    int runs = 100;
    std::vector<double> thresholds = {18, 52, 65};
    std::uint64_t seed = 1;
    int threads = 1;
    const CancelToken* cancel = nullptr;
};

// Over the runs: the mean, and what nine of ten runs lie between.
struct Spread {
    double mean = 0;
    double low = 0;
    double high = 0;
};

struct SimulatedWeeks {
    std::string name;
    std::vector<Spread> waiting;  // by week, week 0 being the start
    std::vector<Spread> referred;
    std::vector<Spread> treated;
    std::vector<Spread> left;
    std::vector<std::vector<Spread>> over;  // by threshold
};

// The stream of a list in a run depends on the two numbers alone: any number of threads gives the
// same.
std::vector<SimulatedWeeks> simulate_lists(std::span<const SimulatedList> lists,
                                           const SimulateAsked& asked);

}  // namespace concord::waiting
