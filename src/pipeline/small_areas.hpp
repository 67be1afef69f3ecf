// Small areas for the page's map, packed so that tens of thousands fit a report: where each lies,
// in which larger areas, and its shares. See docs/internals and web/src/data/packed.ts, its twin.
#pragma once

#include <filesystem>
#include <string>

#include "base/diagnostic.hpp"
#include "need/need.hpp"

namespace concord::pipeline {

struct SmallAreasRequest {
    const need::NeedStage* need = nullptr;
    std::filesystem::path points;  // catalogue/geography/small_areas.csv.gz
    std::string shown_path;
};

// A JSON object; "null" where nothing is counted of small areas, or nothing says where they lie.
// Numbers are two characters of an alphabet of ninety, the last one standing for "not known".
std::string small_areas(const SmallAreasRequest& request, Diagnostics& diagnostics);

// A number from 0 to 8,098 as two characters; anything else is "not known".
std::string packed(std::int64_t number);

}  // namespace concord::pipeline
