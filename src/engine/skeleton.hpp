// The files of a new system, as texts, from what is known of its board. Nothing is read or written
// here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/registry.hpp"

namespace concord {

// A council with enough of its people in the board's area, and the body behind it.
struct SkeletonCouncil {
    registry::Area area;
    std::vector<std::string> parts;  // itself, or those of its districts that lie in the system
    bool is_whole = true;            // whether all of it lies in the system
    std::string body;                // empty where no register names one
    std::optional<Date> from;
};

// What a new system is filled with. Without a board the files show what goes where.
struct SkeletonFacts {
    std::optional<registry::Area> board;
    std::vector<SkeletonCouncil> councils;
    std::vector<registry::Body> trusts;
    std::string systems;      // the layer whose areas are the systems, in its newest vintage
    std::string councils_of;  // the layer of the upper tier councils
    std::string authorities;  // the layer of the strategic authorities
    std::vector<registry::CustomLayer> layers;  // unions that `authorities` needs
    std::vector<registry::LayerPair> changes;
    Date as_at = Date(2022, 7, 1);  // a day on which all these layers hold
};

struct SkeletonFile {
    std::string name;
    std::string holds;  // in words, for the one who opens it
    std::string text;
};

std::vector<SkeletonFile> skeleton(const SkeletonFacts& facts);

}  // namespace concord
