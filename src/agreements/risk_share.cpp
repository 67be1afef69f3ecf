#include "agreements/risk_share.hpp"

#include <algorithm>
#include <array>

#include "base/apportion.hpp"

namespace concord::agreements {
namespace {

using Parts = std::optional<std::vector<Pence>>;

const Pence penny(std::int64_t{1});

constexpr std::array<std::pair<RiskForm, std::string_view>, 5> forms = {{
    {RiskForm::by_contribution, "by-contribution"},
    {RiskForm::fixed_shares, "fixed-shares"},
    {RiskForm::own_schemes, "own-schemes"},
    {RiskForm::host_bears, "host-bears"},
    {RiskForm::capped, "capped"},
}};

constexpr std::array<std::pair<UnderspendUse, std::string_view>, 3> uses = {{
    {UnderspendUse::returned, "returned"},
    {UnderspendUse::carried_forward, "carried-forward"},
    {UnderspendUse::agreed_schemes, "agreed-schemes"},
}};

Parts all_to(const std::string& partner, const RiskCase& risk, Pence amount) {
    const auto found = std::ranges::find(risk.partners, partner);
    if (found == risk.partners.end()) return std::nullopt;
    std::vector<Pence> parts(risk.partners.size());
    parts[static_cast<std::size_t>(found - risk.partners.begin())] = amount;
    return parts;
}

Parts by_contribution(const RiskCase& risk, Pence amount) {
    std::vector<std::uint64_t> weights;
    for (const auto& contribution : risk.contributions) {
        if (contribution < Pence()) return std::nullopt;
        weights.push_back(static_cast<std::uint64_t>(contribution.count()));
    }
    return apportion_by_whole(amount, weights, penny);
}

Parts by_fixed_shares(const RiskRule& rule, const RiskCase& risk, Pence amount) {
    std::vector<Share> shares;
    std::size_t found = 0;
    for (const auto& partner : risk.partners) {
        const auto at =
            std::ranges::find(rule.shares, partner, &std::pair<std::string, Share>::first);
        if (at != rule.shares.end()) ++found;
        shares.push_back(at == rule.shares.end() ? Share(0, 1) : at->second);
    }
    if (found != rule.shares.size()) return std::nullopt;
    const auto weights = weights_of_the_whole(shares);
    if (!weights) return std::nullopt;
    return apportion_by_whole(amount, *weights, penny);
}

Parts plain_form(RiskForm form, const RiskRule& rule, const RiskCase& risk, Pence amount) {
    switch (form) {
        case RiskForm::by_contribution:
            return by_contribution(risk, amount);
        case RiskForm::fixed_shares:
            return by_fixed_shares(rule, risk, amount);
        case RiskForm::host_bears:
            return all_to(risk.host, risk, amount);
        default:
            return std::nullopt;
    }
}

// The first part of the plan is borne together, what lies beyond by one.
Parts capped(const RiskRule& rule, const RiskCase& risk) {
    if (!rule.first) return std::nullopt;
    const auto most = rule.first->of(risk.plan, Rounding::half_away);
    if (!most) return std::nullopt;
    const auto bound = std::max(*most, Pence());
    const auto together = std::clamp(risk.difference, -bound, bound);
    const auto beyond = Pence::subtract(risk.difference, together);
    auto parts = plain_form(rule.within, rule, risk, together);
    const auto rest = beyond ? all_to(rule.beyond, risk, *beyond) : std::nullopt;
    if (!parts || !rest) return std::nullopt;
    for (std::size_t i = 0; i < parts->size(); ++i) {
        const auto sum = Pence::add((*parts)[i], (*rest)[i]);
        if (!sum) return std::nullopt;
        (*parts)[i] = *sum;
    }
    return parts;
}

}  // namespace

std::string_view to_string(RiskForm form) {
    return std::ranges::find(forms, form, &decltype(forms)::value_type::first)->second;
}

std::optional<RiskForm> parse_risk_form(std::string_view text) {
    const auto found = std::ranges::find(forms, text, &decltype(forms)::value_type::second);
    return found == forms.end() ? std::nullopt : std::optional(found->first);
}

std::string_view to_string(UnderspendUse use) {
    return std::ranges::find(uses, use, &decltype(uses)::value_type::first)->second;
}

std::optional<UnderspendUse> parse_underspend_use(std::string_view text) {
    const auto found = std::ranges::find(uses, text, &decltype(uses)::value_type::second);
    return found == uses.end() ? std::nullopt : std::optional(found->first);
}

std::optional<std::vector<Pence>> share_risk(const RiskRule& rule, const RiskCase& risk) {
    if (rule.form == RiskForm::capped) return capped(rule, risk);
    if (rule.form != RiskForm::own_schemes)
        return plain_form(rule.form, rule, risk, risk.difference);
    // Schemes that nobody leads would leave a part of the difference to nobody.
    if (total_of(risk.own) != risk.difference) return std::nullopt;
    return risk.own;
}

}  // namespace concord::agreements
