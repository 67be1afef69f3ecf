// Who bears what a pooled fund spends above its plan, and who has what it does not spend. Pure
// functions on amounts.
//
// Law: the parts make up the difference to the penny; in no form does a part come from nowhere.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agreements/exact.hpp"
#include "base/diagnostic.hpp"

namespace concord::agreements {

// by_contribution: as the planned contributions. fixed_shares: as agreed. own_schemes: each partner
// what its own schemes differ by. host_bears: the host all. capped: up to a share of the plan one
// form, the rest one partner.
enum class RiskForm { by_contribution, fixed_shares, own_schemes, host_bears, capped };

std::string_view to_string(RiskForm form);
std::optional<RiskForm> parse_risk_form(std::string_view text);
inline constexpr std::string_view risk_form_names =
    "by-contribution, fixed-shares, own-schemes, host-bears or capped";

struct RiskRule {
    RiskForm form = RiskForm::by_contribution;
    std::vector<std::pair<std::string, Share>> shares;  // of fixed_shares
    std::optional<Share> first;                         // of capped: so much of the plan …
    RiskForm within = RiskForm::by_contribution;        // … is borne so …
    std::string beyond;                                 // … and the rest by this partner
    Location place;
};

// What becomes of money that is not spent (a returned part is divided by a risk rule).
enum class UnderspendUse { returned, carried_forward, agreed_schemes };

std::string_view to_string(UnderspendUse use);
std::optional<UnderspendUse> parse_underspend_use(std::string_view text);
inline constexpr std::string_view underspend_names = "returned, carried-forward or agreed-schemes";

struct UnderspendRule {
    UnderspendUse use = UnderspendUse::returned;
    RiskRule how;                      // of returned
    std::vector<std::string> schemes;  // of agreed_schemes
    Location place;
};

// What is known of a fund's year. Partners in one order throughout.
struct RiskCase {
    std::vector<std::string> partners;
    std::vector<Pence> contributions;  // planned
    std::vector<Pence> own;            // by how much each partner's own schemes differ from plan
    std::string host;
    Pence plan;        // planned spending
    Pence difference;  // spent less planned: above nothing is an overspend
};

// Each partner's part of the difference, in the order of the partners; nothing where the rule
// cannot divide it (no contributions, a partner who is none, amounts beyond 64 bits).
std::optional<std::vector<Pence>> share_risk(const RiskRule& rule, const RiskCase& risk);

}  // namespace concord::agreements
