#include "governance/standing.hpp"

#include <algorithm>

namespace concord::governance {
namespace {

bool has_interest(const CompiledMember& member, std::span<const std::uint32_t> affected) {
    return std::ranges::any_of(member.organisations, [&](std::uint32_t organisation) {
        return std::ranges::find(affected, organisation) != affected.end();
    });
}

bool quorum_of_members(const CompiledHolder& holder, std::span<const std::uint32_t> affected) {
    std::uint32_t left = 0;
    std::vector<std::uint32_t> roles(holder.roles.size());
    for (const auto& member : holder.members) {
        if (!member.votes || has_interest(member, affected)) continue;
        ++left;
        for (std::size_t i = 0; i < roles.size(); ++i)
            roles[i] += member.roles[i];
    }
    if (left < std::max<std::uint32_t>(holder.needed, 1)) return false;
    for (std::size_t i = 0; i < roles.size(); ++i) {
        if (roles[i] < holder.roles[i]) return false;
    }
    return true;
}

// Of a holder whose members are not on record only the bodies themselves can be judged.
bool quorum_stands(const CompiledScheme& scheme, HolderNumber number,
                   std::span<const std::uint32_t> affected) {
    const auto& holder = scheme.holders[number];
    if (holder.has_members) return quorum_of_members(holder, affected);
    if (holder.kind == HolderKind::committees_in_common) return true;
    const auto bodies = scheme.index.bodies(number);
    return bodies.empty() || !std::ranges::all_of(bodies, [&](HolderNumber body) {
               return std::ranges::find(affected, body) != affected.end();
           });
}

}  // namespace

std::vector<std::uint32_t> stepping_back(const CompiledHolder& holder,
                                         std::span<const std::uint32_t> affected) {
    std::vector<std::uint32_t> found;
    for (const auto& member : holder.members) {
        if (has_interest(member, affected)) found.push_back(member.index);
    }
    return found;
}

Refusal standing(const CompiledScheme& scheme, HolderNumber holder,
                 std::span<const std::uint32_t> affected) {
    const auto& members = scheme.holders[holder].of;  // only of committees in common
    const auto all = [&](auto test) { return test(holder) && std::ranges::all_of(members, test); };
    if (!all([&](HolderNumber one) { return scheme.holders[one].constituted; })) {
        return Refusal::not_constituted;
    }
    if (!all([&](HolderNumber one) { return quorum_stands(scheme, one, affected); })) {
        return Refusal::no_quorum_without_conflict;
    }
    return Refusal::none;
}

}  // namespace concord::governance
