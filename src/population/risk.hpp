// Strata of risk: what a model expects of them, and what was observed.
#pragma once

#include <cstdint>
#include <optional>

namespace concord::population {

struct StratumCount {
    std::int64_t people = 0;
    std::int64_t with_outcome = 0;
    std::int64_t expected_millionths = 0;  // with the outcome, by the model; a sum without an order

    double expected() const { return static_cast<double>(expected_millionths) / 1e6; }
};

struct ShareInterval {
    double share = 0;
    double low = 0;
    double high = 0;
};

// The share with Wilson's interval at 95 %; nothing of nobody.
std::optional<ShareInterval> wilson(std::int64_t count, std::int64_t of);

}  // namespace concord::population
