// What the families that look at one body share: which bodies are described, who is a member on the
// day, which holders belong to it.
#pragma once

#include <vector>

#include "governance/governance.hpp"

namespace concord::governance::rules {

// A body whose board is written down. Of others nothing is expected: their own folders say it.
struct DescribedBody {
    HolderNumber number = 0;
    const Holder* holder = nullptr;
    std::vector<const Member*> members;    // on the date asked about
    std::vector<const Holder*> belonging;  // committees, posts and forums of it alone, on the date
};

std::vector<DescribedBody> described_bodies(const GovernanceStage& stage,
                                            const HolderIndex& holders);

std::vector<const Member*> present_members(const Holder& holder, Date day);

bool holds(const std::vector<std::string>& words, std::string_view word);
bool holds_any(const std::vector<std::string>& words, const std::vector<std::string>& wanted);

}  // namespace concord::governance::rules
