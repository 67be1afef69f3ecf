// The rows of `committees` and `delegations`.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/governance_tables.hpp"

namespace concord::governance {
namespace {

using store::RowWriter;

std::string listed(const std::vector<std::string>& items) {
    return join(items, ";");
}

std::string kind_of(const Holder& holder) {
    return holder.kind == HolderKind::body ? holder.body_kind : std::string(to_string(holder.kind));
}

std::string quorum_text(const std::optional<Quorum>& quorum) {
    if (!quorum) return {};
    std::vector<std::string> parts;
    if (quorum->members) parts.push_back(fmt::format("{} members", *quorum->members));
    if (quorum->share) parts.push_back(fmt::format("{:g} of the voting members", *quorum->share));
    for (const auto& role : quorum->roles)
        parts.push_back(role);
    return join(parts, "; ");
}

std::string bodies_text(const HolderIndex& holders, HolderNumber number) {
    std::vector<std::string> ids;
    for (const auto body : holders.bodies(number))
        ids.push_back(holders.holder(body).id);
    return listed(ids);
}

RowWriter& truth_or_gap(RowWriter& out, const std::optional<bool>& value) {
    return value ? out.truth(*value) : out.gap();
}

// The categories of the functions that a grant names, and of those below them (PIR-R055).
std::string categories_of(const Tree& functions, const Scope& scope) {
    std::set<std::string> found;
    const auto add = [&](NodeIndex node) {
        for (auto i = node; i <= functions.last_below(node); ++i) {
            if (!functions.node(i).kind.empty()) found.insert(functions.node(i).kind);
        }
    };
    for (const auto& name : scope.functions) {
        if (const auto node = functions.find(name)) add(*node);
    }
    if (scope.functions.empty()) add(root_node);
    return listed({found.begin(), found.end()});
}

}  // namespace

void write_committees(const GovernanceStage& stage, store::Warehouse& warehouse) {
    const auto& scheme = stage.data->scheme;
    const auto as_at = stage.context.as_at;
    const HolderIndex holders(scheme);
    RowWriter out(schema_of("committees"));
    for (std::size_t i = 0; i < scheme.holders.size(); ++i) {
        const auto& holder = scheme.holders[i];
        const auto present = [&](const Member& member) { return member.period.contains(as_at); };
        const auto members = std::ranges::count_if(holder.members, present);
        const auto voting = std::ranges::count_if(
            holder.members, [&](const Member& member) { return present(member) && member.voting; });
        const auto grants = std::ranges::count_if(scheme.grants, [&](const Grant& grant) {
            return grant.to == holder.id && grant.period.contains(as_at);
        });
        out.text(holder.id).text(holder.name).text(to_string(holder.kind)).text(holder.body_kind);
        out.text(listed(holder.of)).text(bodies_text(holders, static_cast<HolderNumber>(i)));
        out.text(to_string(holder.scale)).text(listed(holder.area)).text(holder.purpose);
        out.text(holder.accountable_to).text(holder.described_as).text(listed(holder.remit));
        out.text(holder.terms_of_reference);
        truth_or_gap(out, holder.meets_in_public);
        truth_or_gap(out, holder.publishes_papers);
        truth_or_gap(out, holder.vote_allowed);
        out.whole(members).whole(voting).text(quorum_text(holder.quorum)).whole(grants);
        out.date(holder.period.from).date(holder.period.to);
        out.text(holder.place.line > 0 ? to_string(holder.place) : "");
        out.end_row();
    }
    warehouse.write(out);
}

void write_delegations(const GovernanceStage& stage, store::Warehouse& warehouse) {
    const auto& law = stage.data->law;
    const auto& scheme = stage.data->scheme;
    const HolderIndex holders(scheme);
    RowWriter out(schema_of("delegations"));
    for (const auto& grant : scheme.grants) {
        const auto from = holders.find(grant.from);
        const auto to = holders.find(grant.to);
        if (!from || !to) continue;
        const auto* instrument = law.instrument(grant.instrument);
        const auto verdict = judge(law, holders, grant, stage.context);
        out.text(grant.id).text(grant.from).text(kind_of(holders.holder(*from)));
        out.text(grant.to).text(kind_of(holders.holder(*to))).text(grant.instrument);
        out.text(instrument ? instrument->route : "").text(listed(grant.scope.functions));
        out.text(categories_of(law.functions, grant.scope)).text(listed(grant.scope.acts));
        out.text(listed(grant.scope.services)).text(listed(grant.scope.places));
        out.text(listed(grant.scope.people));
        grant.ceiling ? out.number(static_cast<double>(grant.ceiling->count()) / 100) : out.gap();
        out.text(listed(grant.conditions)).truth(grant.may_pass_on);
        out.text(bodies_text(holders, *from)).text(grant.reporting).text(grant.benefit);
        out.text(grant.assurance).date(grant.review_by).date(grant.made_on);
        out.truth(verdict.lawful).truth(verdict.discouraged).text(verdict.reason);
        out.text(verdict.pair ? verdict.pair->authority : "");
        out.date(grant.period.from).date(grant.period.to);
        out.text(grant.source.document).text(grant.source.clause);
        out.text(to_string(grant.place));
        out.end_row();
    }
    warehouse.write(out);
}

}  // namespace concord::governance
