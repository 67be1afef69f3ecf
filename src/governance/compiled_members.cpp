// Who sits on what on the day, whose person they are, and what a quorum takes.
#include <algorithm>
#include <cmath>

#include "governance/compiled_scheme.hpp"

namespace concord::governance {
namespace {

bool has_role(const Member& member, const std::string& role) {
    return role == member.kind || role == member.role || role == member.strand ||
           role == member.sector;
}

// Each role of a quorum once, and how often it must be there.
struct Roles {
    std::vector<std::string> names;
    std::vector<std::uint32_t> counts;

    explicit Roles(const std::optional<Quorum>& quorum) {
        if (!quorum) return;
        for (const auto& role : quorum->roles) {
            const auto known = std::ranges::find(names, role);
            if (known == names.end()) {
                names.push_back(role);
                counts.push_back(1);
            } else {
                ++counts[static_cast<std::size_t>(known - names.begin())];
            }
        }
    }
};

std::uint32_t needed_for(const Holder& holder, std::uint32_t voting) {
    if (holder.kind == HolderKind::post) return 1;
    if (!holder.quorum) return 0;
    const double share = holder.quorum->share.value_or(0) * voting;
    // A share that is a whole number but for rounding of the product is that number.
    const auto by_share = static_cast<std::int64_t>(std::ceil(share - 1e-9));
    return static_cast<std::uint32_t>(
        std::max<std::int64_t>({by_share, holder.quorum->members.value_or(0), 0}));
}

}  // namespace

bool CompiledScheme::has_terms(const Holder& of) const {
    if (of.terms_of_reference.empty()) return false;
    const auto [first, last] = documents_.equal_range(of.terms_of_reference);
    return std::none_of(first, last, [](const auto& document) {
        const auto& status = document.second->status;
        return status == "draft" || status == "withdrawn";
    });
}

void CompiledScheme::compile_members(HolderNumber number) {
    const auto& from = holder(number);
    auto& to = holders[number];
    to.has_members = !from.members.empty();
    const Roles roles(from.kind == HolderKind::post ? std::nullopt : from.quorum);
    to.roles = roles.counts;
    for (std::uint32_t i = 0; i < from.members.size(); ++i) {
        const auto& member = from.members[i];
        if (!member.period.contains(context.as_at)) continue;
        CompiledMember compiled;
        compiled.index = i;
        compiled.votes = member.voting || from.kind == HolderKind::post;
        to.voting += compiled.votes;
        for (const auto& role : roles.names)
            compiled.roles.push_back(compiled.votes && has_role(member, role));
        if (member.organisation.empty()) {
            const auto bodies = index.bodies(number);
            compiled.organisations.assign(bodies.begin(), bodies.end());
        } else {
            compiled.organisations.push_back(organisation(member.organisation));
        }
        const auto add_interests = [&](const std::string& who) {
            const auto [first, last] = interests_of_.equal_range(who);
            for (auto at = first; at != last; ++at)
                compiled.organisations.push_back(organisation(at->second->organisation));
        };
        add_interests(member.id);
        if (!member.seat.empty()) add_interests(member.seat);
        if (from.kind == HolderKind::post) add_interests(from.id);
        to.members.push_back(std::move(compiled));
    }
    to.needed = needed_for(from, to.voting);
    switch (from.kind) {
        case HolderKind::post:
            to.constituted = !to.members.empty();
            break;
        case HolderKind::body:
        case HolderKind::committees_in_common:
            to.constituted = true;
            break;
        default:
            to.constituted = has_terms(from);
    }
}

}  // namespace concord::governance
