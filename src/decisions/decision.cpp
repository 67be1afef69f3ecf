#include "decisions/decision.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace concord::decisions {
namespace {

constexpr std::array<std::pair<StepKind, std::string_view>, 12> kinds = {{
    {StepKind::proposed, "proposed"},
    {StepKind::discussed, "discussed"},
    {StepKind::resolution_tried, "resolution-tried"},
    {StepKind::third_party_tried, "third-party-tried"},
    {StepKind::consensus, "consensus"},
    {StepKind::resolved, "resolved"},
    {StepKind::third_party, "third-party"},
    {StepKind::chair, "chair"},
    {StepKind::vote, "vote"},
    {StepKind::published, "published"},
    {StepKind::withdrawn, "withdrawn"},
    {StepKind::corrected, "corrected"},
}};

}  // namespace

std::string_view to_string(StepKind kind) {
    return kinds[static_cast<std::size_t>(kind)].second;
}

std::optional<StepKind> parse_step_kind(std::string_view text) {
    for (const auto& [kind, name] : kinds) {
        if (name == text) return kind;
    }
    return std::nullopt;
}

std::vector<std::string> step_kind_names() {
    std::vector<std::string> names;
    for (const auto& [kind, name] : kinds)
        names.emplace_back(name);
    return names;
}

bool decides(StepKind kind) {
    return kind >= StepKind::consensus && kind <= StepKind::vote;
}

bool needs_proof(StepKind kind) {
    return kind <= StepKind::vote;
}

const Recorded* Decision::find(StepKind kind) const {
    const auto found = std::find_if(steps.rbegin(), steps.rend(), [&](const Recorded& recorded) {
        return recorded.step.kind == kind;
    });
    return found == steps.rend() ? nullptr : &*found;
}

void apply(Decision& decision, Recorded recorded) {
    const auto& step = recorded.step;
    decision.id = step.decision;
    if (step.kind != StepKind::corrected) {
        decision.state = step.kind;
        decision.last_on = step.on;
    }
    if (step.kind == StepKind::resolution_tried) decision.resolution_tried = true;
    if (decides(step.kind)) decision.route = step.kind;
    if (step.proposal) decision.proposal = *step.proposal;
    decision.evidence.add(step.evidence);
    decision.steps.push_back(std::move(recorded));
}

Location StepPlaces::of(std::string_view key) const {
    const auto found = std::ranges::find(keys, key, &std::pair<std::string, Location>::first);
    if (found != keys.end()) return found->second;
    const auto dot = key.rfind('.');
    if (dot != std::string_view::npos) return of(key.substr(0, dot));
    return {file, 0, 0};
}

}  // namespace concord::decisions
