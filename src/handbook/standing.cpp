#include "handbook/standing.hpp"

#include <algorithm>

namespace concord::handbook {
namespace {

// What its name says: a committee is called one.
Standing standing_by_name(const Body& body) {
    if (body.kind == BodyClass::joint) return Standing::joint_committee;
    if (body.kind == BodyClass::in_common) return Standing::in_common;
    const auto has = [&](const char* word) {
        return std::ranges::find(body.words, word) != body.words.end();
    };
    if (has("subcommittee")) return Standing::sub_committee;
    return has("committee") ? Standing::committee : Standing::unsaid;
}

// Terms of reference say best what a body is, then the map and the scheme, then anything else.
int weight(const StandingClaim& claim) {
    if (claim.evidence.part == "terms-of-reference") return 3;
    if (claim.evidence.part == "functions-map" || claim.evidence.part == "scheme-of-delegation")
        return 2;
    return 1;
}

bool same_document(const StandingClaim& a, const StandingClaim& b) {
    return a.evidence.document == b.evidence.document && a.evidence.part == b.evidence.part;
}

// A claim for one place may be made for all of them at once; the terms of each count for each.
const Part* terms_of(BodyNumber body, const Reading& reading) {
    for (const auto& part : reading.parts.parts) {
        if (part.kind != "terms-of-reference" || part.owner == no_body || !part.has_text())
            continue;
        const auto meant = reading.bodies.meant_by(part.owner);
        if (std::ranges::find(meant, body) != meant.end()) return &part;
    }
    return nullptr;
}

}  // namespace

Standings::Standings(const Reading& reading) : reading_(reading) {
    for (BodyNumber body = 0; body < reading.bodies.size(); ++body)
        standings_.push_back(standing_of(body));
}

BodyStanding Standings::standing_of(BodyNumber body) const {
    BodyStanding result;
    for (const auto& claim : reading_.claims.standings) {
        if (claim.body != body) continue;
        result.without_powers |= claim.without_powers;
        if (claim.standing != Standing::unsaid &&
            (!result.basis || weight(claim) > weight(*result.basis)))
            result.basis = &claim;
        if (claim.parent != no_body &&
            (!result.parent_basis || weight(claim) > weight(*result.parent_basis)))
            result.parent_basis = &claim;
    }
    for (const auto& claim : reading_.claims.standings) {
        if (claim.body != body) continue;
        const bool other = result.basis && claim.standing != Standing::unsaid &&
                           claim.standing != result.basis->standing &&
                           !same_document(claim, *result.basis);
        if (other && !result.against) result.against = &claim;
        const bool other_parent = result.parent_basis && claim.parent != no_body &&
                                  claim.parent != result.parent_basis->parent &&
                                  !same_document(claim, *result.parent_basis);
        if (other_parent && !result.other_parent) result.other_parent = &claim;
    }
    if (result.basis) {
        result.standing = result.basis->standing;
    } else {
        result.standing = standing_by_name(reading_.bodies[body]);
        result.by_name_only = result.standing != Standing::unsaid;
    }
    if (result.parent_basis) result.parent = result.parent_basis->parent;
    result.terms = terms_of(body, reading_);
    return result;
}

std::vector<BodyNumber> Standings::bodies_of_kind(BodyClass kind) const {
    const WordSet heads = {"committee", "subcommittee", "board",         "partnership",
                           "forum",     "group",        "collaborative", "alliance"};
    std::vector<BodyNumber> named;
    std::vector<BodyNumber> generic;
    for (BodyNumber i = 0; i < reading_.bodies.size(); ++i) {
        const auto& body = reading_.bodies[i];
        if (body.kind != kind || !body.members.empty() || !heads.contains(body.words.back()))
            continue;
        (body.generic ? generic : named).push_back(i);
    }
    return named.empty() ? generic : named;
}

std::vector<BodyNumber> Standings::committees() const {
    std::vector<BodyNumber> found;
    for (BodyNumber i = 0; i < reading_.bodies.size(); ++i) {
        const auto& body = reading_.bodies[i];
        const bool own = body.kind == BodyClass::committee || body.kind == BodyClass::place ||
                         body.kind == BodyClass::collaborative || body.kind == BodyClass::joint ||
                         body.kind == BodyClass::in_common;
        const auto& standing = standings_[i];
        if (!own || body.generic || !body.members.empty() ||
            !(standing.is_committee() || standing.is_joint()))
            continue;
        // A name alone is enough for joint ones; others need terms, or something that is theirs.
        const bool delegated = std::ranges::any_of(
            reading_.claims.delegations,
            [&](const DelegationClaim& claim) { return claim.body == i && !claim.reserved; });
        const bool announced = std::ranges::any_of(reading_.parts.parts, [&](const Part& part) {
            return part.kind == "terms-of-reference" && part.owner == i;
        });
        if (standing.basis || standing.terms || delegated || announced || standing.is_joint())
            found.push_back(i);
    }
    return found;
}

}  // namespace concord::handbook
