// One way to divide people, as a tree of categories: everyone, systems, places, small areas. Each
// level's categories are parts of one category above.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace concord::disclosure {

using Node = std::uint32_t;

class Dimension {
  public:
    // From the paths of its finest categories, each from the coarsest level to the finest, without
    // the root. Paths may be of different lengths; no path may be the beginning of another, and no
    // category may stand under two others (`broken` says the first that does). The order of the
    // paths does not matter.
    Dimension(std::string name, const std::vector<std::vector<std::string>>& paths);

    static constexpr Node root = 0;

    const std::string& name() const { return name_; }
    std::size_t size() const { return names_.size(); }
    const std::string& name_of(Node node) const { return names_[node]; }  // the root's is empty
    Node parent_of(Node node) const { return parents_[node]; }            // of the root: itself
    bool is_finest(Node node) const { return last_[node] == node; }
    // Whether `part` is `whole` or lies within it. Nodes are numbered so that each stands before
    // its parts.
    bool is_within(Node part, Node whole) const { return part >= whole && part <= last_[whole]; }
    const std::vector<Node>& finest() const { return finest_; }

    // The node at the end of a path; the root for none. `size()` where there is no such category.
    Node find(const std::vector<std::string>& path) const;

  private:
    struct Draft;
    void number(const Draft& draft, Node parent);

    std::string name_;
    std::vector<std::string> names_;
    std::vector<Node> parents_;
    std::vector<Node> last_;  // the highest number within the node
    std::vector<Node> finest_;
    std::map<std::pair<Node, std::string>, Node> children_;
};

// A change of counts that leaves every published sum of one dimension as it was: a person more in
// some categories, one less in others. Of everything not named here nothing changes.
struct Shift {
    struct Part {
        Node node;
        int sign;  // +1 or −1
    };
    std::vector<Part> parts;
};

// One person moves to finest category `to` from finest category `from`, and with them the
// categories above, up to the first that holds both.
Shift move_between(const Dimension& dimension, Node to, Node from);

// One person is added in finest category `to`, and with them in all above and in everyone.
Shift add_to(const Dimension& dimension, Node to);

}  // namespace concord::disclosure
