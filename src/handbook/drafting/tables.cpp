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
    DraftTable table("documents.csv",
                     {"id", "kind", "owner", "title", "version", "status", "dated", "review_by",
                      "approved_by", "approved_on", "published_at", "covers", "signed_by"});
    std::set<std::string> seen;
    const auto add = [&](const std::string& id, const Part& part, const std::string& owner,
                         const std::string& title) {
        if (!seen.insert(id).second) return;
        const auto& document = reading().handbook->documents[part.document];
        const auto& address = reading().handbook->address;
        table.add({{"id", id},
                   {"kind", part.kind},
                   {"owner", owner},
                   {"title", title},
                   {"status", "published"},
                   {"published_at", address.empty() ? document.name : address}});
    };
    for (const auto& part : reading().parts.parts) {
        const auto& blocks = reading().handbook->documents[part.document].blocks;
        if (part.kind.empty() || !part.has_text() || part.first >= blocks.size()) continue;
        if (part.kind != "terms-of-reference") {
            add(document_id({part.document, part.first, {}, {}}), part, board_,
                reading().vocabulary->document(part.kind)->title);
            continue;
        }
        if (part.owner == no_body) continue;
        for (const auto body : reading().bodies.meant_by(part.owner)) {
            add(terms_id(body), part, id_of(body),
                fmt::format("{}: terms of reference", reading().bodies[body].name));
        }
    }
    return table.take();
}

DraftFile DraftWriter::delegations() const {
    DraftTable table(
        "delegations.csv",
        {"id",         "from",     "to",        "instrument", "functions",       "acts",
         "services",   "places",   "people",    "ceiling",    "conditions",      "may_pass_on",
         "reporting",  "benefit",  "assurance", "review_by",  "override_reason", "made_on",
         "valid_from", "valid_to", "document",  "clause"});
    const auto add = [&](BodyNumber body, const std::vector<std::string>& functions,
                         const Evidence& evidence) {
        if (functions.empty()) return;
        table.add({{"id", fmt::format("draft-d{:03}", table.records() + 1)},
                   {"from", id_of(giver_of(body))},
                   {"to", id_of(body)},
                   {"instrument", instrument_of(body)},
                   {"functions", join(functions, ";")},
                   {"may_pass_on", "no"},
                   {"reporting", reporting_of(body)},
                   {"document", document_id(evidence)},
                   {"clause", clause(evidence)}});
    };
    for (const auto& claim : reading().claims.delegations) {
        if (!claim.reserved) add(claim.body, claim.functions, claim.evidence);
    }
    for (const auto& claim : reading().claims.outside) {
        if (claim.receiver != no_body) add(claim.receiver, claim.functions, claim.evidence);
    }
    return table.take();
}

DraftFile DraftWriter::limits() const {
    DraftTable table("limits.csv",
                     {"id", "holder", "acts", "functions", "services", "places", "people",
                      "ceiling", "floor", "valid_from", "valid_to", "document", "clause"});
    std::set<std::string> seen;
    for (const auto& claim : reading().claims.limits) {
        const bool is_floor = claim.amount.bound == Bound::floor;
        const auto ceiling = is_floor ? std::string() : ceiling_of(claim.amount);
        const auto floor = is_floor ? floor_of(claim.amount) : std::string();
        const auto key = fmt::format("{} {} {} {}", id_of(claim.body), claim.act, ceiling, floor);
        if (!seen.insert(key).second) continue;
        table.add({{"id", fmt::format("draft-l{:03}", table.records() + 1)},
                   {"holder", id_of(claim.body)},
                   {"acts", claim.act},
                   {"ceiling", ceiling},
                   {"floor", floor},
                   {"document", document_id(claim.evidence)},
                   {"clause", clause(claim.evidence)}});
    }
    return table.take();
}

// Matters whose words name no function of the catalogue, and what the board keeps.
DraftFile DraftWriter::unplaced() const {
    DraftTable table("unplaced.csv", {"holder", "reserved", "matter", "document", "clause"});
    for (const auto& claim : reading().claims.delegations) {
        const bool is_limit =
            std::ranges::any_of(reading().claims.limits, [&](const LimitClaim& limit) {
                return limit.body == claim.body &&
                       limit.evidence.document == claim.evidence.document &&
                       limit.evidence.block == claim.evidence.block;
            });
        if (!claim.reserved && (!claim.functions.empty() || is_limit)) continue;
        table.add({{"holder", id_of(claim.body)},
                   {"reserved", claim.reserved ? "yes" : "no"},
                   {"matter", claim.matter},
                   {"document", reading().document(claim.evidence).name},
                   {"clause", clause(claim.evidence)}});
    }
    return table.take();
}

std::vector<DraftFile> drafts_of(const Analysis& analysis, const std::string& board) {
    const DraftWriter writer(analysis, board);
    return {writer.committees(), writer.documents(), writer.delegations(), writer.limits(),
            writer.unplaced()};
}

DraftFile variables_file(const std::vector<VariableRow>& rows) {
    DraftTable table("variables.csv",
                     {"body", "variable", "value", "document", "page", "quote", "reason"});
    for (const auto& row : rows) {
        table.add({{"body", row.body},
                   {"variable", row.variable},
                   {"value", row.value},
                   {"document", row.document},
                   {"page", row.place},
                   {"quote", row.quote},
                   {"reason", row.reason}});
    }
    return table.take();
}

}  // namespace concord::handbook
