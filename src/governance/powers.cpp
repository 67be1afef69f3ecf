#include "governance/powers.hpp"

#include <algorithm>

#include "governance/standing.hpp"

namespace concord::governance {
namespace {

// A system of grants in many circles has more chains than anyone can read.
constexpr std::size_t most_rows = 4096;

using Box = std::array<NodeSet, dimensions>;

// One chain, or several that only together carry, with what they carry.
struct Row {
    std::vector<std::vector<std::uint32_t>> chains;             // compiled grants, from the root
    std::vector<std::pair<std::uint32_t, HolderNumber>> roots;  // of each chain
    Box box;
};

class Powers {
  public:
    explicit Powers(const CompiledScheme& scheme) : scheme_(scheme) {}

    std::vector<Power> find(HolderNumber holder) {
        const auto& members = scheme_.holders[holder].of;
        const auto exists = [&](HolderNumber one) {
            const bool nested =
                one != holder && scheme_.holders[one].kind == HolderKind::committees_in_common;
            return scheme_.holders[one].exists && !nested;
        };
        const bool in_common = scheme_.holders[holder].kind == HolderKind::committees_in_common;
        if (!exists(holder) || !std::ranges::all_of(members, exists)) return {};
        if (in_common && members.empty()) return {};
        if (standing(scheme_, holder, {}) != Refusal::none) return {};
        std::vector<Power> powers;
        for (const auto& row : in_common ? common_rows(holder) : arriving(holder, false)) {
            auto power = power_of(holder, row);
            if (power) powers.push_back(std::move(*power));
        }
        std::ranges::stable_sort(powers, {},
                                 [](const Power& power) { return power.chain.grants.size(); });
        return powers;
    }

  private:
    const Tree& tree(std::size_t dimension) const { return *scheme_.trees[dimension]; }

    bool intersect(Box& box, const Box& with) const {
        for (std::size_t i = 0; i < dimensions; ++i) {
            box[i] = common_nodes(tree(i), box[i], with[i]);
            if (box[i].empty()) return false;
        }
        return true;
    }

    bool covers(const Box& outer, const Box& inner) const {
        for (std::size_t i = 0; i < dimensions; ++i) {
            if (!covers_nodes(tree(i), outer[i], inner[i])) return false;
        }
        return true;
    }

    static Box box_of(const NamedScope& scope) {
        Box box;
        for (std::size_t i = 0; i < dimensions; ++i)
            box[i] = everything_of(scope.named[i]);
        return box;
    }

    // What law gives a body itself, an entry a row.
    std::vector<Row> root_rows(HolderNumber holder) const {
        std::vector<Row> rows;
        for (const auto entry : scheme_.holders[holder].roots) {
            Box box;
            box.fill({root_node});
            box[of_function] = {scheme_.root_nodes[entry]};
            box[of_service] = everything_of(scheme_.root_services[entry]);
            box[of_place] = everything_of(scheme_.holders[holder].area);
            if (box[of_service].empty() || box[of_place].empty()) continue;
            rows.push_back({{{}}, {{entry, holder}}, std::move(box)});
        }
        return rows;
    }

    // All that comes to a holder; `to_pass_on`: only by grants that may be passed on.
    std::vector<Row> arriving(HolderNumber holder, bool to_pass_on) {
        auto rows = root_rows(holder);
        path_.push_back(holder);
        for (const auto grant : scheme_.holders[holder].received) {
            const auto& given = scheme_.grants[grant];
            if (!has_bit(scheme_.valid.row(0), grant)) continue;
            if (to_pass_on && !given.may_pass_on) continue;
            if (std::ranges::find(path_, given.from) != path_.end()) continue;
            if (rows_made_ > most_rows) break;
            for (auto& row : arriving(given.from, true))
                hand_over(grant, std::move(row), rows);
        }
        path_.pop_back();
        rows_made_ += rows.size();
        const bool joint = scheme_.holders[holder].kind == HolderKind::joint_committee;
        return joint ? joined(holder, rows) : rows;
    }

    // The grant carries what its scope and one of its lawful pairs cover.
    void hand_over(std::uint32_t grant, Row row, std::vector<Row>& rows) const {
        if (!intersect(row.box, box_of(scheme_.grant_scopes[grant]))) return;
        row.chains.front().push_back(grant);
        const auto& functions = tree(of_function);
        const auto before = rows.size();
        for (const auto* pair : scheme_.grant_pairs[grant]) {
            auto lawful = row;
            auto& box = lawful.box;
            const auto named = everything_of(Named::find(functions, pair->functions));
            const auto acts = everything_of(Named::find(tree(of_act), pair->acts));
            box[of_function] = common_nodes(functions, box[of_function], named);
            if (!pair->except_functions.empty()) {
                const auto except = Named::find(functions, pair->except_functions);
                box[of_function] = nodes_without(functions, box[of_function], except.nodes);
            }
            box[of_act] = common_nodes(tree(of_act), box[of_act], acts);
            if (box[of_function].empty() || box[of_act].empty()) continue;
            const bool known =
                std::any_of(rows.begin() + static_cast<std::ptrdiff_t>(before), rows.end(),
                            [&](const Row& other) { return covers(other.box, box); });
            if (!known) rows.push_back(std::move(lawful));
        }
    }

    // Where another parent of the joint committee holds it by law too, only what comes from both.
    std::vector<Row> joined(HolderNumber holder, const std::vector<Row>& all) const {
        auto rows = all;
        for (const auto parent : scheme_.index.bodies(holder)) {
            for (const auto& held : root_rows(parent)) {
                std::vector<Row> next;
                for (auto& row : rows)
                    need_parent(std::move(row), {parent, held.box}, all, next);
                rows = std::move(next);
            }
        }
        const auto needed = [&](const Row& row) { return comes_from_parent(holder, row); };
        std::erase_if(rows, [&](const Row& row) { return !needed(row); });
        return rows;
    }

    struct ParentHolds {
        HolderNumber parent;
        Box box;
    };

    void need_parent(Row row, const ParentHolds& held, const std::vector<Row>& all,
                     std::vector<Row>& next) const {
        const auto from_parent = [&](const auto& root) { return root.second == held.parent; };
        if (std::ranges::any_of(row.roots, from_parent)) {
            next.push_back(std::move(row));
            return;
        }
        auto both = row;
        if (!intersect(both.box, held.box)) {
            next.push_back(std::move(row));
            return;
        }
        for (const auto dimension : {of_function, of_service, of_place}) {
            auto outside = row;
            outside.box[dimension] =
                nodes_without(tree(dimension), row.box[dimension], held.box[dimension]);
            row.box[dimension] =
                common_nodes(tree(dimension), row.box[dimension], held.box[dimension]);
            if (!outside.box[dimension].empty()) next.push_back(std::move(outside));
        }
        for (const auto& other : all) {
            if (other.roots.front().second != held.parent) continue;
            auto joint = both;
            if (!intersect(joint.box, other.box)) continue;
            joint.chains.insert(joint.chains.end(), other.chains.begin(), other.chains.end());
            joint.roots.insert(joint.roots.end(), other.roots.begin(), other.roots.end());
            next.push_back(std::move(joint));
        }
    }

    // A chain from elsewhere counts only where no parent holds the function by law.
    bool comes_from_parent(HolderNumber holder, const Row& row) const {
        const auto parents = scheme_.index.bodies(holder);
        const bool of_parent = std::ranges::any_of(row.roots, [&](const auto& root) {
            return std::ranges::find(parents, root.second) != parents.end();
        });
        if (of_parent) return true;
        return std::ranges::none_of(parents, [&](HolderNumber parent) {
            return std::ranges::any_of(root_rows(parent), [&](const Row& held) {
                auto box = row.box;
                return intersect(box, held.box);
            });
        });
    }

    std::vector<Row> common_rows(HolderNumber holder) {
        const auto to_all = arriving(holder, false);
        std::vector<Row> rows;
        bool first = true;
        for (const auto member : scheme_.holders[holder].of) {
            auto own = arriving(member, false);
            const auto bodies = scheme_.index.bodies(member);
            for (const auto& row : to_all) {
                const auto root = row.roots.front().second;
                if (std::ranges::find(bodies, root) != bodies.end()) own.push_back(row);
            }
            rows = first ? std::move(own) : together(rows, own);
            first = false;
        }
        return rows;
    }

    std::vector<Row> together(const std::vector<Row>& some, const std::vector<Row>& others) const {
        std::vector<Row> rows;
        for (const auto& one : some) {
            for (const auto& other : others) {
                auto both = one;
                if (!intersect(both.box, other.box) || rows.size() > most_rows) continue;
                both.chains.insert(both.chains.end(), other.chains.begin(), other.chains.end());
                both.roots.insert(both.roots.end(), other.roots.begin(), other.roots.end());
                rows.push_back(std::move(both));
            }
        }
        return rows;
    }

    std::optional<Power> power_of(HolderNumber holder, const Row& row) const;
    void bound_by_limits(const std::vector<HolderNumber>& on_chain, const Box& box,
                         Power& power) const;
    bool reserve(const std::vector<HolderNumber>& on_chain, HolderNumber root, const Box& box,
                 Power& power) const;
    bool box_covered(const NamedScope& scope, const Box& box) const;
    bool box_touched(const NamedScope& scope, const Box& box) const;

    const CompiledScheme& scheme_;
    std::vector<HolderNumber> path_;
    std::size_t rows_made_ = 0;
};

bool Powers::box_covered(const NamedScope& scope, const Box& box) const {
    return covers(box_of(scope), box);
}

bool Powers::box_touched(const NamedScope& scope, const Box& box) const {
    auto common = box;
    return intersect(common, box_of(scope));
}

void Powers::bound_by_limits(const std::vector<HolderNumber>& on_chain, const Box& box,
                             Power& power) const {
    for (const auto one : on_chain) {
        for (const auto number : scheme_.holders[one].limits) {
            const auto& limit = scheme_.limits[number];
            const auto& scope = scheme_.limit_scopes[number];
            const bool own = one == power.holder;
            if (!own && limit.ceiling == no_ceiling) continue;
            if (!box_touched(scope, box)) continue;
            if (!box_covered(scope, box)) {
                power.limits.push_back(scheme_.limit_records[number]);
                continue;
            }
            auto& chain = power.chain;
            if (limit.ceiling != no_ceiling &&
                (!chain.ceiling || limit.ceiling < chain.ceiling->count())) {
                chain.ceiling = Pence(limit.ceiling);
                chain.ceiling_holder = one;
                chain.ceiling_kind = RecordKind::limit;
                chain.ceiling_record = scheme_.limit_records[number];
            }
            if (own && limit.floor && (!power.floor || *limit.floor > power.floor->count())) {
                power.floor = Pence(*limit.floor);
            }
        }
    }
}

// False where a reservation leaves nothing.
bool Powers::reserve(const std::vector<HolderNumber>& on_chain, HolderNumber root, const Box& box,
                     Power& power) const {
    for (std::size_t i = 0; i < scheme_.reservations.size(); ++i) {
        const auto& kept = scheme_.reservations[i];
        const auto end = on_chain.back();
        if (kept.keeper == end) continue;
        const auto bodies = scheme_.index.bodies(kept.keeper);
        const bool before = std::ranges::find(on_chain, kept.keeper) != on_chain.end();
        const bool beside = std::ranges::find(bodies, root) != bodies.end() &&
                            std::ranges::find(kept.above, end) == kept.above.end();
        if (!(before || beside) || !box_touched(scheme_.reservation_scopes[i], box)) continue;
        const bool always = !kept.low && !kept.high;
        if (always && box_covered(scheme_.reservation_scopes[i], box)) return false;
        const auto record = scheme_.reservation_records[i];
        if (std::ranges::find(power.reservations, record) == power.reservations.end()) {
            power.reservations.push_back(record);
        }
    }
    return true;
}

std::optional<Power> Powers::power_of(HolderNumber holder, const Row& row) const {
    Power power;
    power.holder = holder;
    power.functions = row.box[of_function];
    power.acts = row.box[of_act];
    power.services = row.box[of_service];
    power.people = row.box[of_people];
    power.places = row.box[of_place];
    for (std::size_t i = 0; i < row.chains.size(); ++i) {
        Chain chain;
        std::tie(chain.root, chain.root_holder) = row.roots[i];
        std::vector<HolderNumber> on_chain = {chain.root_holder};
        for (const auto grant : row.chains[i]) {
            const auto& given = scheme_.grants[grant];
            chain.grants.push_back(given.record);
            on_chain.push_back(given.to);
            const bool tighter = given.ceiling != no_ceiling &&
                                 (!chain.ceiling || given.ceiling < chain.ceiling->count());
            if (!tighter) continue;
            chain.ceiling = Pence(given.ceiling);
            chain.ceiling_holder = given.to;
            chain.ceiling_kind = RecordKind::grant;
            chain.ceiling_record = given.record;
        }
        if (!reserve(on_chain, chain.root_holder, row.box, power)) return std::nullopt;
        if (on_chain.back() != holder) on_chain.push_back(holder);
        std::swap(power.chain, chain);
        bound_by_limits(on_chain, row.box, power);
        std::swap(power.chain, chain);
        if (chain.ceiling && (!power.ceiling || *chain.ceiling < *power.ceiling)) {
            power.ceiling = chain.ceiling;
        }
        i == 0 ? power.chain = std::move(chain) : power.with.emplace_back(std::move(chain));
    }
    return power;
}

}  // namespace

std::vector<Power> powers_of(const CompiledScheme& scheme, HolderNumber holder) {
    return Powers(scheme).find(holder);
}

}  // namespace concord::governance
