// need/indicators.toml, and the lists of indicators of the catalogue that it names.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "need/indicator.hpp"

namespace concord::need {

struct PlanFile {
    std::filesystem::path path;
    std::string shown_path;
    std::filesystem::path catalogue;  // the folder catalogue/need
};

// What cannot be used is said (NED100, NED101, NED105) and left out; nothing where the file cannot
// be read.
std::optional<NeedPlan> read_plan(const PlanFile& file, Diagnostics& diagnostics);

}  // namespace concord::need
