// What the families that look at one body share: which bodies are described, who is a member on the
// day, which holders belong to it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "governance/governance.hpp"

namespace concord::governance::rules {

inline constexpr std::string_view board_kind = "integrated-care-board";
inline constexpr std::string_view partnership_kind = "integrated-care-partnership";

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

// What is on record about a holder with an owner or evidence, and not as absent or unknown; nothing
// where there is none.
const Assurance* recorded(const Scheme& scheme, std::string_view topic, std::string_view subject);

// "`handbook` (governance-handbook) of `west-board` " and what is said of it.
std::string said_of(const Document& document, std::string_view what);

bool holds(const std::vector<std::string>& words, std::string_view word);
bool holds_any(const std::vector<std::string>& words, const std::vector<std::string>& wanted);

}  // namespace concord::governance::rules
