// Places and neighbourhoods: the geographies inside a system, chosen locally, without legal
// personality (PIR-R004 to PIR-R006, THE-R005).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "files/csv_reader.hpp"
#include "registry/custom_layer.hpp"

namespace concord::registry {

struct Place {
    std::string id;
    std::string name;
    std::string kind;  // place or neighbourhood
    std::vector<AreaReference> areas;
    std::string part_of;  // the body it is a place of; for a neighbourhood its place
    std::string basis;    // why the boundary is where it is; empty means the councils' boundaries
    Period existence;
    std::string source;
    Location where;
    Location where_areas;  // the cell that lists them
};

// places.csv: id, name, kind, areas (layer:code;…), valid_from, valid_to, source and, where wanted,
// part_of and basis.
std::vector<Place> read_places(const std::filesystem::path& path, const std::string& shown_path,
                               Diagnostics& diagnostics, files::FileReport& report);

// Why an area is not coterminous with another layer, where somebody has said (ESS-R028, ESS-R029).
struct BoundaryReason {
    AreaReference area;
    std::string against;  // the other layer
    std::string reason;
    std::string evidence;
    Location where;
};

// boundary_reasons.csv: area (layer:code), against, reason, evidence.
std::vector<BoundaryReason> read_boundary_reasons(const std::filesystem::path& path,
                                                  const std::string& shown_path,
                                                  Diagnostics& diagnostics,
                                                  files::FileReport& report);

}  // namespace concord::registry
