// The Better Care Fund: one pooled budget of board and council under an agreed plan.
#include <fmt/format.h>

#include "agreements/rules/rules.hpp"
#include "base/text.hpp"

namespace concord::agreements::rules {
namespace {

class BetterCareCheck {
  public:
    BetterCareCheck(const AgreementsStage& stage, Diagnostics& diagnostics)
        : data_(*stage.data),
          known_(stage),
          nhs_bodies_(nhs_bodies_of(stage.registry)),
          diagnostics_(diagnostics) {}

    void check() {
        for (const auto& pool : data_.pools) {
            if (pool.kind != "better-care-fund") continue;
            check_arrangement(pool);
            for (const auto& year : data_.pool_years)
                if (year.pool == &pool) check_year(year);
        }
    }

  private:
    // Board and council, under section 75, with an agreement (PIR-R035).
    void check_arrangement(const Pool& pool) {
        std::vector<std::string> wrong;
        if (pool.legal_basis != "section-75")
            wrong.push_back(
                fmt::format("it rests on {} and not on section 75",
                            pool.legal_basis.empty() ? "nothing that is said" : pool.legal_basis));
        if (pool.agreement.empty()) wrong.emplace_back("no agreement is named");
        if (known_.has_registry()) {
            const auto any = [&](auto is_one) {
                return std::ranges::any_of(pool.partners, is_one);
            };
            if (!any([&](const auto& id) { return known_.is_nhs(id); }))
                wrong.emplace_back("no NHS body is a partner");
            if (!any([&](const auto& id) { return known_.is_council(id); }))
                wrong.emplace_back("no council is a partner");
        }
        if (wrong.empty()) return;
        diagnostics_.add({"MON322", pool.place, pool.id,
                          fmt::format("`{}` is no arrangement of the Better Care Fund: {}",
                                      shown(pool.id), join(wrong, "; "))});
    }

    void check_year(const PoolYear& year) {
        const auto& pool = *year.pool;
        const auto& place = year.terms ? year.terms->place : pool.place;
        const auto say = [&](std::string_view rule, std::string what) {
            diagnostics_.add(
                {rule, place, pool.id,
                 fmt::format("`{}` in {}: {}", shown(pool.id), year.year.text(), what)});
        };
        if (!year.terms || year.terms->plan.empty())
            say("MON322", "no integrated spending plan is named");
        check_minimum(year, say);
        check_conditions(year, say);
        if (!year.terms || year.terms->signed_off_by.empty() || !year.terms->signed_off_on) {
            say("MON325", "no sign-off by the health and wellbeing board is recorded");
        } else if (known_.has_registry() &&
                   known_.kind(year.terms->signed_off_by) != "health-and-wellbeing-board" &&
                   known_.body(year.terms->signed_off_by)) {
            say("MON325", fmt::format("`{}`, who signed it off, is no health and wellbeing board",
                                      shown(year.terms->signed_off_by)));
        }
    }

    // Stated and met (FRM-R299, THE-R038).
    template <typename Say>
    void check_minimum(const PoolYear& year, Say&& say) {
        if (!year.terms || !year.terms->minimum) {
            say("MON323", "the least that the NHS puts in is not stated");
            return;
        }
        const auto nhs = towards_minimum(year, nhs_bodies_);
        if (!nhs || *nhs >= *year.terms->minimum) return;
        say("MON323", fmt::format("the NHS puts in {}, and the least is {}", nhs->words(),
                                  year.terms->minimum->words()));
    }

    template <typename Say>
    void check_conditions(const PoolYear& year, Say&& say) {
        if (!year.terms || year.terms->conditions.empty()) {
            say("MON324", "no national conditions are recorded");
            return;
        }
        std::vector<std::string> open;
        for (const auto& condition : year.terms->conditions)
            if (!holds(year.terms->met, condition)) open.push_back(shown(condition));
        if (!open.empty())
            say("MON324", fmt::format("national conditions are not met: `{}`", join(open, "`, `")));
    }

    const AgreementsData& data_;
    Known known_;
    std::optional<std::vector<std::string>> nhs_bodies_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_better_care(const AgreementsStage& stage, Diagnostics& diagnostics) {
    BetterCareCheck(stage, diagnostics).check();
}

}  // namespace concord::agreements::rules
