// The map of functions and decisions: which function is held where, from the neighbourhood to the
// nation, by whom and by which instrument; what nobody holds; what two hold at one scale. And what
// a published map says otherwise (PIR-M15, FRM-R119, FRM-R120).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "files/csv_reader.hpp"
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

// A line of a map that a body published: published_map.csv (function, holder, scale, document,
// clause).
struct PublishedEntry {
    std::string function;
    std::string holder;
    Scale scale = Scale::system;
    Source source;
    Location place;
};

std::vector<PublishedEntry> read_published_map(const std::filesystem::path& path,
                                               const std::string& shown_path,
                                               Diagnostics& diagnostics, files::FileReport& report);

enum class MapDifference { agrees, only_published, only_in_scheme, other_scale };

std::string_view to_string(MapDifference difference);

struct ComparedEntry {
    std::string function;
    std::string holder;
    std::string scale_published;  // empty where it is not on the published map
    std::string scale_in_scheme;
    MapDifference difference = MapDifference::agrees;
    Source source;
};

std::vector<ComparedEntry> compare_maps(const Evaluator& evaluator,
                                        const std::vector<MapEntry>& map,
                                        const std::vector<PublishedEntry>& published);

// The map as a graph in Graphviz's language, one column a scale, gaps and duplicates marked by
// shape and word as well as by colour.
std::string map_graph(const Evaluator& evaluator, const std::vector<MapEntry>& map);

}  // namespace concord::governance
