#include <set>

#include <fmt/format.h>

#include "agreements/rules/rules.hpp"
#include "base/text.hpp"

namespace concord::agreements::rules {
namespace {

class PoolCheck {
  public:
    PoolCheck(const AgreementsStage& stage, Diagnostics& diagnostics)
        : data_(*stage.data), diagnostics_(diagnostics) {
        for (const auto& row : data_.contributions)
            with_contributions_.insert(row.pool);
        for (const auto& row : data_.spending)
            with_spending_.insert(row.pool);
    }

    void check() {
        for (const auto& pool : data_.pools) {
            check_purpose(pool);
            check_record(pool);
            check_agreement(pool);
        }
        for (const auto& year : data_.pool_years) {
            for (const auto* row : year.contributions)
                check_classes(*year.pool, *row);
            check_partners(year);
            check_plan(year);
            check_paid(year);
            check_difference(year);
            check_change(year);
            check_money_classes(year);
            check_measured(year);
        }
    }

  private:
    void say(std::string_view rule, const Location& place, const Pool& pool, std::string message) {
        diagnostics_.add({rule, place, pool.id, std::move(message)});
    }

    // Pooled, and neither what for nor to what end (PIR-R079).
    void check_purpose(const Pool& pool) {
        std::vector<std::string> missing;
        const bool by_year = std::ranges::any_of(
            pool.years, [](const PoolYearTerms& terms) { return !terms.purposes.empty(); });
        if (pool.purposes.empty() && !by_year) missing.emplace_back("purpose");
        if (pool.outcomes.empty()) missing.emplace_back("outcome");
        if (missing.empty()) return;
        say("MON320", pool.place, pool,
            fmt::format("the fund `{}` is pooled and states no {}", shown(pool.id),
                        join(missing, " and no ")));
    }

    // Who puts in, how much, and what it is spent on (PIR-R079).
    void check_record(const Pool& pool) {
        std::vector<std::string> missing;
        if (pool.partners.size() < 2) missing.emplace_back("two partners");
        if (!with_contributions_.contains(pool.id)) missing.emplace_back("amounts put in");
        if (pool.schemes.empty()) missing.emplace_back("schemes");
        if (!with_spending_.contains(pool.id)) missing.emplace_back("amounts spent");
        if (missing.empty()) return;
        say("MON321", pool.place, pool,
            fmt::format("of the fund `{}` nothing is recorded of: {}", shown(pool.id),
                        join(missing, ", ")));
    }

    // Years outside the agreement, and an agreement that was signed when its time had begun.
    void check_agreement(const Pool& pool) {
        if (pool.signed_on && pool.period.from && *pool.signed_on > *pool.period.from) {
            say("MON337", pool.place, pool,
                fmt::format("the agreement of `{}` was signed on {}, and began on {}",
                            shown(pool.id), pool.signed_on->iso(), pool.period.from->iso()));
        }
        for (const auto& year : data_.pool_years) {
            const Period whole{year.year.first_day(), year.year.last_day()};
            if (year.pool != &pool || pool.period.overlaps(whole)) continue;
            say("MON337", pool.place, pool,
                fmt::format("the fund `{}` has money in {}, outside its agreement", shown(pool.id),
                            year.year.text()));
        }
    }

    void check_classes(const Pool& pool, const Contribution& row) {
        if (row.basis.empty() && pool.kind == "better-care-fund") {
            say("MON327", row.place, pool,
                fmt::format("what `{}` puts into `{}` in {} is neither mandatory nor voluntary",
                            shown(row.contributor), shown(row.pool), row.year.text()));
        }
        if (!row.money.empty()) return;
        say("MON328", row.place, pool,
            fmt::format("what `{}` puts into `{}` in {} is neither ring-fenced nor local",
                        shown(row.contributor), shown(row.pool), row.year.text()));
    }

    void check_partners(const PoolYear& year) {
        const auto& pool = *year.pool;
        for (const auto* row : year.contributions) {
            if (holds(pool.partners, row->contributor)) continue;
            say("MON335", row->place, pool,
                fmt::format("`{}` puts into `{}` and is no partner of it", shown(row->contributor),
                            shown(pool.id)));
        }
        if (!year.knows_contributions) return;
        for (const auto& partner : pool.partners) {
            const auto same = [&](const Contribution* row) { return row->contributor == partner; };
            if (std::ranges::any_of(year.contributions, same)) continue;
            say("MON335", pool.place, pool,
                fmt::format("nothing is recorded of what `{}` puts into `{}` in {}", shown(partner),
                            shown(pool.id), year.year.text()));
        }
    }

    void check_plan(const PoolYear& year) {
        if (!year.knows_contributions || !year.knows_spending || year.plan == year.planned) return;
        say("MON333", year.spending.front()->place, *year.pool,
            fmt::format("the schemes of `{}` plan {} in {}, and {} are put in",
                        shown(year.pool->id), year.plan.words(), year.year.text(),
                        year.planned.words()));
    }

    // A year is over, and nothing shows what came of its money (PIR-R079).
    void check_measured(const PoolYear& year) {
        const auto& pool = *year.pool;
        if (diagnostics_.context().as_at <= year.year.last_day() || pool.outcomes.empty()) return;
        const auto is_measured = [&](const Outcome& outcome) {
            return outcome.year == year.year && !outcome.measured.empty();
        };
        if (std::ranges::any_of(pool.outcomes, is_measured)) return;
        say("MON338", pool.outcomes.front().place, pool,
            fmt::format("{} is over, and no outcome of `{}` was measured in it", year.year.text(),
                        shown(pool.id)));
    }

    // Once the year is over.
    void check_paid(const PoolYear& year) {
        if (diagnostics_.context().as_at <= year.year.last_day()) return;
        for (const auto* row : year.contributions) {
            if (row->paid && *row->paid >= row->planned) continue;
            say("MON334", row->place, *year.pool,
                row->paid
                    ? fmt::format("`{}` was to put {} into `{}` in {} and put in {}",
                                  shown(row->contributor), row->planned.words(), shown(row->pool),
                                  row->year.text(), row->paid->words())
                    : fmt::format("{} is over, and nothing says what `{}` put into `{}`",
                                  row->year.text(), shown(row->contributor), shown(row->pool)));
        }
    }

    void check_difference(const PoolYear& year) {
        if (year.unshared.empty()) return;
        say("MON336", year.spending.front()->place, *year.pool,
            fmt::format("`{}` spent {} in {} where {} was planned, and nobody has the difference: "
                        "{}",
                        shown(year.pool->id), year.spent->words(), year.year.text(),
                        year.plan.words(), year.unshared));
    }

    // Down, up or repurposed beside the year before (PIR-R080).
    void check_change(const PoolYear& year) {
        const bool moved = year.size == "up" || year.size == "down";
        const bool repurposed = year.purpose == "repurposed";
        if (!moved && !repurposed) return;
        std::vector<std::string> parts;
        const auto& place =
            year.contributions.empty() ? year.pool->place : year.contributions.front()->place;
        if (moved && year.change) {
            const auto before = Pence::subtract(year.planned, *year.change);
            parts.push_back(fmt::format("it went {} from {} to {}", year.size,
                                        before.value_or(Pence()).words(), year.planned.words()));
        }
        if (repurposed) parts.emplace_back("its purposes are others than the year before");
        say("MON326", place, *year.pool,
            fmt::format("the fund `{}` changed in {}: {}", shown(year.pool->id), year.year.text(),
                        join(parts, "; ")));
    }

    // Ring-fenced money pays for ring-fenced aims; what is local has no more than local money
    // (PIR-R081). Said only where every class is known.
    void check_money_classes(const PoolYear& year) {
        std::optional<Pence> local_in = Pence();
        std::optional<Pence> local_out = Pence();
        for (const auto* row : year.contributions) {
            if (row->money.empty()) return;
            if (row->money == "local" && local_in) local_in = Pence::add(*local_in, row->planned);
        }
        for (const auto* row : year.spending) {
            const auto scheme = std::ranges::find(year.pool->schemes, row->scheme, &Scheme::id);
            if (scheme == year.pool->schemes.end() || scheme->money.empty()) return;
            if (scheme->money == "local" && local_out)
                local_out = Pence::add(*local_out, row->planned);
        }
        if (!year.knows_contributions || !year.knows_spending || !local_in || !local_out ||
            *local_out <= *local_in)
            return;
        say("MON329", year.spending.front()->place, *year.pool,
            fmt::format("local schemes of `{}` plan {} in {}, and {} of local money secures them",
                        shown(year.pool->id), local_out->words(), year.year.text(),
                        local_in->words()));
    }

    const AgreementsData& data_;
    Diagnostics& diagnostics_;
    std::set<std::string> with_contributions_;
    std::set<std::string> with_spending_;
};

}  // namespace

void check_pools(const AgreementsStage& stage, Diagnostics& diagnostics) {
    PoolCheck(stage, diagnostics).check();
}

}  // namespace concord::agreements::rules
