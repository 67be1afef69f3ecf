// The one writer of each of the registry's tables.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "registry/registry.hpp"

namespace concord::registry {
namespace {

using store::RowWriter;

// A layer on every vintage of small areas, directly or by best fit.
struct PlacedLayer {
    std::string layer;
    std::size_t small_key = 0;  // place of the vintage in the order of layers
    Assignment assignment;
};

class TableWriting {
  public:
    TableWriting(const RegistryStage& stage, store::Warehouse& warehouse, Diagnostics& diagnostics,
                 const CancelToken& cancel)
        : data_(*stage.data),
          stage_(stage),
          warehouse_(warehouse),
          diagnostics_(diagnostics),
          cancel_(cancel),
          layers_(data_.geography.layer_ids()) {
        place_layers();
    }

    void run() {
        write_layers();
        write_areas();
        write_relations();
        write_fits();
        write_small_areas();
        write_membership();
        write_populations();
        write_bodies();
        write_body_kinds();
        write_body_relations();
        write_body_roles();
        write_places();
        write_inputs();
        write_profiles();
        write_overlaps();
        write_changes();
    }

  private:
    void place_layers();
    void write_layers();
    void write_areas();
    void write_relations();
    void write_fits();
    void write_small_areas();
    void write_membership();
    void write_populations();
    void write_bodies();
    void write_body_kinds();
    void write_body_relations();
    void write_body_roles();
    void write_places();
    void write_inputs();
    void write_profiles();
    void write_overlaps();
    void write_changes();

    RowWriter rows(std::string_view table) const { return RowWriter(schema_of(table)); }
    void write(const RowWriter& rows) {
        cancel_.check();
        warehouse_.write(rows);
    }
    const Population* newest_population(std::string_view small_layer) const;
    std::optional<Comparison> comparison(const LayerPair& pair);
    std::span<const LayerPair> answerable(const std::vector<LayerPair>& pairs) const;
    void report(const Refusal& refusal, const std::string& subject);
    void report_fit(const Assignment& assignment);
    void report_contradictions(const ProfileAnswer& answer, const std::string& layer);

    const RegistryData& data_;
    const RegistryStage& stage_;
    store::Warehouse& warehouse_;
    Diagnostics& diagnostics_;
    const CancelToken& cancel_;
    std::vector<std::string> layers_;
    std::vector<PlacedLayer> placed_;
};

const Population* TableWriting::newest_population(std::string_view small_layer) const {
    const Population* best = nullptr;
    for (const auto& population : data_.populations) {
        if (population.small_layer != small_layer) continue;
        if (!best || population.date > best->date) best = &population;
    }
    return best;
}

void TableWriting::place_layers() {
    const auto small_layers = data_.geography.small_layers();
    for (const auto& id : layers_) {
        std::vector<PlacedLayer> direct;
        std::vector<std::string> elsewhere;
        for (const auto& small : small_layers) {
            const auto key =
                static_cast<std::size_t>(std::ranges::find(layers_, small) - layers_.begin());
            if (auto assignment = assign(data_.geography, id, small)) {
                direct.push_back({id, key, std::move(*assignment)});
            } else {
                elsewhere.push_back(small);
            }
        }
        for (const auto& small : elsewhere) {
            if (direct.empty()) break;
            const auto& source = direct.front().assignment;
            auto carried = convert(data_.geography, source, small,
                                   newest_population(source.small_layer->info().id));
            if (!carried) continue;
            const auto key =
                static_cast<std::size_t>(std::ranges::find(layers_, small) - layers_.begin());
            direct.push_back({id, key, std::move(*carried)});
        }
        for (auto& item : direct)
            placed_.push_back(std::move(item));
    }
}

void TableWriting::write_layers() {
    auto out = rows("area_layers");
    for (const auto& id : layers_) {
        const auto& layer = *data_.geography.layer(id);
        std::vector<std::string> grounds;
        for (const auto& placed : placed_) {
            if (placed.layer == id && !placed.assignment.fit.converted) {
                grounds.push_back(layers_[placed.small_key]);
            }
        }
        out.text(id).text(layer.info().kind).text(layer.info().title);
        out.date(layer.info().in_force.from).date(layer.info().in_force.to);
        out.whole(static_cast<std::int64_t>(layer.size())).truth(layer.info().small);
        out.text(join(grounds, " "));
        out.end_row();
    }
    write(out);
}

void TableWriting::write_areas() {
    auto areas = rows("areas");
    auto keys = rows("area_keys");
    for (std::size_t l = 0; l < layers_.size(); ++l) {
        const auto& layer = *data_.geography.layer(layers_[l]);
        const auto& period = layer.info().in_force;
        for (std::size_t i = 0; i < layer.size(); ++i) {
            const auto& area = layer.areas()[i];
            areas.text(layers_[l]).text(area.code).text(area.ods_code).text(area.name);
            areas.date(period.from).date(period.to);
            areas.end_row();
            keys.whole(static_cast<std::int64_t>(l)).whole(static_cast<std::int64_t>(i));
            keys.text(layers_[l]).text(area.code).text(area.ods_code).text(area.name);
            keys.end_row();
        }
    }
    write(areas);
    write(keys);
}

std::string_view change_name(char kind) {
    switch (kind) {
        case 'U':
            return "unchanged";
        case 'S':
            return "split-into";
        case 'M':
            return "merged-into";
        default:
            return "irregular";
    }
}

// Links from small areas are in area_membership; this table has the links between larger areas, and
// the changes from one vintage of small areas to the next.
void TableWriting::write_relations() {
    auto out = rows("area_relations");
    for (const auto& link : data_.geography.links()) {
        const auto& from = *data_.geography.layer(link.from);
        const auto& to = *data_.geography.layer(link.to);
        if (from.info().small) continue;
        const auto relation = from.info().kind == to.info().kind ? "became" : "part-of";
        for (std::size_t i = 0; i < link.to_of.size(); ++i) {
            if (link.to_of[i] < 0) continue;
            out.text(link.from).text(from.areas()[i].code).text(relation);
            out.text(link.to).text(to.area(link.to_of[i]).code).date(link.date).text(link.dataset);
            out.end_row();
        }
    }
    for (const auto& change : data_.geography.changes()) {
        const auto& from = *data_.geography.layer(change.from);
        const auto& to = *data_.geography.layer(change.to);
        for (const auto& pair : change.pairs) {
            out.text(change.from).text(from.area(pair.from).code).text(change_name(pair.kind));
            out.text(change.to).text(to.area(pair.to).code).gap().text(change.dataset);
            out.end_row();
        }
    }
    write(out);
}

void TableWriting::write_fits() {
    auto out = rows("layer_fits");
    for (const auto& placed : placed_) {
        const auto& fit = placed.assignment.fit;
        out.text(placed.layer).text(layers_[placed.small_key]);
        out.text(fit.converted ? "best-fit" : "exact").whole(fit.unplaced_areas);
        out.whole(fit.best_fit_areas).whole(fit.people).whole(fit.people_misplaced_at_most);
        out.text(fit.population).text(join(placed.assignment.path, " > "));
        out.end_row();
    }
    write(out);
}

void TableWriting::write_small_areas() {
    auto out = rows("small_areas");
    for (const auto& small : data_.geography.small_layers()) {
        const auto& layer = *data_.geography.layer(small);
        const auto* people = newest_population(small);
        const auto on_it = [&](const auto& measures) {
            const auto found = std::ranges::find_if(
                measures, [&](const auto& measure) { return measure.small_layer == small; });
            return found == measures.end() ? nullptr : &*found;
        };
        const auto* deprivation = on_it(data_.deprivations);
        const auto* rural_urban = on_it(data_.rural_urbans);
        for (std::size_t i = 0; i < layer.size(); ++i) {
            out.text(small).text(layer.areas()[i].code);
            people ? out.whole(people->people[i]) : out.gap();
            const auto rank = deprivation ? deprivation->rank[i] : 0;
            if (rank > 0) {
                out.whole(std::int64_t{rank});
                out.truth(rank <= deprivation->last_rank_of_most_deprived_fifth());
            } else {
                out.gap().gap();
            }
            const auto kind = rural_urban ? rural_urban->of_area[i] : Rurality::unknown;
            kind == Rurality::unknown ? out.gap() : out.truth(kind == Rurality::urban);
            out.end_row();
        }
    }
    write(out);
}

void TableWriting::write_membership() {
    auto out = rows("area_membership_keys");
    for (const auto& placed : placed_) {
        const auto layer_key =
            static_cast<std::int64_t>(std::ranges::find(layers_, placed.layer) - layers_.begin());
        for (std::size_t i = 0; i < placed.assignment.area_of.size(); ++i) {
            const auto area = placed.assignment.area_of[i];
            out.whole(layer_key).whole(static_cast<std::int64_t>(placed.small_key));
            out.whole(static_cast<std::int64_t>(i));
            area < 0 ? out.gap() : out.whole(std::int64_t{area});
            out.end_row();
        }
    }
    write(out);
    warehouse_.run(
        "CREATE VIEW area_membership AS SELECT a.layer, a.code, s.layer AS small_layer, "
        "s.code AS small_area, f.how FROM area_membership_keys m "
        "JOIN area_keys a ON a.layer_key = m.layer_key AND a.area_key = m.area_key "
        "JOIN area_keys s ON s.layer_key = m.small_layer_key AND s.area_key = m.small_key "
        "JOIN layer_fits f ON f.layer = a.layer AND f.small_areas = s.layer");
}

void TableWriting::write_populations() {
    auto out = rows("area_populations");
    auto names = rows("populations");
    for (const auto& population : data_.populations) {
        const auto key = static_cast<std::int64_t>(
            std::ranges::find(layers_, population.small_layer) - layers_.begin());
        names.text(population.name).whole(key).text(population.small_layer);
        names.date(population.date).whole(population.total()).text(population.dataset);
        names.end_row();
        for (std::size_t i = 0; i < population.people.size(); ++i) {
            out.text(population.name).whole(key).whole(static_cast<std::int64_t>(i));
            out.whole(population.people[i]);
            out.end_row();
        }
    }
    write(out);
    write(names);
}

void TableWriting::write_bodies() {
    auto out = rows("bodies");
    for (const auto& body : data_.bodies) {
        const auto* kind = find_kind(stage_.kinds, body.kind);
        out.text(body.id).text(body.name).text(body.kind).text(body.ods_code).text(body.gss_code);
        out.text(body.part_of).text(kind ? kind->level : "");
        kind ? out.truth(kind->statutory).truth(kind->legal_person) : out.gap().gap();
        out.date(body.existence.from).date(body.existence.to).text(body.source);
        out.end_row();
    }
    write(out);
}

void TableWriting::write_body_kinds() {
    auto out = rows("body_kinds");
    for (const auto& kind : stage_.kinds) {
        out.text(kind.id).text(kind.name).text(kind.level).truth(kind.statutory);
        out.truth(kind.legal_person).date(kind.existence.from).date(kind.existence.to);
        out.text(kind.authority).text(join(kind.requirements, " "));
        out.end_row();
    }
    write(out);
}

void TableWriting::write_body_relations() {
    auto out = rows("body_relations");
    const auto put = [&](const BodyRelation& relation) {
        out.text(relation.from).text(to_string(relation.kind)).text(relation.to);
        out.text(relation.role).number(relation.share);
        out.date(relation.period.from).date(relation.period.to).text(relation.source);
        out.end_row();
    };
    for (const auto& body : data_.bodies) {
        if (body.part_of.empty()) continue;
        BodyRelation relation;
        relation.from = body.id;
        relation.to = body.part_of;
        relation.period = body.existence;
        relation.source = body.source;
        put(relation);
    }
    for (const auto& relation : data_.relations)
        put(relation);
    write(out);
}

void TableWriting::write_body_roles() {
    auto out = rows("body_roles");
    std::vector<const Body*> held;
    for (const auto& body : data_.bodies) {
        if (!body.ods_code.empty()) held.push_back(&body);
    }
    std::ranges::stable_sort(held, [](const Body* a, const Body* b) {
        return std::tie(a->ods_code, a->existence.from) < std::tie(b->ods_code, b->existence.from);
    });
    for (const auto* body : held) {
        out.text(body->ods_code).text(body->kind).text(body->id);
        out.date(body->existence.from).date(body->existence.to).text(body->source);
        out.end_row();
    }
    write(out);
}

void TableWriting::write_places() {
    auto out = rows("places");
    for (const auto& place : data_.places) {
        std::vector<std::string> areas;
        for (const auto& area : place.areas) {
            areas.push_back(area.code.empty() ? area.layer : area.layer + ":" + area.code);
        }
        std::optional<std::int64_t> people;
        for (const auto& placed : placed_) {
            const auto& assignment = placed.assignment;
            const auto* population = newest_population(layers_[placed.small_key]);
            if (placed.layer != place.kind || people || !population || assignment.fit.converted) {
                continue;
            }
            const auto index = assignment.layer->find(place.id);
            people = 0;
            for (std::size_t i = 0; i < assignment.area_of.size(); ++i) {
                if (assignment.area_of[i] == index) *people += population->people[i];
            }
        }
        out.text(place.id).text(place.name).text(place.kind).text(place.part_of);
        out.text(join(areas, ";")).text(place.basis).whole(people);
        out.date(place.existence.from).date(place.existence.to).text(place.source);
        out.end_row();
    }
    write(out);
}

void TableWriting::write_inputs() {
    auto out = rows("inputs");
    for (const auto& input : data_.inputs) {
        out.text(input.dataset).text(input.path).whole(static_cast<std::int64_t>(input.bytes));
        out.text(input.sha256).whole(input.rows_read).whole(input.rows_skipped);
        out.whole(input.rows_repaired).whole(input.rows_outside).text(input.note);
        out.end_row();
    }
    write(out);
}

void TableWriting::report(const Refusal& refusal, const std::string& subject) {
    const Location place{shown_path(*stage_.system, "system.toml"), 0, 0};
    diagnostics_.add({refusal.rule, place, subject, refusal.message, refusal.help});
}

void TableWriting::report_fit(const Assignment& assignment) {
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
void TableWriting::report_contradictions(const ProfileAnswer& answer, const std::string& layer) {
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

void TableWriting::write_profiles() {
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

std::optional<Comparison> TableWriting::comparison(const LayerPair& pair) {
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
std::span<const LayerPair> TableWriting::answerable(const std::vector<LayerPair>& pairs) const {
    if (data_.geography.small_layers().empty()) return {};
    return pairs;
}

void TableWriting::write_overlaps() {
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

void TableWriting::write_changes() {
    auto out = rows("boundary_changes");
    for (const auto& pair : answerable(stage_.system->changes)) {
        const auto found = comparison(pair);
        if (!found) continue;
        add_change_rows(*found, overlap(found->a, found->b, found->population->people), out);
    }
    write(out);
}

}  // namespace

void write_registry(const RegistryStage& stage, store::Warehouse& warehouse,
                    Diagnostics& diagnostics, const CancelToken& cancel) {
    TableWriting(stage, warehouse, diagnostics, cancel).run();
}

}  // namespace concord::registry
