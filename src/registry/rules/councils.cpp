#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "registry/body_graph.hpp"
#include "registry/rules/rules.hpp"

namespace concord::registry::rules {
namespace {

bool is_upper_tier(const RegistryStage& stage, const Body& body) {
    const auto* kind = find_kind(stage.kinds, body.kind);
    return kind && kind->tier == "upper";
}

// Every upper tier council works with at least one system (THE-R012).
void check_partners(const RegistryStage& stage, Diagnostics& diagnostics) {
    const auto* systems = stage.data->geography.layer(stage.system->system_layer);
    if (!systems) return;
    for (const auto& id : stage.data->geography.layer_ids()) {
        const auto& councils = *stage.data->geography.layer(id);
        const bool in_force = systems->info().in_force.from &&
                              councils.info().in_force.contains(*systems->info().in_force.from);
        if (councils.info().tier != "upper" || !in_force) continue;
        const auto found = compare_layers(*stage.data, id, systems->info().id, "");
        if (!found.comparison) continue;
        const auto& comparison = *found.comparison;
        const auto table =
            registry::overlap(comparison.a, comparison.b, comparison.population->people);
        std::vector<bool> has_partner(councils.size(), false);
        for (const auto& part : table.parts) {
            const bool counts = part.share_of_a >= stage.system->profile_settings.council_share;
            if (counts) has_partner[static_cast<std::size_t>(part.a)] = true;
        }
        const auto& left_out = councils.info().not_counted;
        for (std::size_t i = 0; i < councils.size(); ++i) {
            const auto& area = councils.areas()[i];
            const bool counted = std::ranges::find(left_out, area.code) == left_out.end();
            if (has_partner[i] || !counted) continue;
            diagnostics.add({"REG068",
                             {shown_path(*stage.system, "system.toml"), 0, 0},
                             area.code,
                             fmt::format("the council {} lies in no area of {}", named(area),
                                         systems->info().id)});
        }
        return;
    }
}

// A council that the system names has one health and wellbeing board (THE-R011).
void check_wellbeing_boards(const RegistryStage& stage, const BodyGraph& graph,
                            Diagnostics& diagnostics) {
    const auto as_at = diagnostics.context().as_at;
    for (const auto& body : graph.bodies()) {
        const bool is_council =
            body.place.line > 0 && is_upper_tier(stage, body) && body.existence.contains(as_at);
        if (!is_council) continue;
        const auto parts = graph.parts_of(body.id, as_at);
        const auto count = std::ranges::count(parts, "health-and-wellbeing-board", &Body::kind);
        if (count == 1) continue;
        diagnostics.add(
            {"REG069", body.place, body.id,
             count == 0 ? fmt::format("`{}` has no health and wellbeing board", body.id)
                        : fmt::format("`{}` has {} health and wellbeing boards", body.id, count)});
    }
}

// A local Healthwatch is tied to one council (PIR-R012).
void check_healthwatch(const RegistryStage& stage, const BodyGraph& graph,
                       Diagnostics& diagnostics) {
    const auto as_at = diagnostics.context().as_at;
    for (const auto* healthwatch : graph.of_kind("local-healthwatch", as_at)) {
        const auto parents = graph.parents_of(healthwatch->id, as_at);
        const auto councils = std::ranges::count_if(
            parents, [&](const Body* parent) { return is_upper_tier(stage, *parent); });
        if (councils == 1) continue;
        diagnostics.add({"REG070", healthwatch->place, healthwatch->id,
                         fmt::format("`{}` is tied to {}, not to one", healthwatch->id,
                                     counted(councils, "council", "councils"))});
    }
}

}  // namespace

void check_councils(const RegistryStage& stage, Diagnostics& diagnostics) {
    const BodyGraph graph(stage.data->bodies, stage.data->relations);
    check_partners(stage, diagnostics);
    check_wellbeing_boards(stage, graph, diagnostics);
    check_healthwatch(stage, graph, diagnostics);
}

}  // namespace concord::registry::rules
