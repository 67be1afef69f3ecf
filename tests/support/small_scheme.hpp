// A small system whose every answer is known by hand: a board with two places, a council, a
// hospital, and the law that it takes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "governance/evaluator.hpp"

namespace concord::support {

class SmallScheme {
  public:
    using Names = std::vector<std::string>;

    SmallScheme() {
        using governance::HolderKind;
        using governance::Relation;
        using governance::Scale;
        law.functions = tree({{"arrange", ""},
                              {"contracts", "arrange"},
                              {"redesign", "arrange"},
                              {"planning", ""},
                              {"public-health", ""},
                              {"shared", ""}});
        law.acts = tree({{"approve", ""}, {"spend", "approve"}, {"sign", ""}, {"tender", ""}});
        law.services = tree({{"acute", ""}, {"community", ""}});
        law.people = tree({{"adults", ""}, {"children", ""}});
        places = tree({{"system", ""}, {"north", "system"}, {"south", "system"}});
        for (const auto* function : {"arrange", "planning", "shared"})
            add_root(function, "board");
        for (const auto* function : {"public-health", "shared"})
            add_root(function, "council");
        add_instrument("inside", Relation::own);
        add_instrument("outside", Relation::other);
        add_instrument("jointly", Relation::member);
        add("icb", HolderKind::body).body_kind = "board";
        holder("icb").area = {"system"};
        add("council", HolderKind::body).body_kind = "council";
        holder("council").area = {"north"};
        add("hospital", HolderKind::body).body_kind = "provider";
    }

    governance::Holder& add(const std::string& id, governance::HolderKind kind, Names of = {}) {
        governance::Holder holder;
        holder.id = id;
        holder.kind = kind;
        holder.of = std::move(of);
        holder.terms_of_reference = "terms-" + id;
        if (kind == governance::HolderKind::post) holder.members.push_back(person("who-is-" + id));
        scheme.holders.push_back(std::move(holder));
        return scheme.holders.back();
    }

    governance::Holder& holder(const std::string& id) {
        for (auto& item : scheme.holders) {
            if (item.id == id) return item;
        }
        return scheme.holders.front();
    }

    static governance::Member person(const std::string& id, const std::string& organisation = "") {
        governance::Member member;
        member.id = id;
        member.organisation = organisation;
        return member;
    }

    governance::Grant& grant(const std::string& from, const std::string& to,
                             const std::string& instrument, Names functions) {
        governance::Grant grant;
        grant.id = from + ">" + to;
        grant.from = from;
        grant.to = to;
        grant.instrument = instrument;
        grant.scope.functions = std::move(functions);
        scheme.grants.push_back(std::move(grant));
        return scheme.grants.back();
    }

    governance::Limit& limit(const std::string& holder, Names acts) {
        governance::Limit limit;
        limit.id = "limit-of-" + holder;
        limit.holder = holder;
        limit.scope.acts = std::move(acts);
        scheme.limits.push_back(std::move(limit));
        return scheme.limits.back();
    }

    governance::Verdict ask(const governance::Question& question) const {
        const governance::Evaluator evaluator({&law, &scheme, &places}, context);
        std::vector<governance::UnknownWord> unknown;
        const auto bound = evaluator.bind(question, unknown);
        return bound ? evaluator.who(*bound) : governance::Verdict();
    }

    // The reason against a holder; `none` where it may decide.
    governance::Refusal refusal(const std::string& id, const governance::Question& question) const {
        for (const auto& candidate : ask(question).candidates) {
            if (scheme.holders[candidate.holder].id == id) return candidate.refusal;
        }
        return governance::Refusal::none;
    }

    Names names(const std::vector<std::uint32_t>& holders) const {
        Names ids;
        for (const auto holder : holders)
            ids.push_back(scheme.holders[holder].id);
        return ids;
    }

    Names deciders(const governance::Question& question) const {
        std::vector<std::uint32_t> holders;
        for (const auto& decider : ask(question).deciders)
            holders.push_back(decider.holder);
        return names(holders);
    }

    Names first(const governance::Question& question) const { return names(ask(question).first); }

    static Pence pounds(std::int64_t amount) { return Pence(amount * 100); }

    governance::Law law;
    governance::Scheme scheme;
    governance::Tree places;
    RuleContext context{Date(2023, 6, 1), RuleProfile::act_2022};

  private:
    static governance::Tree tree(const std::vector<std::pair<std::string, std::string>>& nodes) {
        std::vector<governance::TreeNode> all;
        for (const auto& [id, parent] : nodes) {
            governance::TreeNode node;
            node.id = id;
            node.parent = parent;
            all.push_back(std::move(node));
        }
        return governance::Tree::build(std::move(all));
    }

    void add_root(const std::string& function, const std::string& kind) {
        governance::Root root;
        root.function = function;
        root.body_kind = kind;
        law.roots.push_back(std::move(root));
    }

    void add_instrument(const std::string& id, governance::Relation relation) {
        governance::Instrument instrument;
        instrument.id = id;
        instrument.title = id;
        instrument.route = id;
        governance::LawfulPair pair;
        pair.relation = relation;
        instrument.pairs.push_back(std::move(pair));
        law.instruments.push_back(std::move(instrument));
    }
};

// A question about one place, or everywhere.
inline governance::Question question(const std::string& function, const std::string& act,
                                     const std::string& place,
                                     std::optional<std::int64_t> pounds = std::nullopt) {
    governance::Question asked;
    asked.function = function;
    asked.act = act;
    if (!place.empty()) asked.places = {place};
    if (pounds) asked.value = SmallScheme::pounds(*pounds);
    return asked;
}

// With a committee for the north to which the board delegated, and a post below it.
inline SmallScheme with_place() {
    using governance::HolderKind;
    using governance::Scale;
    SmallScheme small;
    auto& place = small.add("north-committee", HolderKind::committee, {"icb"});
    place.scale = Scale::place;
    place.area = {"north"};
    small.add("north-lead", HolderKind::post, {"north-committee"}).scale = Scale::place;
    auto& grant = small.grant("icb", "north-committee", "inside", {"arrange"});
    grant.may_pass_on = true;
    grant.ceiling = SmallScheme::pounds(5000000);
    small.grant("north-committee", "north-lead", "inside", {"contracts"}).ceiling =
        SmallScheme::pounds(50000);
    return small;
}

}  // namespace concord::support
