// People of small areas by age, and by sex as their authorities have it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "need/unit_counts.hpp"

namespace concord::need {

struct PeopleByAge {
    const registry::Layer* layer = nullptr;
    std::vector<std::string> bands;
    std::vector<std::vector<std::int64_t>> people;  // a small area, a band
    // By authority, the share of women and girls of each band; empty where sex is not known.
    const registry::Layer* authorities = nullptr;
    std::map<registry::AreaIndex, std::vector<double>> female_share;
    std::string period;
    std::string source;
    std::string note;
    std::vector<files::FileReport> inputs;
};

// Nothing where the data are not here. A row that cannot be read is reported (NED102, NED103).
std::optional<PeopleByAge> read_people_by_age(const PeopleSource& source,
                                              const NeedSources& sources, Diagnostics& diagnostics);

// The people of one area. Counts by age are sums; women and girls are each small area's people
// times the share of its authority, rounded for the area as a whole, and men and boys are the rest.
struct AgesOfArea {
    registry::AreaIndex area = registry::no_area;  // no_area: all areas together
    std::vector<std::int64_t> people;
    std::vector<std::int64_t> females;  // empty where sex is not known
};
std::vector<AgesOfArea> ages_of_areas(const PeopleByAge& people,
                                      const registry::Assignment& assignment,
                                      const registry::Assignment* authorities);

}  // namespace concord::need
