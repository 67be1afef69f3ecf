// Disclosure control: the last gate before counts of people leave. Pure: no files, no store.
//
// Laws:
//  1. A count from 1 to the rule's threshold is never shown; every other is shown rounded.
//  2. From everything that is shown, with every sum that it implies, no such count can be narrowed
//     to fewer values than the rule leaves open: for each there is a row of other cubes of people,
//     a person apart, that would have been shown in the same way. Further counts are suppressed
//     until this is so.
//  3. What an earlier release has shown stays known, what it suppressed stays suppressed: the law
//     above holds for both releases together.
//  4. Zero is not missing and neither is suppressed.
//
// Exact sums are held back, not the rounded ones alone: the second law does not lean on rounding,
// so it stands where exact totals are known from elsewhere.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "disclosure/dimension.hpp"

namespace concord::disclosure {

struct Rule {
    std::string name;
    std::int64_t threshold = 7;  // counts of 1 to this are suppressed
    std::int64_t rounding = 5;   // the others are rounded to the nearest multiple; 1: not at all

    // How far apart the least and the greatest value must lie that a suppressed count may have,
    // from all that is known: as far as in the rule's own range.
    std::int64_t range() const { return threshold - 1; }
    std::int64_t rounded(std::int64_t count) const;
    bool is_small(std::int64_t count) const { return count >= 1 && count <= threshold; }
};

// `1-7-to-5`, `1-5-to-5`, `1-4-exact`: what is suppressed and what the others are rounded to. Any
// such name is a rule: the threshold at most 1,000, the rounding at most 1,000.
std::optional<Rule> parse_rule(std::string_view name);
Rule usual_rule();  // 1-7-to-5: 1 to 7 suppressed, the others to the nearest 5

enum class State : std::uint8_t {
    unpublished,  // part of no release
    shown,        // in this release
    known,        // shown in an earlier one: it cannot be suppressed any more
    suppressed,
    missing,  // nothing is known of it
};

// Counts by every combination of categories, the sums included.
class Cube {
  public:
    // All counts zero and unpublished.
    explicit Cube(std::vector<Dimension> dimensions);

    const std::vector<Dimension>& dimensions() const { return dimensions_; }
    std::size_t size() const { return counts_.size(); }
    std::size_t at(std::span<const Node> nodes) const;
    std::vector<Node> nodes_of(std::size_t cell) const;

    // For finest cells only; sums follow by `add_up`. A sum with a missing part is missing.
    void add(std::size_t cell, std::int64_t count) { counts_[cell] += count; }
    void set_missing(std::size_t cell) { states_[cell] = State::missing; }
    void add_up();

    std::int64_t count(std::size_t cell) const { return counts_[cell]; }
    State state(std::size_t cell) const { return states_[cell]; }
    void set_state(std::size_t cell, State state) { states_[cell] = state; }
    std::size_t stride(std::size_t dimension) const { return strides_[dimension]; }

  private:
    std::vector<Dimension> dimensions_;
    std::vector<std::size_t> strides_;
    std::vector<std::int64_t> counts_;
    std::vector<State> states_;
};

// How many cells a cube of these dimensions would have; nothing above a hundred million.
std::optional<std::size_t> cells_of(std::span<const Dimension> dimensions);

struct Protection {
    std::int64_t small = 0;   // counts suppressed because they are small
    std::int64_t beside = 0;  // counts suppressed so that those cannot be worked out
    // Small counts that no suppression can protect, because an earlier release gives them away.
    std::vector<std::size_t> given_away;
};

// Suppresses what must be among the cells that are shown.
Protection protect(Cube& cube, const Rule& rule);

// What leaves: the rounded count where the cell is shown, nothing elsewhere.
std::optional<std::int64_t> released(const Cube& cube, std::size_t cell, const Rule& rule);

}  // namespace concord::disclosure
