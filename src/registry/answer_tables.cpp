// The questions that system.toml asks, answered: the one writer of these tables. A question that
// cannot be answered becomes a finding.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "registry/table_writer.hpp"

namespace concord::registry {
namespace {

class AnswerTables : TableWriter {
  public:
    AnswerTables(const RegistryStage& stage, store::Warehouse& warehouse, Diagnostics& diagnostics,
                 const CancelToken& cancel)
        : TableWriter(stage, warehouse, cancel), diagnostics_(diagnostics) {}

    void run() {
        write_profiles();
        write_overlaps();
        write_changes();
    }

  private:
    void report(const Refusal& refusal, const std::string& subject);
    void report_fit(const Assignment& assignment);
    void report_contradictions(const ProfileAnswer& answer, const std::string& layer);
    void write_profiles();
    std::optional<Comparison> comparison(const LayerPair& pair);
    std::span<const LayerPair> answerable(const std::vector<LayerPair>& pairs) const;
    void write_overlaps();
    void write_changes();

    Diagnostics& diagnostics_;
};

void AnswerTables::report(const Refusal& refusal, const std::string& subject) {
    const Location place{shown_path(*stage_.system, "system.toml"), 0, 0};
    diagnostics_.add({refusal.rule, place, subject, refusal.message, refusal.help});
}

void AnswerTables::report_fit(const Assignment& assignment) {
    const auto& fit = assignment.fit;
    if (!fit.converted) return;
    diagnostics_.add(
        {"REG045",
         {shown_path(*stage_.system, "system.toml"), 0, 0},
         assignment.layer->info().id,
         fmt::format("{} stands on {} and was carried to {} by best fit: {} lie in several areas, "
                     "and at most {} of {} people are misplaced ({})",
                     assignment.layer->info().id, fit.from_small_layer,
                     assignment.small_layer->info().id,
                     counted(fit.best_fit_areas, "small area", "small areas"),
                     with_thousands(fit.people_misplaced_at_most), with_thousands(fit.people),
                     fit.population)});
}

// A printed value that the data contradict is a finding at its row of the printed table.
void AnswerTables::report_contradictions(const ProfileAnswer& answer, const std::string& layer) {
    const auto* published = data_.published_of(layer);
    for (const auto& comparison : answer.profile->comparisons) {
        const auto* printed = published ? published->find(comparison.code) : nullptr;
        if (comparison.agrees || !printed) continue;
        diagnostics_.add(
            {"REG046", printed->place, comparison.code,
             fmt::format("`{}`: {} is printed as {}, and the data give {}{}", comparison.code,
                         comparison.column, comparison.printed, comparison.recomputed,
                         comparison.note.empty() ? "" : " (" + comparison.note + ")")});
    }
}

void AnswerTables::write_profiles() {
    auto out = rows("system_profile");
    auto printed = rows("profile_published");
    for (const auto& layer : stage_.system->profiles) {
        for (const auto mode : {ProfileMode::published, ProfileMode::exact}) {
            ProfileQuestion question;
            question.layer = layer;
            question.mode = mode;
            question.settings = stage_.system->profile_settings;
            const auto answer = profile_layer(data_, question);
            if (answer.profile) {
                add_profile_rows(answer, layer, out);
                add_published_rows(answer, layer, printed);
                report_contradictions(answer, layer);
            } else if (mode == ProfileMode::published && !data_.geography.small_layers().empty()) {
                report(*answer.refusal, layer);
            }
        }
    }
    write(out);
    write(printed);
}

std::optional<Comparison> AnswerTables::comparison(const LayerPair& pair) {
    auto answer = compare_layers(data_, pair.a, pair.b, stage_.system->population);
    if (answer.refusal) {
        report(*answer.refusal, pair.a + " and " + pair.b);
        return std::nullopt;
    }
    report_fit(answer.comparison->a);
    report_fit(answer.comparison->b);
    return std::move(answer.comparison);
}

// Without open data there is nothing to compare: the tables are empty, and the build says why once.
std::span<const LayerPair> AnswerTables::answerable(const std::vector<LayerPair>& pairs) const {
    if (data_.geography.small_layers().empty()) return {};
    return pairs;
}

void AnswerTables::write_overlaps() {
    auto overlaps = rows("area_overlap");
    auto classes = rows("coterminosity");
    for (const auto& pair : answerable(stage_.system->overlaps)) {
        const auto found = comparison(pair);
        if (!found) continue;
        const auto table = overlap(found->a, found->b, found->population->people);
        add_overlap_rows(*found, table, overlaps);
        add_coterminosity_rows(*found, table, stage_.system->coterminosity_tolerance, classes);
    }
    write(overlaps);
    write(classes);
}

void AnswerTables::write_changes() {
    auto out = rows("boundary_changes");
    for (const auto& pair : answerable(stage_.system->changes)) {
        const auto found = comparison(pair);
        if (!found) continue;
        add_change_rows(*found, overlap(found->a, found->b, found->population->people), out);
    }
    write(out);
}

}  // namespace

void write_answer_tables(const RegistryStage& stage, store::Warehouse& warehouse,
                         Diagnostics& diagnostics, const CancelToken& cancel) {
    AnswerTables(stage, warehouse, diagnostics, cancel).run();
}

}  // namespace concord::registry
