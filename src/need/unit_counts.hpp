// The counts of an indicator, unit by unit: how many of how many people, in which area and in which
// fifth of deprivation.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "files/csv_reader.hpp"
#include "need/indicator.hpp"
#include "registry/registry_data.hpp"

namespace concord::need {

struct UnitCount {
    registry::AreaIndex area = registry::no_area;  // in the indicator's layer
    int fifth = 0;                                 // 1 is the most deprived; 0 where not known
    double count = 0;
    double population = 0;
};

struct UnitCounts {
    const registry::Layer* layer = nullptr;
    std::map<std::string, std::vector<UnitCount>> by_period;
    std::string source;  // the data set, or the file
    std::string fifths;  // by what units are put into fifths
    std::vector<files::FileReport> inputs;
};

struct NeedSources {
    const registry::RegistryData* registry = nullptr;
    const registry::Catalogue* catalogue = nullptr;
    std::filesystem::path data_folder;  // may be empty: no open data
    std::filesystem::path folder;       // need/ of the system
    std::string shown_folder;
};

// Rows that cannot be counted are said (NED102 to NED104) and passed over. Without its data set an
// indicator has no counts, which is no fault.
UnitCounts count_units(const Indicator& indicator, const NeedSources& sources,
                       Diagnostics& diagnostics);

}  // namespace concord::need
