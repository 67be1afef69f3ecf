// The rules of governance, family by family.
#include "governance/governance.hpp"
#include "governance/rules/rules.hpp"
#include "governance/rules/whole.hpp"

namespace concord::governance {

void check_governance(const GovernanceStage& stage, Diagnostics& diagnostics) {
    rules::check_grants(stage, diagnostics);
    rules::check_arrangements(stage, diagnostics);
    rules::check_expectations(stage, diagnostics);
    rules::check_members(stage, diagnostics);
    rules::check_documents(stage, diagnostics);
    rules::check_committees(stage, diagnostics);
    rules::check_partnerships(stage, diagnostics);
    rules::check_framework_board(stage, diagnostics);
    rules::check_framework_bodies(stage, diagnostics);
    rules::check_framework_partnership(stage, diagnostics);
    rules::check_framework_functions(stage, diagnostics);
    rules::check_transition(stage, diagnostics);
    rules::check_collaboratives(stage, diagnostics);
    rules::check_across_systems(stage, diagnostics);
    rules::check_leadership(stage, diagnostics);
    rules::check_accountability(stage, diagnostics);
    rules::check_committee_lines(stage, diagnostics);
    rules::check_controls(stage, diagnostics);
    rules::check_place_arrangements(stage, diagnostics);
    rules::check_localities(stage, diagnostics);
    rules::check_service_levels(stage, diagnostics);
    rules::check_board_reports(stage, diagnostics);
    rules::check_posts(stage, diagnostics);
    rules::check_membership_mix(stage, diagnostics);
    rules::check_voices(stage, diagnostics);
    rules::check_publication(stage, diagnostics);
    const auto& data = *stage.data;
    if (data.scheme.holders.empty() && data.published.empty()) return;
    const Evaluator evaluator({&data.law, &data.scheme, &data.places}, stage.context);
    rules::check_conflicts(evaluator, diagnostics);
    if (!data.scheme.grants.empty()) rules::check_whole(evaluator, diagnostics);
    rules::check_published_map(evaluator, data.published, diagnostics);
}

}  // namespace concord::governance
