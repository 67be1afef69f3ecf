// The map of functions and decisions: which function is held where, from the neighbourhood to the
// nation, by whom and by which instrument; what nobody holds; what two hold at one scale. And what
// a published map says otherwise (PIR-M15, FRM-R119, FRM-R120).
#pragma once

#include <string>
#include <vector>

#include "governance/evaluator.hpp"

namespace concord::governance {

enum class MapRemark { none, gap, duplicate };

std::string_view to_string(MapRemark remark);

// One holder of one function at one scale. A gap has no holder.
struct MapEntry {
    NodeIndex function = root_node;
    Scale scale = Scale::system;
    std::optional<std::uint32_t> holder;
    std::optional<std::uint32_t> from;  // who passed it on; nothing where law gives it
    std::string instrument;             // "statute", or the last grant's
    std::vector<NodeIndex> acts;        // everything, or the acts it covers
    std::vector<NodeIndex> places;
    std::optional<Pence> ceiling;
    std::optional<Pence> floor;
    Source source;
    MapRemark remark = MapRemark::none;
};

// Every entry, in the order of the tree of functions, then from the most local scale outwards, then
// of the scheme.
std::vector<MapEntry> function_map(const Evaluator& evaluator);

// The map as a graph in Graphviz's language, one column a scale, gaps and duplicates marked by
// shape and word as well as by colour.
std::string map_graph(const Evaluator& evaluator, const std::vector<MapEntry>& map);

}  // namespace concord::governance
