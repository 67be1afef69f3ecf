// Layers, areas and where each small area lies: the one writer of these tables.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "registry/table_writer.hpp"

namespace concord::registry {
namespace {

using store::RowWriter;

// A layer on every vintage of small areas, directly or by best fit.
struct PlacedLayer {
    std::string layer;
    std::size_t small_key = 0;  // place of the vintage in the order of layers
    Assignment assignment;
};

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

class AreaTables : TableWriter {
  public:
    AreaTables(const RegistryStage& stage, store::Warehouse& warehouse, const CancelToken& cancel)
        : TableWriter(stage, warehouse, cancel), layers_(data_.geography.layer_ids()) {}

    void run() {
        place_layers();
        write_layers();
        write_areas();
        write_relations();
        write_fits();
        write_small_areas();
        write_membership();
        write_populations();
        write_places();
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
    void write_places();

    std::vector<std::string> layers_;
    std::vector<PlacedLayer> placed_;
};

void AreaTables::place_layers() {
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
                                   data_.newest_population(source.small_layer->info().id));
            if (!carried) continue;
            const auto key =
                static_cast<std::size_t>(std::ranges::find(layers_, small) - layers_.begin());
            direct.push_back({id, key, std::move(*carried)});
        }
        for (auto& item : direct)
            placed_.push_back(std::move(item));
    }
}

void AreaTables::write_layers() {
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

void AreaTables::write_areas() {
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

// Links from small areas are in area_membership; this table has the links between larger areas, and
// the changes from one vintage of small areas to the next.
void AreaTables::write_relations() {
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

void AreaTables::write_fits() {
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

void AreaTables::write_small_areas() {
    auto out = rows("small_areas");
    for (const auto& small : data_.geography.small_layers()) {
        const auto& layer = *data_.geography.layer(small);
        const auto* people = data_.newest_population(small);
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

void AreaTables::write_membership() {
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

void AreaTables::write_populations() {
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

void AreaTables::write_places() {
    auto out = rows("places");
    for (const auto& place : data_.places) {
        std::vector<std::string> areas;
        for (const auto& area : place.areas) {
            areas.push_back(area.code.empty() ? area.layer : area.layer + ":" + area.code);
        }
        std::optional<std::int64_t> people;
        for (const auto& placed : placed_) {
            const auto& assignment = placed.assignment;
            const auto* population = data_.newest_population(layers_[placed.small_key]);
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

}  // namespace

void write_area_tables(const RegistryStage& stage, store::Warehouse& warehouse,
                       const CancelToken& cancel) {
    AreaTables(stage, warehouse, cancel).run();
}

}  // namespace concord::registry
