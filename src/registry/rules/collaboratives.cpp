#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "registry/body_graph.hpp"
#include "registry/rules/rules.hpp"

namespace concord::registry::rules {
namespace {

bool is_own(const Body& body) {
    return body.place.line > 0;
}

void check_size(const BodyGraph& graph, Date as_at, Diagnostics& diagnostics) {
    for (const auto* collaborative : graph.of_kind("provider-collaborative", as_at)) {
        const auto members = graph.members_of(collaborative->id, as_at);
        const auto trusts = std::ranges::count(members, "nhs-trust", &Body::kind);
        if (trusts >= 2) continue;
        diagnostics.add(
            {"REG064", collaborative->place, collaborative->id,
             fmt::format("`{}` has {}, and a provider collaborative has at least two",
                         collaborative->id, counted(trusts, "NHS trust", "NHS trusts"))});
    }
}

// Acute and mental health trusts must (PIR-R009); community and ambulance trusts may.
bool must_belong(const Body& trust) {
    return std::ranges::any_of(trust.services, [](const std::string& service) {
        return service == "acute" || service == "mental-health";
    });
}

void check_membership(const BodyGraph& graph, Date as_at, Diagnostics& diagnostics) {
    for (const auto* trust : graph.of_kind("nhs-trust", as_at)) {
        if (!is_own(*trust) || !must_belong(*trust)) continue;
        const auto parents = graph.parents_of(trust->id, as_at);
        const bool belongs = std::ranges::any_of(
            parents, [](const Body* parent) { return parent->kind == "provider-collaborative"; });
        if (belongs) continue;
        diagnostics.add({"REG065", trust->place, trust->id,
                         fmt::format("`{}` provides {} and belongs to no provider collaborative",
                                     trust->id, join(trust->services, " and "))});
    }
}

// A system has places and collaboratives (FRM-R009); a system without places is allowed later, and
// said (PIR-R005).
void check_presence(const RegistryStage& stage, const BodyGraph& graph, Date as_at,
                    Diagnostics& diagnostics) {
    const auto systems = graph.of_kind("integrated-care-system", as_at);
    for (const auto* system : systems) {
        if (!is_own(*system)) continue;
        const bool has_place = std::ranges::any_of(stage.data->places, [&](const Place& place) {
            return place.kind == "place" &&
                   (place.part_of == system->id || (place.part_of.empty() && systems.size() == 1));
        });
        const auto parts = graph.parts_of(system->id, as_at);
        const bool has_collaborative = std::ranges::any_of(
            parts, [](const Body* part) { return part->kind == "provider-collaborative"; });
        if (!has_place) {
            diagnostics.add({"REG061", system->place, system->id,
                             fmt::format("`{}` has no place", system->id)});
        }
        if (!has_collaborative) {
            diagnostics.add({"REG066", system->place, system->id,
                             fmt::format("`{}` has no provider collaborative", system->id)});
        }
    }
}

}  // namespace

void check_collaboratives(const RegistryStage& stage, Diagnostics& diagnostics) {
    const BodyGraph graph(stage.data->bodies, stage.data->relations);
    const auto as_at = diagnostics.context().as_at;
    check_size(graph, as_at, diagnostics);
    check_membership(graph, as_at, diagnostics);
    check_presence(stage, graph, as_at, diagnostics);
}

}  // namespace concord::registry::rules
