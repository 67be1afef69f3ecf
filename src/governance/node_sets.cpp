#include <algorithm>

#include "governance/powers.hpp"

namespace concord::governance {
namespace {

// In the order of the tree, without what lies below another.
NodeSet tidy(const Tree& tree, NodeSet nodes) {
    std::ranges::sort(nodes);
    NodeSet kept;
    for (const auto node : nodes) {
        if (kept.empty() || !tree.covers(kept.back(), node)) kept.push_back(node);
    }
    return kept;
}

void keep_without(const Tree& tree, NodeIndex node, const NodeSet& out, NodeSet& kept) {
    const bool gone =
        std::ranges::any_of(out, [&](NodeIndex other) { return tree.covers(other, node); });
    if (gone) return;
    const bool whole =
        std::ranges::none_of(out, [&](NodeIndex other) { return tree.covers(node, other); });
    if (whole) {
        kept.push_back(node);
        return;
    }
    for (auto child = node + 1; child <= tree.last_below(node); child = tree.last_below(child) + 1)
        keep_without(tree, child, out, kept);
}

}  // namespace

NodeSet everything_of(const Named& named) {
    return named.everything ? NodeSet{root_node} : named.nodes;
}

NodeSet common_nodes(const Tree& tree, const NodeSet& a, const NodeSet& b) {
    NodeSet both;
    for (const auto one : a) {
        for (const auto other : b) {
            if (tree.covers(one, other)) {
                both.push_back(other);
            } else if (tree.covers(other, one)) {
                both.push_back(one);
            }
        }
    }
    return tidy(tree, std::move(both));
}

NodeSet nodes_without(const Tree& tree, const NodeSet& a, const NodeSet& b) {
    NodeSet kept;
    for (const auto node : a)
        keep_without(tree, node, b, kept);
    return tidy(tree, std::move(kept));
}

bool covers_nodes(const Tree& tree, const NodeSet& outer, const NodeSet& inner) {
    return std::ranges::all_of(inner, [&](NodeIndex node) {
        return std::ranges::any_of(outer, [&](NodeIndex over) { return tree.covers(over, node); });
    });
}

}  // namespace concord::governance
