// The report: one HTML file with everything in it, opened from disk or mailed. The application is
// the web bundle; this puts the system's figures into it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/pipeline.hpp"
#include "pipeline/shapes.hpp"

namespace concord::pipeline {

// A place on the grid of the tile map.
struct Tile {
    std::string code;  // GSS or ODS code
    std::string label;
    std::int64_t column = 0;
    std::int64_t row = 0;
};

// tiles.csv: code, label, column, row.
std::vector<Tile> read_tiles(const std::filesystem::path& path, const std::string& shown_path,
                             Diagnostics& diagnostics);

struct ReportInputs {
    const registry::SystemDescription* system = nullptr;
    const registry::RegistryData* data = nullptr;
    const registry::Catalogue* catalogue = nullptr;
    const Diagnostics* diagnostics = nullptr;
    std::vector<Tile> tiles;
    std::vector<std::pair<std::string, std::string>> shapes;  // layer, and its shapes as JSON
    std::string small_areas = "null";                         // as small_areas() packs them
    std::vector<std::string> asked_for;  // data sets that a plan names, there or not
    std::string version;
    bool has_open_data = false;
};

// The figures as JSON, the same for the report and for a server.
std::string report_data(const ReportInputs& inputs, store::Warehouse& warehouse);

// The page: the bundle with the data in its place. Every `<` inside the data is escaped, so that no
// text of a file can end the script element or begin another.
std::string report_page(std::string_view bundle, std::string_view data, std::string_view title);

// What stands in the bundle where the data and the title go.
inline constexpr std::string_view data_mark = "<!--concord-data-->";
inline constexpr std::string_view title_mark = "<!--concord-title-->";

}  // namespace concord::pipeline
