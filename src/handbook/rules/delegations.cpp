// Delegations that are not recorded whole (PIR-R042, R043, R053, R056).
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "handbook/rules/rules.hpp"

namespace concord::handbook::rules {
namespace {

bool is_there(const Analysis& analysis, std::string_view kind) {
    return std::ranges::any_of(analysis.required, [&](const RequiredDocument& document) {
        return document.kind->id == kind && document.presence == Presence::there;
    });
}

// A committee that the scheme gives nothing (PIR-R053).
void check_recorded(const Analysis& analysis, BodyNumber body, Diagnostics& diagnostics) {
    const auto& reading = *analysis.reading;
    const bool recorded = std::ranges::any_of(
        reading.claims.delegations,
        [&](const DelegationClaim& claim) { return claim.body == body && !claim.reserved; });
    if (recorded || analysis.standings[body].is_joint()) return;
    const auto& name = reading.bodies[body].name;
    diagnostics.add({"GOV193", location_of(analysis, body), name,
                     fmt::format("the scheme of delegation gives nothing to `{}`", name)});
}

// A committee that commissions, and no limit of what it may spend (PIR-R056).
void check_limit(const Analysis& analysis, BodyNumber body, Diagnostics& diagnostics) {
    const auto& reading = *analysis.reading;
    const bool limited = std::ranges::any_of(
        reading.claims.limits, [&](const LimitClaim& claim) { return claim.body == body; });
    if (limited) return;
    for (const auto& claim : reading.claims.delegations) {
        if (claim.body != body || claim.reserved) continue;
        const auto buys = std::ranges::find_if(claim.functions, [&](const std::string& id) {
            return reading.vocabulary->function(id)->buys;
        });
        if (buys == claim.functions.end()) continue;
        const auto& name = reading.bodies[body].name;
        diagnostics.add(
            {"GOV197", location_of(reading, claim.evidence), name,
             fmt::format("`{}` is given {} and no limit of authorisation", name, *buys)});
        return;
    }
}

bool reports(const Analysis& analysis, BodyNumber body) {
    return std::ranges::any_of(analysis.reading->claims.reports,
                               [&](const ReportClaim& claim) { return claim.body == body; });
}

// What is given to other organisations, and to joint committees (PIR-R042, R043).
void check_outside(const Analysis& analysis, Diagnostics& diagnostics) {
    const auto& reading = *analysis.reading;
    std::set<BodyNumber> seen;
    for (const auto& claim : reading.claims.outside) {
        if (claim.receiver == no_body || !seen.insert(claim.receiver).second) continue;
        const auto& name = reading.bodies[claim.receiver].name;
        const auto place = location_of(reading, claim.evidence);
        if (claim.functions.empty()) {
            diagnostics.add(
                {"GOV198", place, name,
                 fmt::format("a delegation to `{}` does not say of which functions", name)});
        }
        if (!reports(analysis, claim.receiver)) {
            diagnostics.add({"GOV198", place, name,
                             fmt::format("nothing is said of how `{}` reports on what is delegated "
                                         "to it",
                                         name)});
        }
    }
    for (const auto body : analysis.standings.committees()) {
        const bool joint = analysis.standings[body].standing == Standing::joint_committee;
        if (!joint || reports(analysis, body)) continue;
        const auto& name = reading.bodies[body].name;
        diagnostics.add(
            {"GOV198", location_of(analysis, body), name,
             fmt::format("nothing is said of how the joint committee `{}` reports", name)});
    }
}

}  // namespace

void check_delegations(const Analysis& analysis, Diagnostics& diagnostics) {
    const bool scheme = is_there(analysis, "scheme-of-delegation");
    const bool limits = is_there(analysis, "standing-financial-instructions");
    for (const auto body : analysis.standings.committees()) {
        if (scheme) check_recorded(analysis, body, diagnostics);
        if (limits) check_limit(analysis, body, diagnostics);
    }
    check_outside(analysis, diagnostics);
}

}  // namespace concord::handbook::rules
