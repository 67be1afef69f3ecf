#include "registry/own_files.hpp"

#include "files/digest.hpp"

namespace concord::registry {
namespace {

namespace fs = std::filesystem;

// One system's folder: where its files are, how they are shown, and what became of them.
class Folder {
  public:
    Folder(const SystemDescription& system, RegistryData& data) : system_(system), data_(data) {}

    bool has(const std::string& file) const {
        std::error_code error;
        return fs::exists(path(file), error);
    }
    fs::path path(const std::string& file) const { return system_.folder / file; }
    std::string shown(const std::string& file) const { return shown_path(system_, file); }

    void record(files::FileReport report, const std::string& file) {
        report.dataset = file;
        std::error_code error;
        if (fs::is_regular_file(path(file), error)) {
            report.sha256 = files::sha256_of_file(path(file));
        }
        data_.inputs.push_back(std::move(report));
    }

  private:
    const SystemDescription& system_;
    RegistryData& data_;
};

template <typename T>
void append(std::vector<T>& into, std::vector<T> items) {
    for (auto& item : items)
        into.push_back(std::move(item));
}

// The places and neighbourhoods of the day become layers of their own, so that they can be compared
// like any other.
void add_places(RegistryData& data, Diagnostics& diagnostics) {
    const auto as_at = diagnostics.context().as_at;
    for (const std::string kind : {"place", "neighbourhood"}) {
        std::vector<CompositeArea> areas;
        for (const auto& place : data.places) {
            if (place.kind != kind || !place.existence.contains(as_at)) continue;
            areas.push_back({{place.id, {}, place.name}, place.areas, place.where_areas});
        }
        if (areas.empty()) continue;
        LayerInfo info;
        info.id = kind;
        info.kind = kind;
        info.title = kind == "place" ? "Places" : "Neighbourhoods";
        add_composite_layer(data.geography, info, areas, diagnostics);
    }
}

void add_layers(const SystemDescription& system, Folder& folder, RegistryData& data,
                Diagnostics& diagnostics) {
    for (const auto& layer : system.layers) {
        if (!layer.union_of.empty()) {
            add_union_layer(data.geography, layer, diagnostics);
        } else if (!layer.reassignments.empty()) {
            const auto& file = layer.reassignments;
            folder.record(add_what_if_layer(data.geography, layer, folder.path(file),
                                            folder.shown(file), diagnostics),
                          file);
        }
    }
}

}  // namespace

void read_own_bodies(const SystemDescription& system, std::span<const BodyKind> kinds,
                     RegistryData& data, Diagnostics& diagnostics) {
    Folder folder(system, data);
    files::FileReport report;
    if (const std::string file = "bodies.csv"; folder.has(file)) {
        append(data.bodies,
               read_bodies(folder.path(file), folder.shown(file), kinds, diagnostics, report));
        folder.record(report, file);
    }
    if (const std::string file = "relations.csv"; folder.has(file)) {
        append(data.relations,
               read_relations(folder.path(file), folder.shown(file), diagnostics, report));
        folder.record(report, file);
    }
}

void read_own_geography(const SystemDescription& system, RegistryData& data,
                        Diagnostics& diagnostics) {
    Folder folder(system, data);
    files::FileReport report;
    const bool has_data = !data.geography.small_layers().empty();
    if (has_data) add_layers(system, folder, data, diagnostics);
    if (const std::string file = "places.csv"; folder.has(file)) {
        data.places = read_places(folder.path(file), folder.shown(file), diagnostics, report);
        folder.record(report, file);
        if (has_data) add_places(data, diagnostics);
    }
    if (const std::string file = "boundary_reasons.csv"; folder.has(file)) {
        data.boundary_reasons =
            read_boundary_reasons(folder.path(file), folder.shown(file), diagnostics, report);
        folder.record(report, file);
    }
    for (const auto& table : system.published) {
        auto published = read_published_profile(folder.path(table.file), folder.shown(table.file),
                                                diagnostics, report);
        published.layer = table.layer;
        published.source = table.source;
        folder.record(report, table.file);
        data.published.push_back(std::move(published));
    }
}

}  // namespace concord::registry
