// Geographies small enough to be worked out by hand, for tests.
#pragma once

#include <string>
#include <vector>

#include "registry/geography.hpp"

namespace concord::support {

using registry::AreaIndex;
using registry::Change;
using registry::Geography;
using registry::LayerInfo;
using registry::Link;

inline LayerInfo layer_info(const std::string& id, bool small, int year) {
    LayerInfo info;
    info.id = id;
    info.kind = id.substr(0, id.size() - 2);
    info.title = id;
    info.small = small;
    info.in_force.from = Date(year, 1, 1);
    return info;
}

// Adds a layer of small areas with codes PREFIX0, PREFIX1, …
inline void add_small(Geography& geography, const std::string& id, int year, std::size_t count) {
    auto& layer = geography.ensure_layer(layer_info(id, true, year));
    for (std::size_t i = 0; i < count; ++i)
        layer.add({id + "-" + std::to_string(i), {}, {}});
}

// Adds a layer on small areas: `of_small` names the area of each small area, "" for none.
inline void add_layer(Geography& geography, const std::string& id, int year,
                      const std::string& small, const std::vector<std::string>& of_small) {
    auto& layer = geography.ensure_layer(layer_info(id, false, year));
    Link link{small, id, {}, id + "-lookup", {}};
    for (const auto& code : of_small) {
        link.to_of.push_back(code.empty() ? registry::no_area : layer.add({code, {}, code}));
    }
    geography.add_link(std::move(link));
}

}  // namespace concord::support
