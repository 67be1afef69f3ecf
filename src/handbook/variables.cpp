#include "handbook/variables.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "handbook/variables/rows.hpp"

namespace concord::handbook {
namespace {

Presence presence_of(const Part& part) {
    if (part.has_text()) return Presence::there;
    if (part.pictures > 0) return Presence::picture;
    if (part.words == 0) return Presence::empty;
    return part.announced_only ? Presence::announced : Presence::missing;
}

}  // namespace

std::vector<RequiredDocument> required_documents(const Reading& reading) {
    std::vector<RequiredDocument> required;
    for (const auto& kind : reading.vocabulary->documents) {
        if (kind.variable.empty() || kind.id == "terms-of-reference") continue;
        RequiredDocument document{&kind, Presence::missing, nullptr};
        for (const auto& part : reading.parts.parts) {
            if (part.kind != kind.id) continue;
            const auto presence = presence_of(part);
            if (document.part && presence >= document.presence) continue;
            document.presence = presence;
            document.part = &part;
        }
        required.push_back(document);
    }
    return required;
}

bool Analysis::is_picture(std::string_view kind) const {
    return std::ranges::any_of(required, [&](const RequiredDocument& document) {
        return document.kind->id == kind && document.presence == Presence::picture;
    });
}

Analysis analyse(const Reading& reading) {
    return {&reading, Standings(reading), required_documents(reading)};
}

std::vector<VariableRow> variables_of(const Analysis& analysis) {
    Rows rows(analysis);
    add_documents(rows);
    add_places(rows);
    add_collaboratives(rows);
    add_duties(rows);
    add_delegation(rows);
    add_statements(rows);
    return rows.take();
}

Transparency transparency_of(const std::vector<VariableRow>& rows) {
    const auto value = [&](std::string_view variable) -> std::string_view {
        for (const auto& row : rows) {
            if (row.variable == variable && row.body.empty()) return row.value;
        }
        return "";
    };
    const auto yes = [&](std::string_view variable) { return value(variable) == "yes"; };
    const std::array<bool, 9> said = {yes("sord"),
                                      yes("fdm"),
                                      yes("sfi"),
                                      yes("tor"),
                                      !value("V1").empty() && value("V1") != "unclear",
                                      yes("V2") || yes("V4"),
                                      yes("V5") || yes("V8"),
                                      yes("subsidiarity"),
                                      yes("V10") || yes("V10-individual")};
    return {static_cast<std::size_t>(std::ranges::count(said, true)), said.size()};
}

std::optional<Evidence> first_statement(const Reading& reading, std::string_view phrases) {
    const auto& set = reading.vocabulary->phrases(phrases);
    for (const auto& statement : reading.statements) {
        const auto& kind = statement.part->kind;
        if (kind == "glossary" || kind == "history") continue;
        if (set.in(statement.words)) return evidence_of(statement);
    }
    return std::nullopt;
}

std::string limit_text(const Amount& amount) {
    const bool floor = amount.bound == Bound::floor;
    const auto* word =
        floor ? (amount.inclusive ? "from" : "above") : (amount.inclusive ? "up to" : "below");
    return fmt::format("{} {}", word, amount.value.pounds());
}

}  // namespace concord::handbook
