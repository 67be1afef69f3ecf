// A board small enough to be judged by hand, and the steps of a decision that it takes properly.
// Each test breaks one thing.
#pragma once

#include <string>
#include <vector>

#include "decisions/decisions.hpp"
#include "governance/law.hpp"
#include "support/diagnostics.hpp"

namespace concord::support {

using namespace decisions;

inline governance::Member member_of(const std::string& id, const std::string& kind,
                                    const std::string& organisation = {}) {
    governance::Member member;
    member.id = id;
    member.seat = "seat of " + id;
    member.kind = kind;
    member.organisation = organisation;
    return member;
}

inline governance::Candidate refused(std::uint32_t holder, governance::Refusal refusal,
                                     std::uint32_t whose = 0) {
    governance::Candidate candidate;
    candidate.holder = holder;
    candidate.refusal = refusal;
    candidate.detail_holder = whose;
    return candidate;
}

// A board of five, whose member `trust` comes from the hospital; its committee for a place; a post.
struct SmallSystem {
    governance::Scheme scheme;
    governance::Law law;
    governance::Tree places;
    governance::Verdict verdict;

    SmallSystem() {
        governance::Holder board;
        board.id = "board";
        board.name = "The board";
        board.kind = governance::HolderKind::body;
        board.body_kind = "integrated-care-board";
        board.vote_allowed = true;
        board.vote_rule = "simple majority; the chair has a casting vote";
        board.resolution_rule = "discuss again, then a mediator";
        board.quorum = governance::Quorum{3, std::nullopt, {"chair"}, {"constitution", "5"}};
        board.members = {member_of("chair", "chair"), member_of("nurse", "executive"),
                         member_of("lay", "non-executive"), member_of("money", "executive"),
                         member_of("trust", "partner", "hospital")};
        board.members[0].may_be_named = true;
        auto committee = board;
        committee.id = "committee";
        committee.kind = governance::HolderKind::committee;
        committee.of = {"board"};
        committee.scale = governance::Scale::place;
        committee.terms_of_reference = "terms";
        committee.resolution_rule.clear();
        committee.vote_allowed.reset();
        governance::Holder post;
        post.id = "secretary";
        post.kind = governance::HolderKind::post;
        post.of = {"board"};
        post.members = {member_of("writer", "executive")};
        scheme.holders = {board, committee, post};
        governance::Grant grant;
        grant.id = "g1";
        grant.from = "board";
        grant.to = "committee";
        grant.instrument = "internal-committee";
        grant.ceiling = Pence(std::int64_t{500});
        grant.made_on = Date(2022, 7, 1);
        grant.source = {"scheme", "4"};
        scheme.grants.push_back(grant);
        governance::Document terms;
        terms.id = "terms";
        terms.title = "Terms of reference";
        terms.version = "2";
        scheme.documents.push_back(terms);
        scheme.interests.push_back(
            {"money", "hospital", "financial", {Date(2022, 7, 1), Date(2022, 12, 31)}, {}, {}});
        governance::Root root;
        root.function = "contracts";
        root.body_kind = "integrated-care-board";
        root.authority = "the Act";
        law.roots.push_back(root);
        governance::Step aim;
        aim.id = "triple-aim";
        aim.does = "record the triple aim";
        aim.authority = "s14Z43";
        governance::Step case_for;
        case_for.id = "envelope";
        case_for.does = "show that it stays within the envelope";
        case_for.authority = "s223GC";
        law.steps = {aim, case_for};
        allow(0);
    }

    // The answer lets this holder decide.
    void allow(std::uint32_t holder) {
        governance::Decider decider;
        decider.holder = holder;
        decider.scale = scheme.holders[holder].scale;
        governance::Chain chain;
        if (holder == 1) {
            chain.grants = {0};
            chain.ceiling = Pence(std::int64_t{500});
            decider.ceiling = Pence(std::int64_t{500});
        }
        decider.chains.push_back(chain);
        decider.steps = {0};
        verdict = {};
        verdict.deciders.push_back(decider);
        verdict.first = {holder};
    }

    ProofRequest request(Date on, const std::string& decider = "board") const {
        ProofRequest request;
        request.ground = {&law, &scheme, &places};
        request.context = {on, RuleProfile::act_2022};
        request.question.act = "award-contract";
        request.question.function = "contracts";
        request.question.value = Pence(std::int64_t{250'000'00});
        request.question.affected = {"hospital"};
        request.decider = decider;
        request.verdict = &verdict;
        return request;
    }
    AuthorityProof proof(Date on, const std::string& decider = "board") const {
        return make_proof(request(on, decider));
    }
};

// ── the steps of a decision in which nothing is wrong ──

inline Step step_of(const SmallSystem& system, StepKind kind, Date on) {
    Step step;
    step.kind = kind;
    step.decision = "2023-001";
    step.by = "secretary";
    step.on = on;
    if (needs_proof(kind)) step.proof = system.proof(on);
    return step;
}

inline Evidence full_evidence() {
    Evidence evidence;
    evidence.health = evidence.quality = evidence.resources = {"better", "narrower"};
    evidence.inequalities = "fewer people go without";
    evidence.integration = "with housing";
    evidence.strategy = "serves its second aim";
    evidence.advice = {{"seat of nurse", "sound", "paper-2"}};
    evidence.insight = {{"people with diabetes", "want it nearby", "paper-3"}};
    return evidence;
}

inline Step proposed(const SmallSystem& system) {
    auto step = step_of(system, StepKind::proposed, Date(2023, 3, 1));
    Proposal proposal;
    proposal.title = "Diabetes services";
    proposal.decider = "board";
    proposal.question = step.proof->question;
    proposal.level = "system";
    proposal.why_not_at_place = "one contract for all places";
    proposal.openness = "public";
    proposal.papers = {"paper-1"};
    step.proposal = proposal;
    return step;
}

inline Step discussed(const SmallSystem& system) {
    auto step = step_of(system, StepKind::discussed, Date(2023, 3, 15));
    step.meetings = {{"board", {"chair", "nurse", "lay", "money"}, {"trust"}}};
    step.discussion = Discussion{{{"money", "too dear"}}, false, {}};
    return step;
}

inline Step decided_by(const SmallSystem& system, StepKind kind) {
    auto step = step_of(system, kind, Date(2023, 3, 20));
    step.meetings = {{"board", {"chair", "nurse", "lay", "money"}, {"trust"}}};
    step.outcome = "approved";
    step.decided = "The contract is awarded.";
    step.evidence = full_evidence();
    Settling settling{"its price",  "openness", "fits the plan", "mediation",
                      "a mediator", "to go on", "chair"};
    if (kind != StepKind::consensus && kind != StepKind::vote) step.settling = settling;
    if (kind == StepKind::vote)
        step.ballots = {{"board", {"chair", "nurse", "lay"}, {"money"}, {}, {}}};
    return step;
}

inline Step tried(const SmallSystem& system, StepKind kind = StepKind::resolution_tried) {
    auto step = decided_by(system, kind);
    step.on = Date(2023, 3, 16);
    step.proof = system.proof(step.on);
    step.outcome.clear();
    step.decided.clear();
    step.evidence = {};
    return step;
}

inline Step published(const SmallSystem& system) {
    auto step = step_of(system, StepKind::published, Date(2023, 4, 1));
    step.publication = Publication{"https://board.example/decisions/1", {}};
    return step;
}

// What these steps make of a decision, without asking whether they may be taken.
inline Decision decision_of(const std::vector<Step>& steps) {
    Decision decision;
    std::int64_t sequence = 0;
    for (const auto& step : steps) {
        ++sequence;
        apply(decision, {sequence, std::string(64, 'a'), "2023-03-01T09:00:00Z",
                         "key-" + std::to_string(sequence), step});
    }
    return decision;
}

// "GOV181 message" for each reason why the step may not be taken after these.
inline std::vector<std::string> reasons(const std::vector<Step>& before, const Step& step) {
    auto diagnostics = new_diagnostics();
    const auto decision = decision_of(before);
    judge({before.empty() ? nullptr : &decision, &step, {"secretary"}, {"step.toml", {}}},
          diagnostics);
    std::vector<std::string> result;
    for (const auto& found : diagnostics.all())
        result.push_back(found.id + " " + found.message);
    return result;
}

}  // namespace concord::support
