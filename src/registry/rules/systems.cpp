#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "registry/body_graph.hpp"
#include "registry/rules/rules.hpp"

namespace concord::registry::rules {
namespace {

// Exactly one board and one partnership a system (PIR-R001, THE-R002).
void check_components(const RegistryStage& stage, Diagnostics& diagnostics) {
    const auto as_at = diagnostics.context().as_at;
    const BodyGraph graph(stage.data->bodies, stage.data->relations);
    for (const auto* system : graph.of_kind("integrated-care-system", as_at)) {
        const auto parts = graph.parts_of(system->id, as_at);
        for (const auto* kind : {"integrated-care-board", "integrated-care-partnership"}) {
            const auto count = std::ranges::count(parts, kind, &Body::kind);
            if (count == 1) continue;
            const auto* named = find_kind(stage.kinds, kind);
            const auto name = lower(named ? named->name : kind);
            diagnostics.add(
                {"REG057", system->place, system->id,
                 count == 0 ? fmt::format("`{}` has no {} on {}", system->id, name, as_at.iso())
                            : fmt::format("`{}` has {} bodies of the kind {} on {}", system->id,
                                          count, name, as_at.iso())});
        }
    }
}

// The layer of systems that is in force on the date, as system.toml names it.
const Layer* system_layer(const RegistryStage& stage) {
    return stage.system->system_layer.empty()
               ? nullptr
               : stage.data->geography.layer(stage.system->system_layer);
}

Location system_file(const RegistryStage& stage) {
    return {shown_path(*stage.system, "system.toml"), 0, 0};
}

void check_number(const RegistryStage& stage, const Layer& layer, Diagnostics& diagnostics) {
    const auto& expected = stage.system->systems_expected;
    const auto found = static_cast<std::int64_t>(layer.size());
    if (!expected || *expected == found) return;
    diagnostics.add({"REG058", system_file(stage), layer.info().id,
                     fmt::format("{} has {}, and {} are expected", layer.info().id,
                                 counted(found, "area", "areas"), *expected)});
}

void check_cover(const RegistryStage& stage, const Layer& layer, Diagnostics& diagnostics) {
    for (const auto& small : stage.data->geography.small_layers()) {
        const auto assignment = assign(stage.data->geography, layer.info().id, small);
        if (!assignment || assignment->fit.unplaced_areas == 0) continue;
        std::string first;
        for (std::size_t i = 0; i < assignment->area_of.size() && first.empty(); ++i) {
            if (assignment->area_of[i] < 0) first = assignment->small_layer->areas()[i].code;
        }
        diagnostics.add(
            {"REG033", system_file(stage), first,
             fmt::format("{} of {} in no area of {}, the first is `{}`",
                         counted(assignment->fit.unplaced_areas, "area", "areas"),
                         small + (assignment->fit.unplaced_areas == 1 ? " lies" : " lie"),
                         layer.info().id, first)});
    }
}

void check_sizes(const RegistryStage& stage, const Layer& layer, Diagnostics& diagnostics) {
    ProfileQuestion question;
    question.layer = layer.info().id;
    question.mode = ProfileMode::exact;
    question.settings = stage.system->profile_settings;
    const auto answer = profile_layer(*stage.data, question);
    if (!answer.profile) return;
    for (const auto& row : answer.profile->rows) {
        if (!row.population || *row.population <= 0) continue;
        if (!is_concerned(stage, layer, row.code)) continue;
        const bool outside = *row.population < 500'000 || *row.population > 3'000'000;
        // The observed extremes, 521,391 and 3,146,943, are no cause for a warning (THE-R003).
        const bool well_outside = *row.population < 450'000 || *row.population > 3'300'000;
        if (!outside) continue;
        diagnostics.add({well_outside ? "REG060" : "REG077", system_file(stage), row.code,
                         fmt::format("{} has {} people, outside 500,000 to 3,000,000",
                                     named({row.code, {}, row.name}),
                                     with_thousands(static_cast<std::int64_t>(*row.population)))});
    }
}

// Every board in one region, and seven regions (ESS-R007).
void check_regions(const RegistryStage& stage, const Layer& layer, Diagnostics& diagnostics) {
    const auto& kind = layer.info().region_kind;
    if (kind.empty()) return;
    for (const auto& id : stage.data->geography.layer_ids()) {
        const auto& regions = *stage.data->geography.layer(id);
        const bool in_force = layer.info().in_force.from &&
                              regions.info().in_force.contains(*layer.info().in_force.from);
        if (regions.info().kind != kind || !in_force) continue;
        const auto found = compare_layers(*stage.data, layer.info().id, id, "");
        if (!found.comparison) continue;
        const auto& comparison = *found.comparison;
        const auto table =
            registry::overlap(comparison.a, comparison.b, comparison.population->people);
        for (const auto& row : coterminosity(comparison.a, comparison.b, table,
                                             stage.system->coterminosity_tolerance)) {
            const bool in_one = row.kind == CoterminosityClass::coterminous ||
                                row.kind == CoterminosityClass::a_inside_b;
            if (in_one) continue;
            const auto& area = comparison.a.layer->area(row.a);
            if (!is_concerned(stage, layer, area.code)) continue;
            diagnostics.add({"REG067", system_file(stage), area.code,
                             fmt::format("{} lies in {} of {}", named(area),
                                         counted(row.pieces, "area", "areas"), id)});
        }
        return;
    }
}

}  // namespace

bool is_concerned(const RegistryStage& stage, const Layer& systems, std::string_view area_code) {
    const auto own = systems.find_ods(stage.system->ods_code);
    return stage.system->ods_code.empty() || own == no_area || systems.area(own).code == area_code;
}

void check_systems(const RegistryStage& stage, Diagnostics& diagnostics) {
    check_components(stage, diagnostics);
    const auto* layer = system_layer(stage);
    if (!layer) return;
    check_number(stage, *layer, diagnostics);
    check_cover(stage, *layer, diagnostics);
    check_sizes(stage, *layer, diagnostics);
    check_regions(stage, *layer, diagnostics);
}

}  // namespace concord::registry::rules
