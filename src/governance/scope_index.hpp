// Scopes with their words found in the trees, and which of many scopes cover a point.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "governance/bit_rows.hpp"
#include "governance/scheme.hpp"
#include "governance/tree.hpp"

namespace concord::governance {

inline constexpr std::size_t dimensions = 5;
enum Dimension : std::size_t { of_function, of_act, of_service, of_people, of_place };

// The trees of the five dimensions.
using Trees = std::array<const Tree*, dimensions>;
// One node in each.
using Point = std::array<NodeIndex, dimensions>;

// The nodes that a list of words names. No words: everything. A word that is not known covers
// nothing, and is told by whoever read the file.
struct Named {
    bool everything = false;
    std::vector<NodeIndex> nodes;

    static Named find(const Tree& tree, const std::vector<std::string>& words);
    bool covers(const Tree& tree, NodeIndex node) const;
    // Has something in common with the node or what is below it.
    bool touches(const Tree& tree, NodeIndex node) const;
};

struct NamedScope {
    std::array<Named, dimensions> named;

    static NamedScope find(const Trees& trees, const Scope& scope);
    bool covers(const Trees& trees, const Point& point) const;
    bool touches(const Trees& trees, const Point& point) const;
};

// For each node of each dimension, the records whose scope covers it; or, where asked, those whose
// scope touches it.
class ScopeIndex {
  public:
    enum class Relation { covers, touches };

    ScopeIndex() = default;
    ScopeIndex(const Trees& trees, std::span<const NamedScope> scopes,
               Relation relation = Relation::covers);

    ConstBitRow row(std::size_t dimension, NodeIndex node) const {
        return rows_[dimension].row(node);
    }
    // The records that fit the point in every dimension.
    void find(const Point& point, std::vector<Word>& records) const;

  private:
    std::array<BitRows, dimensions> rows_;
};

}  // namespace concord::governance
