#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "population/rules/rules.hpp"

namespace concord::population::rules {

void check_local(std::span<const Cohort> cohorts, std::span<const Fifths> fifths,
                 Diagnostics& diagnostics) {
    for (const auto& cohort : cohorts) {
        if (!cohort.is_local) continue;
        for (const auto& one : fifths) {
            const bool uses = std::ranges::any_of(cohort.steps, [&](const CohortStep& step) {
                return step.criterion.measures.contains(one.measure);
            });
            if (!uses || one.local_not_national + one.national_not_local == 0) continue;
            diagnostics.add(
                {"POP030", cohort.place, cohort.id,
                 fmt::format("the fifth of the areas here by {} has {}: {} outside the country's "
                             "most deprived fifth, which has {} more here",
                             one.measure, counted(one.local_areas, "area", "areas"),
                             with_thousands(one.local_not_national),
                             counted(one.national_not_local, "area", "areas"))});
        }
    }
}

void check_calibration(const RiskModel& risk, std::span<const StratumCount> strata,
                       Diagnostics& diagnostics) {
    for (std::size_t i = 0; i < strata.size(); ++i) {
        const auto observed = wilson(strata[i].with_outcome, strata[i].people);
        constexpr std::int64_t few = 30;  // of fewer nothing can be said
        if (!observed || strata[i].people < few) continue;
        const double expected = strata[i].expected() / static_cast<double>(strata[i].people);
        if (expected >= observed->low && expected <= observed->high) continue;
        diagnostics.add({"POP031", risk.place, risk.strata[i].id,
                         fmt::format("in the stratum `{}` the model expects {:.1f} % and {:.1f} % "
                                     "were observed",
                                     risk.strata[i].id, 100 * expected, 100 * observed->share)});
    }
}

}  // namespace concord::population::rules
