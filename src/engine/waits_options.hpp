// The options of questions about waiting lists, judged all at once.
#pragma once

#include <optional>

#include "engine/engine.hpp"
#include "waiting/waiting.hpp"

namespace concord {

struct WaitsOptions {
    waiting::WaitsAsked asked;
    waiting::SimulateAsked simulate;
    // Of a simulation from numbers.
    numerics::QueueModel model;
    std::int64_t queue = 0;
    double waited = 0;
    std::optional<Date> from;
};

// What was asked for; where something of it makes no sense, `answer` says so, for each.
WaitsOptions waits_options(const WaitsQuestion& question, Answer& answer);

}  // namespace concord
