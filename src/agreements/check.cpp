#include <array>

#include "agreements/rules/rules.hpp"

namespace concord::agreements {
namespace rules {
namespace {

constexpr std::array<std::string_view, 4> nhs_kinds = {
    "integrated-care-board", "clinical-commissioning-group", "nhs-trust", "nhs-england"};

}  // namespace

Known::Known(const AgreementsStage& stage) : stage_(stage) {
    if (!stage.registry) return;
    for (const auto& body : stage.registry->bodies)
        bodies_.emplace(body.id, &body);
}

const registry::Body* Known::body(const std::string& id) const {
    const auto found = bodies_.find(id);
    return found == bodies_.end() ? nullptr : found->second;
}

std::string_view Known::kind(const std::string& id) const {
    const auto* one = body(id);
    return one ? std::string_view(one->kind) : std::string_view();
}

bool Known::is_council(const std::string& id) const {
    const auto* one = registry::find_kind(stage_.kinds, kind(id));
    return one && !one->tier.empty();
}

bool Known::is_nhs(const std::string& id) const {
    return holds(nhs_kinds, kind(id));
}

bool Known::has_place(const std::string& id) const {
    const auto& places = stage_.registry->places;
    return std::ranges::find(places, id, &registry::Place::id) != places.end();
}

bool Known::has_authority(const std::string& id) const {
    if (!stage_.governance || body(id)) return true;
    const auto& scheme = stage_.governance->scheme;
    return std::ranges::find(scheme.holders, id, &governance::Holder::id) != scheme.holders.end() ||
           std::ranges::find(scheme.grants, id, &governance::Grant::id) != scheme.grants.end();
}

}  // namespace rules

std::optional<std::vector<std::string>> nhs_bodies_of(const registry::RegistryData* registry) {
    if (!registry) return std::nullopt;
    std::vector<std::string> ids;
    for (const auto& body : registry->bodies)
        if (rules::holds(rules::nhs_kinds, body.kind)) ids.push_back(body.id);
    return ids;
}

void check_agreements(const AgreementsStage& stage, Diagnostics& diagnostics) {
    rules::check_names(stage, diagnostics);
    rules::check_pools(stage, diagnostics);
    rules::check_better_care(stage, diagnostics);
    rules::check_places(stage, diagnostics);
    rules::check_contracts(stage, diagnostics);
    rules::check_contracting(stage, diagnostics);
    rules::check_funding(stage, diagnostics);
}

}  // namespace concord::agreements
