#include "governance/law.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::governance {
namespace {

// Whether the tree's node is among those named, or below one of them. No names: everything.
bool named(const Tree& tree, const std::vector<std::string>& names, NodeIndex node) {
    if (names.empty()) return true;
    return std::ranges::any_of(names, [&](const std::string& name) {
        const auto index = tree.find(name);
        return index && tree.covers(*index, node);
    });
}

// Whether the node has anything in common with those named.
bool touches(const Tree& tree, const std::vector<std::string>& names, NodeIndex node) {
    return std::ranges::any_of(names, [&](const std::string& name) {
        const auto index = tree.find(name);
        return index && (tree.covers(*index, node) || tree.covers(node, *index));
    });
}

// The nodes of these names; no names mean everything.
std::vector<NodeIndex> nodes_named(const Tree& tree, const std::vector<std::string>& names) {
    std::vector<NodeIndex> nodes;
    for (const auto& name : names) {
        if (const auto node = tree.find(name)) nodes.push_back(*node);
    }
    if (names.empty()) nodes.push_back(root_node);
    return nodes;
}

// One instrument between two holders, on the day.
class Pairing {
  public:
    Pairing(const Law& law, const HolderIndex& holders, const Passing& passing, RuleContext made)
        : law_(law), holders_(holders), passing_(passing), made_(made) {}

    const LawfulPair* find(const Instrument& instrument) const {
        for (const auto& pair : instrument.pairs) {
            if (fits(pair) && covers(pair)) return &pair;
        }
        return nullptr;
    }

    // Between these kinds, and in force; the function and the act are left aside.
    bool fits(const LawfulPair& pair) const {
        return speaks(pair.profiles, pair.in_force, made_) && kinds_fit(pair);
    }

    // Why none fits: the first thing that all pairs fail, from kinds to dates to functions.
    Lawfulness refusal(const Instrument& instrument) const {
        auto furthest = Obstacle::granter;
        for (const auto& pair : instrument.pairs)
            furthest = std::max(furthest, obstacle(pair));
        if (furthest == Obstacle::not_yet_lawful && was_lawful_before(instrument)) {
            furthest = Obstacle::not_in_force;
        }
        return {false, false, reason(instrument, furthest), nullptr, furthest};
    }

  private:
    // How far this pair carries before something stands against it.
    Obstacle obstacle(const LawfulPair& pair) const {
        if (!is_of(passing_.from, pair.from)) return Obstacle::granter;
        if (!is_of(passing_.to, pair.to)) return Obstacle::receiver;
        if (!parents_fit(pair)) return Obstacle::parents;
        if (!related(pair.relation)) return Obstacle::relation;
        if (!speaks(pair.profiles, pair.in_force, made_)) {
            const bool early = pair.in_force.from && made_.as_at < *pair.in_force.from;
            return early ? Obstacle::not_yet_lawful : Obstacle::not_in_force;
        }
        return Obstacle::not_carried;
    }

    bool was_lawful_before(const Instrument& instrument) const {
        return std::ranges::any_of(instrument.pairs, [&](const LawfulPair& pair) {
            return obstacle(pair) == Obstacle::not_in_force;
        });
    }

    std::string reason(const Instrument& instrument, Obstacle obstacle) const {
        const auto from = described(holders_.holder(passing_.from));
        const auto to = described(holders_.holder(passing_.to));
        switch (obstacle) {
            case Obstacle::granter:
                return fmt::format("{} cannot be made by {}", instrument.title, from);
            case Obstacle::receiver:
                return fmt::format("{} cannot be made to {}", instrument.title, to);
            case Obstacle::parents:
                return fmt::format("{} cannot be made to {}, which acts for {}", instrument.title,
                                   to, unfit_parents(instrument));
            case Obstacle::relation:
                return fmt::format("{} cannot be made by {} to {}: {}", instrument.title, from, to,
                                   holders_.within(passing_.to, passing_.from)
                                       ? "the one belongs to the other"
                                       : "the one does not belong to the other");
            case Obstacle::not_yet_lawful:
            case Obstacle::not_in_force:
                return fmt::format("{} was not lawful between {} and {} on {} under {}",
                                   instrument.title, from, to, made_.as_at.iso(),
                                   to_string(made_.profile));
            default:
                return fmt::format("{} does not carry {} with {}", instrument.title,
                                   named_node(law_.functions, passing_.function, "every function"),
                                   named_node(law_.acts, passing_.act, "every act"));
        }
    }

    static std::string named_node(const Tree& tree, NodeIndex node, std::string_view everything) {
        return node == root_node ? std::string(everything)
                                 : fmt::format("`{}`", tree.node(node).id);
    }

    // The first body that the receiver acts for and that no pair has among its parents, or the
    // first kind of body that is missing among them.
    std::string unfit_parents(const Instrument& instrument) const {
        const auto bodies = holders_.bodies(passing_.to);
        for (const auto body : bodies) {
            const bool fits = std::ranges::any_of(instrument.pairs, [&](const LawfulPair& pair) {
                return !pair.parents.empty() && is_of(body, pair.parents);
            });
            if (!fits) return described(holders_.holder(body));
        }
        for (const auto& pair : instrument.pairs) {
            for (const auto& kind : pair.among_parents) {
                if (!has_among(bodies, kind)) return fmt::format("no {}", kind);
            }
        }
        return "several bodies";
    }

    static std::string described(const Holder& holder) {
        return holder.kind == HolderKind::body
                   ? fmt::format("the {} `{}`", holder.body_kind, holder.id)
                   : fmt::format("the {} `{}`", to_string(holder.kind), holder.id);
    }

    // A body is of its body kind, anything else of the kind of holder that it is.
    bool is_of(HolderNumber number, const std::vector<std::string>& kinds) const {
        const auto& holder = holders_.holder(number);
        const auto kind = holder.kind == HolderKind::body ? std::string_view(holder.body_kind)
                                                          : to_string(holder.kind);
        return kinds.empty() || std::ranges::any_of(kinds, [&](const std::string& name) {
                   return law_.is_of_kind(kind, name, made_);
               });
    }

    bool related(Relation relation) const {
        const auto parents = holders_.parents(passing_.to);
        const bool is_parent = std::ranges::find(parents, passing_.from) != parents.end();
        const auto bodies = holders_.bodies(passing_.to);
        const bool is_body = std::ranges::find(bodies, passing_.from) != bodies.end();
        switch (relation) {
            case Relation::any:
                return true;
            case Relation::own:
                return passing_.from != passing_.to && (is_parent || is_body || same_single_body());
            case Relation::member:
                return passing_.from != passing_.to && (is_parent || is_body);
            case Relation::other:
                return passing_.from != passing_.to && !holders_.within(passing_.to, passing_.from);
        }
        return false;
    }

    // A committee may pass on to a post of its own body, as the body itself may.
    bool same_single_body() const {
        const auto from = holders_.bodies(passing_.from);
        const auto to = holders_.bodies(passing_.to);
        return from.size() == 1 && to.size() == 1 && from[0] == to[0] &&
               holders_.holder(passing_.to).kind != HolderKind::body;
    }

    bool kinds_fit(const LawfulPair& pair) const {
        return is_of(passing_.from, pair.from) && is_of(passing_.to, pair.to) &&
               related(pair.relation) && parents_fit(pair);
    }

    bool parents_fit(const LawfulPair& pair) const {
        const auto bodies = holders_.bodies(passing_.to);
        const bool all_fit =
            pair.parents.empty() || std::ranges::all_of(bodies, [&](HolderNumber body) {
                return is_of(body, pair.parents);
            });
        return all_fit && std::ranges::all_of(pair.among_parents, [&](const std::string& kind) {
                   return has_among(bodies, kind);
               });
    }

    bool has_among(std::span<const HolderNumber> bodies, const std::string& kind) const {
        return std::ranges::any_of(bodies, [&](HolderNumber body) { return is_of(body, {kind}); });
    }

    bool covers(const LawfulPair& pair) const {
        return named(law_.functions, pair.functions, passing_.function) &&
               !touches(law_.functions, pair.except_functions, passing_.function) &&
               named(law_.acts, pair.acts, passing_.act);
    }

    const Law& law_;
    const HolderIndex& holders_;
    const Passing& passing_;
    RuleContext made_;
};

}  // namespace

bool speaks(const std::vector<RuleProfile>& profiles, const Period& period,
            const RuleContext& context) {
    const bool profile_fits =
        profiles.empty() || std::ranges::find(profiles, context.profile) != profiles.end();
    return profile_fits && period.contains(context.as_at);
}

const Instrument* Law::instrument(std::string_view id) const {
    const auto found = std::ranges::find(instruments, id, &Instrument::id);
    return found == instruments.end() ? nullptr : &*found;
}

const MutualDuty* Law::mutual_duty(std::string_view kind, std::string_view other,
                                   const RuleContext& context) const {
    const auto found = std::ranges::find_if(mutual_duties, [&](const MutualDuty& duty) {
        const auto fits = [&](std::string_view a, std::string_view b) {
            return is_of_kind(a, duty.between, context) && is_of_kind(b, duty.other, context);
        };
        return duty.in_force.contains(context.as_at) && (fits(kind, other) || fits(other, kind));
    });
    return found == mutual_duties.end() ? nullptr : &*found;
}

bool Law::is_of_kind(std::string_view kind, std::string_view name,
                     const RuleContext& context) const {
    if (kind == name) return true;
    return std::ranges::any_of(groups, [&](const KindGroup& group) {
        return group.id == name && speaks(group.profiles, group.in_force, context) &&
               std::ranges::find(group.kinds, kind) != group.kinds.end();
    });
}

RuleContext context_made(const Grant& grant, const RuleContext& asked) {
    const auto day = grant.made_on ? *grant.made_on : grant.period.from.value_or(asked.as_at);
    const bool by_date = asked.profile == profile_in_force(asked.as_at);
    return {day, by_date ? profile_in_force(day) : asked.profile};
}

Lawfulness lawfulness(const Law& law, const HolderIndex& holders, const Passing& passing,
                      RuleContext made) {
    const auto* instrument = law.instrument(passing.grant->instrument);
    if (!instrument) {
        return {false, false,
                fmt::format("`{}` is no instrument", shown(passing.grant->instrument)), nullptr,
                Obstacle::unknown_instrument};
    }
    const Pairing pairing(law, holders, passing, made);
    const auto* pair = pairing.find(*instrument);
    if (!pair) return pairing.refusal(*instrument);
    return {true, pair->discouraged, "", pair, Obstacle::none};
}

Lawfulness judge(const Law& law, const HolderIndex& holders, const Grant& grant,
                 const RuleContext& asked) {
    const auto from = holders.find(grant.from);
    const auto to = holders.find(grant.to);
    if (!from || !to)
        return {false, false, "the giver or the receiver is not known", nullptr,
                Obstacle::relation};
    const auto made = context_made(grant, asked);
    Lawfulness whole{true, false, "", nullptr, Obstacle::none};
    for (const auto function : nodes_named(law.functions, grant.scope.functions)) {
        for (const auto act : nodes_named(law.acts, grant.scope.acts)) {
            auto part = lawfulness(law, holders, {&grant, *from, *to, function, act}, made);
            if (!part.lawful) return part;
            const bool counts = !whole.pair || (part.discouraged && !whole.discouraged);
            if (counts) whole = std::move(part);
        }
    }
    return whole;
}

std::vector<const LawfulPair*> fitting_pairs(const Law& law, const HolderIndex& holders,
                                             const Passing& passing, RuleContext made) {
    std::vector<const LawfulPair*> found;
    const auto* instrument = law.instrument(passing.grant->instrument);
    if (!instrument) return found;
    const Pairing pairing(law, holders, passing, made);
    for (const auto& pair : instrument->pairs) {
        if (pairing.fits(pair)) found.push_back(&pair);
    }
    return found;
}

std::vector<const Instrument*> lawful_alternatives(const Law& law, const HolderIndex& holders,
                                                   const Passing& passing, RuleContext made) {
    const auto& to = holders.holder(passing.to);
    const auto kind =
        to.kind == HolderKind::body ? std::string_view(to.body_kind) : to_string(to.kind);
    const Pairing pairing(law, holders, passing, made);
    std::vector<const Instrument*> found;
    for (const auto& instrument : law.instruments) {
        if (instrument.id == passing.grant->instrument) continue;
        const bool is_named = std::ranges::any_of(
            instrument.instead_of,
            [&](const std::string& name) { return law.is_of_kind(kind, name, made); });
        if (is_named || pairing.find(instrument)) found.push_back(&instrument);
    }
    return found;
}

}  // namespace concord::governance
