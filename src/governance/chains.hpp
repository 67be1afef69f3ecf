// The chains themselves: from the law to a holder, the shortest first.
#pragma once

#include <vector>

#include "governance/search.hpp"

namespace concord::governance {

struct FoundChains {
    std::vector<Chain> chains;
    bool more = false;
};

// Whole chains to the holder, at most Decider::kept_chains of them: of those that it takes
// together (from each parent of a joint committee, to each of committees in common) one each
// before a second of any.
FoundChains find_chains(const Search& search, HolderNumber holder);

// The same list for several places, shortest first, without what stands in it twice.
FoundChains merge_chains(std::vector<FoundChains> all);

}  // namespace concord::governance
