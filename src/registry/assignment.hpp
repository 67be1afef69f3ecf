// Where each small area lies in a layer. Overlaps, profiles and changes are sums over small areas,
// so two layers can be compared only when both are assigned on the same small areas.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "registry/geography.hpp"

namespace concord::registry {

// How well an assignment stands on its small areas.
struct Fit {
    bool converted = false;           // carried over from another vintage of small areas
    std::string from_small_layer;     // that vintage
    std::int64_t best_fit_areas = 0;  // small areas whose parts lie in several areas
    std::int64_t people = 0;          // in all small areas, by the population that decided the fit
    std::int64_t people_misplaced_at_most = 0;  // in the parts that lie elsewhere
    std::int64_t unplaced_areas = 0;            // small areas with no area in the layer
    std::string population;                     // by which the fit was decided
};

struct Assignment {
    const Layer* layer = nullptr;
    const Layer* small_layer = nullptr;
    std::vector<AreaIndex> area_of;  // per small area: its area, no_area or several_areas
    std::vector<std::string> path;   // the data sets it rests on
    Fit fit;
};

// People of each small area, by one source.
struct Population {
    std::string name;         // "census2021"
    std::string small_layer;  // "lsoa21"
    std::vector<std::int64_t> people;
    std::optional<Date> date;
    std::string dataset;
    std::int64_t total() const;
};

// By the shortest chain of links from the small areas to the layer; links in which no area lies in
// several are preferred. Nothing where there is no chain.
std::optional<Assignment> assign(const Geography& geography, std::string_view layer,
                                 std::string_view small_layer);

// The assignment carried over to another vintage of small areas by best fit: a small area goes
// where most people of its counterparts live (`weights`, people of the assignment's own small
// areas; equal where empty), and the others are counted as possibly misplaced. Nothing where no
// change table joins the two vintages.
std::optional<Assignment> convert(const Geography& geography, const Assignment& assignment,
                                  std::string_view small_layer, const Population* weights);

}  // namespace concord::registry
