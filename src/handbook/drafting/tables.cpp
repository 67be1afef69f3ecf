// documents.csv, delegations.csv, limits.csv, and what found no place in them.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "handbook/drafting/draft_writer.hpp"

namespace concord::handbook {
namespace {

// A limit that leaves its amount out ends a penny short of it.
std::string ceiling_of(const Amount& amount) {
    const auto pence = amount.inclusive ? amount.value.count() : amount.value.count() - 1;
    return Pence(pence).pounds();
}

std::string floor_of(const Amount& amount) {
    const auto pence = amount.inclusive ? amount.value.count() : amount.value.count() + 1;
    return Pence(pence).pounds();
}

}  // namespace

DraftFile DraftWriter::documents() const {
    DraftFile file{"documents.csv", {}, 0};
    file.text = csv_line({"id", "kind", "owner", "title", "version", "status", "dated", "review_by",
                          "approved_by", "approved_on", "published_at", "covers", "signed_by"});
    std::set<std::string> seen;
    for (const auto& part : reading().parts.parts) {
        const bool terms = part.kind == "terms-of-reference";
        if (part.kind.empty() || !part.has_text() || (terms && part.owner == no_body)) continue;
        const auto& document = reading().handbook->documents[part.document];
        if (part.first >= document.blocks.size()) continue;
        const auto id = document_id({part.document, part.first, {}, {}});
        if (!seen.insert(id).second) continue;
        const auto* kind = reading().vocabulary->document(part.kind);
        const auto owner = terms ? id_of(part.owner) : board_;
        const auto title =
            terms ? fmt::format("{}: terms of reference", reading().bodies[part.owner].name)
                  : kind->title;
        const auto address =
            reading().handbook->address.empty() ? document.name : reading().handbook->address;
        file.text += csv_line(
            {id, part.kind, owner, title, "", "published", "", "", "", "", address, "", ""});
        ++file.records;
    }
    return file;
}

DraftFile DraftWriter::delegations() const {
    DraftFile file{"delegations.csv", {}, 0};
    file.text = csv_line(
        {"id",         "from",     "to",        "instrument", "functions",       "acts",
         "services",   "places",   "people",    "ceiling",    "conditions",      "may_pass_on",
         "reporting",  "benefit",  "assurance", "review_by",  "override_reason", "made_on",
         "valid_from", "valid_to", "document",  "clause"});
    const auto add = [&](BodyNumber body, const std::vector<std::string>& functions,
                         const Evidence& evidence) {
        if (functions.empty()) return;
        file.text += csv_line({fmt::format("draft-d{:03}", ++file.records),
                               id_of(giver_of(body)),
                               id_of(body),
                               instrument_of(body),
                               join(functions, ";"),
                               "",
                               "",
                               "",
                               "",
                               "",
                               "",
                               "no",
                               "",
                               "",
                               "",
                               "",
                               "",
                               "",
                               "",
                               "",
                               document_id(evidence),
                               clause(evidence)});
    };
    for (const auto& claim : reading().claims.delegations) {
        if (!claim.reserved) add(claim.body, claim.functions, claim.evidence);
    }
    for (const auto& claim : reading().claims.outside) {
        if (claim.receiver != no_body) add(claim.receiver, claim.functions, claim.evidence);
    }
    return file;
}

DraftFile DraftWriter::limits() const {
    DraftFile file{"limits.csv", {}, 0};
    file.text = csv_line({"id", "holder", "acts", "functions", "services", "places", "people",
                          "ceiling", "floor", "valid_from", "valid_to", "document", "clause"});
    std::set<std::string> seen;
    for (const auto& claim : reading().claims.limits) {
        const bool is_floor = claim.amount.bound == Bound::floor;
        const auto ceiling = is_floor ? "" : ceiling_of(claim.amount);
        const auto floor = is_floor ? floor_of(claim.amount) : "";
        const auto key = fmt::format("{} {} {} {}", id_of(claim.body), claim.act, ceiling, floor);
        if (!seen.insert(key).second) continue;
        file.text += csv_line({fmt::format("draft-l{:03}", ++file.records), id_of(claim.body),
                               claim.act, "", "", "", "", ceiling, floor, "", "",
                               document_id(claim.evidence), clause(claim.evidence)});
    }
    return file;
}

// Matters whose words name no function of the catalogue, and what the board keeps.
DraftFile DraftWriter::unplaced() const {
    DraftFile file{"unplaced.csv", {}, 0};
    file.text = csv_line({"holder", "reserved", "matter", "document", "clause"});
    for (const auto& claim : reading().claims.delegations) {
        const bool is_limit =
            std::ranges::any_of(reading().claims.limits, [&](const LimitClaim& limit) {
                return limit.body == claim.body &&
                       limit.evidence.document == claim.evidence.document &&
                       limit.evidence.block == claim.evidence.block;
            });
        if (!claim.reserved && (!claim.functions.empty() || is_limit)) continue;
        file.text += csv_line({id_of(claim.body), claim.reserved ? "yes" : "no", claim.matter,
                               reading().document(claim.evidence).name, clause(claim.evidence)});
        ++file.records;
    }
    return file;
}

std::vector<DraftFile> drafts_of(const Analysis& analysis, const std::string& board) {
    const DraftWriter writer(analysis, board);
    return {writer.committees(), writer.documents(), writer.delegations(), writer.limits(),
            writer.unplaced()};
}

DraftFile variables_file(const std::vector<VariableRow>& rows) {
    DraftFile file{"variables.csv", {}, rows.size()};
    file.text = csv_line({"body", "variable", "value", "document", "page", "quote", "reason"});
    for (const auto& row : rows) {
        file.text += csv_line(
            {row.body, row.variable, row.value, row.document, row.place, row.quote, row.reason});
    }
    return file;
}

}  // namespace concord::handbook
