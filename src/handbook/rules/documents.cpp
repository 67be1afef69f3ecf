// Documents that a handbook must hold (PIR-R037 to R041, PIR-R051).
#include <fmt/format.h>

#include "handbook/rules/rules.hpp"
#include "handbook/variables/rows.hpp"

namespace concord::handbook {

void check_handbook(const Analysis& analysis, Diagnostics& diagnostics) {
    rules::check_documents(analysis, diagnostics);
    rules::check_delegations(analysis, diagnostics);
    rules::check_abolished(analysis, diagnostics);
    rules::check_drafts(analysis, diagnostics);
    rules::check_contradictions(analysis, diagnostics);
    rules::check_statements(analysis, diagnostics);
}

namespace rules {

Location location_of(const Reading& reading, const Evidence& evidence) {
    const auto spot = reading.spot(evidence);
    return {reading.handbook->shown_folder + reading.document(evidence).name,
            spot.page > 0 ? spot.page : spot.line, 0};
}

Location location_of(const Reading& reading) {
    const auto& handbook = *reading.handbook;
    if (handbook.documents.size() == 1)
        return {handbook.shown_folder + handbook.documents.front().name, 0, 0};
    return {handbook.shown_folder, 0, 0};
}

Location location_of(const Analysis& analysis, BodyNumber body) {
    const auto& reading = *analysis.reading;
    const auto& standing = analysis.standings[body];
    if (standing.basis) return location_of(reading, standing.basis->evidence);
    for (const auto& part : reading.parts.parts) {
        if (part.kind == "terms-of-reference" && part.owner == body)
            return location_of(reading, Evidence{part.document, part.first, {}, {}});
    }
    for (const auto& claim : reading.claims.delegations) {
        if (claim.body == body) return location_of(reading, claim.evidence);
    }
    return location_of(reading);
}

namespace {

void check_terms(const Analysis& analysis, BodyNumber body, Diagnostics& diagnostics) {
    const auto& reading = *analysis.reading;
    const auto& standing = analysis.standings[body];
    if (standing.terms) return;
    const auto& name = reading.bodies[body].name;
    diagnostics.add({"GOV192", location_of(analysis, body), name,
                     fmt::format("the handbook calls `{}` a {} and holds no terms of reference for "
                                 "it",
                                 name, to_string(standing.standing))});
}

}  // namespace

void check_documents(const Analysis& analysis, Diagnostics& diagnostics) {
    const auto& reading = *analysis.reading;
    if (reading.handbook->documents.empty()) return;
    if (reading.claims.cut || reading.bodies.full()) {
        diagnostics.add(
            {"GOV191", location_of(reading), "handbook",
             "the handbook names more bodies, or says more of them, than is read",
             "give the folder of one handbook, without what is no governance document"});
    }
    for (const auto& document : analysis.required) {
        const bool unclear =
            document.presence == Presence::picture || document.presence == Presence::empty;
        if (document.presence == Presence::there || unclear) continue;
        auto place = location_of(reading);
        const bool announced = document.presence == Presence::announced;
        if (document.part && announced) {
            const Evidence heading{document.part->document, document.part->first, {}, {}};
            place = location_of(reading, heading);
        }
        diagnostics.add(
            {"GOV192", place, document.kind->id,
             fmt::format("the handbook {} its {}", announced ? "only announces" : "lacks",
                         document.kind->title)});
    }
    for (const auto body : analysis.standings.committees())
        check_terms(analysis, body, diagnostics);
}

}  // namespace rules
}  // namespace concord::handbook
