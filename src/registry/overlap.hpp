// How far two layers share people: overlaps, coterminosity and what moved. Pure functions over two
// assignments on the same small areas and the people who live there.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "registry/assignment.hpp"

namespace concord::registry {

// The part that one area of layer A and one of layer B have in common.
struct Overlap {
    AreaIndex a = no_area;
    AreaIndex b = no_area;
    std::int64_t small_areas = 0;
    std::int64_t people = 0;
    double share_of_a = 0;  // of A's people; of its small areas where A has no people
    double share_of_b = 0;
    double jaccard = 0;  // people in both over people in either
};

// Two layers laid on each other.
struct OverlapTable {
    std::vector<Overlap> parts;          // ordered by the codes of A, then of B
    std::vector<std::int64_t> people_a;  // per area of A, everyone
    std::vector<std::int64_t> people_b;
    std::vector<std::int64_t> small_areas_a;
    std::vector<std::int64_t> small_areas_b;
};

// Both assignments and the people stand on the same small areas (asserted).
OverlapTable overlap(const Assignment& a, const Assignment& b,
                     std::span<const std::int64_t> people);

// How one area of layer A stands to layer B (ESS-R028; the classes of the contract).
enum class CoterminosityClass {
    coterminous,      // one area of B holds the same people
    a_inside_b,       // all of A lies in one area of B, which holds more
    b_inside_a,       // whole areas of B lie in A, none is cut, and part of A is in no area of B
    made_of_whole_b,  // A is made of two or more whole areas of B
    overlapping,      // an area of B is cut by A's border
    none              // no area of B holds anyone of A
};

std::string_view to_string(CoterminosityClass value);

struct Coterminosity {
    AreaIndex a = no_area;
    std::int64_t people = 0;
    AreaIndex best_b = no_area;  // with the highest Jaccard index
    double jaccard = 0;
    double share_in_best = 0;  // of A's people
    std::int64_t pieces = 0;   // areas of B with anyone of A
    double effective_pieces =
        0;  // 1 / Σ s², s the share of each piece among the people placed in B
    double uncovered_share = 0;  // of A's people who live in no area of B
    CoterminosityClass kind = CoterminosityClass::none;
};

// `tolerance`: parts smaller than this share of both their areas count as nothing, and shares above
// 1 − tolerance as everything.
std::vector<Coterminosity> coterminosity(const Assignment& a, const Assignment& b,
                                         const OverlapTable& table, double tolerance);

// People whose area of the later layer does not continue their area of the earlier one.
struct Move {
    AreaIndex from = no_area;
    AreaIndex to = no_area;
    std::int64_t small_areas = 0;
    std::int64_t people = 0;
};

// Which area of B continues each area of A: the one with the same code, else the same ODS code,
// else the one that shares most people with it (by Jaccard index). no_area where nothing does.
std::vector<AreaIndex> continuations(const Layer& a, const Layer& b, const OverlapTable& table);

// The parts that moved, largest first.
std::vector<Move> moves(const Assignment& a, const Assignment& b, const OverlapTable& table);

}  // namespace concord::registry
