// Boundaries for drawing, from GeoJSON: rounded to a grid, so that borders which two areas share
// stay the same line, and as small as a page can carry.
#pragma once

#include <filesystem>
#include <string>

#include "base/diagnostic.hpp"

namespace concord::pipeline {

struct ShapeFile {
    std::filesystem::path path;
    std::string shown_path;
    std::string layer;
    std::string code_property;  // the feature's property that holds the area's code
};

// A JSON text: a list of {"code": …, "rings": [[[lon, lat], …], …]} for every feature with a code,
// in the file's order, with coordinates in thousandths of a degree as whole numbers. Features
// without a usable shape are reported and left out; a file that cannot be read gives "[]".
std::string read_shapes(const ShapeFile& file, Diagnostics& diagnostics);

}  // namespace concord::pipeline
