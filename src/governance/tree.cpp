#include "governance/tree.hpp"

#include <algorithm>
#include <set>

namespace concord::governance {

Tree::Tree() : nodes_(1), parents_{root_node}, last_{root_node} {
    nodes_[root_node].title = "everything";
}

namespace {

// What each node hangs below: its parent where that is known and does not lead back to itself.
class Hanging {
  public:
    Hanging(const std::vector<TreeNode>& nodes, std::vector<std::string>* orphans) : nodes_(nodes) {
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (by_id_.emplace(nodes[i].id, i).second) kept_.push_back(i);
        }
        for (const auto i : kept_) {
            if (hangs_below_everything(i)) {
                tops_.push_back(i);
                const bool is_orphan = !nodes[i].parent.empty();
                if (is_orphan && orphans) orphans->push_back(nodes[i].id);
            } else {
                children_[by_id_.at(nodes[i].parent)].push_back(i);
            }
        }
    }

    const std::vector<std::size_t>& tops() const { return tops_; }
    std::vector<std::size_t> children(std::size_t node) const {
        const auto found = children_.find(node);
        return found == children_.end() ? std::vector<std::size_t>() : found->second;
    }

  private:
    // No parent, an unknown one, or the first of a circle that leads back to it.
    bool hangs_below_everything(std::size_t node) const {
        std::set<std::size_t> seen = {node};
        auto at = node;
        std::size_t smallest = node;
        while (!nodes_[at].parent.empty()) {
            const auto parent = by_id_.find(nodes_[at].parent);
            if (parent == by_id_.end()) return at == node;
            at = parent->second;
            if (at == node) return smallest == node;
            if (!seen.insert(at).second) return false;  // a circle further up, cut there
            smallest = std::min(smallest, at);
        }
        return at == node;
    }

    const std::vector<TreeNode>& nodes_;
    std::map<std::string_view, std::size_t> by_id_;
    std::vector<std::size_t> kept_;
    std::vector<std::size_t> tops_;
    std::map<std::size_t, std::vector<std::size_t>> children_;
};

}  // namespace

Tree Tree::build(std::vector<TreeNode> nodes, std::vector<std::string>* orphans) {
    const Hanging hanging(nodes, orphans);
    Tree tree;
    struct Visit {
        std::size_t node;
        NodeIndex parent;
    };
    std::vector<Visit> waiting;
    const auto push = [&](const std::vector<std::size_t>& below, NodeIndex parent) {
        for (auto i = below.rbegin(); i != below.rend(); ++i)
            waiting.push_back({*i, parent});
    };
    push(hanging.tops(), root_node);
    while (!waiting.empty()) {
        const auto [node, parent] = waiting.back();
        waiting.pop_back();
        const auto index = static_cast<NodeIndex>(tree.nodes_.size());
        tree.by_id_.emplace(nodes[node].id, index);
        tree.nodes_.push_back(std::move(nodes[node]));
        tree.parents_.push_back(parent);
        tree.last_.push_back(index);
        push(hanging.children(node), index);
    }
    for (auto i = static_cast<NodeIndex>(tree.size()); i-- > 1;) {
        auto& above = tree.last_[tree.parents_[i]];
        above = std::max(above, tree.last_[i]);
    }
    return tree;
}

std::optional<NodeIndex> Tree::find(std::string_view id) const {
    if (id.empty()) return root_node;
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace concord::governance
