#include "support/governance_reference.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace concord::support {

using governance::Holder;
using governance::HolderKind;
using governance::Question;
using governance::Refusal;
using governance::Relation;
using governance::Scope;

namespace {

using Names = std::vector<std::string>;

Parents parents_of(const governance::Tree& tree) {
    Parents parents;
    for (const auto& node : tree.nodes()) {
        if (!node.id.empty()) parents.emplace(node.id, node.parent);
    }
    return parents;
}

// Whether `outer` is `inner` or one of its parents, by walking up. "" is everything.
bool is_above(const Parents& tree, const std::string& outer, std::string inner) {
    if (outer.empty()) return true;
    if (!tree.contains(outer)) return false;
    while (!inner.empty()) {
        if (inner == outer) return true;
        const auto found = tree.find(inner);
        if (found == tree.end()) return false;
        inner = found->second;
    }
    return false;
}

bool any_above(const Parents& tree, const Names& names, const std::string& inner) {
    return names.empty() || std::ranges::any_of(names, [&](const std::string& name) {
               return !name.empty() && is_above(tree, name, inner);
           });
}

bool in_range(const governance::Reservation& kept, const std::optional<Pence>& value) {
    if (!kept.low && !kept.high) return true;
    if (!value) return false;  // a condition, told to whoever asks
    return (!kept.low || *value >= *kept.low) && (!kept.high || *value < *kept.high);
}

}  // namespace

GovernanceReference::GovernanceReference(const governance::Law& law,
                                         const governance::Scheme& scheme,
                                         const governance::Tree& places, RuleContext context)
    : law_(law),
      scheme_(scheme),
      context_(context),
      functions_(parents_of(law.functions)),
      acts_(parents_of(law.acts)),
      services_(parents_of(law.services)),
      people_(parents_of(law.people)),
      places_(parents_of(places)) {}

// ── holders ──

std::optional<std::size_t> GovernanceReference::find(const std::string& id) const {
    for (std::size_t i = 0; i < scheme_.holders.size(); ++i) {
        if (scheme_.holders[i].id == id) return i;
    }
    return std::nullopt;
}

std::set<std::size_t> GovernanceReference::above(std::size_t holder) const {
    std::set<std::size_t> found = {holder};
    for (bool grew = true; grew;) {
        grew = false;
        for (const auto at : std::set(found)) {
            for (const auto& id : scheme_.holders[at].of) {
                const auto parent = find(id);
                grew = (parent && found.insert(*parent).second) || grew;
            }
        }
    }
    return found;
}

std::set<std::size_t> GovernanceReference::bodies(std::size_t holder) const {
    if (scheme_.holders[holder].kind == HolderKind::body) return {holder};
    std::set<std::size_t> found;
    for (const auto& id : scheme_.holders[holder].of) {
        if (const auto parent = find(id)) found.merge(bodies(*parent));
    }
    return found;
}

bool GovernanceReference::exists(std::size_t holder) const {
    const auto& item = scheme_.holders[holder];
    return item.kind != HolderKind::forum && item.period.contains(context_.as_at) &&
           find(item.id) == holder;
}

bool GovernanceReference::applies(const std::vector<RuleProfile>& profiles, const Period& period,
                                  RuleContext context) const {
    const bool profile =
        profiles.empty() || std::ranges::find(profiles, context.profile) != profiles.end();
    return profile && period.contains(context.as_at);
}

bool GovernanceReference::is_of(std::size_t holder, const Kinds& kinds, RuleContext context) const {
    if (kinds.empty()) return true;
    const auto& item = scheme_.holders[holder];
    const std::string kind = item.kind == HolderKind::body
                                 ? item.body_kind
                                 : std::string(governance::to_string(item.kind));
    for (const auto& name : kinds) {
        if (name == kind) return true;
        for (const auto& group : law_.groups) {
            const bool holds = std::ranges::find(group.kinds, kind) != group.kinds.end();
            if (group.id == name && holds && applies(group.profiles, group.in_force, context)) {
                return true;
            }
        }
    }
    return false;
}

// ── what law gives ──

bool GovernanceReference::in_force(const std::string& function) const {
    for (const auto& node : law_.functions.nodes()) {
        const bool here_or_above = !node.id.empty() && is_above(functions_, node.id, function);
        if (here_or_above && !node.in_force.contains(context_.as_at)) return false;
    }
    return true;
}

bool GovernanceReference::is_root(std::size_t holder, const std::string& function) const {
    if (scheme_.holders[holder].kind != HolderKind::body || !exists(holder)) return false;
    if (function.empty() || !in_force(function)) return false;
    return std::ranges::any_of(law_.roots, [&](const governance::Root& root) {
        return applies(root.profiles, root.in_force, context_) &&
               any_above(functions_, {root.function}, function) &&
               is_of(holder, {root.body_kind}, context_);
    });
}

bool GovernanceReference::root_covers(std::size_t holder, const Asked& asked) const {
    const bool here = any_above(places_, scheme_.holders[holder].area, asked.place);
    return here && std::ranges::any_of(law_.roots, [&](const governance::Root& root) {
               return applies(root.profiles, root.in_force, context_) &&
                      any_above(functions_, {root.function}, asked.question->function) &&
                      is_of(holder, {root.body_kind}, context_) &&
                      any_above(services_, root.services, asked.question->service);
           });
}

// Whether the holder, those it belongs to, or any that ever granted to one of them holds it by law.
bool GovernanceReference::held_above(std::size_t holder, const std::string& function) const {
    std::set<std::size_t> found = {holder};
    for (bool grew = true; grew;) {
        grew = false;
        for (const auto at : std::set(found)) {
            for (const auto up : above(at))
                grew = found.insert(up).second || grew;
            for (const auto& grant : scheme_.grants) {
                const auto from = find(grant.from);
                const bool here = from && find(grant.to) == at;
                grew = (here && found.insert(*from).second) || grew;
            }
        }
    }
    return std::ranges::any_of(found, [&](std::size_t at) { return is_root(at, function); });
}

// ── what a record says of the question ──

bool GovernanceReference::covers_but_place(const Scope& scope, const Question& asked) const {
    return any_above(functions_, scope.functions, asked.function) &&
           any_above(acts_, scope.acts, asked.act) &&
           any_above(services_, scope.services, asked.service) &&
           any_above(people_, scope.people, asked.people);
}

bool GovernanceReference::covers(const Scope& scope, const Asked& asked) const {
    return covers_but_place(scope, *asked.question) &&
           any_above(places_, scope.places, asked.place);
}

bool GovernanceReference::valid(std::size_t grant) const {
    const auto& item = scheme_.grants[grant];
    return item.period.contains(context_.as_at) &&
           (!item.made_on || *item.made_on <= context_.as_at) &&
           scheme_.holders[*find(item.from)].period.contains(context_.as_at) &&
           scheme_.holders[*find(item.to)].period.contains(context_.as_at);
}

bool GovernanceReference::related(Relation relation, std::size_t from, std::size_t to) const {
    if (relation == Relation::any) return true;
    if (from == to) return false;
    const auto up = above(to);
    if (relation == Relation::other) return !up.contains(from);
    bool parent = false;
    for (const auto& id : scheme_.holders[to].of)
        parent = parent || find(id) == from;
    const auto theirs = bodies(to);
    if (parent || theirs.contains(from)) return true;
    return relation == Relation::own && theirs.size() == 1 && bodies(from) == theirs &&
           scheme_.holders[to].kind != HolderKind::body;
}

bool GovernanceReference::lawful(std::size_t number, const Question& question) const {
    const auto& grant = scheme_.grants[number];
    const auto from = *find(grant.from);
    const auto to = *find(grant.to);
    const auto without_powers = [&](std::size_t holder) {
        return scheme_.holders[holder].kind == HolderKind::forum;
    };
    if (without_powers(from) || without_powers(to)) return false;
    if (scheme_.holders[from].kind == HolderKind::committees_in_common) return false;
    const auto made = grant.made_on       ? *grant.made_on
                      : grant.period.from ? *grant.period.from
                                          : context_.as_at;
    const bool by_date = context_.profile == profile_in_force(context_.as_at);
    const RuleContext then = {made, by_date ? profile_in_force(made) : context_.profile};
    for (const auto& instrument : law_.instruments) {
        if (instrument.id != grant.instrument) continue;
        for (const auto& pair : instrument.pairs) {
            if (!is_of(from, pair.from, then) || !is_of(to, pair.to, then)) continue;
            if (!related(pair.relation, from, to)) continue;
            const auto theirs = bodies(to);
            if (!std::ranges::all_of(theirs,
                                     [&](auto body) { return is_of(body, pair.parents, then); })) {
                continue;
            }
            const auto among = [&](const std::string& kind) {
                return std::ranges::any_of(theirs,
                                           [&](auto body) { return is_of(body, {kind}, then); });
            };
            if (!std::ranges::all_of(pair.among_parents, among)) continue;
            if (!applies(pair.profiles, pair.in_force, then)) continue;
            if (!any_above(functions_, pair.functions, question.function)) continue;
            const bool excepted =
                std::ranges::any_of(pair.except_functions, [&](const std::string& name) {
                    return functions_.contains(name) &&
                           (is_above(functions_, name, question.function) ||
                            is_above(functions_, question.function, name));
                });
            if (!excepted && any_above(acts_, pair.acts, question.act)) return true;
        }
    }
    return false;
}

// Where a holder acts: its own area; of others than bodies without one, that of all its bodies.
std::optional<std::set<std::string>> GovernanceReference::area(std::size_t holder) const {
    const auto& item = scheme_.holders[holder];
    std::set<std::string> found(item.area.begin(), item.area.end());
    if (!found.empty()) return found;
    if (item.kind == HolderKind::body) return std::nullopt;  // everywhere
    for (const auto body : bodies(holder)) {
        auto theirs = area(body);
        if (!theirs) return std::nullopt;
        found.merge(*theirs);
    }
    return found;
}

// A grant that names no place reaches as far as the area of its receiver, where that lies wholly
// in the area of its giver; else as far as its giver.
bool GovernanceReference::in_scope(std::size_t number, const Asked& asked) const {
    auto scope = scheme_.grants[number].scope;
    if (!scope.places.empty()) return covers(scope, asked);
    const auto theirs = area(*find(scheme_.grants[number].to));
    const auto givers = area(*find(scheme_.grants[number].from));
    bool within = theirs.has_value();
    for (const auto& place : theirs.value_or(std::set<std::string>())) {
        within =
            within &&
            (!givers || !places_.contains(place) ||
             (!givers->empty() && any_above(places_, {givers->begin(), givers->end()}, place)));
    }
    if (!within) return covers(scope, asked);
    const bool inside =
        !theirs->empty() && any_above(places_, {theirs->begin(), theirs->end()}, asked.place);
    return inside && covers(scope, asked);
}

bool GovernanceReference::within_own_ceilings(std::size_t holder, const Asked& asked) const {
    return std::ranges::all_of(scheme_.limits, [&](const governance::Limit& limit) {
        const bool speaks = find(limit.holder) == holder && limit.ceiling &&
                            limit.period.contains(context_.as_at) && covers(limit.scope, asked);
        return !speaks || !asked.value || *asked.value <= *limit.ceiling;
    });
}

// Who keeps the question for themselves.
std::set<std::size_t> GovernanceReference::keepers(const Asked& asked) const {
    std::set<std::size_t> found;
    for (const auto& kept : scheme_.reservations) {
        const auto holder = find(kept.holder);
        if (holder && kept.period.contains(context_.as_at) && covers(kept.scope, asked) &&
            in_range(kept, asked.question->value)) {
            found.insert(*holder);
        }
    }
    return found;
}

// ── chains ──

// Every way on from the end of this path that meets no holder twice.
void GovernanceReference::extend(Path path, const std::string& function,
                                 std::vector<Path>& paths) const {
    paths.push_back(path);
    for (std::size_t i = 0; i < scheme_.grants.size(); ++i) {
        const auto& grant = scheme_.grants[i];
        const auto to = find(grant.to);
        if (find(grant.from) != path.holders.back() || !to) continue;
        if (!any_above(functions_, grant.scope.functions, function)) continue;
        if (std::ranges::find(path.holders, *to) != path.holders.end()) continue;
        auto longer = path;
        longer.holders.push_back(*to);
        longer.grants.push_back(i);
        extend(std::move(longer), function, paths);
    }
}

// Every chain of grants of the function from a body that law names, with how far it carries.
std::vector<GovernanceReference::Path> GovernanceReference::all_paths(const Asked& asked) const {
    const auto& function = asked.question->function;
    std::vector<Path> paths;
    for (std::size_t i = 0; i < scheme_.holders.size(); ++i) {
        if (is_root(i, function)) extend({i, {i}, {}}, function, paths);
    }
    for (auto& path : paths) {
        path.passed = 3;
        while (path.passed < everything_passed && passes(path, asked, path.passed + 1))
            ++path.passed;
    }
    return paths;
}

bool GovernanceReference::passes(const Path& path, const Asked& asked, int level) const {
    const auto all = [&](auto condition) { return std::ranges::all_of(path.grants, condition); };
    const auto value = [&](std::size_t i) {
        const auto& ceiling = scheme_.grants[i].ceiling;
        return !ceiling || !asked.value || *asked.value <= *ceiling;
    };
    switch (static_cast<Refusal>(level)) {
        case Refusal::grant_not_valid:
            return all([&](auto i) { return valid(i); });
        case Refusal::instrument_not_lawful:
            return all([&](auto i) { return lawful(i, *asked.question); });
        case Refusal::may_not_be_passed_on:
            return std::all_of(path.grants.begin(), path.grants.end() - !path.grants.empty(),
                               [&](auto i) { return scheme_.grants[i].may_pass_on; });
        case Refusal::outside_scope:
            return root_covers(path.root, asked) && all([&](auto i) { return in_scope(i, asked); });
        case Refusal::reserved: {
            const auto kept = keepers(asked);
            return std::none_of(path.holders.begin(), path.holders.end() - 1,
                                [&](auto holder) { return kept.contains(holder); });
        }
        case Refusal::above_ceiling:
            return all(value) && std::ranges::all_of(path.holders, [&](auto holder) {
                       return within_own_ceilings(holder, asked);
                   });
        default:
            return true;
    }
}

// Another holder that acts for the root's body keeps the question, and this one is not above it.
bool GovernanceReference::kept_from(std::size_t root, std::size_t holder,
                                    const Asked& asked) const {
    const auto kept = keepers(asked);
    return std::ranges::any_of(kept, [&](std::size_t keeper) {
        return keeper != holder && bodies(keeper).contains(root) && !above(keeper).contains(holder);
    });
}

// The parents of a joint committee that law names for the function at the place.
std::set<std::size_t> GovernanceReference::parents_needed(std::size_t holder,
                                                          const Asked& asked) const {
    std::set<std::size_t> found;
    if (scheme_.holders[holder].kind != HolderKind::joint_committee) return found;
    for (const auto body : bodies(holder)) {
        if (is_root(body, asked.question->function) && root_covers(body, asked)) found.insert(body);
    }
    return found;
}

bool GovernanceReference::open_through(const Path& path,
                                       const std::set<std::size_t>& closed) const {
    return std::none_of(path.holders.begin(), path.holders.end() - 1,
                        [&](auto holder) { return closed.contains(holder); });
}

// The joint committees that cannot pass on at a level: a parent that law names has not granted.
std::set<std::size_t> GovernanceReference::closed(const std::vector<Path>& paths,
                                                  const Asked& asked, int level) const {
    std::set<std::size_t> shut;
    for (std::size_t i = 0; i < scheme_.holders.size(); ++i) {
        if (!parents_needed(i, asked).empty()) shut.insert(i);
    }
    for (bool opened = true; opened;) {
        opened = false;
        for (const auto holder : std::set(shut)) {
            const auto needed = parents_needed(holder, asked);
            const bool whole = std::ranges::all_of(needed, [&](std::size_t parent) {
                return std::ranges::any_of(paths, [&](const Path& path) {
                    return path.root == parent && path.holders.back() == holder &&
                           path.passed >= level && open_through(path, shut);
                });
            });
            if (whole) opened = shut.erase(holder) > 0;
        }
    }
    return shut;
}

std::vector<GovernanceReference::Path> GovernanceReference::accepted_paths(
    std::size_t holder, const std::vector<Path>& paths, const Asked& asked) const {
    std::vector<Path> found;
    const auto shut = closed(paths, asked, everything_passed);
    auto needed = parents_needed(holder, asked);
    if (scheme_.holders[holder].kind == HolderKind::committees_in_common) needed = bodies(holder);
    for (const auto& path : paths) {
        const bool counts = needed.empty() || needed.contains(path.root);
        if (path.holders.back() == holder && counts && open_through(path, shut) &&
            path.passed == everything_passed && !kept_from(path.root, holder, asked)) {
            found.push_back(path);
        }
    }
    return found;
}

bool GovernanceReference::accepted(std::size_t holder, const std::vector<Path>& paths,
                                   const Asked& asked, int level) const {
    const auto shut = closed(paths, asked, level);
    const auto reached = [&](std::size_t end, auto root_counts) {
        return std::ranges::any_of(paths, [&](const Path& path) {
            const bool is_kept = level >= 8 && kept_from(path.root, end, asked);
            return path.holders.back() == end && root_counts(path.root) && !is_kept &&
                   open_through(path, shut) && path.passed >= level;
        });
    };
    if (scheme_.holders[holder].kind == HolderKind::committees_in_common) {
        if (level >= 9 && !within_own_ceilings(holder, asked)) return false;
        return std::ranges::all_of(scheme_.holders[holder].of, [&](const std::string& id) {
            const auto member = find(id);
            if (!member) return true;
            if (level >= 9 && !within_own_ceilings(*member, asked)) return false;
            const auto own = bodies(*member);
            return accepted(*member, paths, asked, level) ||
                   reached(holder, [&](std::size_t root) { return own.contains(root); });
        });
    }
    const auto needed = parents_needed(holder, asked);
    if (needed.empty()) return reached(holder, [](std::size_t) { return true; });
    return std::ranges::all_of(needed, [&](std::size_t parent) {
        return reached(holder, [&](std::size_t root) { return root == parent; });
    });
}

}  // namespace concord::support
