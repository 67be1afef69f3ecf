#include "registry/body_graph.hpp"

#include <algorithm>

namespace concord::registry {

BodyGraph::BodyGraph(std::span<const Body> bodies, std::span<const BodyRelation> relations)
    : bodies_(bodies), relations_(relations) {
    for (const auto& body : bodies_) {
        by_id_.emplace(body.id, &body);
        if (!body.part_of.empty()) by_part_of_.emplace(body.part_of, &body);
    }
    for (const auto& relation : relations_) {
        relations_to_.emplace(relation.to, &relation);
        relations_from_.emplace(relation.from, &relation);
    }
}

const Body* BodyGraph::find(std::string_view id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second;
}

std::vector<const Body*> BodyGraph::of_kind(std::string_view kind, Date day) const {
    std::vector<const Body*> result;
    for (const auto& body : bodies_) {
        const bool exists = body.basis != "proposal" && body.existence.contains(day);
        if (body.kind == kind && exists) result.push_back(&body);
    }
    return result;
}

std::vector<const Body*> BodyGraph::related(std::string_view to, BodyRelationKind kind,
                                            Date day) const {
    std::vector<const Body*> result;
    for (auto [at, end] = relations_to_.equal_range(to); at != end; ++at) {
        const auto& relation = *at->second;
        const auto* body = relation.kind == kind ? find(relation.from) : nullptr;
        if (body && relation.period.contains(day) && body->existence.contains(day)) {
            result.push_back(body);
        }
    }
    return result;
}

std::vector<const Body*> BodyGraph::parts_of(std::string_view id, Date day) const {
    auto result = related(id, BodyRelationKind::part_of, day);
    for (auto [at, end] = by_part_of_.equal_range(id); at != end; ++at) {
        if (at->second->existence.contains(day)) result.push_back(at->second);
    }
    return result;
}

std::vector<const Body*> BodyGraph::members_of(std::string_view id, Date day) const {
    return related(id, BodyRelationKind::member_of, day);
}

std::vector<const Body*> BodyGraph::parents_of(std::string_view id, Date day) const {
    std::vector<const Body*> result;
    const auto* body = find(id);
    if (body && !body->part_of.empty()) {
        if (const auto* parent = find(body->part_of)) result.push_back(parent);
    }
    for (auto [at, end] = relations_from_.equal_range(id); at != end; ++at) {
        const auto& relation = *at->second;
        const bool upward = relation.kind == BodyRelationKind::part_of ||
                            relation.kind == BodyRelationKind::member_of;
        const auto* parent = upward && relation.period.contains(day) ? find(relation.to) : nullptr;
        if (parent) result.push_back(parent);
    }
    return result;
}

std::vector<const Body*> BodyGraph::ancestors_of(std::string_view id) const {
    std::vector<const Body*> result;
    const auto* body = find(id);
    while (body && !body->part_of.empty()) {
        const auto* parent = find(body->part_of);
        if (!parent || std::ranges::find(result, parent) != result.end()) break;
        result.push_back(parent);
        body = parent;
    }
    return result;
}

}  // namespace concord::registry
