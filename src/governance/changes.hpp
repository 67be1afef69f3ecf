// What has changed between two dates: authority that appears or disappears, over the exact
// partition of both, with the records that caused it.
#pragma once

#include <string>
#include <vector>

#include "governance/survey.hpp"

namespace concord::governance {

// A record that holds at one date and not at the other.
struct Cause {
    RecordKind kind = RecordKind::none;
    std::uint32_t index = 0;          // as in Chain and Candidate
    Refusal refusal = Refusal::none;  // why the holder may not decide, where it may not
    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 misreads a defaulted comparison
    auto operator<=>(const Cause&) const = default;
};

struct Change {
    std::uint32_t holder = 0;
    bool appears = false;  // else it disappears
    Cause cause;
    NodeSets nodes;
    ValueRange values;  // from the lowest to the highest at which it changes
};

// Both must rest on one ground, and each on its own date or profile. In the order of the holders.
std::vector<Change> changes(const Evaluator& before, const Evaluator& after);

}  // namespace concord::governance
