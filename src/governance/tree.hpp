// A tree of named nodes: functions, acts, services, places, groups of people. "Does this scope
// cover that question" is two comparisons, whatever the depth of the tree.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"

namespace concord::governance {

using NodeIndex = std::uint32_t;
inline constexpr NodeIndex root_node = 0;  // "everything": covers every other node

struct TreeNode {
    std::string id;
    std::string title;
    std::string parent;  // empty: directly below everything
    std::string kind;  // what the tree's own file says of it: commissioning, corporate, place, …
    std::string authority;
    Period in_force;
    Location place;
    std::vector<std::string> requirements;
};

// Immutable. Nodes are numbered in preorder, so that a node and everything below it are one
// interval of numbers.
class Tree {
  public:
    Tree();  // everything, and nothing in it

    // Nodes in any order. A node whose parent is not there hangs below everything and is returned
    // in `orphans`; of two nodes with one id the first counts; a circle is cut at its first node.
    static Tree build(std::vector<TreeNode> nodes, std::vector<std::string>* orphans = nullptr);

    std::optional<NodeIndex> find(std::string_view id) const;
    const TreeNode& node(NodeIndex index) const { return nodes_[index]; }
    NodeIndex parent(NodeIndex index) const { return parents_[index]; }  // of everything: itself
    // The last node below this one (itself, where it is a leaf).
    NodeIndex last_below(NodeIndex index) const { return last_[index]; }
    std::size_t size() const { return nodes_.size(); }
    std::span<const TreeNode> nodes() const { return nodes_; }

    // `outer` is `inner` or stands above it.
    bool covers(NodeIndex outer, NodeIndex inner) const {
        return outer <= inner && inner <= last_[outer];
    }

  private:
    std::vector<TreeNode> nodes_;
    std::vector<NodeIndex> parents_;
    std::vector<NodeIndex> last_;
    std::map<std::string, NodeIndex, std::less<>> by_id_;
};

}  // namespace concord::governance
