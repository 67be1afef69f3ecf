#include <fmt/format.h>

#include "base/text.hpp"
#include "decisions/decision.hpp"
#include "decisions/rules/rules.hpp"

namespace concord::decisions {
namespace {

bool is_settling(StepKind kind) {
    return kind == StepKind::resolution_tried || kind == StepKind::third_party_tried ||
           kind == StepKind::resolved || kind == StepKind::third_party || kind == StepKind::chair;
}

void hear(const Hearing& hearing) {
    const auto kind = hearing.step.kind;
    check_order(hearing);
    check_actor(hearing);
    if (kind == StepKind::corrected) check_correction(hearing);
    if (kind == StepKind::published) check_publication(hearing);
    if (kind == StepKind::withdrawn) {
        hearing.require("reason", hearing.step.reason, "why it is withdrawn");
    }
    if (kind == StepKind::proposed && hearing.step.proposal) check_proposal(hearing);
    if (!needs_proof(kind)) return;
    check_authority(hearing);
    if (!hearing.step.proof || kind == StepKind::proposed) return;
    check_meetings(hearing);
    if (kind == StepKind::discussed) check_discussion(hearing);
    if (is_settling(kind)) check_settling(hearing);
    if (kind == StepKind::vote) check_vote(hearing);
    if (decides(kind)) check_decided(hearing);
}

}  // namespace

void Hearing::find(std::string_view rule, std::string_view key, std::string message,
                   std::string help) const {
    diagnostics.add({rule, places.of(key), step.decision, std::move(message), std::move(help)});
}

void Hearing::require(std::string_view key, const std::string& text, std::string_view what) const {
    if (!trim(text).empty()) return;
    find("GOV185", key, fmt::format("nothing says {}", what), fmt::format("give `{}`", key));
}

bool judge(const Judging& judging, Diagnostics& diagnostics) {
    const auto errors = diagnostics.count(Severity::error);
    hear({*judging.step, judging.before, judging.posts, judging.places, diagnostics,
          judging.recorded_on, judging.replaces_known});
    return diagnostics.count(Severity::error) == errors;
}

}  // namespace concord::decisions
