// Conflicts of interest judged alike at place, collaborative, joint committee and board.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/conflict_tests.hpp"
#include "governance/rules/whole.hpp"

namespace concord::governance::rules {

// Where an interest stops one holder and not another, the results are laid side by side (PIR-R086).
void check_conflicts(const Evaluator& evaluator, Diagnostics& diagnostics) {
    const auto& holders = evaluator.ground().scheme->holders;
    const auto results = conflict_results(evaluator);
    for (auto first = results.begin(); first != results.end();) {
        const auto last = std::find_if(first, results.end(), [&](const ConflictResult& result) {
            return result.organisation != first->organisation;
        });
        std::vector<std::string> standing;
        for (auto it = first; it != last; ++it) {
            if (it->stands && it->stepping_back > 0) {
                standing.push_back(fmt::format("`{}` with {} of {} needed", holders[it->holder].id,
                                               it->votes_left, it->needed));
            }
        }
        for (auto it = first; it != last; ++it) {
            if (!it->is_stopped) continue;
            const auto& holder = holders[it->holder];
            const auto left = it->votes_left < it->needed
                                  ? fmt::format("with {} of {} voting members that it needs",
                                                it->votes_left, it->needed)
                                  : std::string("without a role that its quorum asks for");
            const auto others =
                standing.empty() ? std::string("no other is touched by it")
                                 : "by the same test the quorum stands at " + join(standing, ", ");
            diagnostics.add({"GOV271", holder.place, holder.id,
                             fmt::format("an interest in `{}` leaves `{}` {}; {}",
                                         holders[it->organisation].id, holder.id, left, others)});
        }
        first = last;
    }
}

}  // namespace concord::governance::rules
