#include "governance/scope_index.hpp"

#include <algorithm>

namespace concord::governance {

Named Named::find(const Tree& tree, const std::vector<std::string>& words) {
    Named named;
    named.everything = words.empty();
    for (const auto& word : words) {
        if (word.empty()) continue;
        if (const auto node = tree.find(word)) named.nodes.push_back(*node);
    }
    return named;
}

bool Named::covers(const Tree& tree, NodeIndex node) const {
    return everything ||
           std::ranges::any_of(nodes, [&](NodeIndex outer) { return tree.covers(outer, node); });
}

bool Named::touches(const Tree& tree, NodeIndex node) const {
    return everything || std::ranges::any_of(nodes, [&](NodeIndex other) {
               return tree.covers(other, node) || tree.covers(node, other);
           });
}

NamedScope NamedScope::find(const Trees& trees, const Scope& scope) {
    return {{Named::find(*trees[of_function], scope.functions),
             Named::find(*trees[of_act], scope.acts),
             Named::find(*trees[of_service], scope.services),
             Named::find(*trees[of_people], scope.people),
             Named::find(*trees[of_place], scope.places)}};
}

bool NamedScope::covers(const Trees& trees, const Point& point) const {
    for (std::size_t i = 0; i < dimensions; ++i) {
        if (!named[i].covers(*trees[i], point[i])) return false;
    }
    return true;
}

bool NamedScope::touches(const Trees& trees, const Point& point) const {
    for (std::size_t i = 0; i < dimensions; ++i) {
        if (!named[i].touches(*trees[i], point[i])) return false;
    }
    return true;
}

ScopeIndex::ScopeIndex(const Trees& trees, std::span<const NamedScope> scopes, Relation relation) {
    for (std::size_t i = 0; i < dimensions; ++i) {
        const auto& tree = *trees[i];
        BitRows rows(tree.size(), scopes.size());
        for (std::size_t record = 0; record < scopes.size(); ++record) {
            const auto& named = scopes[record].named[i];
            const auto fill = [&](NodeIndex from, NodeIndex to) {
                for (auto node = from; node <= to; ++node)
                    set_bit(rows.row(node), record);
            };
            if (named.everything) fill(root_node, static_cast<NodeIndex>(tree.size() - 1));
            for (auto node : named.nodes) {
                fill(node, tree.last_below(node));
                while (relation == Relation::touches && node != root_node) {
                    node = tree.parent(node);
                    fill(node, node);
                }
            }
        }
        rows_[i] = std::move(rows);
    }
}

void ScopeIndex::find(const Point& point, std::vector<Word>& records) const {
    const auto first = row(0, point[0]);
    records.assign(first.begin(), first.end());
    for (std::size_t i = 1; i < dimensions; ++i)
        narrow(records, row(i, point[i]));
}

}  // namespace concord::governance
