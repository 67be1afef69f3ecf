// What may follow what, and who may take a step.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "decisions/rules/rules.hpp"

namespace concord::decisions {
namespace {

void refuse_order(const Hearing& hearing, const std::string& message, const std::string& help) {
    hearing.find("GOV181", "step", message, help);
}

void check_settling_order(const Hearing& hearing) {
    const bool tried = hearing.before->resolution_tried;
    const bool needs = hearing.step.kind == StepKind::third_party ||
                       hearing.step.kind == StepKind::third_party_tried ||
                       hearing.step.kind == StepKind::chair;
    if (needs && !tried) {
        refuse_order(hearing,
                     fmt::format("`{}` cannot come to {}: nothing shows that the board tried to "
                                 "resolve its disagreement first",
                                 hearing.before->id, to_string(hearing.step.kind)),
                     "record that: step = \"resolution-tried\"");
    }
    if (hearing.step.kind == StepKind::consensus && tried) {
        refuse_order(hearing,
                     fmt::format("`{}` had a disagreement to resolve: what followed is no plain "
                                 "consensus",
                                 hearing.before->id),
                     "record it as step = \"resolved\" or \"third-party\"");
    }
}

void check_follows(const Hearing& hearing) {
    const auto state = hearing.before->state;
    const bool open = state >= StepKind::discussed && state <= StepKind::third_party_tried;
    if (state == StepKind::published || state == StepKind::withdrawn) {
        refuse_order(hearing,
                     fmt::format("`{}` is {}: nothing follows but a correction", hearing.before->id,
                                 to_string(state)),
                     "correct an entry, or propose a new decision that `replaces` it");
    } else if (hearing.step.kind == StepKind::published && !decides(state)) {
        refuse_order(hearing,
                     fmt::format("`{}` cannot be published: it is {}, not decided",
                                 hearing.before->id, to_string(state)),
                     "record how it was decided first");
    } else if (hearing.step.kind <= StepKind::vote && decides(state)) {
        refuse_order(
            hearing,
            fmt::format("`{}` was decided already, by {}", hearing.before->id, to_string(state)),
            "publish it, or withdraw it and propose another");
    } else if (hearing.step.kind <= StepKind::vote && hearing.step.kind != StepKind::discussed &&
               !open) {
        refuse_order(hearing,
                     fmt::format("`{}` cannot come to {}: it was not discussed", hearing.before->id,
                                 to_string(hearing.step.kind)),
                     "record the discussion first: step = \"discussed\"");
    } else {
        check_settling_order(hearing);
    }
}

// Steps are recorded in the order in which they were taken, and not before. A day of grace: the
// instant is in UTC, the day of a meeting is not.
void check_days(const Hearing& hearing) {
    const auto on = hearing.step.on;
    if (hearing.before && on < hearing.before->last_on) {
        hearing.find("GOV181", "on",
                     fmt::format("the step is dated {}, before the last one of {}", on.iso(),
                                 hearing.before->last_on.iso()),
                     "steps are recorded in the order in which they were taken");
    }
    if (hearing.recorded_on && hearing.recorded_on->plus_days(1) < on) {
        hearing.find("GOV181", "on",
                     fmt::format("the step is dated {}, and recorded on {}", on.iso(),
                                 hearing.recorded_on->iso()),
                     "a step is recorded when it has been taken");
    }
}

// A seat of the board that decides.
bool sits(const Hearing& hearing, const std::string& name) {
    const auto* proof = hearing.step.proof ? &*hearing.step.proof : nullptr;
    for (std::size_t i = hearing.before ? hearing.before->steps.size() : 0; !proof && i > 0; --i) {
        const auto& earlier = hearing.before->steps[i - 1].step.proof;
        if (earlier) proof = &*earlier;
    }
    if (!proof || name.empty()) return false;
    return std::ranges::any_of(proof->boards, [&](const ProofBoard& board) {
        return std::ranges::find(board.members, name, &ProofMember::seat) != board.members.end();
    });
}

}  // namespace

void check_order(const Hearing& hearing) {
    constexpr std::string_view letters =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    const auto& id = hearing.step.decision;
    if (id.empty() || id.size() > 64 || id.find_first_not_of(letters) != std::string::npos) {
        hearing.find("GOV181", "id", fmt::format("`{}` cannot be the id of a decision", shown(id)),
                     "an id has 1 to 64 letters, digits, `.`, `-` or `_`");
    }
    check_days(hearing);
    if (!hearing.before) {
        if (hearing.step.kind == StepKind::proposed) return;
        refuse_order(hearing, fmt::format("there is no decision `{}`", shown(id)),
                     "propose it first: `concord decide DIR new decision.toml`");
        return;
    }
    if (hearing.step.kind == StepKind::proposed) {
        hearing.find("GOV181", "id", fmt::format("there is a decision `{}` already", shown(id)),
                     "give the new one another id");
        return;
    }
    if (hearing.step.kind != StepKind::corrected) check_follows(hearing);
}

void check_actor(const Hearing& hearing) {
    const bool is_post = std::ranges::find(hearing.posts, hearing.step.by) != hearing.posts.end();
    if (is_post || sits(hearing, hearing.step.by)) return;
    std::vector<std::string> known = hearing.posts;
    if (hearing.step.by.empty()) {
        hearing.find("GOV181", "by", "the step names no post that takes it",
                     "give `by`, the id of a post of the system");
        return;
    }
    const auto guess = closest(hearing.step.by, known);
    hearing.find(
        "GOV181", "by",
        fmt::format("`{}` is no post on {}", shown(hearing.step.by), hearing.step.on.iso()),
        guess ? fmt::format("did you mean `{}`?", *guess)
              : "posts stand in governance/committees.toml; a seat of the deciding board will "
                "do as well");
}

}  // namespace concord::decisions
