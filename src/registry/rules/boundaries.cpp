#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "registry/rules/rules.hpp"

namespace concord::registry::rules {
namespace {

Location system_file(const RegistryStage& stage) {
    return {shown_path(*stage.system, "system.toml"), 0, 0};
}

bool has_reason(const RegistryStage& stage, const std::string& layer, const std::string& code) {
    return std::ranges::any_of(stage.data->boundary_reasons, [&](const BoundaryReason& reason) {
        return reason.area.layer == layer && reason.area.code == code &&
               reason.against == stage.system->authority_layer;
    });
}

// Boards and authorities that cut each other, or of which one is only a part of the other.
bool is_aligned(CoterminosityClass kind) {
    return kind == CoterminosityClass::coterminous || kind == CoterminosityClass::made_of_whole_b ||
           kind == CoterminosityClass::none;
}

// The first day of the body behind an area of a layer.
std::optional<Date> first_day(const RegistryStage& stage, const Area& area) {
    for (const auto& body : stage.data->bodies) {
        if (!body.gss_code.empty() && body.gss_code == area.code) return body.existence.from;
    }
    return std::nullopt;
}

// A board whose boundary was fixed before an authority in its area began (ESS-R031); one that
// shares its whole boundary with the authority is not locked into anything.
void check_lock_in(const RegistryStage& stage, const Comparison& comparison,
                   const OverlapTable& table, Diagnostics& diagnostics) {
    const auto& boards = *comparison.a.layer;
    const auto fixed = boards.info().in_force.from;
    const auto tolerance = stage.system->coterminosity_tolerance;
    if (!fixed) return;
    for (const auto& part : table.parts) {
        const bool is_in_its_area = part.share_of_a > tolerance && part.share_of_b > tolerance &&
                                    part.jaccard < 1 - tolerance;
        const auto& authority = comparison.b.layer->area(part.b);
        const auto begins = is_in_its_area ? first_day(stage, authority) : std::nullopt;
        const auto& board = boards.area(part.a);
        if (!begins || *begins <= *fixed || !is_concerned(stage, boards, board.code)) continue;
        const auto months = (begins->days_since_epoch() - fixed->days_since_epoch()) / 30;
        diagnostics.add(
            {"REG072", system_file(stage), board.code,
             fmt::format("the boundary of {} was fixed on {}, {} months before {} began "
                         "on {}",
                         named(board), fixed->iso(), months, named(authority), begins->iso())});
    }
}

void check_authorities(const RegistryStage& stage, Diagnostics& diagnostics) {
    const auto& boards = stage.system->system_layer;
    const auto& authorities = stage.system->authority_layer;
    if (boards.empty() || authorities.empty()) return;
    const auto found = compare_layers(*stage.data, boards, authorities, stage.system->population);
    if (!found.comparison) return;
    const auto& comparison = *found.comparison;
    const auto table = registry::overlap(comparison.a, comparison.b, comparison.population->people);
    for (const auto& row :
         coterminosity(comparison.a, comparison.b, table, stage.system->coterminosity_tolerance)) {
        const auto& area = comparison.a.layer->area(row.a);
        if (is_aligned(row.kind) || has_reason(stage, boards, area.code)) continue;
        if (!is_concerned(stage, *comparison.a.layer, area.code)) continue;
        diagnostics.add({"REG071", system_file(stage), area.code,
                         fmt::format("{} is not coterminous with {}: {}", named(area), authorities,
                                     to_string(row.kind))});
    }
    check_lock_in(stage, comparison, table, diagnostics);
}

// Boards are aligned to authorities, not the other way round (ESS-R032).
void check_proposals(const RegistryStage& stage, Diagnostics& diagnostics) {
    const auto* authorities = stage.data->geography.layer(stage.system->authority_layer);
    for (const auto& layer : stage.system->layers) {
        const auto* base = layer.base.empty() ? nullptr : stage.data->geography.layer(layer.base);
        if (!base || !authorities || base->info().kind != authorities->info().kind) continue;
        diagnostics.add({"REG076", layer.place, layer.name,
                         fmt::format("`{}` moves areas of {}, which boards are aligned to",
                                     layer.name, layer.base)});
    }
}

}  // namespace

void check_boundaries(const RegistryStage& stage, Diagnostics& diagnostics) {
    check_authorities(stage, diagnostics);
    check_proposals(stage, diagnostics);
}

}  // namespace concord::registry::rules
