// Who is responsible for commissioning (V9) and for health inequalities (V10).
#include <algorithm>
#include <map>

#include "handbook/variables/rows.hpp"

namespace concord::handbook {
namespace {

bool is_own_committee(BodyNumber body, const Rows& rows) {
    const auto kind = rows.reading().bodies[body].kind;
    return kind == BodyClass::committee || kind == BodyClass::place ||
           kind == BodyClass::collaborative;
}

// A committee of the board: claimed to be one, or called one and with terms. One of a place or a
// collaborative counts by the stricter rule (PIR-R051).
bool is_formal(BodyNumber body, const Rows& rows) {
    const auto& standing = rows.analysis().standings[body];
    const auto kind = rows.reading().bodies[body].kind;
    if (kind == BodyClass::place || kind == BodyClass::collaborative) return standing.counts();
    return standing.is_committee() && (standing.basis || standing.terms);
}

struct Commissioning {
    bool whole = false;
    bool primary = false;
    bool other = false;
    const Evidence* evidence = nullptr;

    std::string value() const { return whole ? "whole" : other ? "other" : "primary-care"; }
};

void add_commissioning(Rows& rows) {
    std::map<BodyNumber, Commissioning> found;
    for (const auto& claim : rows.reading().claims.duties) {
        if (claim.duty == Duty::inequalities || !is_own_committee(claim.body, rows)) continue;
        if (!is_formal(claim.body, rows)) continue;
        auto& entry = found[claim.body];
        entry.whole |= claim.duty == Duty::commissioning_whole;
        entry.primary |= claim.duty == Duty::commissioning_primary;
        entry.other |= claim.duty == Duty::commissioning_other;
        if (!entry.evidence) entry.evidence = &claim.evidence;
    }
    if (found.empty()) {
        const auto& delegations = rows.reading().claims.delegations;
        const auto kept = std::ranges::find_if(delegations, [&](const DelegationClaim& claim) {
            return claim.reserved && std::ranges::any_of(claim.functions, [&](const auto& id) {
                       return rows.reading().vocabulary->function(id)->buys;
                   });
        });
        const bool has = kept != delegations.end();
        rows.add("V9", "no", has ? &kept->evidence : nullptr,
                 has ? "the board keeps it" : "no committee is said to be responsible");
        return;
    }
    rows.add("V9", "yes", found.begin()->second.evidence);
    for (const auto& [body, entry] : found)
        rows.add_of(body, "V9", entry.value(), entry.evidence);
}

void add_inequalities(Rows& rows) {
    std::map<BodyNumber, const Evidence*> committees;
    std::map<BodyNumber, const Evidence*> individuals;
    for (const auto& claim : rows.reading().claims.duties) {
        if (claim.duty != Duty::inequalities) continue;
        const bool post = rows.reading().bodies[claim.body].kind == BodyClass::post;
        if (post) individuals.emplace(claim.body, &claim.evidence);
        if (is_own_committee(claim.body, rows) && is_formal(claim.body, rows))
            committees.emplace(claim.body, &claim.evidence);
    }
    const auto add = [&](const char* variable, const auto& found, const char* nobody) {
        const bool any = !found.empty();
        rows.add(variable, any ? "yes" : "no", any ? found.begin()->second : nullptr,
                 any ? "" : nobody);
        for (const auto& [body, evidence] : found)
            rows.add_of(body, variable, "yes", evidence);
    };
    add("V10", committees, "no committee is said to be responsible");
    add("V10-individual", individuals, "nobody is named");
}

}  // namespace

void add_duties(Rows& rows) {
    add_commissioning(rows);
    add_inequalities(rows);
}

}  // namespace concord::handbook
