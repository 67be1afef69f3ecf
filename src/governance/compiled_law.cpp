// What the law gives to whom on the day, and which grants it allows.
#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "governance/compiled_scheme.hpp"

namespace concord::governance {
namespace {

bool in_force(const std::vector<RuleProfile>& profiles, const Period& period,
              const RuleContext& context) {
    const bool profile_fits =
        profiles.empty() || std::ranges::find(profiles, context.profile) != profiles.end();
    return profile_fits && period.contains(context.as_at);
}

// A function that has ended, or whose parent has, is nobody's.
bool function_in_force(const Tree& functions, NodeIndex node, Date day) {
    while (node != root_node) {
        if (!functions.node(node).in_force.contains(day)) return false;
        node = functions.parent(node);
    }
    return true;
}

}  // namespace

// Forums have no powers, and committees in common act each by its own body: neither passes on.
void CompiledScheme::compile_lawfulness() {
    const auto& law = *ground.law;
    std::map<const LawfulPair*, std::vector<std::uint32_t>> carried_by;
    grant_pairs.resize(grants.size());
    for (std::uint32_t i = 0; i < grants.size(); ++i) {
        const auto& grant = ground.scheme->grants[grants[i].record];
        const bool without_powers =
            holders[grants[i].from].kind == HolderKind::forum ||
            holders[grants[i].to].kind == HolderKind::forum ||
            holders[grants[i].from].kind == HolderKind::committees_in_common;
        if (without_powers) continue;
        const Passing passing = {&grant, grants[i].from, grants[i].to, root_node, root_node};
        grant_pairs[i] = fitting_pairs(law, index, passing, context_made(grant, context));
        for (const auto* pair : grant_pairs[i])
            carried_by[pair].push_back(i);
    }
    struct Speaking {
        Named functions, except, acts;
        const std::vector<std::uint32_t>* grants;
    };
    std::vector<Speaking> pairs;
    for (const auto& [pair, carried] : carried_by) {
        auto except = Named::find(law.functions, pair->except_functions);
        except.everything = false;
        pairs.push_back({Named::find(law.functions, pair->functions), std::move(except),
                         Named::find(law.acts, pair->acts), &carried});
    }
    std::map<std::vector<std::size_t>, std::uint32_t> rows;
    for (NodeIndex function = 0; function < law.functions.size(); ++function) {
        for (NodeIndex act = 0; act < law.acts.size(); ++act) {
            std::vector<std::size_t> speaking;
            for (std::size_t i = 0; i < pairs.size(); ++i) {
                if (pairs[i].functions.covers(law.functions, function) &&
                    !pairs[i].except.touches(law.functions, function) &&
                    pairs[i].acts.covers(law.acts, act)) {
                    speaking.push_back(i);
                }
            }
            const auto next = static_cast<std::uint32_t>(rows.size());
            lawful_row.push_back(rows.emplace(std::move(speaking), next).first->second);
        }
    }
    lawful = BitRows(rows.size(), grants.size());
    for (const auto& [speaking, row] : rows) {
        for (const auto i : speaking) {
            for (const auto grant : *pairs[i].grants)
                set_bit(lawful.row(row), grant);
        }
    }
}

// The law's entries that give the function to somebody on the day.
std::vector<std::uint32_t> CompiledScheme::entries_for(NodeIndex function) const {
    const auto& functions = ground.law->functions;
    std::vector<std::uint32_t> entries;
    if (function == root_node || !function_in_force(functions, function, context.as_at)) {
        return entries;
    }
    for (std::uint32_t i = 0; i < root_nodes.size(); ++i) {
        if (root_nodes[i] != root_node && functions.covers(root_nodes[i], function)) {
            entries.push_back(i);
        }
    }
    return entries;
}

RootSet CompiledScheme::make_root_set(const std::vector<std::uint32_t>& entries) const {
    std::set<HolderNumber> followed;
    const auto follow = [&](HolderNumber holder) {
        const auto bodies = index.bodies(holder);
        followed.insert(bodies.begin(), bodies.end());
    };
    for (HolderNumber i = 0; i < holders.size(); ++i) {
        if (holders[i].kind == HolderKind::joint_committee ||
            holders[i].kind == HolderKind::committees_in_common) {
            follow(i);
        }
    }
    for (const auto& kept : reservations) {
        if (holders[kept.keeper].kind != HolderKind::body) follow(kept.keeper);
    }
    RootSet set;
    for (HolderNumber i = 0; i < holders.size(); ++i) {
        RootHolder root;
        root.holder = i;
        std::ranges::set_intersection(entries, holders[i].roots, std::back_inserter(root.roots));
        if (root.roots.empty()) continue;
        if (followed.contains(i)) {
            root.slot = set.slots++;
            set.slot_holder.push_back(i);
        }
        set.holders.push_back(std::move(root));
    }
    set.place_of.assign(holders.size(), none);
    for (std::uint32_t i = 0; i < set.holders.size(); ++i)
        set.place_of[set.holders[i].holder] = i;
    set.candidates = first_candidates(set);
    return set;
}

// Who holds it, belongs to one who does, or was ever granted anything by one of these.
std::vector<char> CompiledScheme::held_below(const RootSet& set) const {
    std::vector<std::vector<HolderNumber>> children(holders.size());
    for (HolderNumber i = 0; i < holders.size(); ++i) {
        for (const auto parent : index.parents(i))
            children[parent].push_back(i);
    }
    std::vector<char> held(holders.size());
    std::vector<HolderNumber> waiting;
    const auto reach = [&](HolderNumber holder) {
        if (held[holder]) return;
        held[holder] = 1;
        waiting.push_back(holder);
    };
    for (const auto& root : set.holders)
        reach(root.holder);
    while (!waiting.empty()) {
        const auto at = waiting.back();
        waiting.pop_back();
        for (const auto child : children[at])
            reach(child);
        for (auto i = holders[at].first_grant; i < holders[at].last_grant; ++i)
            reach(grants[i].to);
    }
    return held;
}

std::vector<Candidate> CompiledScheme::first_candidates(const RootSet& set) const {
    const auto held = held_below(set);
    std::vector<Candidate> candidates;
    for (HolderNumber i = 0; i < holders.size(); ++i) {
        std::vector<HolderNumber> all = {i};
        all.insert(all.end(), holders[i].of.begin(), holders[i].of.end());
        const bool meets_in_common = holders[i].kind == HolderKind::committees_in_common;
        const bool exist = std::ranges::all_of(all, [&](HolderNumber one) {
            const bool nested = one != i && holders[one].kind == HolderKind::committees_in_common;
            return holders[one].exists && !nested;
        });
        auto refusal = Refusal::no_grant;
        if (!std::ranges::all_of(all, [&](HolderNumber one) { return held[one] != 0; })) {
            refusal = Refusal::function_not_held_above;
        }
        if (!exist || (meets_in_common && all.size() == 1)) refusal = Refusal::not_a_holder;
        candidates.push_back({i, refusal, RecordKind::none, 0, 0});
    }
    return candidates;
}

void CompiledScheme::compile_roots() {
    const auto& law = *ground.law;
    for (const auto& root : law.roots) {
        root_services.push_back(Named::find(law.services, root.services));
        const auto node = law.functions.find(root.function).value_or(root_node);
        const bool given = in_force(root.profiles, root.in_force, context) &&
                           function_in_force(law.functions, node, context.as_at);
        root_nodes.push_back(given ? node : root_node);
    }
    for (HolderNumber i = 0; i < holders.size(); ++i) {
        if (holders[i].kind != HolderKind::body || !holders[i].exists) continue;
        for (std::uint32_t entry = 0; entry < law.roots.size(); ++entry) {
            const auto& kind = law.roots[entry].body_kind;
            if (root_nodes[entry] != root_node &&
                law.is_of_kind(holder(i).body_kind, kind, context)) {
                holders[i].roots.push_back(entry);
            }
        }
    }
    std::map<std::vector<std::uint32_t>, std::uint32_t> known;
    for (NodeIndex function = 0; function < law.functions.size(); ++function) {
        auto entries = entries_for(function);
        const auto found = known.find(entries);
        if (found != known.end()) {
            root_set.push_back(found->second);
            continue;
        }
        const auto next = static_cast<std::uint32_t>(root_sets.size());
        root_sets.push_back(make_root_set(entries));
        root_set.push_back(next);
        known.emplace(std::move(entries), next);
    }
}

void CompiledScheme::compile_steps() {
    const auto& law = *ground.law;
    for (const auto& step : law.steps) {
        auto named = NamedScope::find(trees, {step.functions, step.acts, step.services, {}, {}});
        if (!in_force(step.profiles, step.in_force, context)) named.named[of_act] = Named();
        step_scopes.push_back(std::move(named));
    }
    step_index = ScopeIndex(trees, step_scopes);
    step_holders = BitRows(holders.size(), law.steps.size());
    for (std::size_t i = 0; i < law.steps.size(); ++i) {
        const auto& kinds = law.steps[i].decider_kinds;
        std::map<std::string_view, bool> by_kind;
        const auto speaks_to = [&](HolderNumber body) {
            const auto& kind = holder(body).body_kind;
            const auto known = by_kind.find(kind);
            if (known != by_kind.end()) return known->second;
            const bool fits = std::ranges::any_of(kinds, [&](const std::string& name) {
                return law.is_of_kind(kind, name, context);
            });
            return by_kind.emplace(kind, fits).first->second;
        };
        for (HolderNumber number = 0; number < holders.size(); ++number) {
            if (kinds.empty() || std::ranges::any_of(index.bodies(number), speaks_to)) {
                set_bit(step_holders.row(number), i);
            }
        }
    }
}

}  // namespace concord::governance
