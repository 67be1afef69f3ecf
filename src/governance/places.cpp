// The tree of places: systems, their places, and the neighbourhoods of these.
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/governance.hpp"

namespace concord::governance {
namespace {

constexpr std::string_view system_kind = "integrated-care-system";

// Bodies for a system's whole area; without a system above them they stand for it themselves.
constexpr std::array<std::string_view, 3> area_bodies = {
    "integrated-care-board", "clinical-commissioning-group",
    "sustainability-and-transformation-partnership"};

class PlaceTree {
  public:
    explicit PlaceTree(const registry::RegistryData& registry) : registry_(registry) {}

    Tree build(Diagnostics& diagnostics) {
        const bool has_own = std::ranges::any_of(registry_.bodies, [](const registry::Body& body) {
            return body.place.line > 0 && is_area_body(body);
        });
        for (const auto& body : registry_.bodies) {
            const bool wanted = !has_own || body.place.line > 0;
            if (wanted && body.kind == system_kind) add(body);
        }
        for (const auto& body : registry_.bodies) {
            const bool wanted = !has_own || body.place.line > 0;
            const bool stands_alone =
                body.kind != system_kind && is_area_body(body) && system_above(body.id).empty();
            if (wanted && stands_alone) add(body);
        }
        for (const auto& place : registry_.places)
            add(place, diagnostics);
        return Tree::build(std::move(nodes_));
    }

  private:
    static bool is_area_body(const registry::Body& body) {
        return body.kind == system_kind ||
               std::ranges::find(area_bodies, body.kind) != area_bodies.end();
    }

    void add(const registry::Body& body) {
        if (!ids_.insert(body.id).second) return;
        TreeNode node;
        node.id = body.id;
        node.title = body.name;
        node.kind = "system";
        node.in_force = body.existence;
        node.place = body.place;
        nodes_.push_back(std::move(node));
    }

    void add(const registry::Place& place, Diagnostics& diagnostics) {
        if (!ids_.insert(place.id).second) {
            diagnostics.add({"GOV001", place.where, place.id,
                             fmt::format("the id `{}` stands already", shown(place.id)),
                             "give places, neighbourhoods and systems ids of their own"});
            return;
        }
        TreeNode node;
        node.id = place.id;
        node.title = place.name;
        node.kind = place.kind;
        node.in_force = place.existence;
        node.place = place.where;
        const auto system = system_above(place.part_of);
        node.parent = system.empty() ? place.part_of : system;
        nodes_.push_back(std::move(node));
    }

    // The system that the body is, or is part of.
    std::string system_above(const std::string& id) const {
        std::set<std::string> seen;
        auto at = id;
        while (!at.empty() && seen.insert(at).second) {
            const auto body = std::ranges::find(registry_.bodies, at, &registry::Body::id);
            if (body == registry_.bodies.end()) return {};
            if (ids_.contains(at)) return at;
            at = body->part_of;
        }
        return {};
    }

    const registry::RegistryData& registry_;
    std::vector<TreeNode> nodes_;
    std::set<std::string> ids_;
};

}  // namespace

Tree place_tree(const registry::RegistryData& registry, Diagnostics& diagnostics) {
    return PlaceTree(registry).build(diagnostics);
}

}  // namespace concord::governance
