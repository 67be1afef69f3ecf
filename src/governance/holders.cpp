#include "governance/holders.hpp"

#include <algorithm>

namespace concord::governance {

HolderIndex::HolderIndex(const Scheme& scheme)
    : scheme_(&scheme),
      parents_(scheme.holders.size()),
      bodies_(scheme.holders.size()),
      found_(scheme.holders.size()) {
    for (std::size_t i = 0; i < scheme.holders.size(); ++i)
        by_id_.emplace(scheme.holders[i].id, static_cast<HolderNumber>(i));
    for (std::size_t i = 0; i < scheme.holders.size(); ++i) {
        for (const auto& id : scheme.holders[i].of) {
            if (const auto parent = find(id)) parents_[i].push_back(*parent);
        }
    }
    std::vector<HolderNumber> path;
    for (HolderNumber i = 0; i < scheme.holders.size(); ++i)
        find_bodies(i, path);
}

std::optional<HolderNumber> HolderIndex::find(std::string_view id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? std::nullopt : std::optional(found->second);
}

// A circle of parents leads to no body.
void HolderIndex::find_bodies(HolderNumber number, std::vector<HolderNumber>& path) {
    if (found_[number] || std::ranges::find(path, number) != path.end()) return;
    auto& bodies = bodies_[number];
    if (holder(number).kind == HolderKind::body) {
        bodies = {number};
    } else {
        path.push_back(number);
        for (const auto parent : parents_[number]) {
            find_bodies(parent, path);
            bodies.insert(bodies.end(), bodies_[parent].begin(), bodies_[parent].end());
        }
        path.pop_back();
        std::ranges::sort(bodies);
        bodies.erase(std::unique(bodies.begin(), bodies.end()), bodies.end());
    }
    found_[number] = path.empty() || holder(number).kind == HolderKind::body;
}

bool HolderIndex::within(HolderNumber inner, HolderNumber outer) const {
    std::vector<HolderNumber> waiting = {inner};
    std::vector<char> seen(parents_.size());
    while (!waiting.empty()) {
        const auto at = waiting.back();
        waiting.pop_back();
        if (at == outer) return true;
        if (seen[at]) continue;
        seen[at] = 1;
        const auto above = parents(at);
        waiting.insert(waiting.end(), above.begin(), above.end());
    }
    return false;
}

}  // namespace concord::governance
