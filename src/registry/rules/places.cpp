#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "registry/body_graph.hpp"
#include "registry/rules/rules.hpp"

namespace concord::registry::rules {
namespace {

struct Bounds {
    std::int64_t lower;
    std::int64_t upper;
};

// The sizes that guidance names (PIR-R003).
Bounds bounds_of(const std::string& kind) {
    return kind == "place" ? Bounds{250'000, 500'000} : Bounds{35'000, 50'000};
}

const Place* find_place(std::span<const Place> places, std::string_view id) {
    const auto found = std::ranges::find(places, id, &Place::id);
    return found == places.end() ? nullptr : &*found;
}

// The people of each place, on the newest small areas that its layer stands on.
std::optional<std::int64_t> people_of(const RegistryStage& stage, const Place& place) {
    const auto found = compare_layers(*stage.data, place.kind, place.kind, "");
    if (!found.comparison) return std::nullopt;
    const auto& comparison = *found.comparison;
    const auto index = comparison.a.layer->find(place.id);
    std::int64_t people = 0;
    for (std::size_t i = 0; i < comparison.a.area_of.size(); ++i) {
        if (comparison.a.area_of[i] == index) people += comparison.population->people[i];
    }
    return people;
}

void check_size(const RegistryStage& stage, const Place& place, Diagnostics& diagnostics) {
    const auto people = people_of(stage, place);
    const auto bounds = bounds_of(place.kind);
    if (!people || (*people >= bounds.lower && *people <= bounds.upper)) return;
    diagnostics.add({"REG078", place.where, place.id,
                     fmt::format("`{}` has {} people, and a {} usually has {} to {}", place.id,
                                 with_thousands(*people), place.kind, with_thousands(bounds.lower),
                                 with_thousands(bounds.upper))});
}

void check_parent(const RegistryStage& stage, const BodyGraph& graph, const Place& place,
                  Diagnostics& diagnostics) {
    const auto as_at = diagnostics.context().as_at;
    if (place.kind == "neighbourhood") {
        const auto* parent = find_place(stage.data->places, place.part_of);
        if (parent && parent->kind == "place") return;
        diagnostics.add({"REG062", place.where, place.id,
                         fmt::format("the neighbourhood `{}` is part of no place", place.id)});
        return;
    }
    const auto* system = graph.find(place.part_of);
    if (system && system->existence.contains(as_at)) return;
    const auto systems = graph.of_kind("integrated-care-system", as_at);
    // With one system, a place need not say which it belongs to.
    if (place.part_of.empty() && systems.size() <= 1) return;
    diagnostics.add({"REG062", place.where, place.id,
                     place.part_of.empty()
                         ? fmt::format("`{}` does not say which system it is a place of", place.id)
                         : fmt::format("`{}` is part of `{}`, which is no body on {}", place.id,
                                       shown(place.part_of), as_at.iso())});
}

bool is_made_of_councils(const Place& place, const Geography& geography) {
    return std::ranges::all_of(place.areas, [&](const AreaReference& area) {
        const auto* layer = geography.layer(area.layer);
        return layer && !layer->info().tier.empty();
    });
}

void check_basis(const RegistryStage& stage, const Place& place, Diagnostics& diagnostics) {
    const bool needs_reason = place.kind == "place" && place.basis.empty() &&
                              !is_made_of_councils(place, stage.data->geography);
    if (!needs_reason) return;
    diagnostics.add(
        {"REG063", place.where, place.id,
         fmt::format("`{}` is not made of councils, and gives no basis for its boundary",
                     place.id)});
}

// The area of a system: that of its board in the layer of systems, by the board's codes.
AreaIndex area_of_system(const BodyGraph& graph, const Body& system, const Layer& layer,
                         Date as_at) {
    for (const auto* part : graph.parts_of(system.id, as_at)) {
        const auto by_code = layer.find(part->gss_code);
        if (by_code != no_area) return by_code;
        const auto by_ods = layer.find_ods(part->ods_code);
        if (by_ods != no_area) return by_ods;
    }
    return no_area;
}

// Where a system has places, they leave nobody out (FRM-R135).
void check_cover(const RegistryStage& stage, const BodyGraph& graph, Diagnostics& diagnostics) {
    const auto as_at = diagnostics.context().as_at;
    const auto found = compare_layers(*stage.data, stage.system->system_layer, "place", "");
    if (!found.comparison) return;
    const auto& [systems, places, population] = *found.comparison;
    for (const auto* system : graph.of_kind("integrated-care-system", as_at)) {
        const auto area = area_of_system(graph, *system, *systems.layer, as_at);
        std::int64_t people = 0;
        std::int64_t left_out = 0;
        for (std::size_t i = 0; i < systems.area_of.size(); ++i) {
            if (area == no_area || systems.area_of[i] != area) continue;
            people += population->people[i];
            if (places.area_of[i] < 0) left_out += population->people[i];
        }
        if (left_out == 0 || left_out == people) continue;
        diagnostics.add(
            {"REG079", system->place, system->id,
             fmt::format("{} of the {} people of `{}` live in no place", with_thousands(left_out),
                         with_thousands(people), system->id)});
    }
}

// A neighbourhood lies in its place (PIR-R007).
void check_nesting(const RegistryStage& stage, Diagnostics& diagnostics) {
    const auto found = compare_layers(*stage.data, "neighbourhood", "place", "");
    if (!found.comparison) return;
    const auto& comparison = *found.comparison;
    const auto table = registry::overlap(comparison.a, comparison.b, comparison.population->people);
    for (const auto& place : stage.data->places) {
        const bool exists = place.existence.contains(diagnostics.context().as_at);
        if (place.kind != "neighbourhood" || place.part_of.empty() || !exists) continue;
        const auto index = comparison.a.layer->find(place.id);
        const auto parent = comparison.b.layer->find(place.part_of);
        double inside = 0;
        for (const auto& part : table.parts) {
            if (part.a == index && part.b == parent) inside = part.share_of_a;
        }
        if (parent == no_area || inside >= 1 - stage.system->coterminosity_tolerance) continue;
        diagnostics.add({"REG074", place.where, place.id,
                         fmt::format("{:.0f}% of `{}` lies outside `{}`", 100 * (1 - inside),
                                     place.id, place.part_of)});
    }
}

// Which places share their boundary with councils (PIR-R013).
void check_alignment(const RegistryStage& stage, Diagnostics& diagnostics) {
    for (const auto& id : stage.data->geography.layer_ids()) {
        const auto& info = stage.data->geography.layer(id)->info();
        if (info.tier != "upper" || !info.in_force.contains(diagnostics.context().as_at)) continue;
        const auto found = compare_layers(*stage.data, "place", id, "");
        if (!found.comparison) continue;
        const auto& comparison = *found.comparison;
        const auto table =
            registry::overlap(comparison.a, comparison.b, comparison.population->people);
        for (const auto& row : coterminosity(comparison.a, comparison.b, table,
                                             stage.system->coterminosity_tolerance)) {
            const bool aligned = row.kind == CoterminosityClass::coterminous ||
                                 row.kind == CoterminosityClass::made_of_whole_b;
            const auto* place =
                find_place(stage.data->places, comparison.a.layer->area(row.a).code);
            if (aligned || !place) continue;
            diagnostics.add({"REG075", place->where, place->id,
                             fmt::format("`{}` does not share its boundary with councils of {}: {}",
                                         place->id, id, to_string(row.kind))});
        }
        return;
    }
}

}  // namespace

void check_places(const RegistryStage& stage, Diagnostics& diagnostics) {
    const auto& data = *stage.data;
    const BodyGraph graph(data.bodies, data.relations);
    for (const auto& place : data.places) {
        if (!place.existence.contains(diagnostics.context().as_at)) continue;
        check_parent(stage, graph, place, diagnostics);
        check_basis(stage, place, diagnostics);
        check_size(stage, place, diagnostics);
    }
    if (data.places.empty()) return;
    check_cover(stage, graph, diagnostics);
    check_nesting(stage, diagnostics);
    check_alignment(stage, diagnostics);
}

}  // namespace concord::registry::rules
