// What grants and holders must be beside each other.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/rules/rules.hpp"

namespace concord::governance::rules {
namespace {

class Arrangements {
  public:
    Arrangements(const GovernanceStage& stage, Diagnostics& diagnostics)
        : stage_(stage),
          law_(stage.data->law),
          scheme_(stage.data->scheme),
          places_(stage.data->places),
          holders_(scheme_),
          diagnostics_(diagnostics) {}

    void check() {
        for (HolderNumber i = 0; i < scheme_.holders.size(); ++i) {
            check_parents(i);
            check_accountability(i);
            check_area(i);
        }
        for (const auto& grant : scheme_.grants)
            check_places(grant);
        check_joint_grants();
        check_modes();
        check_expected();
    }

  private:
    void check_parents(HolderNumber number);
    void check_in_common(HolderNumber number);
    void check_accountability(HolderNumber number);
    void check_area(HolderNumber number);
    void check_places(const Grant& grant);
    void check_joint_grants();
    void check_modes();
    void check_expected();

    bool same_body_twice(HolderNumber number) const;
    static std::set<std::string> remit_of(const Holder& holder) {
        return {holder.remit.begin(), holder.remit.end()};
    }
    std::set<std::string> people_of(const Holder& holder) const;
    std::string_view mode(const Grant& grant) const;
    std::vector<NodeIndex> area_of(HolderNumber number) const;
    bool has_delegation(const Holder& board, const LawfulPair& pair) const;

    const GovernanceStage& stage_;
    const Law& law_;
    const Scheme& scheme_;
    const Tree& places_;
    const HolderIndex holders_;
    Diagnostics& diagnostics_;
};

// Whether two of the member committees are of one body, or not of exactly one each.
bool Arrangements::same_body_twice(HolderNumber number) const {
    std::set<HolderNumber> seen;
    for (const auto member : holders_.parents(number)) {
        const auto bodies = holders_.bodies(member);
        if (bodies.size() != 1 || !seen.insert(bodies.front()).second) return true;
    }
    return false;
}

std::set<std::string> Arrangements::people_of(const Holder& holder) const {
    std::set<std::string> people;
    for (const auto& member : holder.members) {
        if (member.voting && member.period.contains(stage_.context.as_at)) people.insert(member.id);
    }
    return people;
}

// How many, and of how many different bodies (PIR-R067, PIR-R068).
void Arrangements::check_parents(HolderNumber number) {
    const auto& holder = holders_.holder(number);
    if (holder.of.empty()) return;  // reported when it was read
    if (holder.kind == HolderKind::joint_committee && holders_.bodies(number).size() < 2) {
        diagnostics_.add(
            {"GOV021", holder.place, holder.id,
             fmt::format("the joint committee `{}` is of one body only", shown(holder.id))});
    }
    if (holder.kind == HolderKind::committees_in_common) check_in_common(number);
}

// One committee of each body, on one remit, as far as possible with the same members (PIR-R068).
void Arrangements::check_in_common(HolderNumber number) {
    const auto& holder = holders_.holder(number);
    const auto members = holders_.parents(number);
    const auto committees_only = std::ranges::all_of(members, [&](HolderNumber member) {
        return holders_.holder(member).kind == HolderKind::committee;
    });
    if (members.size() < 2 || !committees_only || same_body_twice(number)) {
        diagnostics_.add(
            {"GOV038", holder.place, holder.id,
             fmt::format("`{}` are no committees in common: {}", shown(holder.id),
                         members.size() < 2 ? "there is one committee only"
                         : !committees_only ? "not all of its members are committees"
                                            : "two of the committees are of one body")});
        return;
    }
    const auto& first = holders_.holder(members.front());
    for (const auto number_of_other : members.subspan(1)) {
        const auto& other = holders_.holder(number_of_other);
        if (remit_of(first) != remit_of(other)) {
            diagnostics_.add({"GOV025", holder.place, holder.id,
                              fmt::format("`{}` and `{}` meet in common and have different remits",
                                          shown(first.id), shown(other.id))});
        }
        if (people_of(first) != people_of(other)) {
            diagnostics_.add({"GOV026", holder.place, holder.id,
                              fmt::format("`{}` and `{}` meet in common with different members",
                                          shown(first.id), shown(other.id))});
        }
    }
}

// A committee or post answers, directly or through others, to a body that it acts for (PIR-R028).
void Arrangements::check_accountability(HolderNumber number) {
    const auto& holder = holders_.holder(number);
    const bool decides = holder.kind != HolderKind::body && holder.kind != HolderKind::forum;
    const auto answers_to = holders_.find(holder.accountable_to);
    const auto mine = holders_.bodies(number);
    if (!decides || !answers_to || mine.empty()) return;
    const auto theirs = holders_.bodies(*answers_to);
    const bool shared = std::ranges::any_of(
        theirs, [&](HolderNumber body) { return std::ranges::find(mine, body) != mine.end(); });
    if (shared) return;
    diagnostics_.add(
        {"GOV043", holder.place, holder.id,
         fmt::format("`{}` answers to `{}`, which is none of the bodies that it acts for",
                     shown(holder.id), shown(holder.accountable_to))});
}

void Arrangements::check_area(HolderNumber number) {
    const auto& holder = holders_.holder(number);
    const bool is_lost = holder.kind == HolderKind::body &&
                         std::ranges::find(holder.area, nowhere) != holder.area.end();
    const bool is_used = std::ranges::any_of(scheme_.grants, [&](const Grant& grant) {
        return grant.from == holder.id || grant.to == holder.id;
    });
    if (is_lost && is_used) {
        diagnostics_.add({"GOV023", holder.place, holder.id,
                          fmt::format("nothing says where `{}` acts", shown(holder.id))});
    }
    if (holder.kind == HolderKind::body || holders_.bodies(number).empty()) return;
    std::vector<NodeIndex> whole;
    for (const auto body : holders_.bodies(number)) {
        const auto area = area_of(body);
        if (area.empty()) return;
        whole.insert(whole.end(), area.begin(), area.end());
    }
    for (const auto& id : holder.area) {
        const auto node = places_.find(id);
        const bool inside = !node || std::ranges::any_of(whole, [&](NodeIndex outer) {
            return places_.covers(outer, *node);
        });
        if (inside) continue;
        diagnostics_.add({"GOV015", holder.place, holder.id,
                          fmt::format("`{}` lies outside the area of the bodies of `{}`", shown(id),
                                      shown(holder.id))});
    }
}

// The nodes where a body acts; none: everywhere, or nobody knows.
std::vector<NodeIndex> Arrangements::area_of(HolderNumber number) const {
    std::vector<NodeIndex> nodes;
    for (const auto& id : holders_.holder(number).area) {
        if (const auto node = places_.find(id)) nodes.push_back(*node);
    }
    return nodes;
}

// Nobody grants for places where it does not act itself.
void Arrangements::check_places(const Grant& grant) {
    const auto from = holders_.find(grant.from);
    if (!from) return;
    std::vector<NodeIndex> whole = area_of(*from);
    if (whole.empty()) {
        for (const auto body : holders_.bodies(*from)) {
            const auto area = area_of(body);
            if (area.empty()) return;
            whole.insert(whole.end(), area.begin(), area.end());
        }
    }
    for (const auto& id : grant.scope.places) {
        const auto node = places_.find(id);
        if (!node) continue;
        const bool inside = std::ranges::any_of(
            whole, [&](NodeIndex outer) { return places_.covers(outer, *node); });
        if (inside) continue;
        diagnostics_.add(
            {"GOV015", grant.place, grant.id,
             fmt::format("`{}` lies outside the area of `{}`", shown(id), shown(grant.from))});
    }
}

// Every parent of a joint committee passes its own part (FRM-PM3).
void Arrangements::check_joint_grants() {
    const auto as_at = stage_.context.as_at;
    for (HolderNumber i = 0; i < scheme_.holders.size(); ++i) {
        const auto& holder = holders_.holder(i);
        if (holder.kind != HolderKind::joint_committee || !holder.period.contains(as_at)) continue;
        std::set<HolderNumber> giving;
        for (const auto& grant : scheme_.grants) {
            if (grant.to != holder.id || !grant.period.contains(as_at)) continue;
            if (const auto from = holders_.find(grant.from)) {
                const auto bodies = holders_.bodies(*from);
                giving.insert(bodies.begin(), bodies.end());
            }
        }
        if (giving.empty()) continue;
        for (const auto body : holders_.bodies(i)) {
            if (giving.contains(body)) continue;
            diagnostics_.add({"GOV047", holder.place, holder.id,
                              fmt::format("`{}` is a parent of `{}` and passes nothing to it",
                                          shown(holders_.holder(body).id), shown(holder.id))});
        }
    }
}

// By the way that a function is carried out: by the body itself, delegated, or jointly (PIR-V3).
std::string_view Arrangements::mode(const Grant& grant) const {
    const auto* instrument = law_.instrument(grant.instrument);
    if (!instrument) return {};
    const std::string_view route = instrument->route;
    const bool itself = route == "internal" || route == "contract" || route == "self";
    return itself ? std::string_view("itself") : route;
}

// How the nodes of two lists of names lie to each other.
struct Meeting {
    bool meet = true;
    bool first_holds_second = true;
    bool second_holds_first = true;
};

bool holds(const Tree& tree, const std::vector<std::string>& outer,
           const std::vector<std::string>& inner) {
    if (outer.empty()) return true;
    if (inner.empty()) return false;
    return std::ranges::all_of(inner, [&](const std::string& name) {
        const auto node = tree.find(name);
        return node && std::ranges::any_of(outer, [&](const std::string& above) {
                   const auto at = tree.find(above);
                   return at && tree.covers(*at, *node);
               });
    });
}

bool meet(const Tree& tree, const std::vector<std::string>& a, const std::vector<std::string>& b) {
    if (a.empty() || b.empty()) return true;
    return std::ranges::any_of(a, [&](const std::string& name) {
        return std::ranges::any_of(b, [&](const std::string& other) {
            const auto x = tree.find(name);
            const auto y = tree.find(other);
            return x && y && (tree.covers(*x, *y) || tree.covers(*y, *x));
        });
    });
}

Meeting meeting(const GovernanceData& data, const Scope& a, const Scope& b) {
    Meeting result;
    const auto add = [&](const Tree& tree, const std::vector<std::string>& first,
                         const std::vector<std::string>& second) {
        result.meet = result.meet && meet(tree, first, second);
        result.first_holds_second = result.first_holds_second && holds(tree, first, second);
        result.second_holds_first = result.second_holds_first && holds(tree, second, first);
    };
    add(data.law.functions, a.functions, b.functions);
    add(data.law.acts, a.acts, b.acts);
    add(data.law.services, a.services, b.services);
    add(data.places, a.places, b.places);
    add(data.law.people, a.people, b.people);
    return result;
}

// One way for one function at one time (PIR-R064). A grant that lies wholly inside a wider one is
// the exception from it that somebody meant.
void Arrangements::check_modes() {
    const auto& grants = scheme_.grants;
    for (std::size_t i = 1; i < grants.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const auto& later = grants[i];
            const auto& earlier = grants[j];
            if (later.from != earlier.from || mode(later) == mode(earlier)) continue;
            if (!later.period.overlaps(earlier.period)) continue;
            const auto found = meeting(*stage_.data, later.scope, earlier.scope);
            const bool nested = found.first_holds_second != found.second_holds_first;
            if (!found.meet || nested) continue;
            diagnostics_.add({"GOV044", later.place, later.id,
                              fmt::format("`{}` and `{}` let `{}` carry out one function in two "
                                          "ways at once",
                                          shown(earlier.id), shown(later.id), shown(later.from))});
        }
    }
}

bool Arrangements::has_delegation(const Holder& board, const LawfulPair& pair) const {
    const auto as_at = stage_.context.as_at;
    return std::ranges::all_of(pair.functions, [&](const std::string& function) {
        return std::ranges::any_of(scheme_.grants, [&](const Grant& grant) {
            const auto from = holders_.find(grant.from);
            return grant.to == board.id && from && grant.period.contains(as_at) &&
                   holds(law_.functions, grant.scope.functions, {function}) &&
                   std::ranges::find(pair.from, holders_.holder(*from).body_kind) !=
                       pair.from.end();
        });
    });
}

// What is delegated to every body of a kind should be on record with each whose board is described
// (PIR-R069).
void Arrangements::check_expected() {
    const auto as_at = stage_.context.as_at;
    for (const auto& holder : scheme_.holders) {
        const bool described = holder.kind == HolderKind::body && !holder.members.empty();
        if (!described || !holder.period.contains(as_at)) continue;
        for (const auto& instrument : law_.instruments) {
            for (const auto& pair : instrument.pairs) {
                const bool due = pair.expected_from && *pair.expected_from <= as_at &&
                                 pair.in_force.contains(as_at);
                const bool concerns = std::ranges::find(pair.to, holder.body_kind) != pair.to.end();
                if (!due || !concerns || has_delegation(holder, pair)) continue;
                diagnostics_.add({"GOV049", holder.place, holder.id,
                                  fmt::format("nothing says that `{}` was delegated to `{}`",
                                              join(pair.functions, "`, `"), shown(holder.id))});
            }
        }
    }
}

}  // namespace

void check_arrangements(const GovernanceStage& stage, Diagnostics& diagnostics) {
    Arrangements(stage, diagnostics).check();
}

}  // namespace concord::governance::rules
