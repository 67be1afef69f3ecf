// Sets of nodes in words, for messages and answers.
#pragma once

#include <set>
#include <string>

#include "governance/scope_index.hpp"

namespace concord::governance {

// "`a`, `b`, `c` and 4 more": ids, without what lies below another of the set; `all` where the set
// holds everything.
std::string listed_nodes(const Tree& tree, const std::set<NodeIndex>& nodes, std::string_view all);

// "`sign-contract` of `contracts` for `acute` in `first`", with what is everything left out.
std::string words_of_nodes(const Trees& trees,
                           const std::array<std::set<NodeIndex>, dimensions>& nodes);

}  // namespace concord::governance
