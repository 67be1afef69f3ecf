// system.toml: what a system is called, the date and the vintages it is looked at, and what is to
// be worked out of it. Paths in it are relative to the system's folder.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "registry/profile.hpp"

namespace concord::registry {

// A layer of the system's own: a union of other layers or areas, or another layer with some areas
// reassigned ("what if").
struct CustomLayer {
    std::string name;
    std::string title;
    std::vector<std::string> union_of;  // "cauth25", or "region24:E12000007" for a single area
    std::string base;                   // with reassignments: the layer they start from
    std::string reassignments;          // a CSV file: area, from, to
    std::string region_kind;            // the kind of layer that gives its areas their region
    Location place;
};

// A printed table to be shown beside the data.
struct PublishedTable {
    std::string layer;
    std::string file;
    std::string source;
};

struct LayerPair {
    std::string a;
    std::string b;
};

struct SystemDescription {
    std::filesystem::path folder;
    std::string name;
    std::string ods_code;
    std::string financial_year;
    std::optional<Date> as_at;
    std::string system_layer;      // the layer whose areas are the systems
    std::string authority_layer;   // the layer whose areas are the strategic authorities
    std::vector<std::string> use;  // data set ids; empty means all
    std::string own_catalogue;     // a datasets.toml of the system's own
    bool built_in_catalogue = true;
    std::string own_data;    // a data folder inside the system's folder
    std::string population;  // empty: the newest that fits
    double coterminosity_tolerance = 0.01;
    ProfileSettings profile_settings;
    std::vector<std::string> profiles;  // layers to profile
    std::vector<LayerPair> overlaps;
    std::vector<LayerPair> changes;
    std::vector<CustomLayer> layers;
    std::vector<PublishedTable> published;
    std::string tiles;                             // a CSV of places on a grid: code, column, row
    std::optional<std::int64_t> systems_expected;  // how many areas the system layer must have
    std::string note;                              // shown on every page
    // Its files are shown by their names in the folder, not by where the folder is: in what is
    // published that is nobody's business, and the same system gives the same bytes anywhere.
    bool shows_names_alone = false;
};

// Reads and checks DIR/system.toml; nothing where it is missing or broken.
std::optional<SystemDescription> read_system_description(const std::filesystem::path& folder,
                                                         Diagnostics& diagnostics);

// The path of one of the system's files as it is shown to the user.
std::string shown_path(const SystemDescription& system, const std::string& file);

}  // namespace concord::registry
