#include "governance/authority_table.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/compiled_scheme.hpp"
#include "governance/powers.hpp"

namespace concord::governance {
namespace {

using store::RowWriter;

using Box = std::array<NodeSet, dimensions>;

std::string kind_of(const Holder& holder) {
    return holder.kind == HolderKind::body ? holder.body_kind : std::string(to_string(holder.kind));
}

// "5 of 9 voting members; chair", or nothing where none is recorded.
std::string quorum_words(const Holder& holder, const CompiledHolder& compiled) {
    if (!holder.quorum || compiled.needed == 0) return {};
    std::vector<std::string> parts = {
        compiled.has_members
            ? fmt::format("{} of {} voting members", compiled.needed, compiled.voting)
            : counted(compiled.needed, "voting member", "voting members")};
    parts.insert(parts.end(), holder.quorum->roles.begin(), holder.quorum->roles.end());
    return join(parts, "; ");
}

// The days on which all of several periods hold.
void cut(Period& period, const Period& by) {
    if (by.from && (!period.from || *by.from > *period.from)) period.from = by.from;
    if (by.to && (!period.to || *by.to < *period.to)) period.to = by.to;
}

class AuthorityRows {
  public:
    AuthorityRows(const Evaluator& evaluator, RowWriter& rows)
        : compiled_(evaluator.compiled()),
          law_(*evaluator.ground().law),
          scheme_(*evaluator.ground().scheme),
          rows_(rows) {}

    void add(const Power& power) {
        const Box whole = {power.functions, power.acts, power.services, power.people, power.places};
        std::set<Box> written = {whole};
        add_box(power, whole);
        for (const auto record : power.limits) {
            auto part = whole;
            if (cut_to(part, scheme_.limits[record].scope) && written.insert(part).second) {
                add_box(power, part);
            }
        }
    }

  private:
    struct Bounds {
        std::optional<Pence> low;
        std::optional<Pence> high;
    };

    bool cut_to(Box& box, const Scope& scope) const {
        const auto named = NamedScope::find(compiled_.trees, scope);
        for (std::size_t i = 0; i < dimensions; ++i) {
            box[i] = common_nodes(*compiled_.trees[i], box[i], everything_of(named.named[i]));
            if (box[i].empty()) return false;
        }
        return true;
    }

    bool covers(const Scope& scope, const Box& box) const {
        const auto named = NamedScope::find(compiled_.trees, scope);
        for (std::size_t i = 0; i < dimensions; ++i) {
            if (!covers_nodes(*compiled_.trees[i], everything_of(named.named[i]), box[i])) {
                return false;
            }
        }
        return true;
    }

    // The power's own bounds, tightened by the limits that cover all of this part of it.
    Bounds bounds(const Power& power, const Box& box) const {
        Bounds found = {power.floor, power.ceiling};
        for (const auto record : power.limits) {
            const auto& limit = scheme_.limits[record];
            if (!covers(limit.scope, box)) continue;
            if (limit.ceiling && (!found.high || *limit.ceiling < *found.high)) {
                found.high = limit.ceiling;
            }
            const bool own = limit.holder == scheme_.holders[power.holder].id;
            if (own && limit.floor && (!found.low || *limit.floor > *found.low)) {
                found.low = limit.floor;
            }
        }
        return found;
    }

    void add_box(const Power& power, const Box& box) {
        const auto limits = bounds(power, box);
        for (const auto function : box[of_function]) {
            for (const auto act : box[of_act]) {
                for (const auto service : box[of_service]) {
                    for (const auto place : box[of_place])
                        add_row(power, {function, act, service, root_node, place}, box, limits);
                }
            }
        }
    }

    void add_row(const Power& power, const Point& point, const Box& box, const Bounds& limits) {
        const auto& holder = scheme_.holders[power.holder];
        for (const auto dimension : {of_function, of_act, of_service, of_place})
            rows_.text(id(dimension, point[dimension]));
        rows_.text(holder.id).text(kind_of(holder)).text(route(power.chain));
        rows_.money(limits.low).money(limits.high);
        rows_.text(chain_words(power)).text(quorum_words(holder, compiled_.holders[power.holder]));
        holder.meets_in_public ? rows_.truth(*holder.meets_in_public) : rows_.gap();
        rows_.text(instrument(power.chain));
        const auto period = in_force(power);
        rows_.date(period.from).date(period.to).text(sources(power));
        std::vector<std::string> people;
        for (const auto node : box[of_people]) {
            if (node != root_node) people.push_back(id(of_people, node));
        }
        rows_.text(join(people, ";")).text(to_string(holder.scale));
        rows_.text(scheme_.holders[power.chain.root_holder].id);
        rows_.text(law_.roots[power.chain.root].authority);
        rows_.text(join(conditions(power), "; ")).text(join(reserved(power), ";"));
        rows_.end_row();
    }

    std::string id(std::size_t dimension, NodeIndex node) const {
        return node == root_node ? "" : compiled_.trees[dimension]->node(node).id;
    }

    std::string route(const Chain& chain) const {
        if (chain.grants.empty()) return "self";
        const auto* found = law_.instrument(scheme_.grants[chain.grants.back()].instrument);
        return found ? found->route : "";
    }

    std::string instrument(const Chain& chain) const {
        return chain.grants.empty() ? "law" : scheme_.grants[chain.grants.back()].instrument;
    }

    std::string chain_words(const Power& power) const {
        std::vector<std::string> all;
        for (const auto* chain : chains(power)) {
            std::vector<std::string> links = {scheme_.holders[chain->root_holder].id};
            for (const auto grant : chain->grants)
                links.push_back(scheme_.grants[grant].to);
            all.push_back(join(links, " > "));
        }
        return join(all, " and ");
    }

    static std::vector<const Chain*> chains(const Power& power) {
        std::vector<const Chain*> all = {&power.chain};
        for (const auto& chain : power.with)
            all.push_back(&chain);
        return all;
    }

    Period in_force(const Power& power) const {
        auto period = scheme_.holders[power.holder].period;
        for (const auto* chain : chains(power)) {
            cut(period, law_.roots[chain->root].in_force);
            cut(period, scheme_.holders[chain->root_holder].period);
            for (const auto grant : chain->grants)
                cut(period, scheme_.grants[grant].period);
        }
        return period;
    }

    std::string sources(const Power& power) const {
        std::vector<std::string> found;
        for (const auto* chain : chains(power)) {
            for (const auto grant : chain->grants) {
                const auto& source = scheme_.grants[grant].source;
                auto text = source.clause.empty()
                                ? source.document
                                : fmt::format("{} {}", source.document, source.clause);
                if (!text.empty()) found.push_back(std::move(text));
            }
        }
        return join(found, "; ");
    }

    std::vector<std::string> conditions(const Power& power) const {
        std::vector<std::string> found;
        for (const auto* chain : chains(power)) {
            for (const auto grant : chain->grants) {
                for (const auto& condition : scheme_.grants[grant].conditions) {
                    if (std::ranges::find(found, condition) == found.end()) {
                        found.push_back(condition);
                    }
                }
            }
        }
        return found;
    }

    std::vector<std::string> reserved(const Power& power) const {
        std::vector<std::string> ids;
        for (const auto record : power.reservations)
            ids.push_back(scheme_.reservations[record].id);
        return ids;
    }

    const CompiledScheme& compiled_;
    const Law& law_;
    const Scheme& scheme_;
    RowWriter& rows_;
};

}  // namespace

store::TableSchema authority_schema() {
    constexpr auto text = ColumnType::text;
    constexpr auto money = ColumnType::money;
    constexpr auto date = ColumnType::date;
    return {
        "authority",
        "who may decide what on the date asked about, chain by chain; of two rows that fit, the "
        "narrower counts",
        {{"function", text, "the function, with all below it"},
         {"act", text, "the act, with all below it; empty: every act"},
         {"service", text, "the service, with all below it; empty: every service"},
         {"place", text, "the place, with all below it; empty: everywhere"},
         {"decider", text, "the body, committee or post"},
         {"decider_kind", text, "the kind of body, committee or post"},
         {"route", text, "self, internal, delegated, joint, contract or advice, of the last link"},
         {"limit_low", money, "from so many pounds on; empty: from nothing"},
         {"limit_high", money, "up to so many pounds; empty: without end"},
         {"chain", text, "from the body that law names to the decider"},
         {"quorum", text, "how many must be there, and who"},
         {"meets_in_public", ColumnType::truth, "whether it does, where that is said"},
         {"instrument", text, "the instrument of the last link; law where there is none"},
         {"from", date, "first day on which the whole chain holds"},
         {"to", date, "last day on which it does"},
         {"source", text, "document and clause of each link"},
         {"people", text, "groups of people; empty: everybody"},
         {"scale", text, "neighbourhood, place, system, supra-system, region or national"},
         {"accountable", text, "the body that stays accountable"},
         {"authority", text, "the law that names that body"},
         {"conditions", text, "what must hold besides"},
         {"reserved", text, "reservations that take something out of it"}}};
}

void add_authority_rows(const Evaluator& evaluator, std::uint32_t holder, RowWriter& rows) {
    AuthorityRows writer(evaluator, rows);
    for (const auto& power : evaluator.powers(holder))
        writer.add(power);
}

RowWriter authority_rows(const Evaluator& evaluator) {
    RowWriter rows(authority_schema());
    for (std::uint32_t i = 0; i < evaluator.ground().scheme->holders.size(); ++i)
        add_authority_rows(evaluator, i, rows);
    return rows;
}

}  // namespace concord::governance
