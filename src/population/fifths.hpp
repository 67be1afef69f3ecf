// Which small areas are in the most deprived fifth: of the country, and of the areas here.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "registry/registry_data.hpp"

namespace concord::population {

// One area by one index. A fifth is unknown where the area's counterparts in the index's vintage do
// not agree, or have no rank: nothing is carried over by a best fit.
struct AreaFifth {
    std::optional<bool> national;
    std::optional<bool> local;
    std::int32_t rank = 0;  // 0 where unknown, or where the counterparts have several
};

struct Fifths {
    std::string measure;
    std::map<std::string, AreaFifth, std::less<>> areas;  // by code, of one vintage
    std::int64_t last_rank = 0;                           // of the country's fifth
    std::int64_t ranked = 0;                              // areas of the country that are
    std::int64_t local_areas = 0;
    std::int64_t local_not_national = 0;  // of the local fifth, areas not in the country's
    std::int64_t national_not_local = 0;  // areas of the country's fifth here, not in the local
};

// Of the areas of `small_layer` whose codes are here (THE-R056: national ranks up to a fifth of the
// ranked areas, rounded down; THE-R022: the local fifth is another one).
std::vector<Fifths> fifths_of(const registry::RegistryData& data, std::string_view small_layer,
                              const std::set<std::string>& here);

}  // namespace concord::population
