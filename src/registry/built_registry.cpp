// Reading back from a built warehouse what a comparison of layers needs, and no more: opening a build
// and comparing two layers is a matter of milliseconds.
#include <fmt/format.h>

#include <algorithm>

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

// Layers by their key, in the order in which they were written.
std::vector<LayerInfo> read_layers(store::Warehouse& warehouse) {
    std::vector<LayerInfo> layers;
    const auto table = warehouse.query(
        "SELECT layer, kind, title, valid_from, valid_to, is_small FROM area_layers");
    for (const auto& row : table.rows) {
        LayerInfo info;
        info.id = text_of(row[0]);
        info.kind = text_of(row[1]);
        info.title = text_of(row[2]);
        info.in_force = {date_of(row[3]), date_of(row[4])};
        info.small = std::get<bool>(row[5]);
        layers.push_back(std::move(info));
    }
    return layers;
}

void read_areas(store::Warehouse& warehouse, const std::vector<LayerInfo>& layers,
                std::span<const std::string> wanted, Geography& geography) {
    for (const auto& info : layers) {
        const bool is_wanted = std::ranges::find(wanted, info.id) != wanted.end();
        if (!info.small && !is_wanted) continue;
        auto& layer = geography.ensure_layer(info);
        const auto table = warehouse.query(
            fmt::format("SELECT code, ods_code, name FROM area_keys WHERE layer = {} "
                        "ORDER BY area_key",
                        store::quoted_text(info.id)));
        for (const auto& row : table.rows) {
            layer.add({text_of(row[0]), text_of(row[1]), text_of(row[2])});
        }
    }
}

void read_links(store::Warehouse& warehouse, const std::vector<LayerInfo>& layers,
                std::span<const std::string> wanted, Geography& geography) {
    for (std::size_t key = 0; key < layers.size(); ++key) {
        const auto& info = layers[key];
        if (info.small || std::ranges::find(wanted, info.id) == wanted.end()) continue;
        for (std::size_t small = 0; small < layers.size(); ++small) {
            if (!layers[small].small) continue;
            const auto columns = warehouse.query_whole_numbers(
                fmt::format("SELECT m.area_key FROM area_membership_keys m WHERE layer_key = {} AND "
                            "small_layer_key = {} AND EXISTS (FROM layer_fits WHERE layer = {} AND "
                            "small_areas = {} AND how = 'exact') ORDER BY m.small_key",
                            key, small, store::quoted_text(info.id),
                            store::quoted_text(layers[small].id)),
                no_area);
            if (columns[0].empty()) continue;
            Link link{layers[small].id, info.id, {}, "build", {}};
            link.to_of.assign(columns[0].begin(), columns[0].end());
            geography.add_link(std::move(link));
        }
    }
}

void read_populations(store::Warehouse& warehouse, const std::vector<LayerInfo>& layers,
                      RegistryData& data) {
    const auto names =
        warehouse.query("SELECT population, small_layer_key, day FROM populations");
    for (const auto& row : names.rows) {
        Population population;
        population.name = text_of(row[0]);
        const auto key = static_cast<std::size_t>(std::get<std::int64_t>(row[1]));
        population.small_layer = layers[key].id;
        population.date = date_of(row[2]);
        const auto columns = warehouse.query_whole_numbers(
            fmt::format("SELECT people FROM area_populations WHERE population = {} ORDER BY small_key",
                        store::quoted_text(population.name)),
            0);
        population.people = columns[0];
        data.populations.push_back(std::move(population));
    }
}

void read_changes(store::Warehouse& warehouse, Geography& geography) {
    for (const auto& from : geography.small_layers()) {
        for (const auto& to : geography.small_layers()) {
            const auto table = warehouse.query(fmt::format(
                "SELECT from_code, to_code, relation FROM area_relations WHERE from_layer = {} AND "
                "to_layer = {} AND relation IN ('unchanged', 'split-into', 'merged-into', "
                "'irregular')",
                store::quoted_text(from), store::quoted_text(to)));
            if (table.rows.empty()) continue;
            Change change{from, to, {}, "build"};
            for (const auto& row : table.rows) {
                const auto relation = text_of(row[2]);
                const char kind = relation == "unchanged"     ? 'U'
                                  : relation == "split-into"  ? 'S'
                                  : relation == "merged-into" ? 'M'
                                                              : 'X';
                change.pairs.push_back({geography.layer(from)->find(text_of(row[0])),
                                        geography.layer(to)->find(text_of(row[1])), kind});
            }
            geography.add_change(std::move(change));
        }
    }
}

bool have_common_ground(const Geography& geography, std::span<const std::string> layers) {
    for (const auto& small : geography.small_layers()) {
        bool all = true;
        for (const auto& layer : layers) all &= assign(geography, layer, small).has_value();
        if (all) return true;
    }
    return false;
}

}  // namespace

RegistryData load_built_registry(store::Warehouse& warehouse,
                                 std::span<const std::string> layers) {
    RegistryData data;
    const auto infos = read_layers(warehouse);
    read_areas(warehouse, infos, layers, data.geography);
    read_links(warehouse, infos, layers, data.geography);
    read_populations(warehouse, infos, data);
    if (!have_common_ground(data.geography, layers)) read_changes(warehouse, data.geography);
    return data;
}

}  // namespace concord::registry
