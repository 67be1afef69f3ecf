// What a discussion, a settled disagreement, a decision and its publication must say.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "decisions/rules/rules.hpp"

namespace concord::decisions {
namespace {

void check_chair(const Hearing& hearing, const Settling& settling) {
    hearing.require("settling.reason", settling.reason, "why the chair decided as it did");
    const auto& boards = hearing.step.proof->boards;
    for (const auto& board : boards) {
        const auto* member = find_member(board, settling.chair);
        if (!member || member->kind != "chair") continue;
        check_interest(hearing, board, settling.chair, "decided as chair");
        return;
    }
    hearing.find(
        "GOV185", "settling.chair",
        fmt::format("`{}` is not the chair of the deciding board", shown(settling.chair)),
        "give `chair` under [settling]: the id or seat of the member whose kind is `chair`");
}

// The way of settling disagreement stands in the constitution before it is needed.
void check_resolution_rule(const Hearing& hearing) {
    for (const auto& board : hearing.step.proof->boards) {
        if (!trim(board.resolution_rule).empty()) continue;
        hearing.find(
            "GOV182", "step",
            fmt::format("the constitution of `{}` does not say how disagreement is settled",
                        board.id),
            "put `resolution_rule` into it first");
    }
}

}  // namespace

void check_discussion(const Hearing& hearing) {
    const bool said = hearing.step.discussion && (!hearing.step.discussion->views.empty() ||
                                                  hearing.step.discussion->no_differing_views);
    if (said) return;
    hearing.find("GOV185", "views", "nothing says whether views differed",
                 "give a [[views]] with `of` and `says` for each, or no_differing_views = true");
}

void check_settling(const Hearing& hearing) {
    const auto settling = hearing.step.settling.value_or(Settling());
    hearing.require("settling.disagreement", settling.disagreement,
                    "what the disagreement was about");
    if (hearing.step.kind == StepKind::resolution_tried ||
        hearing.step.kind == StepKind::resolved) {
        hearing.require("settling.principles", settling.principles,
                        "which principles of the constitution were called on");
        hearing.require("settling.consistency", settling.consistency,
                        "how the outcome fits the objectives, the triple aim and agreed plans");
        check_resolution_rule(hearing);
    } else if (hearing.step.kind == StepKind::chair) {
        check_chair(hearing, settling);
    } else {
        if (settling.helper_kind != "peer-review" && settling.helper_kind != "mediation") {
            hearing.find("GOV185", "settling.helper_kind",
                         "nothing says what kind of help the third party gave",
                         "give helper_kind = \"peer-review\" or \"mediation\" under [settling]");
        }
        hearing.require("settling.helper", settling.helper, "who the third party was");
    }
}

void check_decided(const Hearing& hearing) {
    if (hearing.step.outcome != "approved" && hearing.step.outcome != "declined") {
        hearing.find("GOV185", "outcome", "nothing says what the outcome is",
                     "give outcome = \"approved\" or \"declined\"");
    }
    hearing.require("decided", hearing.step.decided,
                    "what was decided, in the words of the minutes");
    auto evidence = hearing.before ? hearing.before->evidence : Evidence();
    evidence.add(hearing.step.evidence);
    for (auto& lack : missing_evidence(evidence, *hearing.step.proof))
        hearing.find("GOV185", "evidence." + lack.item, std::move(lack.message),
                     std::move(lack.help));
    for (auto& lack : selection_lacks(evidence, *hearing.step.proof))
        hearing.find("GOV186", "evidence." + lack.item, std::move(lack.message),
                     std::move(lack.help));
}

void check_publication(const Hearing& hearing) {
    if (!hearing.before || hearing.before->proposal.openness == "confidential") return;
    const auto publication = hearing.step.publication.value_or(Publication());
    hearing.require("published_at", publication.published_at, "where the decision is published");
    const bool has_papers = !publication.papers.empty() || !hearing.before->proposal.papers.empty();
    if (hearing.before->proposal.openness != "public" || has_papers) return;
    hearing.find("GOV185", "papers", "the decision was taken in public, and no papers are named",
                 "give `papers`, the ids or addresses of what the board had before it");
}

}  // namespace concord::decisions
