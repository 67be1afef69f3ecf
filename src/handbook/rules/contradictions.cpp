// Documents that contradict each other, with both places (PIR-R046).
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "handbook/rules/rules.hpp"
#include "handbook/variables/rows.hpp"

namespace concord::handbook::rules {
namespace {

void add(const Analysis& analysis, const Evidence& evidence, const std::string& subject,
         const std::string& message, Diagnostics& diagnostics) {
    diagnostics.add({"GOV196", location_of(*analysis.reading, evidence), subject, message});
}

void check_standing(const Analysis& analysis, BodyNumber body, Diagnostics& diagnostics) {
    const auto& reading = *analysis.reading;
    const auto& standing = analysis.standings[body];
    const auto& name = reading.bodies[body].name;
    if (standing.against) {
        const auto& one = *standing.basis;
        const auto& other = *standing.against;
        add(analysis, one.evidence, name,
            fmt::format("`{}` is a {} in {} and a {} in {}", name, to_string(one.standing),
                        where(reading, one.evidence), to_string(other.standing),
                        where(reading, other.evidence)),
            diagnostics);
    }
    const bool joint = standing.is_joint();
    if (standing.other_parent && !joint) {
        const auto& one = *standing.parent_basis;
        const auto& other = *standing.other_parent;
        add(analysis, one.evidence, name,
            fmt::format("`{}` answers to `{}` in {} and to `{}` in {}", name,
                        name_of(one.parent, reading), where(reading, one.evidence),
                        name_of(other.parent, reading), where(reading, other.evidence)),
            diagnostics);
    }
}

// Said to hold no powers, and given functions by the scheme.
void check_powers(const Analysis& analysis, BodyNumber body, Diagnostics& diagnostics) {
    const auto& reading = *analysis.reading;
    const auto denied = std::ranges::find_if(
        reading.claims.standings,
        [&](const StandingClaim& claim) { return claim.body == body && claim.without_powers; });
    const auto given = std::ranges::find_if(
        reading.claims.delegations,
        [&](const DelegationClaim& claim) { return claim.body == body && !claim.reserved; });
    if (denied == reading.claims.standings.end() || given == reading.claims.delegations.end())
        return;
    const auto& name = reading.bodies[body].name;
    add(analysis, denied->evidence, name,
        fmt::format("`{}` holds no powers in {}, and {} delegates to it", name,
                    where(reading, denied->evidence), where(reading, given->evidence)),
        diagnostics);
}

// One holder with two limits for one act.
void check_limits(const Analysis& analysis, Diagnostics& diagnostics) {
    const auto& reading = *analysis.reading;
    using Key = std::tuple<BodyNumber, std::string, Bound>;
    std::map<Key, const LimitClaim*> first;
    std::set<Key> said;
    for (const auto& claim : reading.claims.limits) {
        if (claim.act.empty()) continue;
        const Key key{claim.body, claim.act, claim.amount.bound};
        const auto [entry, is_new] = first.emplace(key, &claim);
        const auto& other = *entry->second;
        const bool same_place = other.evidence.document == claim.evidence.document &&
                                other.evidence.part == claim.evidence.part;
        if (is_new || same_place || other.amount.value == claim.amount.value) continue;
        if (!said.insert(key).second) continue;
        const auto& name = reading.bodies[claim.body].name;
        add(analysis, other.evidence, name,
            fmt::format("`{}` may {} {} in {} and {} in {}", name, claim.act,
                        limit_text(other.amount), where(reading, other.evidence),
                        limit_text(claim.amount), where(reading, claim.evidence)),
            diagnostics);
    }
}

void check_place_counts(const Analysis& analysis, Diagnostics& diagnostics) {
    const auto& reading = *analysis.reading;
    const auto& counts = reading.claims.place_counts;
    const auto other = std::ranges::find_if(
        counts, [&](const PlaceCount& count) { return count.count != counts.front().count; });
    if (other == counts.end()) return;
    add(analysis, counts.front().evidence, "places",
        fmt::format("there are {} places in {} and {} in {}", counts.front().count,
                    where(reading, counts.front().evidence), other->count,
                    where(reading, other->evidence)),
        diagnostics);
}

}  // namespace

void check_contradictions(const Analysis& analysis, Diagnostics& diagnostics) {
    for (BodyNumber body = 1; body < analysis.reading->bodies.size(); ++body) {
        if (analysis.reading->bodies[body].generic) continue;
        check_standing(analysis, body, diagnostics);
        check_powers(analysis, body, diagnostics);
    }
    check_limits(analysis, diagnostics);
    if (!analysis.reading->claims.place_counts.empty()) check_place_counts(analysis, diagnostics);
}

}  // namespace concord::handbook::rules
