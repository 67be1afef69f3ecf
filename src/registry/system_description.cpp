#include "registry/system_description.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "files/toml_document.hpp"

namespace concord::registry {
namespace {

using files::TomlReader;

std::vector<LayerPair> read_pairs(TomlReader& reader, std::string_view key) {
    std::vector<LayerPair> pairs;
    for (const auto& list : reader.text_lists(key)) {
        if (list.size() == 2) {
            pairs.push_back({list[0], list[1]});
        } else {
            reader.find("REG016", key, fmt::format("`{}` holds a list that is no pair", key),
                        "give pairs of layers, such as [\"icb24\", \"cauth25\"]");
        }
    }
    return pairs;
}

double share(TomlReader& reader, std::string_view key, double otherwise) {
    const auto value = reader.number(key).value_or(otherwise);
    if (value >= 0 && value < 1) return value;
    reader.find("REG016", key, fmt::format("`{}` is {}, not a share from 0 to 1", key, value));
    return otherwise;
}

CustomLayer read_layer(TomlReader& reader) {
    CustomLayer layer;
    layer.name = reader.required_text("name");
    layer.title = reader.text("title").value_or(layer.name);
    layer.union_of = reader.texts("union_of");
    layer.base = reader.text("base").value_or("");
    layer.reassignments = reader.path_below("reassignments");
    layer.region_kind = reader.text("region_kind").value_or("");
    layer.place = reader.place("name");
    const bool what_if = !layer.base.empty() && !layer.reassignments.empty();
    if (layer.union_of.empty() == !what_if) {
        reader.find("REG017", "name",
                    fmt::format("the layer `{}` does not say what it is made of", layer.name),
                    "give `union_of`, or `base` and `reassignments`");
    }
    reader.finish();
    return layer;
}

void read_geography(TomlReader& root, SystemDescription& system) {
    auto geography = root.table("geography");
    if (!geography) return;
    system.population = geography->text("population").value_or("");
    system.system_layer = geography->text("systems").value_or("");
    system.authority_layer = geography->text("authorities").value_or("");
    system.coterminosity_tolerance = share(*geography, "tolerance", system.coterminosity_tolerance);
    system.overlaps = read_pairs(*geography, "overlaps");
    system.changes = read_pairs(*geography, "changes");
    system.systems_expected = geography->whole_number("systems_expected");
    geography->finish();
}

void read_profile(TomlReader& root, SystemDescription& system) {
    auto profile = root.table("profile");
    if (!profile) return;
    system.profiles = profile->texts("layers");
    auto& settings = system.profile_settings;
    settings.tier_tolerance = share(*profile, "tier_tolerance", settings.tier_tolerance);
    settings.council_share = share(*profile, "council_share", settings.council_share);
    for (auto& table : profile->tables("published")) {
        PublishedTable published;
        published.layer = table.required_text("layer");
        published.file = table.required_text("file").empty() ? "" : table.path_below("file");
        published.source = table.required_text("source");
        table.finish();
        if (!published.file.empty()) system.published.push_back(std::move(published));
    }
    profile->finish();
}

void read_data(TomlReader& root, SystemDescription& system) {
    auto data = root.table("data");
    if (!data) return;
    system.use = data->texts("use");
    system.own_catalogue = data->path_below("catalogue");
    system.built_in_catalogue = data->truth("built_in").value_or(true);
    system.own_data = data->path_below("folder");
    data->finish();
}

}  // namespace

std::string shown_path(const SystemDescription& system, const std::string& file) {
    const auto path = system.shows_names_alone ? std::filesystem::path(file) : system.folder / file;
    return path.lexically_normal().string();
}

std::optional<SystemDescription> read_system_description(const std::filesystem::path& folder,
                                                         Diagnostics& diagnostics) {
    SystemDescription system;
    system.folder = folder;
    const auto path = folder / "system.toml";
    const auto document = files::read_toml(path, shown_path(system, "system.toml"), diagnostics);
    if (!document) return std::nullopt;
    TomlReader root(*document, shown_path(system, "system.toml"), diagnostics);
    system.name = root.required_text("name");
    system.ods_code = root.text("ods_code").value_or("");
    system.financial_year = root.text("financial_year").value_or("");
    system.as_at = root.date("as_at");
    system.note = root.text("note").value_or("");
    system.tiles = root.path_below("tiles");
    read_data(root, system);
    read_geography(root, system);
    read_profile(root, system);
    for (auto& layer : root.tables("layer"))
        system.layers.push_back(read_layer(layer));
    root.finish();
    return system;
}

}  // namespace concord::registry
