// Everything that a holder may decide, worked out along the chains and not question by question.
#pragma once

#include <vector>

#include "governance/compiled_scheme.hpp"

namespace concord::governance {

std::vector<Power> powers_of(const CompiledScheme& scheme, HolderNumber holder);

// Sets of nodes of one tree, each node with all below it; no node of a set lies below another.
using NodeSet = std::vector<NodeIndex>;
NodeSet everything_of(const Named& named);
NodeSet common_nodes(const Tree& tree, const NodeSet& a, const NodeSet& b);
// What is left of `a` when everything that touches `b` is taken out. A node that has lost a part of
// itself is left out, with only its whole branches kept.
NodeSet nodes_without(const Tree& tree, const NodeSet& a, const NodeSet& b);
bool covers_nodes(const Tree& tree, const NodeSet& outer, const NodeSet& inner);

}  // namespace concord::governance
