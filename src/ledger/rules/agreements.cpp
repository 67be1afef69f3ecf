#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ledger/rules/rules.hpp"
#include "ledger/year.hpp"

namespace concord::ledger::rules {
namespace {

class Checking {
  public:
    Checking(const Lookups& lookups, Diagnostics& diagnostics)
        : lookups_(lookups), finance_(lookups.finance()), diagnostics_(diagnostics) {}

    void run() {
        if (!finance_.present) return;
        check_strategy();
        check_proposals();
        check_accountability();
        check_regimes();
        check_priorities();
        check_framework();
        check_balance();
    }

  private:
    void find(std::string_view rule, const Location& place, std::string message) {
        diagnostics_.add({rule, place, {}, std::move(message)});
    }

    // Says which of the named texts are empty.
    void ask(std::string_view rule, const Location& place, std::string_view what,
             const std::vector<std::pair<std::string, bool>>& keys) {
        std::vector<std::string> missing;
        for (const auto& [key, is_there] : keys)
            if (!is_there) missing.push_back(key);
        if (missing.empty()) return;
        find(rule, place, fmt::format("{} does not say its {}", what, join(missing, ", ")));
    }

    // GMI-R027: medium term is more than a year, and it covers the year it is asked in.
    void check_strategy() {
        if (!finance_.strategy) {
            find("MON237", finance_.place, "no medium-term financial strategy is on record");
            return;
        }
        const auto& strategy = *finance_.strategy;
        if (strategy.document.empty()) {
            find("MON237", strategy.place, "the medium-term financial strategy has no document");
        }
        const auto first = parse_financial_year(strategy.first_year);
        const auto last = parse_financial_year(strategy.last_year);
        if (!first || !last) {
            find("MON237", strategy.place,
                 "the medium-term financial strategy does not say from which to which year it "
                 "goes");
            return;
        }
        if (*last->from <= *first->from) {
            find("MON237", strategy.place,
                 fmt::format("a strategy from {} to {} is not for the medium term",
                             strategy.first_year, strategy.last_year));
        }
        const auto today = diagnostics_.context().as_at;
        if (today < *first->from || today > *last->to) {
            find("MON237", strategy.place,
                 fmt::format("the medium-term financial strategy goes from {} to {}, and does not "
                             "cover {}",
                             strategy.first_year, strategy.last_year, today.iso()));
        }
    }

    // GMI-R028
    void check_proposals() {
        std::set<std::string> terms;
        for (const auto& proposal : finance_.proposals) {
            terms.insert(proposal.term);
            if (!proposal.term.empty()) continue;
            find("MON238", proposal.place,
                 fmt::format("the proposal `{}` is neither for the short nor for the medium term",
                             shown(proposal.title)));
        }
        if (finance_.proposals.empty()) return;
        for (const std::string term : {"short", "medium"}) {
            if (terms.contains(term)) continue;
            find("MON238", finance_.proposals.front().place,
                 fmt::format("no proposal is for the {} term", term));
        }
    }

    // GMI-R029
    void check_accountability() {
        if (!finance_.accountability) {
            find("MON239", finance_.place,
                 "nothing says which national requirements and which ambitions of its own the "
                 "system answers for");
            return;
        }
        const auto& one = *finance_.accountability;
        ask("MON239", one.place, "what the system answers for with NHS funds",
            {{"national requirements", !one.national.empty()},
             {"own ambitions", !one.ambitions.empty()}});
    }

    // FRM-R268: each year has a regime, which does not go back.
    void check_regimes() {
        std::set<std::string> known;
        std::string shares;  // the first year of population shares
        for (const auto& regime : finance_.regimes) {
            if (regime.kind != "population-shares") continue;
            if (shares.empty() || regime.year < shares) shares = regime.year;
        }
        for (const auto& regime : finance_.regimes) {
            known.insert(regime.year);
            const bool is_envelope = regime.kind == "covid-envelope";
            if (regime.kind.empty()) {
                find("MON242", regime.place,
                     fmt::format("the regime of {} has no kind", shown(regime.year)));
            }
            if (is_envelope && (!regime.top_up || !regime.fixed)) {
                find("MON242", regime.place,
                     fmt::format("the envelope of {} does not say its {}", shown(regime.year),
                                 !regime.top_up && !regime.fixed ? "top_up, fixed"
                                 : !regime.top_up                ? "top_up"
                                                                 : "fixed"));
            }
            if (is_envelope && !shares.empty() && shares < regime.year) {
                find("MON242", regime.place,
                     fmt::format("{} goes back from population shares to an envelope",
                                 shown(regime.year)));
            }
        }
        check_years(known);
    }

    void check_years(const std::set<std::string>& known) {
        std::set<std::string> years(lookups_.books().years().begin(),
                                    lookups_.books().years().end());
        for (const auto& row : lookups_.stage().data->plans)
            years.insert(row.year);
        for (const auto& year : years) {
            if (known.contains(year)) continue;
            find("MON242", finance_.place, fmt::format("no regime is on record for {}", year));
        }
    }

    // FRM-R282
    void check_priorities() {
        if (!finance_.priorities) {
            find("MON250", finance_.place,
                 "nothing says who advised on the priorities for money, and how they regard the "
                 "partnership's strategy");
            return;
        }
        const auto& one = *finance_.priorities;
        ask("MON250", one.place, "what the priorities for money rest on",
            {{"clinical_advice", !one.clinical_advice.empty()},
             {"partnership_strategy", !one.partnership_strategy.empty()}});
    }

    // FRM-R283
    void check_framework() {
        if (!finance_.framework) {
            find("MON251", finance_.place,
                 "no framework is agreed for putting money where need is greatest");
            return;
        }
        const auto& one = *finance_.framework;
        ask("MON251", one.place, "the framework for distributing money",
            {{"document", !one.document.empty()},
             {"need", !one.need.empty()},
             {"partnership_strategy", !one.partnership_strategy.empty()},
             {"wellbeing_strategies", !one.wellbeing_strategies.empty()}});
    }

    // FRM-R289 and FRM-R311: whoever has a part of the control total shares the task, towards
    // objectives that are written down.
    void check_balance() {
        std::set<std::string> bodies;
        for (const auto& row : lookups_.stage().data->plans) {
            if (row.line == "control-total" && !lookups_.is_system(row.body))
                bodies.insert(row.body);
        }
        const auto place = finance_.balance ? finance_.balance->place : finance_.place;
        const auto parties =
            finance_.balance ? finance_.balance->parties : std::vector<std::string>();
        for (const auto& body : bodies) {
            if (std::ranges::find(parties, body) != parties.end()) continue;
            find("MON254", place,
                 fmt::format("`{}` has a control total and no share in the task of balance",
                             shown(body)));
        }
        if (!bodies.empty() && (!finance_.balance || finance_.balance->objectives.empty())) {
            find("MON255", place,
                 "nothing says by which objectives the bodies act towards the balance of their "
                 "system");
        }
    }

    const Lookups& lookups_;
    const FinanceRecord& finance_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_agreements(const Lookups& lookups, Diagnostics& diagnostics) {
    Checking(lookups, diagnostics).run();
}

}  // namespace concord::ledger::rules
