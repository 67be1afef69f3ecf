// The bodies and their relations as a graph that can be asked at a date.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "registry/body.hpp"

namespace concord::registry {

class BodyGraph {
  public:
    // Both must outlive the graph.
    BodyGraph(std::span<const Body> bodies, std::span<const BodyRelation> relations);

    const Body* find(std::string_view id) const;

    // Bodies of a kind that exist on the day; proposals do not.
    std::vector<const Body*> of_kind(std::string_view kind, Date day) const;

    // Bodies that are part of this one on the day (by `part_of` or by a relation), and those that
    // are members of it.
    std::vector<const Body*> parts_of(std::string_view id, Date day) const;
    std::vector<const Body*> members_of(std::string_view id, Date day) const;
    // What this body is a part or a member of on the day.
    std::vector<const Body*> parents_of(std::string_view id, Date day) const;

    // Every body reached from this one by `part_of` on the day, itself not among them unless it is
    // part of itself.
    std::vector<const Body*> ancestors_of(std::string_view id) const;

    std::span<const Body> bodies() const { return bodies_; }
    std::span<const BodyRelation> relations() const { return relations_; }

  private:
    std::vector<const Body*> related(std::string_view to, BodyRelationKind kind, Date day) const;

    std::span<const Body> bodies_;
    std::span<const BodyRelation> relations_;
    std::map<std::string_view, const Body*> by_id_;
    std::multimap<std::string_view, const Body*> by_part_of_;
    std::multimap<std::string_view, const BodyRelation*> relations_to_;
    std::multimap<std::string_view, const BodyRelation*> relations_from_;
};

}  // namespace concord::registry
