// The map of functions and decisions: which function is held where, from the neighbourhood to the
// nation, by whom and by which instrument; what nobody holds; what two hold at one scale. And what
// a published map says otherwise (PIR-M15, FRM-R119, FRM-R120).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "governance/evaluator.hpp"
#include "governance/published_map.hpp"

namespace concord::governance {

enum class MapRemark { none, gap, duplicate };

std::string_view to_string(MapRemark remark);

// How an entry stands to a published map, where one is given (PIR-M15).
enum class Publication {
    none,         // no published map, or it need not say this
    agrees,       // published, and held
    in_part,      // published, and only a part of it is held
    other_scale,  // published, and held at another scale than it says
    unsupported,  // published, and no authority supports it: nobody passed it on, no law gives it
    unpublished   // held, and the published map does not show it
};

std::string_view to_string(Publication publication);

inline constexpr std::uint32_t not_published = 0xFFFFFFFF;
inline constexpr std::uint32_t no_grant_known = 0xFFFFFFFF;

// One holder of one function at one scale. A gap has no holder.
struct MapEntry {
    NodeIndex function = root_node;
    Scale scale = Scale::system;
    std::optional<std::uint32_t> holder;
    std::optional<std::uint32_t> from;     // who passed it on; nothing where law gives it
    std::string instrument;                // "statute", or the last grant's
    std::uint32_t grant = no_grant_known;  // that grant, into the scheme
    std::vector<NodeIndex> acts;           // everything, or the acts it covers
    std::vector<NodeIndex> places;
    std::optional<Pence> ceiling;
    std::optional<Pence> floor;
    Source source;
    MapRemark remark = MapRemark::none;
    Publication publication = Publication::none;
    std::uint32_t published = not_published;  // into the published map
};

// Every entry, in the order of the tree of functions, then from the most local scale outwards, then
// of the scheme.
std::vector<MapEntry> function_map(const Evaluator& evaluator);

// The same held against a published map: each entry says how it stands to it, and what the
// published map claims without any authority is an entry of its own, without an instrument.
std::vector<MapEntry> compared_map(const Evaluator& evaluator,
                                   std::span<const PublishedEntry> published);

// The map as a graph in Graphviz's language, one column a scale, gaps and duplicates marked by
// shape and word as well as by colour.
std::string map_graph(const Evaluator& evaluator, const std::vector<MapEntry>& map);

}  // namespace concord::governance
