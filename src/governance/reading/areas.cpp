// Where a body acts, from what the registry knows of it.
#include <algorithm>
#include <deque>
#include <set>

#include "governance/reading/holder_register.hpp"

namespace concord::governance {
namespace {

// The places of which the body's code is one of the areas: those of a council.
std::vector<std::string> places_with_code(const registry::Body& body,
                                          const registry::RegistryData& registry,
                                          const Tree& places) {
    std::vector<std::string> found;
    if (body.gss_code.empty()) return found;
    for (const auto& place : registry.places) {
        const bool named = std::ranges::any_of(
            place.areas,
            [&](const registry::AreaReference& area) { return area.code == body.gss_code; });
        if (named && place.kind == "place" && places.find(place.id)) found.push_back(place.id);
    }
    return found;
}

// What the body is a part or a member of.
std::vector<std::string> above(const registry::Body& body, const registry::RegistryData& registry) {
    std::vector<std::string> ids;
    if (!body.part_of.empty()) ids.push_back(body.part_of);
    for (const auto& relation : registry.relations) {
        const bool upwards = relation.kind == registry::BodyRelationKind::part_of ||
                             relation.kind == registry::BodyRelationKind::member_of;
        if (upwards && relation.from == body.id) ids.push_back(relation.to);
    }
    return ids;
}

bool is_system(const std::string& id, const Tree& places) {
    const auto node = places.find(id);
    return node && places.node(*node).kind == "system";
}

// The body's own places or system, or the nearest of those it is a part or a member of.
std::vector<std::string> nodes_above(const registry::Body& body,
                                     const registry::RegistryData& registry, const Tree& places) {
    std::set<std::string> found;
    std::set<std::string> seen;
    std::deque<std::string> waiting = {body.id};
    while (!waiting.empty()) {
        const auto id = waiting.front();
        waiting.pop_front();
        if (!seen.insert(id).second) continue;
        const auto at = std::ranges::find(registry.bodies, id, &registry::Body::id);
        if (at == registry.bodies.end()) continue;
        const auto own = places_with_code(*at, registry, places);
        if (!own.empty()) {
            found.insert(own.begin(), own.end());
        } else if (is_system(id, places)) {
            found.insert(id);
        } else {
            for (auto& parent : above(*at, registry))
                waiting.push_back(std::move(parent));
        }
    }
    return {found.begin(), found.end()};
}

// The systems that are part of a region.
std::vector<std::string> nodes_below(const registry::Body& body,
                                     const registry::RegistryData& registry, const Tree& places) {
    std::vector<std::string> found;
    for (const auto& other : registry.bodies) {
        if (other.part_of == body.id && is_system(other.id, places)) found.push_back(other.id);
    }
    return found;
}

}  // namespace

std::vector<std::string> area_of(const registry::Body& body, const registry::RegistryData& registry,
                                 std::span<const registry::BodyKind> kinds, const Tree& places) {
    const auto* kind = registry::find_kind(kinds, body.kind);
    // What acts for the whole country, and providers, whom people reach from everywhere.
    const bool everywhere = kind && (kind->level == "national" || kind->level.empty());
    if (everywhere) return {};
    if (auto nodes = nodes_above(body, registry, places); !nodes.empty()) return nodes;
    if (auto nodes = nodes_below(body, registry, places); !nodes.empty()) return nodes;
    return {std::string(nowhere)};
}

}  // namespace concord::governance
