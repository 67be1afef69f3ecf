#include "base/rule.hpp"

#include <algorithm>
#include <array>

namespace concord {
namespace {

constexpr std::array<std::pair<RuleProfile, std::string_view>, 3> profile_names = {
    {{RuleProfile::framework_2021, "framework-2021"},
     {RuleProfile::act_2022, "act-2022"},
     {RuleProfile::plan_2025, "plan-2025"}}};

}  // namespace

std::string_view to_string(Severity severity) {
    switch (severity) {
        case Severity::information:
            return "information";
        case Severity::warning:
            return "warning";
        case Severity::error:
            return "error";
    }
    return "error";
}

std::string_view to_string(RuleProfile profile) {
    for (const auto& [value, name] : profile_names) {
        if (value == profile) return name;
    }
    return "act-2022";
}

std::optional<RuleProfile> parse_rule_profile(std::string_view text) {
    for (const auto& [value, name] : profile_names) {
        if (name == text) return value;
    }
    return std::nullopt;
}

RuleProfile profile_in_force(Date as_at) {
    // The Health and Care Act 2022 set up boards and partnerships on 1 July 2022.
    static const Date act_in_force(2022, 7, 1);
    return as_at < act_in_force ? RuleProfile::framework_2021 : RuleProfile::act_2022;
}

std::optional<Severity> Rule::severity_in(const RuleContext& context) const {
    if (applications.empty()) return severity;
    for (const auto& application : applications) {
        if (application.profile == context.profile &&
            application.in_force.contains(context.as_at)) {
            return application.severity;
        }
    }
    return std::nullopt;
}

RuleBook::RuleBook(std::vector<Rule> rules) : rules_(std::move(rules)) {
    std::sort(rules_.begin(), rules_.end(),
              [](const Rule& a, const Rule& b) { return a.id < b.id; });
}

const Rule* RuleBook::find(std::string_view id) const {
    const auto found = std::lower_bound(
        rules_.begin(), rules_.end(), id,
        [](const Rule& rule, std::string_view wanted) { return rule.id < wanted; });
    return found != rules_.end() && found->id == id ? &*found : nullptr;
}

std::vector<std::string> RuleBook::ids() const {
    std::vector<std::string> result;
    for (const auto& rule : rules_)
        result.push_back(rule.id);
    return result;
}

}  // namespace concord
