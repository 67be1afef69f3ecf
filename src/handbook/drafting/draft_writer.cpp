#include "handbook/drafting/draft_writer.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "handbook/numbers.hpp"

namespace concord::handbook {

std::string csv_line(const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) line += ',';
        if (cells[i].find_first_of(",\"\r\n") == std::string::npos) {
            line += cells[i];
            continue;
        }
        line += '"';
        for (const char c : cells[i])
            line.append(c == '"' ? 2 : 1, c);
        line += '"';
    }
    return line + "\n";
}

DraftTable::DraftTable(std::string name, std::vector<std::string> columns)
    : columns_(std::move(columns)), file_{std::move(name), csv_line(columns_), 0} {}

void DraftTable::add(const std::map<std::string, std::string>& values) {
    std::vector<std::string> cells;
    for (const auto& column : columns_) {
        const auto found = values.find(column);
        cells.push_back(found == values.end() ? std::string() : found->second);
    }
    file_.text += csv_line(cells);
    ++file_.records;
}

std::string toml_text(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return out + "\"";
}

std::string draft_id(std::string_view name) {
    std::string id;
    for (const char c : lower(name)) {
        const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (kept) {
            id += c;
        } else if (c != '\'' && !id.empty() && id.back() != '-') {
            id += '-';
        }
    }
    while (id.ends_with('-'))
        id.pop_back();
    return id;
}

DraftWriter::DraftWriter(const Analysis& analysis, std::string board)
    : analysis_(analysis), board_(std::move(board)) {
    if (board_.empty()) board_ = draft_id(reading().bodies[the_board].name);
}

std::string DraftWriter::id_of(BodyNumber body) const {
    return body == the_board ? board_ : draft_id(reading().bodies[body].name);
}

std::string DraftWriter::document_id(const Evidence& evidence) const {
    const auto& part = reading().parts.of(evidence.document, evidence.block);
    if (part.kind == "terms-of-reference" && part.owner != no_body)
        return terms_id(reading().bodies.meant_by(part.owner).front());
    const auto& kind = part.kind.empty() ? "handbook" : part.kind;
    return fmt::format("draft-{}-{}", kind, draft_id(reading().document(evidence).name));
}

// Shared terms are those of each.
std::string DraftWriter::terms_id(BodyNumber body) const {
    return "draft-terms-" + id_of(body);
}

std::string DraftWriter::reporting_of(BodyNumber body) const {
    for (const auto& claim : reading().claims.reports) {
        if (claim.body == body) return "draft: " + shown(claim.evidence.quote, 160);
    }
    return {};
}

std::string DraftWriter::clause(const Evidence& evidence) const {
    const auto spot = reading().spot(evidence);
    const auto place = spot.page > 0 ? fmt::format("page {}", spot.page) : to_string(spot);
    return fmt::format("draft: {}{}{}", place, place.empty() ? "" : ": ",
                       shown(evidence.quote, 160));
}

const Evidence* DraftWriter::evidence_for(BodyNumber body) const {
    const auto& standing = analysis_.standings[body];
    if (standing.basis) return &standing.basis->evidence;
    for (const auto& claim : reading().claims.delegations) {
        if (claim.body == body) return &claim.evidence;
    }
    return nullptr;
}

// "A quorum is at least four voting members": the first number after the word, else the last
// before.
std::optional<std::size_t> DraftWriter::quorum_of(const Part& terms, Evidence& evidence) const {
    const auto& quorum = reading().vocabulary->phrases("quorum");
    for (const auto& statement : reading().statements) {
        const bool inside = statement.document == terms.document &&
                            statement.block >= terms.first && statement.block < terms.end;
        if (!inside || statement.kind == BlockKind::heading) continue;
        const auto found = quorum.find(statement.words);
        if (!found) continue;
        std::optional<std::size_t> members;
        for (std::size_t i = 0; i < statement.words.size(); ++i) {
            const auto number = small_number(statement.words[i].lower);
            if (!number || *number < 2 || *number > 20) continue;
            members = number;
            if (i > found->first) break;
        }
        if (!members) continue;
        evidence = evidence_of(statement);
        return members;
    }
    return std::nullopt;
}

// Committees, and forums that are described as such.
std::vector<BodyNumber> DraftWriter::drafted_bodies() const {
    auto bodies = analysis_.standings.committees();
    for (BodyNumber i = 1; i < reading().bodies.size(); ++i) {
        const auto& standing = analysis_.standings[i];
        const auto kind = reading().bodies[i].kind;
        const bool forum = standing.standing == Standing::forum && standing.basis &&
                           (kind == BodyClass::place || kind == BodyClass::committee ||
                            kind == BodyClass::collaborative);
        if (forum) bodies.push_back(i);
    }
    return bodies;
}

std::map<BodyNumber, Evidence> DraftWriter::posts() const {
    std::map<BodyNumber, Evidence> found;
    for (const auto& claim : reading().claims.delegations) {
        if (reading().bodies[claim.body].kind == BodyClass::post)
            found.emplace(claim.body, claim.evidence);
    }
    for (const auto& claim : reading().claims.limits) {
        if (reading().bodies[claim.body].kind == BodyClass::post)
            found.emplace(claim.body, claim.evidence);
    }
    return found;
}

// A sub-committee has its powers from the committee it belongs to.
BodyNumber DraftWriter::giver_of(BodyNumber body) const {
    const auto& standing = analysis_.standings[body];
    const bool sub = standing.standing == Standing::sub_committee && standing.parent != no_body;
    return sub ? standing.parent : the_board;
}

std::string DraftWriter::instrument_of(BodyNumber body) const {
    if (reading().bodies[body].kind == BodyClass::post) return "internal-post";
    if (reading().bodies[body].kind == BodyClass::outside) return "s65z5-delegation";
    switch (analysis_.standings[body].standing) {
        case Standing::joint_committee:
            return "s65z6-joint-committee";
        case Standing::in_common:
            return "committees-in-common";
        default:
            return "internal-committee";
    }
}

}  // namespace concord::handbook
