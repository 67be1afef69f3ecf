// Layers that nobody published: unions, places, and "what if these areas moved". Each becomes a
// layer like any other, linked to every vintage of small areas on which all its parts can be
// placed.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "files/csv_reader.hpp"
#include "registry/assignment.hpp"
#include "registry/system_description.hpp"

namespace concord::registry {

// "region24:E12000007": an area of a layer; the code is empty where the whole layer is meant.
struct AreaReference {
    std::string layer;
    std::string code;
};
AreaReference parse_area_reference(std::string_view text);

// An area of a custom layer and what it is made of.
struct CompositeArea {
    Area area;
    std::vector<AreaReference> parts;
    Location place;
};

// Adds a layer whose areas are made of other areas. A part that is not known, or that lies in two
// areas of the layer, is reported; the first keeps it.
void add_composite_layer(Geography& geography, LayerInfo info,
                         const std::vector<CompositeArea>& areas, Diagnostics& diagnostics);

// Adds the union of layers and single areas that system.toml describes.
void add_union_layer(Geography& geography, const CustomLayer& description,
                     Diagnostics& diagnostics);

// Adds `base` with the areas of the file moved. The file's columns are area, from, to and, where
// `to` is new, to_name; `area` is a code of a small area, or layer:code. A row whose area does not
// lie in `from` is reported and moves nothing; so is an area that is moved twice.
files::FileReport add_what_if_layer(Geography& geography, const CustomLayer& description,
                                    const std::filesystem::path& file,
                                    const std::string& shown_file, Diagnostics& diagnostics);

}  // namespace concord::registry
