// The councils and boards that stand behind areas, and what it makes of them that one area lies in
// another.
#pragma once

#include <span>
#include <vector>

#include "registry/body.hpp"
#include "registry/geography.hpp"

namespace concord::registry {

// The bodies behind the areas of every layer that says which kind of body governs it. A body exists
// from the first vintage that has it to the last. Where that is the first vintage of all, its first
// day is not known, unless the whole kind came into being with that vintage.
std::vector<Body> bodies_of_areas(const Geography& geography, std::span<const BodyKind> kinds);

// What the catalogue's body links make of areas that lie in others, vintages that follow each other
// without a change put together. A relation that the oldest vintage shows has no first day, unless
// one of the two bodies began with it.
std::vector<BodyRelation> relations_of_areas(const Geography& geography,
                                             std::span<const BodyLink> links,
                                             std::span<const Body> bodies);

}  // namespace concord::registry
