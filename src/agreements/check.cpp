#include <array>

#include "agreements/rules/rules.hpp"

namespace concord::agreements {
namespace rules {
namespace {

constexpr std::array<std::string_view, 7> council_kinds = {
    "unitary-authority",  "county-council",     "non-metropolitan-district",
    "metropolitan-district", "london-borough",  "combined-authority",
    "greater-london-authority"};
constexpr std::array<std::string_view, 4> nhs_kinds = {
    "integrated-care-board", "clinical-commissioning-group", "nhs-trust", "nhs-england"};

}  // namespace

const registry::Body* Known::body(const std::string& id) const {
    if (!stage_.registry) return nullptr;
    const auto& bodies = stage_.registry->bodies;
    const auto found = std::ranges::find(bodies, id, &registry::Body::id);
    return found == bodies.end() ? nullptr : &*found;
}

std::string_view Known::kind(const std::string& id) const {
    const auto* one = body(id);
    return one ? std::string_view(one->kind) : std::string_view();
}

bool Known::is_council(const std::string& id) const {
    return holds(council_kinds, kind(id));
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
