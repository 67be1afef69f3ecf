#include "handbook/variables/rows.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace concord::handbook {

std::string where(const Reading& reading, const Evidence& evidence) {
    const auto& document = reading.document(evidence);
    const auto spot = reading.spot(evidence);
    if (spot.page > 0) return fmt::format("`{}` page {}", document.name, spot.page);
    const auto place = to_string(spot);
    return place.empty() ? fmt::format("`{}`", document.name)
                         : fmt::format("`{}` {}", document.name, place);
}

std::string name_of(BodyNumber body, const Reading& reading) {
    return body == no_body ? std::string() : reading.bodies[body].name;
}

bool is_linked_to_place(const Body& body, const Vocabulary& vocabulary) {
    if (body.kind != BodyClass::post) return false;
    return std::ranges::any_of(body.words, [&](const std::string& word) {
        return vocabulary.place_nouns.contains(word) ||
               vocabulary.place_nouns.contains(word + "s") || word == "collaborative";
    });
}

void Rows::add(std::string variable, std::string value, const Evidence* evidence,
               std::string reason) {
    add_of(no_body, std::move(variable), std::move(value), evidence, std::move(reason));
}

void Rows::add_of(BodyNumber body, std::string variable, std::string value,
                  const Evidence* evidence, std::string reason) {
    VariableRow row;
    row.body = name_of(body, reading());
    row.variable = std::move(variable);
    row.value = std::move(value);
    row.reason = std::move(reason);
    if (evidence) {
        row.document = reading().document(*evidence).name;
        row.place = to_string(reading().spot(*evidence));
        row.quote = evidence->quote;
    }
    rows_.push_back(std::move(row));
}

const Evidence* governance_described(const Rows& rows, BodyNumber body) {
    for (const auto& claim : rows.reading().claims.standings) {
        if (claim.body == body) return &claim.evidence;
    }
    for (const auto& claim : rows.reading().claims.reports) {
        if (claim.body == body) return &claim.evidence;
    }
    return nullptr;
}

void add_functions(Rows& rows, BodyNumber body, const std::string& variable) {
    const auto& reading = rows.reading();
    std::vector<std::string> seen;
    bool any = false;
    for (const auto& claim : reading.claims.delegations) {
        if (claim.body != body || claim.reserved) continue;
        any = true;
        for (const auto& id : claim.functions) {
            if (std::ranges::find(seen, id) != seen.end()) continue;
            seen.push_back(id);
            rows.add_of(body, variable, id, &claim.evidence,
                        reading.vocabulary->function(id)->category);
        }
        if (claim.functions.empty() && !claim.matter.empty()) {
            rows.add_of(body, variable, "other", &claim.evidence,
                        "the words name no function of the catalogue");
        }
    }
    if (any) return;
    if (rows.analysis().is_picture("scheme-of-delegation")) {
        rows.add_of(body, variable, "unclear", nullptr, "the scheme is a picture");
    } else {
        rows.add_of(body, variable, "none", nullptr, "the scheme records no delegation to it");
    }
}

}  // namespace concord::handbook
