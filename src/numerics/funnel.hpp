// Control limits of funnel plots, and what lies outside them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "numerics/limits.hpp"

namespace concord::numerics {

// Two and three standard deviations, as funnel plots draw them: 0.025 and 0.001 on either side.
inline constexpr double two_sigma_tail = 0.025;
inline constexpr double three_sigma_tail = 0.001;

// Between which shares a proportion of so many people lies with a chance of `tail` on either side,
// where the common proportion θ holds: θ ± z √(θ(1 − θ)/n) (Spiegelhalter 2005). They may lie
// outside 0 to 1.
Limits proportion_funnel(double average, double population, double tail);

// Between which expected numbers of events so many observed ones lie with a chance of `tail` on
// either side: {least, most}, Poisson and exact.
Limits expected_funnel(double observed, double tail);

// Where a value stands against the common one.
enum class Significance { low_outer, low_inner, none, high_inner, high_outer };
std::string_view to_string(Significance significance);  // "Low (0.001)" … "High (0.001)"

// Of x of n people where `average` is common.
Significance proportion_significance(double count, double population, double average);

// Of observed events over what is expected, or over people, where `average` is the common ratio:
// exact limits below ten events, Byar's from ten on.
Significance ratio_significance(double observed, double expected, double average);

// The least and the greatest denominators, and how many years they add up.
struct AxisRange {
    double least = 0;
    double greatest = 0;
    double years = 1;
};

// The points at which limits are drawn: 100 of them, even on a log scale from a rounded least to a
// rounded greatest denominator, whole numbers without repeats.
struct FunnelAxis {
    double minimum = 0;
    double maximum = 0;
};
FunnelAxis funnel_axis(const AxisRange& range);
std::vector<double> funnel_points(const FunnelAxis& axis, bool ends_before_maximum);

}  // namespace concord::numerics
