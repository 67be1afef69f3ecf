// Rules as data. What a rule says, whose authority stands behind it and when it was in force is
// written once, in its spec file; the rule book is made from those files when Concord is built.
// Code names a rule by its id only, and decides nothing but whether the rule is broken.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace concord {

enum class Severity { information, warning, error };

std::string_view to_string(Severity severity);

// The bodies of law and guidance that a date selects: the 2021 design framework before July 2022,
// the 2022 Act from then on. The 2025 plan is policy without a date in law: it applies only when
// asked.
enum class RuleProfile { framework_2021, act_2022, plan_2025 };

std::string_view to_string(RuleProfile profile);
std::optional<RuleProfile> parse_rule_profile(std::string_view text);
RuleProfile profile_in_force(Date as_at);

// The date and the profile that a check is asked about.
struct RuleContext {
    Date as_at;
    RuleProfile profile;
};

// One profile under which a rule speaks, with the dates and the severity that it has there.
struct RuleApplication {
    RuleProfile profile;
    Period in_force;
    Severity severity;
};

struct Rule {
    std::string id;     // "REG014"; never reused
    std::string stage;  // "registry"
    std::string title;  // what is wrong, as a clause: "an area lies in two parents"
    Severity severity;
    std::vector<std::string> requirements;      // "THE-R001", …
    std::vector<RuleApplication> applications;  // empty: in force always, under every profile
    std::string authority;
    std::string explanation;
    std::string help;
    std::string bad_example;
    std::string good_example;

    // The severity the rule has in this context, or nothing where it was not in force.
    std::optional<Severity> severity_in(const RuleContext& context) const;
};

// All rules, by id. Immutable.
class RuleBook {
  public:
    explicit RuleBook(std::vector<Rule> rules);

    const Rule* find(std::string_view id) const;
    std::span<const Rule> rules() const { return rules_; }
    std::vector<std::string> ids() const;

  private:
    std::vector<Rule> rules_;  // ordered by id
};

}  // namespace concord
