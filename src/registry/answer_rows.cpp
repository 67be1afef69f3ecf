// Answers as rows of the public tables.
#include <cmath>

#include <fmt/format.h>

#include "registry/registry.hpp"

namespace concord::registry {
namespace {

std::optional<std::int64_t> whole_people(const std::optional<double>& people) {
    if (!people) return std::nullopt;
    return std::llround(*people);
}

// How the two layers came onto the same small areas.
std::string fit_text(const Comparison& comparison) {
    std::int64_t misplaced = 0;
    bool converted = false;
    for (const auto* assignment : {&comparison.a, &comparison.b}) {
        converted |= assignment->fit.converted;
        misplaced += assignment->fit.people_misplaced_at_most;
    }
    return converted ? fmt::format("best-fit, at most {} people misplaced", misplaced) : "exact";
}

}  // namespace

void add_profile_rows(const ProfileAnswer& answer, const std::string& layer,
                      store::RowWriter& rows) {
    const auto mode = to_string(answer.profile->mode);
    for (const auto& row : answer.profile->rows) {
        rows.text(layer).text(row.code).text(row.ods_code).text(row.name).text(row.region);
        rows.whole(row.small_areas).whole(row.small_areas_urban).number(row.pct_urban);
        rows.text(row.urban_band).whole(row.small_areas_most_deprived);
        rows.number(row.pct_most_deprived).text(row.deprivation_band);
        rows.whole(whole_people(row.population)).text(row.size_band);
        rows.whole(row.utlas).text(row.utla_band).text(row.la_tiers);
        rows.whole(row.trusts).text(row.trust_band).text(mode);
        rows.text(row.population_source).text(answer.deprivation).text(answer.rural_urban);
        rows.whole(row.wave).whole(row.vanguards).whole(row.pioneers).text(row.flags);
        rows.end_row();
    }
}

void add_published_rows(const ProfileAnswer& answer, const std::string& layer,
                        store::RowWriter& rows) {
    for (const auto& comparison : answer.profile->comparisons) {
        rows.text(layer).text(comparison.code).text(comparison.column).text(comparison.printed);
        rows.text(comparison.recomputed).truth(comparison.agrees).text(comparison.note);
        rows.text(answer.published_source);
        rows.end_row();
    }
}

void add_overlap_rows(const Comparison& comparison, const OverlapTable& table,
                      store::RowWriter& rows) {
    const auto& a = *comparison.a.layer;
    const auto& b = *comparison.b.layer;
    const auto fit = fit_text(comparison);
    for (const auto& part : table.parts) {
        rows.text(a.info().id).text(a.area(part.a).code).text(a.area(part.a).name);
        rows.text(b.info().id).text(b.area(part.b).code).text(b.area(part.b).name);
        rows.whole(part.small_areas).whole(part.people);
        rows.number(part.share_of_a).number(part.share_of_b).number(part.jaccard);
        rows.text(comparison.population->name).text(comparison.a.small_layer->info().id);
        rows.text(fit);
        rows.end_row();
    }
}

void add_coterminosity_rows(const Comparison& comparison, const OverlapTable& table,
                            double tolerance, store::RowWriter& rows) {
    const auto& a = *comparison.a.layer;
    const auto& b = *comparison.b.layer;
    const auto fit = fit_text(comparison);
    for (const auto& row : coterminosity(comparison.a, comparison.b, table, tolerance)) {
        rows.text(a.info().id).text(a.area(row.a).code).text(a.area(row.a).name).whole(row.people);
        rows.text(b.info().id);
        if (row.best_b == no_area) {
            rows.gap().gap();
        } else {
            rows.text(b.area(row.best_b).code).text(b.area(row.best_b).name);
        }
        rows.number(row.jaccard).number(row.share_in_best).whole(row.pieces);
        rows.number(row.effective_pieces).number(row.uncovered_share).text(to_string(row.kind));
        rows.text(comparison.population->name).text(comparison.a.small_layer->info().id);
        rows.text(fit);
        rows.end_row();
    }
}

void add_change_rows(const Comparison& comparison, const OverlapTable& table,
                     store::RowWriter& rows) {
    const auto& a = *comparison.a.layer;
    const auto& b = *comparison.b.layer;
    const auto fit = fit_text(comparison);
    for (const auto& move : moves(comparison.a, comparison.b, table)) {
        rows.text(a.info().id).text(b.info().id);
        rows.text(a.area(move.from).code).text(a.area(move.from).name);
        rows.text(b.area(move.to).code).text(b.area(move.to).name);
        rows.whole(move.small_areas).whole(move.people);
        rows.text(comparison.population->name).text(comparison.a.small_layer->info().id);
        rows.text(fit);
        rows.end_row();
    }
}

}  // namespace concord::registry
