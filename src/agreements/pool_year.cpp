#include "agreements/pool_year.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/apportion.hpp"
#include "base/text.hpp"

namespace concord::agreements {
namespace {

// The smallest count has no opposite.
Pence magnitude(Pence amount) {
    return amount < Pence() ? Pence::subtract(Pence(), amount).value_or(amount) : amount;
}

class Adder {
  public:
    explicit Adder(PoolYear& year) : year_(year) {}

    void add_up() {
        for (const auto& partner : year_.pool->partners)
            year_.partners.push_back({partner, Pence(), Pence()});
        year_.paid = Pence();
        for (const auto* row : year_.contributions)
            add(*row);
        if (!year_.knows_contributions) year_.paid.reset();
        year_.spent = Pence();
        for (const auto* row : year_.spending)
            add(*row);
        if (!year_.knows_spending) year_.spent.reset();
        if (!year_.fits || !year_.spent) return;
        year_.difference = Pence::subtract(*year_.spent, year_.plan);
        year_.fits = year_.difference.has_value();
        if (year_.fits) share();
    }

  private:
    void grow(Pence& sum, Pence part) {
        const auto next = Pence::add(sum, part);
        year_.fits = year_.fits && next.has_value();
        sum = next.value_or(sum);
    }

    void grow(std::optional<Pence>& sum, const std::optional<Pence>& part) {
        if (!sum || !part) return sum.reset();
        grow(*sum, *part);
    }

    void add(const Contribution& row) {
        auto found = std::ranges::find(year_.partners, row.contributor, &PartnerSums::partner);
        if (found == year_.partners.end()) {
            year_.partners.push_back({row.contributor, Pence(), Pence()});
            found = year_.partners.end() - 1;
        }
        grow(found->planned, row.planned);
        grow(found->paid, row.paid);
        grow(year_.planned, row.planned);
        grow(year_.paid, row.paid);
        grow(row.basis == "mandatory"   ? year_.mandatory
             : row.basis == "voluntary" ? year_.voluntary
                                        : year_.unclassed,
             row.planned);
    }

    void add(const SchemeSpending& row) {
        grow(year_.plan, row.planned);
        grow(year_.spent, row.spent);
    }

    RiskCase risk_case() {
        RiskCase risk;
        for (const auto& partner : year_.partners) {
            risk.partners.push_back(partner.partner);
            risk.contributions.push_back(partner.planned);
        }
        risk.own.resize(risk.partners.size());
        for (const auto* row : year_.spending) {
            const auto scheme = std::ranges::find(year_.pool->schemes, row->scheme, &Scheme::id);
            if (scheme == year_.pool->schemes.end()) continue;
            const auto at = std::ranges::find(risk.partners, scheme->lead);
            const auto by = Pence::subtract(*row->spent, row->planned);
            if (at == risk.partners.end() || !by) continue;
            grow(risk.own[static_cast<std::size_t>(at - risk.partners.begin())], *by);
        }
        risk.host = year_.pool->host;
        risk.plan = year_.plan;
        risk.difference = *year_.difference;
        return risk;
    }

    void share() {
        if (*year_.difference == Pence()) return;
        if (!year_.pool->risk_is_sound) {
            year_.unshared = "its rule could not be read";
            return;
        }
        if (*year_.difference > Pence()) {
            if (year_.pool->overspend) return divide(*year_.pool->overspend, "bears");
            year_.unshared = "nothing is agreed about overspends";
            return;
        }
        const auto& rule = year_.pool->underspend;
        if (!rule) {
            year_.unshared = "nothing is agreed about underspends";
        } else if (rule->use == UnderspendUse::returned) {
            divide(rule->how, "gets back");
        } else if (rule->use == UnderspendUse::carried_forward) {
            year_.parts.push_back({"next-year", "carried", *year_.difference,
                                   "what is not spent is carried forward"});
        } else {
            give_to_schemes(*rule);
        }
    }

    static std::string words_of(const RiskRule& rule, const PartnerSums& partner, Pence whole) {
        switch (rule.form) {
            case RiskForm::by_contribution:
                return fmt::format("by contribution: {} of {}", partner.planned.words(),
                                   whole.words());
            case RiskForm::fixed_shares: {
                const auto found = std::ranges::find(rule.shares, partner.partner,
                                                     &std::pair<std::string, Share>::first);
                return found == rule.shares.end() ? "no share is agreed"
                                                  : "the agreed " + found->second.words();
            }
            case RiskForm::own_schemes:
                return "what its own schemes differ by";
            case RiskForm::host_bears:
                return "the host bears all";
            default:
                return fmt::format("the first {} of the plan {}, the rest `{}`",
                                   rule.first->words(), to_string(rule.within), shown(rule.beyond));
        }
    }

    // A partner of whom there is no row may put in something or nothing.
    bool knows_what_each_puts_in() const {
        if (!year_.knows_contributions) return false;
        const auto has_row = [&](const std::string& partner) {
            return std::ranges::any_of(year_.contributions, [&](const Contribution* row) {
                return row->contributor == partner;
            });
        };
        return std::ranges::all_of(year_.pool->partners, has_row);
    }

    void divide(const RiskRule& rule, const char* verb) {
        const bool by_contribution =
            rule.form == RiskForm::by_contribution ||
            (rule.form == RiskForm::capped && rule.within == RiskForm::by_contribution);
        if (by_contribution && !knows_what_each_puts_in()) {
            year_.unshared = "what partners put in is not known";
            return;
        }
        const auto parts = share_risk(rule, risk_case());
        if (!parts || !year_.fits) {
            year_.unshared = fmt::format("the form {} does not divide it", to_string(rule.form));
            return;
        }
        for (std::size_t i = 0; i < parts->size(); ++i) {
            const auto part = (*parts)[i];
            const auto amount = magnitude(part);
            year_.parts.push_back(
                {year_.partners[i].partner, "partner", part,
                 fmt::format("{} {} {} ({})", shown(year_.partners[i].partner),
                             part == Pence() ? "has no part:" : verb, amount.words(),
                             words_of(rule, year_.partners[i], year_.planned))});
        }
    }

    void give_to_schemes(const UnderspendRule& rule) {
        std::vector<std::uint64_t> weights;
        for (const auto& id : rule.schemes) {
            Pence planned;
            for (const auto* row : year_.spending)
                if (row->scheme == id) grow(planned, row->planned);
            weights.push_back(static_cast<std::uint64_t>(std::max(planned, Pence()).count()));
        }
        const auto parts = apportion_by_whole(*year_.difference, weights, Pence(std::int64_t{1}));
        if (!parts) {
            year_.unshared = "none of the agreed schemes has a plan in the year";
            return;
        }
        for (std::size_t i = 0; i < parts->size(); ++i) {
            year_.parts.push_back(
                {rule.schemes[i], "scheme", (*parts)[i],
                 fmt::format("{} of what is not spent goes to the scheme `{}`, "
                             "as the plans of the agreed schemes",
                             magnitude((*parts)[i]).words(), shown(rule.schemes[i]))});
        }
    }

    PoolYear& year_;
};

void compare(PoolYear& now, const PoolYear& before) {
    if (now.knows_contributions && before.knows_contributions) {
        now.change = Pence::subtract(now.planned, before.planned);
        now.size = now.planned == before.planned  ? "unchanged"
                   : now.planned > before.planned ? "up"
                                                  : "down";
    }
    const auto set_of = [](const PoolYear& year) {
        const auto list = year.purposes();
        return std::set<std::string>(list.begin(), list.end());
    };
    const auto mine = set_of(now);
    const auto earlier = set_of(before);
    if (mine.empty() || earlier.empty()) return;
    now.purpose = mine == earlier ? "unchanged" : "repurposed";
}

}  // namespace

std::optional<std::int64_t> months_to_deliver(const FundingLine& line) {
    if (!line.from || !line.to) return std::nullopt;
    const std::int64_t all = Month::of(*line.to).number - Month::of(*line.from).number + 1;
    return std::max<std::int64_t>(all - line.mobilisation.value_or(0), 0);
}

std::vector<std::string> PoolYear::purposes() const {
    return terms && !terms->purposes.empty() ? terms->purposes : pool->purposes;
}

std::optional<Pence> towards_minimum(const PoolYear& year,
                                     const std::optional<std::vector<std::string>>& nhs_bodies) {
    if (!year.knows_contributions) return std::nullopt;
    std::optional<Pence> sum = Pence();
    for (const auto* row : year.contributions) {
        const bool counts =
            nhs_bodies ? std::ranges::find(*nhs_bodies, row->contributor) != nhs_bodies->end()
                       : row->basis == "mandatory";
        if (counts && sum) sum = Pence::add(*sum, row->planned);
    }
    return sum;
}

bool UnreadRows::hold(const std::string& pool, FinancialYear year) const {
    return any || years.contains({pool, year});
}

std::vector<PoolYear> add_up_pools(const PoolRows& rows) {
    std::vector<PoolYear> result;
    std::map<std::string, std::vector<const Contribution*>> contributions;
    std::map<std::string, std::vector<const SchemeSpending*>> spending;
    for (const auto& row : rows.contributions)
        contributions[row.pool].push_back(&row);
    for (const auto& row : rows.spending)
        spending[row.pool].push_back(&row);
    for (const auto& pool : rows.pools) {
        std::map<FinancialYear, PoolYear> years;
        const auto at = [&](FinancialYear year) -> PoolYear& {
            auto& one = years[year];
            one.pool = &pool;
            one.year = year;
            return one;
        };
        for (const auto& terms : pool.years)
            at(terms.year).terms = &terms;
        for (const auto* row : contributions[pool.id])
            at(row->year).contributions.push_back(row);
        for (const auto* row : spending[pool.id])
            at(row->year).spending.push_back(row);
        for (auto& [year, one] : years) {
            one.knows_contributions =
                !one.contributions.empty() && !rows.unread_contributions.hold(pool.id, year);
            one.knows_spending = !one.spending.empty() && !rows.unread_spending.hold(pool.id, year);
            Adder(one).add_up();
            const auto before = years.find(year.before());
            if (before != years.end()) compare(one, before->second);
            result.push_back(one);
        }
    }
    return result;
}

}  // namespace concord::agreements
