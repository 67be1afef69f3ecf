#include "governance/compiled_scheme.hpp"

#include <algorithm>
#include <set>

namespace concord::governance {
namespace {

std::uint32_t number(std::size_t count) {
    return static_cast<std::uint32_t>(count);
}

// The holder and all that it belongs to, in order.
std::vector<HolderNumber> with_all_above(const HolderIndex& index, HolderNumber holder) {
    std::set<HolderNumber> found;
    std::vector<HolderNumber> waiting = {holder};
    while (!waiting.empty()) {
        const auto at = waiting.back();
        waiting.pop_back();
        if (!found.insert(at).second) continue;
        const auto above = index.parents(at);
        waiting.insert(waiting.end(), above.begin(), above.end());
    }
    return {found.begin(), found.end()};
}

}  // namespace

CompiledScheme::CompiledScheme(const Ground& given, const RuleContext& asked)
    : ground(given),
      context(asked),
      index(*given.scheme),
      trees{&given.law->functions, &given.law->acts, &given.law->services, &given.law->people,
            given.places} {
    compile_holders();
    compile_grants();
    compile_upstream();
    compile_lawfulness();
    compile_limits();
    compile_reservations();
    compile_splits();
    compile_roots();
    compile_steps();
}

bool CompiledScheme::root_covers(const RootHolder& root, const Point& point) const {
    if (!holders[root.holder].area.covers(*trees[of_place], point[of_place])) return false;
    return std::ranges::any_of(root.roots, [&](std::uint32_t entry) {
        return root_services[entry].covers(*trees[of_service], point[of_service]);
    });
}

void CompiledScheme::compile_holders() {
    const auto& scheme = *ground.scheme;
    for (const auto& interest : scheme.interests) {
        if (interest.period.contains(context.as_at))
            interests_of_.emplace(interest.member, &interest);
    }
    for (const auto& document : scheme.documents)
        documents_.emplace(document.id, &document);
    holders.resize(scheme.holders.size());
    for (HolderNumber i = 0; i < holders.size(); ++i)
        organisations.emplace(scheme.holders[i].id, i);
    for (HolderNumber i = 0; i < holders.size(); ++i) {
        const auto& from = scheme.holders[i];
        auto& to = holders[i];
        to.kind = from.kind;
        to.scale = from.scale;
        to.exists = from.kind != HolderKind::forum && from.period.contains(context.as_at) &&
                    index.find(from.id) == i;
        to.area = Named::find(*ground.places, from.area);
        if (from.kind == HolderKind::committees_in_common) {
            const auto members = index.parents(i);
            to.of.assign(members.begin(), members.end());
            in_common.push_back(i);
        }
        compile_members(i);
    }
    std::map<std::vector<HolderNumber>, std::uint32_t> sets;
    for (HolderNumber i = 0; i < holders.size(); ++i) {
        auto& reach = holders[i].reach;
        reach = holders[i].area;
        if (from_its_bodies(i)) reach = areas_of_bodies(i);
        const auto bodies = index.bodies(i);
        if (bodies.empty()) continue;
        const auto next = number(sets.size());
        holders[i].bodies = sets.try_emplace({bodies.begin(), bodies.end()}, next).first->second;
    }
}

bool CompiledScheme::from_its_bodies(HolderNumber number) const {
    return holders[number].kind != HolderKind::body && holder(number).area.empty();
}

Named CompiledScheme::areas_of_bodies(HolderNumber number) const {
    Named all;
    for (const auto body : index.bodies(number)) {
        const auto& area = holders[body].area;
        all.everything = all.everything || area.everything;
        all.nodes.insert(all.nodes.end(), area.nodes.begin(), area.nodes.end());
    }
    return all;
}

// A grant that names no place reaches as far as the area of its receiver, where that lies wholly in
// the area of its giver; else as far as its giver: a lead board plans for the people of another.
Named CompiledScheme::reach_of(const CompiledGrant& grant) const {
    const auto& places = *ground.places;
    const auto& receiver = holders[grant.to].reach;
    const auto& giver = holders[grant.from].reach;
    const bool within =
        !receiver.everything && std::ranges::all_of(receiver.nodes, [&](NodeIndex node) {
            return giver.covers(places, node);
        });
    return within ? receiver : Named{true, {}};
}

void CompiledScheme::compile_grants() {
    const auto& scheme = *ground.scheme;
    receivers.assign(scheme.grants.size(), none);
    for (std::size_t i = 0; i < scheme.grants.size(); ++i) {
        const auto& grant = scheme.grants[i];
        const auto from = index.find(grant.from);
        const auto to = index.find(grant.to);
        if (to) receivers[i] = *to;
        if (!from || !to || *from == *to) continue;
        const auto ceiling = grant.ceiling ? grant.ceiling->count() : no_ceiling;
        grants.push_back({*from, *to, number(i), ceiling, grant.may_pass_on});
    }
    std::ranges::stable_sort(grants, {}, &CompiledGrant::from);
    valid = BitRows(1, grants.size());
    for (std::size_t i = 0; i < grants.size(); ++i) {
        const auto& grant = scheme.grants[grants[i].record];
        auto named = NamedScope::find(trees, grant.scope);
        if (grant.scope.places.empty()) named.named[of_place] = reach_of(grants[i]);
        grant_scopes.push_back(std::move(named));
        const bool in_force = grant.period.contains(context.as_at) &&
                              (!grant.made_on || *grant.made_on <= context.as_at) &&
                              holder(grants[i].from).period.contains(context.as_at) &&
                              holder(grants[i].to).period.contains(context.as_at);
        if (in_force) set_bit(valid.row(0), i);
        holders[grants[i].to].received.push_back(number(i));
    }
    grant_index = ScopeIndex(trees, grant_scopes);
    std::uint32_t at = 0;
    for (HolderNumber i = 0; i < holders.size(); ++i) {
        holders[i].first_grant = at;
        while (at < grants.size() && grants[at].from == i)
            ++at;
        holders[i].last_grant = at;
    }
}

void CompiledScheme::compile_upstream() {
    upstream = BitRows(holders.size(), holders.size());
    std::vector<HolderNumber> waiting;
    for (HolderNumber i = 0; i < holders.size(); ++i) {
        const auto found = upstream.row(i);
        const auto reach = [&](HolderNumber holder) {
            if (has_bit(found, holder)) return;
            set_bit(found, holder);
            waiting.push_back(holder);
        };
        waiting.clear();
        reach(i);
        for (std::size_t at = 0; at < waiting.size(); ++at) {
            const auto& holder = holders[waiting[at]];
            std::ranges::for_each(holder.of, reach);  // the members of committees in common
            for (const auto grant : holder.received)
                reach(grants[grant].from);
        }
    }
}

void CompiledScheme::compile_limits() {
    const auto& scheme = *ground.scheme;
    for (std::size_t i = 0; i < scheme.limits.size(); ++i) {
        const auto& limit = scheme.limits[i];
        const auto holder = index.find(limit.holder);
        if (!holder || !limit.period.contains(context.as_at)) continue;
        holders[*holder].limits.push_back(number(limits.size()));
        const auto ceiling = limit.ceiling ? limit.ceiling->count() : no_ceiling;
        const auto floor = limit.floor ? std::optional(limit.floor->count()) : std::nullopt;
        limits.push_back({*holder, ceiling, floor});
        limit_records.push_back(number(i));
        limit_scopes.push_back(NamedScope::find(trees, limit.scope));
    }
    limit_index = ScopeIndex(trees, limit_scopes);
    limit_touch = ScopeIndex(trees, limit_scopes, ScopeIndex::Relation::touches);
}

void CompiledScheme::compile_reservations() {
    const auto& scheme = *ground.scheme;
    const auto pence = [](const std::optional<Pence>& amount) {
        return amount ? std::optional(amount->count()) : std::nullopt;
    };
    for (std::size_t i = 0; i < scheme.reservations.size(); ++i) {
        const auto& kept = scheme.reservations[i];
        const auto keeper = index.find(kept.holder);
        if (!keeper || !kept.period.contains(context.as_at)) continue;
        reservations.push_back(
            {*keeper, pence(kept.low), pence(kept.high), with_all_above(index, *keeper)});
        reservation_records.push_back(number(i));
        reservation_scopes.push_back(NamedScope::find(trees, kept.scope));
    }
    reservation_index = ScopeIndex(trees, reservation_scopes);
    reservation_touch = ScopeIndex(trees, reservation_scopes, ScopeIndex::Relation::touches);
}

void CompiledScheme::compile_splits() {
    for (const auto& split : ground.scheme->splits) {
        const auto first = index.find(split.first);
        const auto second = index.find(split.second);
        if (!first || !second || !split.period.contains(context.as_at)) continue;
        splits.push_back({*first, *second});
        split_scopes.push_back(NamedScope::find(trees, split.scope));
    }
    split_index = ScopeIndex(trees, split_scopes);
}

std::uint32_t CompiledScheme::organisation(const std::string& id) {
    return organisations.emplace(id, number(organisations.size())).first->second;
}

}  // namespace concord::governance
