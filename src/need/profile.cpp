#include "need/profile.hpp"

#include <cmath>

namespace concord::need {
namespace {

void add(Sum& sum, const UnitCount& unit) {
    sum.count += unit.count;
    sum.population += unit.population;
}

void add(AreaFigure& figure, const UnitCount& unit) {
    add(figure.all, unit);
    if (unit.fifth > 0) add(figure.fifths[static_cast<std::size_t>(unit.fifth - 1)], unit);
}

}  // namespace

std::optional<numerics::Estimate> share_of(const Sum& sum, const numerics::ConfidenceLevel& level) {
    if (!(sum.population > 0)) return std::nullopt;
    return numerics::Estimate{sum.count / sum.population,
                              numerics::wilson_limits(sum.count, sum.population, level)};
}

std::vector<AreaFigure> figures_of(std::span<const UnitCount> units,
                                   const registry::Assignment& assignment) {
    AreaFigure all;
    std::vector<AreaFigure> of_area(assignment.layer->size());
    for (const auto& unit : units) {
        add(all, unit);
        const auto area = assignment.area_of[static_cast<std::size_t>(unit.area)];
        if (area >= 0) add(of_area[static_cast<std::size_t>(area)], unit);
    }
    std::vector<AreaFigure> figures = {all};
    for (std::size_t area = 0; area < of_area.size(); ++area) {
        if (!(of_area[area].all.population > 0)) continue;
        figures.push_back(of_area[area]);
        figures.back().area = static_cast<registry::AreaIndex>(area);
    }
    return figures;
}

std::optional<Standing> standing_of(const AreaFigure& area, const AreaFigure& all,
                                    const numerics::ConfidenceLevel& level) {
    const Sum others = {all.all.count - area.all.count, all.all.population - area.all.population};
    const auto here = share_of(area.all, level);
    const auto elsewhere = share_of(others, level);
    if (!here || !elsewhere) return std::nullopt;
    const auto gap = numerics::absolute_gap(*here, *elsewhere);
    if (gap.limits.lower > 0) return Standing::higher;
    return gap.limits.upper < 0 ? Standing::lower : Standing::similar;
}

namespace {

// A weighted line through shares over their relative ranks, with the variance of its slope: the
// slope is a sum of the shares, each times a fixed weight.
struct Line {
    double slope = 0;
    double variance = 0;
    double at_middle = 0;
};

Line line_through(std::span<const Sum> fifths) {
    double people = 0;
    for (const auto& fifth : fifths)
        people += fifth.population;
    std::vector<double> ranks;
    double below = 0;
    double middle = 0;
    for (const auto& fifth : fifths) {
        const double part = fifth.population / people;
        ranks.push_back(below + part / 2);
        middle += part * ranks.back();
        below += part;
    }
    double spread = 0;
    for (std::size_t q = 0; q < fifths.size(); ++q)
        spread += fifths[q].population / people * (ranks[q] - middle) * (ranks[q] - middle);
    Line line;
    for (std::size_t q = 0; q < fifths.size(); ++q) {
        const double part = fifths[q].population / people;
        const double share = fifths[q].count / fifths[q].population;
        const double weight = part * (ranks[q] - middle) / spread;
        line.slope += weight * share;
        line.variance += weight * weight * share * (1 - share) / fifths[q].population;
        line.at_middle += part * share;
    }
    return line;
}

}  // namespace

Inequality inequality_of(const AreaFigure& area, const numerics::ConfidenceLevel& level) {
    Inequality answer;
    std::vector<Sum> with_people;
    for (const auto& fifth : area.fifths) {
        if (fifth.population > 0) with_people.push_back(fifth);
    }
    answer.fifths = with_people.size();
    const auto most = share_of(area.fifths.front(), level);
    const auto least = share_of(area.fifths.back(), level);
    if (most && least) {
        answer.absolute_gap = numerics::absolute_gap(*most, *least);
        const bool above_zero = most->value > 0 && least->value > 0 && most->limits.lower > 0 &&
                                least->limits.lower > 0;
        if (above_zero) answer.relative_gap = numerics::relative_gap(*most, *least);
    }
    if (with_people.size() < 3) return answer;
    const auto line = line_through(with_people);
    const double half = level.deviate * std::sqrt(line.variance);
    answer.slope_index = -line.slope;  // ranks run from the most deprived
    answer.slope_lower = -line.slope - half;
    answer.slope_upper = -line.slope + half;
    // The line at rank 1 and at rank 0, about its middle of one half.
    const double at_most = line.at_middle - line.slope / 2;
    const double at_least = line.at_middle + line.slope / 2;
    if (at_most > 0 && at_least > 0) answer.relative_index = at_most / at_least;
    return answer;
}

}  // namespace concord::need
