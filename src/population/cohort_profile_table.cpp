#include "population/cohort_profile_table.hpp"

#include <algorithm>
#include <cmath>

#include "numerics/inequality.hpp"
#include "numerics/limits.hpp"

namespace concord::population {
namespace {

constexpr auto text = ColumnType::text;
constexpr auto whole = ColumnType::whole_number;
constexpr auto number = ColumnType::number;

std::optional<numerics::Estimate> share_of(const ReleasedPair& pair,
                                           const numerics::ConfidenceLevel& level) {
    if (!pair.all || !pair.yes || *pair.all <= 0 || *pair.yes > *pair.all) return std::nullopt;
    const auto count = static_cast<double>(*pair.yes);
    const auto people = static_cast<double>(*pair.all);
    return numerics::Estimate{count / people, numerics::wilson_limits(count, people, level)};
}

std::optional<double> rounded(const std::optional<double>& value) {
    constexpr double digits = 1e6;
    if (!value || !std::isfinite(*value)) return std::nullopt;
    return std::round(*value * digits) / digits;
}

// Whether the cohort fares worse: only where the limits of the difference leave out nothing.
std::string_view standing_of(const numerics::Estimate& gap, const std::string& better) {
    if (gap.limits.lower <= 0 && gap.limits.upper >= 0) return "similar";
    const bool is_higher = gap.limits.lower > 0;
    if (better == "neither") return is_higher ? "higher" : "lower";
    return is_higher == (better == "higher") ? "better" : "worse";
}

// A cohort whose size the table of cohorts does not show has no figure here either: what one
// release hides the other must not tell.
bool is_shown(const Analysis& analysis, std::size_t cohort, const ReleaseRule& rule) {
    const auto steps = release_steps(analysis.base.asked_about, analysis.kept[cohort], rule);
    return std::ranges::all_of(steps, [](const ReleasedStep& step) {
        return step.before.has_value() && step.kept.has_value();
    });
}

void add_shares(const std::vector<ReleasedPair>& released, const CohortMeasure& measure,
                const numerics::ConfidenceLevel& level, store::RowWriter& rows) {
    const auto put = [&rows](const std::optional<double>& value) { rows.number(rounded(value)); };
    const auto own = share_of(released[0], level);
    const auto other = share_of(released[1], level);
    rows.whole(released[0].all).whole(released[0].yes);
    put(own ? std::optional(own->value) : std::nullopt);
    put(own ? std::optional(own->limits.lower) : std::nullopt);
    put(own ? std::optional(own->limits.upper) : std::nullopt);
    put(other ? std::optional(other->value) : std::nullopt);
    if (!own || !other) {
        rows.gap().gap().gap().gap().gap();
        return;
    }
    const auto gap = numerics::absolute_gap(*own, *other);
    put(gap.value);
    put(gap.limits.lower);
    put(gap.limits.upper);
    put(other->value > 0 ? std::optional(own->value / other->value) : std::nullopt);
    rows.text(standing_of(gap, measure.better));
}

}  // namespace

const store::TableSchema& cohort_profile_schema() {
    static const store::TableSchema schema = {
        "cohort_profile",
        "how each cohort fares beside everybody else: access, outcomes and need (THE-R058)",
        {{"cohort", text, "its id"},
         {"measure", text, "the measure's id"},
         {"title", text, "what is measured"},
         {"aspect", text, "need, access, experience or outcome"},
         {"better", text, "whether higher or lower is better, or neither"},
         {"people", whole, "people of the cohort; empty: suppressed"},
         {"with", whole, "of whom it holds; empty: suppressed"},
         {"value", number, "the share, of the counts as they left"},
         {"lowercl", number, "of it, Wilson's, 95 %"},
         {"uppercl", number, "of it, Wilson's, 95 %"},
         {"others_value", number, "the share of everybody who is not in the cohort"},
         {"absolute_gap", number, "the one share less the other"},
         {"gap_lowercl", number, "of it, Newcombe's tenth method, 95 %"},
         {"gap_uppercl", number, "of it, Newcombe's tenth method, 95 %"},
         {"relative_gap", number, "the one share over the other"},
         {"standing", text,
          "worse, similar or better than the others, by the limits of the gap; where neither is "
          "better: lower, similar or higher"},
         {"release", text, "the rule of disclosure by which the counts left"}}};
    return schema;
}

store::RowWriter cohort_profile_rows(const Analysis& analysis, const ReleaseRule& rule) {
    const auto& library = analysis.library;
    const auto& measures = analysis.measures;
    const auto counts = profile_counts(analysis.fares, library.cohorts.size(), measures.size());
    const auto level = numerics::confidence_level(0.95);
    store::RowWriter rows(cohort_profile_schema());
    for (const auto& one : counts) {
        const auto& measure = measures[one.measure];
        rows.text(library.cohorts[one.cohort].id).text(measure.id).text(measure.title);
        rows.text(measure.aspect).text(measure.better);
        auto released = release_pairs({one.members, one.others}, rule);
        if (!is_shown(analysis, one.cohort, rule)) released.assign(2, {});
        add_shares(released, measure, level, rows);
        rows.text(rule.words()).end_row();
    }
    return rows;
}

}  // namespace concord::population
