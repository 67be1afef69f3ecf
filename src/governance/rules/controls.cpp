// Controls on spending imposed from above, and powers over money that do not reach further.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/rules/rules.hpp"

namespace concord::governance::rules {
namespace {

// Whether a scope speaks of the function: all functions, one above it, it, or one below it.
bool touches(const Tree& functions, const Scope& scope, NodeIndex wanted) {
    return scope.functions.empty() ||
           std::ranges::any_of(scope.functions, [&](const std::string& name) {
               const auto node = functions.find(name);
               return node && (functions.covers(*node, wanted) || functions.covers(wanted, *node));
           });
}

// While a body meets its overseers monthly it passes no budget of a place on (PIR-R070).
void check_place_budgets(const GovernanceStage& stage, Diagnostics& diagnostics) {
    const auto& data = *stage.data;
    const HolderIndex holders(data.scheme);
    const auto budgets = data.law.functions.find("set-place-budgets");
    const auto day = stage.context.as_at;
    if (!budgets) return;
    for (const auto& control : data.scheme.controls) {
        if (!control.monthly_meetings.value_or(false) || !control.period.contains(day)) continue;
        for (const auto& grant : data.scheme.grants) {
            const auto from = holders.find(grant.from);
            const auto to = holders.find(grant.to);
            if (!from || !to || !grant.period.contains(day)) continue;
            const auto owners = holders.bodies(*from);
            const bool is_controlled = std::ranges::any_of(
                owners, [&](HolderNumber body) { return holders.holder(body).id == control.body; });
            const bool to_place = holders.holder(*to).scale <= Scale::place;
            if (!is_controlled || !to_place || !touches(data.law.functions, grant.scope, *budgets))
                continue;
            diagnostics.add(
                {"GOV272", grant.place, grant.id,
                 fmt::format("`{}` passes the budget of a place to `{}` while `{}` is "
                             "under the controls `{}`",
                             shown(grant.id), grant.to, control.body, shown(control.id))});
        }
    }
}

// Controls whose sum or approver nobody wrote down cannot be kept (PIR-R070).
void check_thresholds(const GovernanceStage& stage, Diagnostics& diagnostics) {
    for (const auto& control : stage.data->scheme.controls) {
        std::vector<std::string> missing;
        if (!control.threshold) missing.push_back("threshold");
        if (control.approver.empty()) missing.push_back("approver");
        if (!control.monthly_meetings) missing.push_back("monthly_meetings");
        if (missing.empty()) continue;
        diagnostics.add({"GOV276", control.place, control.id,
                         fmt::format("the controls `{}` of `{}` do not say: {}", shown(control.id),
                                     control.body, join(missing, ", "))});
    }
}

// Power over money does not imply power to commission: from one person to another it is passed act
// by act (PIR-R071).
void check_inferred(const GovernanceStage& stage, Diagnostics& diagnostics) {
    const auto& data = *stage.data;
    const HolderIndex holders(data.scheme);
    for (const auto& grant : data.scheme.grants) {
        const auto from = holders.find(grant.from);
        const auto to = holders.find(grant.to);
        const bool in_force = grant.period.contains(stage.context.as_at);
        if (!from || !to || !in_force || !grant.scope.acts.empty()) continue;
        const bool by_person = holders.holder(*from).kind == HolderKind::post &&
                               holders.holder(*to).kind == HolderKind::post;
        const bool commissions =
            grant.scope.functions.empty() ||
            std::ranges::any_of(grant.scope.functions, [&](const std::string& name) {
                const auto node = data.law.functions.find(name);
                return node && data.law.functions.node(*node).kind == "commissioning";
            });
        if (!by_person || !commissions) continue;
        diagnostics.add({"GOV273", grant.place, grant.id,
                         fmt::format("`{}` passes commissioning from `{}` to `{}` without naming "
                                     "the acts",
                                     shown(grant.id), grant.from, grant.to)});
    }
}

}  // namespace

void check_controls(const GovernanceStage& stage, Diagnostics& diagnostics) {
    check_place_budgets(stage, diagnostics);
    check_thresholds(stage, diagnostics);
    check_inferred(stage, diagnostics);
}

}  // namespace concord::governance::rules
