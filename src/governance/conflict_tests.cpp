#include "governance/conflict_tests.hpp"

#include <algorithm>
#include <set>

#include "governance/standing.hpp"

namespace concord::governance {
namespace {

bool is_tested(const CompiledHolder& holder) {
    // Committees in common decide each for its own body: each is tested by itself.
    return holder.exists && holder.has_members && holder.kind != HolderKind::post &&
           holder.kind != HolderKind::committees_in_common;
}

ConflictResult test(const CompiledScheme& scheme, std::uint32_t number, std::uint32_t affected) {
    const auto& holder = scheme.holders[number];
    const std::vector<std::uint32_t> organisations = {affected};
    const auto back = stepping_back(holder, organisations);
    ConflictResult result;
    result.holder = number;
    result.organisation = affected;
    result.stepping_back = static_cast<std::uint32_t>(back.size());
    result.votes_left = static_cast<std::uint32_t>(
        std::ranges::count_if(holder.members, [&](const CompiledMember& member) {
            return member.votes && std::ranges::find(back, member.index) == back.end();
        }));
    result.needed = std::max<std::uint32_t>(holder.needed, 1);
    result.stands = standing(scheme, number, organisations) != Refusal::no_quorum_without_conflict;
    result.is_stopped =
        !result.stands && standing(scheme, number, {}) != Refusal::no_quorum_without_conflict;
    return result;
}

}  // namespace

std::vector<ConflictResult> conflict_results(const Evaluator& evaluator) {
    const auto& scheme = evaluator.compiled();
    const auto holders = static_cast<std::uint32_t>(scheme.holders.size());
    std::set<std::uint32_t> organisations;
    for (const auto& holder : scheme.holders) {
        if (!is_tested(holder)) continue;
        for (const auto& member : holder.members) {
            // Those that only an interest names have no number among the holders.
            for (const auto organisation : member.organisations) {
                if (organisation < holders) organisations.insert(organisation);
            }
        }
    }
    std::vector<ConflictResult> results;
    for (const auto organisation : organisations) {
        for (std::uint32_t i = 0; i < holders; ++i) {
            // Of what is its own body no member stands back.
            const auto bodies = scheme.index.bodies(i);
            const bool own = std::ranges::find(bodies, organisation) != bodies.end();
            if (!own && is_tested(scheme.holders[i]))
                results.push_back(test(scheme, i, organisation));
        }
    }
    return results;
}

}  // namespace concord::governance
