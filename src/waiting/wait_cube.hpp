// Those who wait, counted by every split that is asked for and by how long they have waited, in one
// cube, so that disclosure control sees all that is shown of them together.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "disclosure/disclosure.hpp"
#include "waiting/pathway.hpp"

namespace concord::waiting {

struct GroupsAsked;

class WaitCube {
  public:
    // Nothing where the cube would be too large.
    static std::optional<WaitCube> count(const Pathways& pathways, const GroupsAsked& asked);

    disclosure::Protection protect() { return disclosure::protect(cube_, rule_); }

    // The count of a group, where it may leave: of all its people (level 0), or of those who have
    // waited longer than the level-th threshold.
    std::optional<std::int64_t> released(const std::vector<Split>& splits,
                                         const std::vector<std::string>& names,
                                         std::size_t level) const;

  private:
    WaitCube(disclosure::Cube cube, disclosure::Rule rule, std::vector<Split> splits,
             std::vector<disclosure::Node> levels)
        : cube_(std::move(cube)),
          rule_(std::move(rule)),
          splits_(std::move(splits)),
          levels_(std::move(levels)) {}

    void fill(const Pathways& pathways, const GroupsAsked& asked);
    void publish(const std::vector<std::vector<Split>>& by);

    disclosure::Cube cube_;
    disclosure::Rule rule_;
    std::vector<Split> splits_;             // by dimension; the last dimension is the wait
    std::vector<disclosure::Node> levels_;  // everyone, over the first threshold, …
};

}  // namespace concord::waiting
