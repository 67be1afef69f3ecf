#include "support/governance_generator.hpp"

#include <algorithm>

namespace concord::support {

using governance::Holder;
using governance::HolderKind;
using governance::Relation;

namespace {

const std::vector<std::string> body_kinds = {"commissioner", "council", "provider", "nation"};
const std::vector<std::string> instruments = {"inside", "outside", "jointly", "anyhow", "nothing"};
const std::vector<std::string> roles = {"chair", "clinical", "lay"};

}  // namespace

GovernanceGenerator::Names GovernanceGenerator::some(const Names& all) {
    Names names;
    if (all.empty() || one_in(2)) return names;
    const auto count = 1 + below(3);
    for (std::size_t i = 0; i < count; ++i)
        names.push_back(any(all));
    if (one_in(25)) names.push_back("unheard-of");
    return names;
}

GovernanceGenerator::Names GovernanceGenerator::ids(const governance::Tree& tree) const {
    Names names;
    for (const auto& node : tree.nodes()) {
        if (!node.id.empty()) names.push_back(node.id);
    }
    return names;
}

governance::Tree GovernanceGenerator::tree(const std::string& prefix, std::size_t nodes) {
    std::vector<governance::TreeNode> all;
    for (std::size_t i = 0; i < nodes; ++i) {
        governance::TreeNode node;
        node.id = prefix + std::to_string(i);
        if (i > 0 && !one_in(3)) node.parent = prefix + std::to_string(below(i));
        if (one_in(30)) node.in_force = period();
        all.push_back(std::move(node));
    }
    return governance::Tree::build(std::move(all));
}

// Open, ended, running or to come; and now and then crossed.
Period GovernanceGenerator::period() {
    Period period;
    if (one_in(2)) return period;
    if (!one_in(3)) period.from = Date(2019 + static_cast<int>(below(6)), 4, 1);
    if (one_in(2)) period.to = Date(2021 + static_cast<int>(below(5)), 3, 31);
    return period;
}

std::optional<Pence> GovernanceGenerator::amount() {
    if (one_in(2)) return std::nullopt;
    return Pence(static_cast<std::int64_t>(100 * (1 + below(8))));
}

GeneratedSystem GovernanceGenerator::system() {
    GeneratedSystem system;
    if (one_in(6)) system.context = {Date(2022, 3, 1), RuleProfile::framework_2021};
    if (one_in(8)) system.context = {Date(2025, 9, 1), RuleProfile::plan_2025};
    system.places = tree("place", 1 + below(7));
    make_law(system);
    make_holders(system);
    make_grants(system);
    make_bounds(system);
    return system;
}

void GovernanceGenerator::make_law(GeneratedSystem& system) {
    auto& law = system.law;
    law.functions = tree("function", 2 + below(5));
    law.acts = tree("act", 2 + below(4));
    law.services = tree("service", 1 + below(4));
    law.people = tree("people", 1 + below(3));
    law.groups = {{"public", {"commissioner", "council", "provider"}, {}, {}, ""},
                  {"local", {"council", "committee"}, {RuleProfile::act_2022}, period(), ""}};
    for (const auto& function : ids(law.functions)) {
        if (one_in(5)) continue;
        governance::Root root;
        root.function = function;
        root.body_kind = one_in(6) ? "public" : any(body_kinds);
        if (one_in(4)) root.services = some(ids(law.services));
        if (one_in(8)) root.profiles = {RuleProfile::act_2022, RuleProfile::plan_2025};
        if (one_in(6)) root.in_force = period();
        law.roots.push_back(std::move(root));
    }
    make_instruments(system);
    for (std::size_t i = 0; i < 3; ++i) {
        governance::Step step;
        step.id = "step" + std::to_string(i);
        step.acts = some(ids(law.acts));
        step.functions = some(ids(law.functions));
        if (one_in(2)) step.decider_kinds = {any(body_kinds)};
        law.steps.push_back(std::move(step));
    }
}

void GovernanceGenerator::make_instruments(GeneratedSystem& system) {
    auto& law = system.law;
    const std::vector<Relation> relations = {Relation::own, Relation::other, Relation::member,
                                             Relation::any};
    for (std::size_t i = 0; i < relations.size(); ++i) {
        governance::Instrument instrument;
        instrument.id = instruments[i];
        instrument.title = instruments[i];
        const auto pairs = 1 + below(2);
        for (std::size_t j = 0; j < pairs; ++j) {
            governance::LawfulPair pair;
            pair.relation = relations[i];
            if (one_in(4)) pair.from = {any(body_kinds), "committee", "joint-committee"};
            if (one_in(4)) pair.to = {"public", "committee", "post", "joint-committee"};
            if (one_in(6)) pair.parents = {"public"};
            if (one_in(8)) pair.among_parents = {any(body_kinds)};
            if (one_in(3)) pair.functions = some(ids(law.functions));
            if (one_in(5)) pair.except_functions = {any(ids(law.functions))};
            if (one_in(4)) pair.acts = some(ids(law.acts));
            if (one_in(6)) pair.profiles = {RuleProfile::act_2022};
            if (one_in(6)) pair.in_force = period();
            instrument.pairs.push_back(std::move(pair));
        }
        law.instruments.push_back(std::move(instrument));
    }
}

void GovernanceGenerator::make_holders(GeneratedSystem& system) {
    auto& holders = system.scheme.holders;
    const auto places = ids(system.places);
    const auto bodies = 2 + below(3);
    for (std::size_t i = 0; i < bodies; ++i) {
        Holder body;
        body.id = "body" + std::to_string(i);
        body.kind = HolderKind::body;
        body.body_kind = i == 0 ? "commissioner" : any(body_kinds);
        holders.push_back(std::move(body));
    }
    const std::vector<HolderKind> kinds = {
        HolderKind::committee,     HolderKind::committee,
        HolderKind::sub_committee, HolderKind::joint_committee,
        HolderKind::post,          HolderKind::post,
        HolderKind::forum,         HolderKind::committees_in_common};
    const auto others = 3 + below(5);
    for (std::size_t i = 0; i < others; ++i) {
        Holder holder;
        holder.id = "holder" + std::to_string(i);
        holder.kind = any(kinds);
        const bool several = holder.kind == HolderKind::joint_committee ||
                             holder.kind == HolderKind::committees_in_common || one_in(8);
        const auto of = several ? 2 : 1;
        for (int j = 0; j < of; ++j)
            holder.of.push_back(any(holders).id);
        if (one_in(30)) holder.of.clear();
        holders.push_back(std::move(holder));
    }
    for (auto& holder : holders) {
        holder.scale = static_cast<governance::Scale>(below(3));
        if (one_in(3) && !places.empty()) holder.area = {any(places)};
        if (one_in(12)) holder.period = period();
        if (!one_in(6)) holder.terms_of_reference = "terms" + std::to_string(below(3));
        make_members(system, holder);
    }
    system.scheme.documents.resize(2);
    system.scheme.documents[0].id = "terms0";
    system.scheme.documents[1].id = "terms1";
    system.scheme.documents[1].status = one_in(3) ? "draft" : "agreed";
}

void GovernanceGenerator::make_members(GeneratedSystem& system, Holder& holder) {
    const auto count = holder.kind == HolderKind::post ? below(3) : below(5);
    for (std::size_t i = 0; i < count; ++i) {
        governance::Member member;
        member.id = "person" + std::to_string(below(9));
        if (one_in(3)) member.seat = "seat" + std::to_string(below(4));
        if (one_in(2)) member.organisation = any(system.scheme.holders).id;
        if (one_in(3)) member.role = any(roles);
        if (one_in(4)) member.kind = any(roles);
        member.voting = !one_in(5);
        if (one_in(5)) member.period = period();
        holder.members.push_back(std::move(member));
    }
    if (one_in(2)) return;
    governance::Quorum quorum;
    if (one_in(2)) quorum.members = 1 + static_cast<std::int64_t>(below(3));
    if (one_in(2)) quorum.share = one_in(2) ? 0.5 : 1.0 / 3.0;
    if (one_in(4)) quorum.roles = {any(roles)};
    holder.quorum = std::move(quorum);
}

governance::Scope GovernanceGenerator::scope(const GeneratedSystem& system) {
    const auto& law = system.law;
    governance::Scope scope;
    scope.functions = some(ids(law.functions));
    if (one_in(2)) scope.acts = some(ids(law.acts));
    if (one_in(3)) scope.services = some(ids(law.services));
    if (one_in(2)) scope.places = some(ids(system.places));
    if (one_in(4)) scope.people = some(ids(law.people));
    return scope;
}

std::string GovernanceGenerator::any_holder(const GeneratedSystem& system) {
    return one_in(40) ? "nobody" : any(system.scheme.holders).id;
}

// Mostly from a holder to one of its own, so that whole chains are as common as broken ones.
void GovernanceGenerator::make_grants(GeneratedSystem& system) {
    const auto count = 4 + below(14);
    for (std::size_t i = 0; i < count; ++i) {
        governance::Grant grant;
        grant.id = "grant" + std::to_string(i);
        const auto& receiver = any(system.scheme.holders);
        grant.to = receiver.id;
        const bool natural = !receiver.of.empty() && !one_in(3);
        grant.from = natural ? any(receiver.of) : any_holder(system);
        grant.instrument = natural ? (one_in(6) ? any(instruments) : "inside") : any(instruments);
        grant.scope = scope(system);
        grant.ceiling = one_in(2) ? amount() : std::nullopt;
        grant.may_pass_on = !one_in(3);
        if (one_in(4)) grant.conditions = {"advice was taken"};
        if (one_in(4)) grant.period = period();
        if (one_in(10)) grant.made_on = Date(2018 + static_cast<int>(below(8)), 1, 1);
        system.scheme.grants.push_back(std::move(grant));
    }
}

void GovernanceGenerator::make_bounds(GeneratedSystem& system) {
    auto& scheme = system.scheme;
    for (std::size_t i = below(6); i > 0; --i) {
        governance::Limit limit;
        limit.id = "limit" + std::to_string(i);
        limit.holder = any_holder(system);
        limit.scope = scope(system);
        limit.ceiling = amount();
        if (one_in(4)) limit.floor = amount();
        if (one_in(4)) limit.period = period();
        scheme.limits.push_back(std::move(limit));
    }
    for (std::size_t i = below(3); i > 0; --i) {
        governance::Reservation kept;
        kept.id = "kept" + std::to_string(i);
        kept.holder = any_holder(system);
        kept.scope = scope(system);
        if (one_in(2)) kept.low = amount();
        if (one_in(3)) kept.high = amount();
        if (one_in(4)) kept.period = period();
        scheme.reservations.push_back(std::move(kept));
    }
    for (std::size_t i = below(3); i > 0; --i) {
        governance::Split split;
        split.first = any_holder(system);
        split.second = any_holder(system);
        split.scope = scope(system);
        if (one_in(4)) split.period = period();
        scheme.splits.push_back(std::move(split));
    }
    for (std::size_t i = below(4); i > 0; --i) {
        governance::Interest interest;
        interest.member = one_in(4) ? any_holder(system) : "person" + std::to_string(below(9));
        interest.organisation = one_in(4) ? "outsider" : any(scheme.holders).id;
        if (one_in(4)) interest.period = period();
        scheme.interests.push_back(std::move(interest));
    }
    for (std::size_t i = below(3); i > 0; --i) {
        governance::Control control;
        control.id = "control" + std::to_string(i);
        control.body = any_holder(system);
        if (!one_in(4)) control.threshold = amount();
        if (one_in(4)) control.period = period();
        scheme.controls.push_back(std::move(control));
    }
}

governance::Question GovernanceGenerator::question(const GeneratedSystem& system) {
    const auto& law = system.law;
    governance::Question question;
    question.function = one_in(20) ? "" : any(ids(law.functions));
    if (!one_in(4)) question.act = any(ids(law.acts));
    if (!one_in(3)) question.service = any(ids(law.services));
    if (one_in(3)) question.people = any(ids(law.people));
    for (auto i = one_in(4) ? below(3) : 1; i > 0; --i)
        question.places.push_back(any(ids(system.places)));
    if (!one_in(3)) question.value = Pence(static_cast<std::int64_t>(50 * below(18)));
    for (auto i = one_in(2) ? below(3) : 0; i > 0; --i)
        question.affected.push_back(any(system.scheme.holders).id);
    return question;
}

}  // namespace concord::support
