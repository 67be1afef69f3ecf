// Reading back from a built warehouse what a comparison of layers needs, and no more: opening a
// build and comparing two layers is a matter of milliseconds.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "registry/registry.hpp"

namespace concord::registry {
namespace {

std::string text_of(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text ? *text : std::string();
}

std::optional<Date> date_of(const Value& value) {
    return Date::parse(text_of(value));
}

struct BuiltLayer {
    LayerInfo info;
    std::size_t areas = 0;
};

// Layers by their key, in the order in which they were written.
std::vector<BuiltLayer> read_layers(store::Warehouse& warehouse) {
    std::vector<BuiltLayer> layers;
    const auto table = warehouse.query(
        "SELECT layer, kind, title, valid_from, valid_to, is_small, areas FROM area_layers");
    for (const auto& row : table.rows) {
        BuiltLayer layer;
        layer.info.id = text_of(row[0]);
        layer.info.kind = text_of(row[1]);
        layer.info.title = text_of(row[2]);
        layer.info.in_force = {date_of(row[3]), date_of(row[4])};
        layer.info.small = std::get<bool>(row[5]);
        layer.areas = static_cast<std::size_t>(std::get<std::int64_t>(row[6]));
        layers.push_back(std::move(layer));
    }
    return layers;
}

void read_areas(store::Warehouse& warehouse, const std::string& id, Layer& layer) {
    const auto table = warehouse.query(
        fmt::format("SELECT code, ods_code, name FROM area_keys WHERE layer = {} ORDER BY area_key",
                    store::quoted_text(id)));
    for (const auto& row : table.rows) {
        layer.add({text_of(row[0]), text_of(row[1]), text_of(row[2])});
    }
}

// Where the layer's areas lie on each vintage of small areas on which it stands by itself.
void read_links(store::Warehouse& warehouse, const std::vector<BuiltLayer>& layers, std::size_t key,
                Geography& geography) {
    const auto& id = layers[key].info.id;
    const auto grounds = warehouse.query(
        fmt::format("SELECT small_areas FROM layer_fits WHERE layer = {} AND how = 'exact'",
                    store::quoted_text(id)));
    for (const auto& row : grounds.rows) {
        const auto small = text_of(row[0]);
        const auto small_key = static_cast<std::size_t>(
            std::ranges::find(layers, small, [](const BuiltLayer& l) { return l.info.id; }) -
            layers.begin());
        const auto columns = warehouse.query_whole_numbers(
            fmt::format("SELECT small_key, area_key FROM area_membership_keys WHERE layer_key = {} "
                        "AND small_layer_key = {}",
                        key, small_key),
            no_area);
        Link link{small, id, {}, "build", {}};
        link.to_of.assign(layers[small_key].areas, no_area);
        for (std::size_t i = 0; i < columns[0].size(); ++i) {
            link.to_of[static_cast<std::size_t>(columns[0][i])] =
                static_cast<AreaIndex>(columns[1][i]);
        }
        geography.add_link(std::move(link));
    }
}

void read_populations(store::Warehouse& warehouse, std::string_view wanted, RegistryData& data) {
    const auto names = warehouse.query(
        "SELECT population, small_areas, day FROM populations ORDER BY day DESC NULLS LAST");
    std::vector<std::string> served;
    for (const auto& row : names.rows) {
        Population population;
        population.name = text_of(row[0]);
        population.small_layer = text_of(row[1]);
        population.date = date_of(row[2]);
        const bool is_newest = std::ranges::find(served, population.small_layer) == served.end();
        // The newest of each vintage also where another is wanted: a refusal names them.
        if (!is_newest && population.name != wanted) continue;
        served.push_back(population.small_layer);
        const auto columns = warehouse.query_whole_numbers(
            fmt::format("SELECT small_key, people FROM area_populations WHERE population = {}",
                        store::quoted_text(population.name)),
            0);
        population.people.assign(columns[0].size(), 0);
        for (std::size_t i = 0; i < columns[0].size(); ++i) {
            population.people[static_cast<std::size_t>(columns[0][i])] = columns[1][i];
        }
        data.populations.push_back(std::move(population));
    }
}

}  // namespace

RegistryData load_built_registry(store::Warehouse& warehouse, std::span<const std::string> layers,
                                 std::string_view population) {
    RegistryData data;
    const auto built = read_layers(warehouse);
    const auto is_wanted = [&](const std::string& id) {
        return std::ranges::find(layers, id) != layers.end();
    };
    for (const auto& layer : built) {
        if (layer.info.small && !is_wanted(layer.info.id)) {
            data.geography.ensure_layer(layer.info).add_unnamed(layer.areas);
        }
    }
    for (std::size_t key = 0; key < built.size(); ++key) {
        if (!is_wanted(built[key].info.id)) continue;
        read_areas(warehouse, built[key].info.id, data.geography.ensure_layer(built[key].info));
        if (!built[key].info.small) read_links(warehouse, built, key, data.geography);
    }
    read_populations(warehouse, population, data);
    return data;
}

}  // namespace concord::registry
