// What the units of an area make together, how that stands to the whole, and how unequal it is
// between the fifths of deprivation. Pure.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "need/unit_counts.hpp"
#include "numerics/inequality.hpp"
#include "registry/assignment.hpp"

namespace concord::need {

struct Sum {
    double count = 0;
    double population = 0;
};

// A share with its Wilson limits; nothing of no people.
std::optional<numerics::Estimate> share_of(const Sum& sum, const numerics::ConfidenceLevel& level);

struct AreaFigure {
    registry::AreaIndex area = registry::no_area;  // no_area: all areas together
    Sum all;
    std::array<Sum, 5> fifths;  // the most deprived first
};

// One figure for each area in which anybody is counted, in the layer's order, and one for all
// first. A unit that lies in no one area counts for all alone.
std::vector<AreaFigure> figures_of(std::span<const UnitCount> units,
                                   const registry::Assignment& assignment);

enum class Standing { lower, similar, higher };

// How an area stands to all together: apart where the limits of the difference of two independent
// shares, the area's and that of all others, have zero on one side (Newcombe's tenth method).
std::optional<Standing> standing_of(const AreaFigure& area, const AreaFigure& all,
                                    const numerics::ConfidenceLevel& level);

struct Inequality {
    std::size_t fifths = 0;                          // that have people
    std::optional<numerics::Estimate> absolute_gap;  // most deprived less least deprived
    std::optional<numerics::Estimate> relative_gap;  // the one over the other
    std::optional<double> slope_index;               // at the most deprived end less at the other
    std::optional<double> slope_lower;
    std::optional<double> slope_upper;
    std::optional<double> relative_index;
};

// Between the fifths of an area. The slope index is that of a line through the fifths by least
// squares weighted with their people, its limits from the variances of the shares; it asks for
// three fifths with people (THE-R058, §4.2).
Inequality inequality_of(const AreaFigure& area, const numerics::ConfidenceLevel& level);

}  // namespace concord::need
