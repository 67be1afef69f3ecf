// Whether the decider may decide, how near to people it is, and how open.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "decisions/rules/rules.hpp"

namespace concord::decisions {
namespace {

void check_level(const Hearing& hearing, const Proposal& proposed) {
    const auto level = governance::parse_scale(proposed.level);
    if (!level) {
        hearing.find("GOV187", "level",
                     proposed.level.empty()
                         ? "nothing says at which level this is decided"
                         : fmt::format("`{}` is no level", shown(proposed.level)),
                     "levels are neighbourhood, place, system, supra-system, region and national");
        return;
    }
    const auto* proof = hearing.step.proof ? &*hearing.step.proof : nullptr;
    if (proof && !proof->scale.empty() && proof->scale != proposed.level) {
        hearing.find("GOV187", "level",
                     fmt::format("`{}` decides at the level {}, not {}", proof->decider,
                                 proof->scale, proposed.level),
                     fmt::format("give level = \"{}\"", proof->scale));
    }
    if (!trim(proposed.why_not_at_place).empty()) return;
    const bool nearer = proof && !proof->more_local.empty();
    if (*level > governance::Scale::place) {
        hearing.find(
            "GOV187", "level",
            fmt::format("nothing says why this is decided at the level {} and not at place",
                        proposed.level),
            "give `why_not_at_place`: what doing it once does better");
    } else if (nearer) {
        hearing.find(
            "GOV187", "level",
            fmt::format("`{}` could decide this nearer to people, and nothing says why it does "
                        "not",
                        proof->more_local.front()),
            "give `why_not_at_place`, or let that one decide");
    }
}

}  // namespace

void check_authority(const Hearing& hearing) {
    if (!hearing.step.proof || !hearing.has_proposal()) {
        if (hearing.has_proposal()) {
            hearing.find("GOV180", "decider", "nothing shows who may decide this",
                         "the question must be answered before a step is recorded");
        }
        return;
    }
    const auto& proof = *hearing.step.proof;
    if (!proof.allowed) {
        hearing.find(
            "GOV180", "decider",
            fmt::format("`{}` may not decide this on {}: {}", shown(proof.decider),
                        proof.context.as_at.iso(), proof.refusal),
            "`concord who` with the same act, function, service, place and value names those "
            "who may");
    } else if (proof.decider != hearing.proposal().decider ||
               proof.context.as_at != hearing.step.on) {
        hearing.find("GOV180", "decider", "the proof of authority is of another decider or day",
                     "the question must be asked as at the day of the step");
    }
}

void check_proposal(const Hearing& hearing) {
    const auto& proposed = *hearing.step.proposal;
    hearing.require("title", proposed.title, "what is to be decided");
    check_level(hearing, proposed);
    if (!hearing.replaces_known) {
        hearing.find("GOV181", "replaces",
                     fmt::format("there is no decision `{}` that this could replace",
                                 shown(proposed.replaces)),
                     "`concord decide DIR show` lists the decisions");
    }
    const auto& open = proposed.openness;
    if (std::ranges::find(openness_levels, open) == openness_levels.end()) {
        hearing.find(
            "GOV187", "openness",
            open.empty() ? "nothing says how open the decision is"
                         : fmt::format("`{}` is no level of openness", shown(open)),
            "give openness = \"public\", \"private\" (taken in private, then published) or "
            "\"confidential\"");
    } else if (open != "public" && trim(proposed.openness_reason).empty()) {
        hearing.find("GOV187", "openness",
                     fmt::format("nothing says why the decision is {} and not public", open),
                     "give `openness_reason`");
    }
}

}  // namespace concord::decisions
