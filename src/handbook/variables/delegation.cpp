// Limits (V11), functions given outside and joint committees (V12), and how they report (V13).
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "handbook/variables/rows.hpp"

namespace concord::handbook {
namespace {

// Places, collaboratives, joint committees, and individuals linked to them.
bool is_asked_about(BodyNumber number, const Rows& rows) {
    const auto& body = rows.reading().bodies[number];
    if (body.kind == BodyClass::place || body.kind == BodyClass::collaborative ||
        body.kind == BodyClass::joint || body.kind == BodyClass::in_common)
        return true;
    return is_linked_to_place(body, *rows.reading().vocabulary);
}

void add_limits(Rows& rows) {
    std::set<std::pair<BodyNumber, std::string>> seen;
    bool any = false;
    std::vector<const LimitClaim*> asked;
    for (const auto& claim : rows.reading().claims.limits) {
        if (is_asked_about(claim.body, rows)) asked.push_back(&claim);
    }
    any = !asked.empty();
    const bool picture = rows.analysis().is_picture("standing-financial-instructions") ||
                         rows.analysis().is_picture("scheme-of-delegation");
    rows.add("V11",
             any       ? "yes"
             : picture ? "unclear"
                       : "no",
             any ? &asked.front()->evidence : nullptr,
             any       ? ""
             : picture ? "the limits may stand in a picture"
                       : "no limit is given for them");
    for (const auto* claim : asked) {
        const auto value = fmt::format("{}: {}", claim->act.empty() ? "any" : claim->act,
                                       limit_text(claim->amount));
        if (seen.emplace(claim->body, value).second)
            rows.add_of(claim->body, "V11", value, &claim->evidence);
    }
}

// The kinds of organisation that a joint committee is of, as its terms and the scheme name them.
std::string parties_of(BodyNumber body, const Reading& reading) {
    std::set<std::string> parties;
    const auto look = [&](const Words& words) {
        for (const auto* kind : {"icb", "trust", "council", "england"}) {
            if (reading.vocabulary->phrases(fmt::format("party-{}", kind)).in(words))
                parties.insert(kind == std::string_view("england") ? "nhs-england" : kind);
        }
    };
    for (const auto& statement : reading.statements) {
        const bool named = std::ranges::any_of(
            statement.bodies, [&](const auto& mention) { return mention.body == body; });
        const bool own_terms = statement.part->owner == body;
        if (named || own_terms) look(statement.words);
    }
    return join(std::vector<std::string>(parties.begin(), parties.end()), "+");
}

// Partnership arrangements with councils under section 75 are no joint exercise (PIR-R058).
bool is_left_out(BodyNumber body, const Reading& reading) {
    return std::ranges::any_of(reading.statements, [&](const Statement& statement) {
        return statement.part->owner == body &&
               reading.vocabulary->phrases("outside-scope").in(statement.words);
    });
}

std::vector<BodyNumber> joint_bodies(const Rows& rows) {
    std::vector<BodyNumber> found;
    for (const auto body : rows.analysis().standings.committees()) {
        if (rows.analysis().standings[body].is_joint() && !is_left_out(body, rows.reading()))
            found.push_back(body);
    }
    return found;
}

void add_outside(Rows& rows) {
    const auto& claims = rows.reading().claims.outside;
    const auto given = std::ranges::find_if(
        claims, [](const OutsideClaim& claim) { return claim.receiver != no_body; });
    if (given != claims.end()) {
        rows.add("V12", "yes", &given->evidence);
    } else {
        rows.add("V12", "no", claims.empty() ? nullptr : &claims.front().evidence,
                 claims.empty() ? "no delegation to another organisation is described" : "");
    }
    std::set<BodyNumber> seen;
    for (const auto& claim : claims) {
        if (claim.receiver == no_body || !seen.insert(claim.receiver).second) continue;
        rows.add_of(claim.receiver, "V12", "delegation", &claim.evidence,
                    join(claim.functions, "; "));
    }
    for (const auto body : joint_bodies(rows)) {
        const auto& standing = rows.analysis().standings[body];
        rows.add_of(
            body, "V12",
            fmt::format("{} {}", to_string(standing.standing), parties_of(body, rows.reading())),
            governance_described(rows, body));
    }
}

void add_report(Rows& rows, BodyNumber body) {
    const auto& reports = rows.reading().claims.reports;
    // The words of its own terms before those of anybody else's.
    const ReportClaim* best = nullptr;
    for (const auto& claim : reports) {
        if (claim.body != body) continue;
        const bool terms = claim.evidence.part == "terms-of-reference";
        if (!best || (terms && best->evidence.part != "terms-of-reference")) best = &claim;
    }
    rows.add_of(body, "V13", best ? "yes" : "no", best ? &best->evidence : nullptr,
                best ? "" : "nothing is said of how it reports");
}

}  // namespace

void add_delegation(Rows& rows) {
    add_limits(rows);
    add_outside(rows);
    const auto& standings = rows.analysis().standings;
    for (const auto kind : {BodyClass::place, BodyClass::collaborative}) {
        for (const auto body : standings.bodies_of_kind(kind)) {
            if (standings[body].counts()) add_report(rows, body);
        }
    }
    for (const auto body : joint_bodies(rows))
        add_report(rows, body);
    std::set<BodyNumber> receivers;
    for (const auto& claim : rows.reading().claims.outside) {
        if (claim.receiver != no_body && receivers.insert(claim.receiver).second)
            add_report(rows, claim.receiver);
    }
}

}  // namespace concord::handbook
