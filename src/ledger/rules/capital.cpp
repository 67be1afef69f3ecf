#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ledger/rules/rules.hpp"

namespace concord::ledger::rules {
namespace {

constexpr std::string_view parts_of_capital[] = {"capital-operational", "capital-national",
                                                 "capital-programmes"};

class Checking {
  public:
    Checking(const Lookups& lookups, Diagnostics& diagnostics)
        : lookups_(lookups), diagnostics_(diagnostics) {}

    void run() {
        for (const auto& transfer : lookups_.books().transfers())
            check_fund(transfer);
        for (const auto& row : lookups_.stage().data->plans) {
            if (row.line == "capital-limit") check_limit(row);
            if (row.line == "capital-allocation") check_parts(row);
            if (row.line == "capital") check_share(row);
        }
        for (const auto& [key, rows] : lookups_.by_system("capital-share"))
            check_shares(key, rows);
        check_plan();
    }

  private:
    void find(std::string_view rule, const Location& place, const std::string& subject,
              std::string message) {
        diagnostics_.add({rule, place, subject, std::move(message)});
    }

    // FRM-R278: capital has a ledger of its own.
    void check_fund(const Transfer& transfer) {
        const auto& books = lookups_.books();
        const auto& from = books.from(transfer);
        const auto& to = books.to(transfer);
        if (from.fund.empty() || to.fund.empty()) return;  // no accounts are given
        const bool crosses =
            from.fund != to.fund && from.role != Role::outside && to.role != Role::outside;
        const bool is_capital = lookups_.words().has_mark(books.purpose(transfer), "capital");
        const auto& held = to.role == Role::outside ? from : to;
        if (crosses) {
            find("MON220", books.place(transfer), transfer.id,
                 fmt::format("{} goes from `{}`, which holds {}, to `{}`, which holds {}",
                             transfer.amount.words(), shown(from.id), from.fund, shown(to.id),
                             to.fund));
        } else if (transfer.purpose != nothing && is_capital != (held.fund == "capital")) {
            find("MON220", books.place(transfer), transfer.id,
                 fmt::format("{} for `{}` goes to `{}`, which holds {}", transfer.amount.words(),
                             shown(books.purpose(transfer)), shown(to.id), held.fund));
        }
    }

    // PIR-R032
    void check_limit(const PlanLine& row) {
        if (lookups_.kind_of_body(row.set_by) != "nhs-england") {
            find("MON233", row.place, row.body,
                 fmt::format("the capital limit of `{}` in {} is not set by NHS England",
                             shown(row.body), row.year));
        }
        if (!lookups_.is_trust(row.body)) {
            find("MON233", row.place, row.body,
                 fmt::format("`{}` has a capital limit in {}, and is no foundation trust",
                             shown(row.body), row.year));
        }
        if (row.reason.empty()) {
            find("MON233", row.place, row.body,
                 fmt::format("the capital limit of `{}` in {} does not say which envelope is at "
                             "risk",
                             shown(row.body), row.year));
        }
        compare("MON233", row, "its capital limit");
    }

    // FRM-R290
    void check_share(const PlanLine& row) {
        if (const auto* share = lookups_.figure(row.year, row.body, "capital-share")) {
            compare("MON256", *share, "its share of the system's capital plan");
        } else if (!row.system.empty()) {
            find("MON256", row.place, row.body,
                 fmt::format("`{}` has no share of the capital plan of `{}` in {}", shown(row.body),
                             shown(row.system), row.year));
        }
    }

    // What the body plans to spend and has spent on capital, against a bound.
    void compare(std::string_view rule, const PlanLine& bound, std::string_view words) {
        const auto* capital = lookups_.figure(bound.year, bound.body, "capital");
        if (!capital || !bound.plan) return;
        if (capital->plan && *capital->plan > *bound.plan) {
            find(rule, capital->plan_place, bound.body,
                 fmt::format("`{}` plans {} of capital in {}, and {} is {}", shown(bound.body),
                             capital->plan->words(), bound.year, words, bound.plan->words()));
        }
        if (capital->actual && *capital->actual > *bound.plan) {
            find(rule, capital->actual_place, bound.body,
                 fmt::format("`{}` spent {} of capital in {}, and {} is {}", shown(bound.body),
                             capital->actual->words(), bound.year, words, bound.plan->words()));
        }
    }

    // FRM-R278: three parts make the allocation.
    void check_parts(const PlanLine& row) {
        std::vector<std::string> missing;
        Pence parts;
        for (const auto part : parts_of_capital) {
            const auto* figure = lookups_.figure(row.year, row.body, part);
            if (!figure || !figure->plan) missing.emplace_back(part);
            if (figure) parts = sum(parts, figure->plan.value_or(Pence()));
        }
        if (!missing.empty()) {
            find("MON246", row.place, row.body,
                 fmt::format("the capital allocation of `{}` in {} does not say its {}",
                             shown(row.body), row.year, join(missing, ", ")));
        } else if (row.plan && parts != *row.plan) {
            find("MON246", row.plan_place, row.body,
                 fmt::format("the capital allocation of `{}` in {} is {}, and its parts make {}",
                             shown(row.body), row.year, row.plan->words(), parts.words()));
        }
    }

    // FRM-R312: shares keep to the system's plan.
    void check_shares(const YearAndBody& key, const std::vector<const PlanLine*>& rows) {
        const auto* plan = lookups_.figure(key.first, key.second, "capital-plan");
        const auto& first = *rows.front();
        if (!plan || !plan->plan) {
            find("MON257", first.place, first.body,
                 fmt::format("`{}` has no capital plan in {} for shares to be of",
                             shown(key.second), key.first));
            return;
        }
        Pence shares;
        for (const auto* row : rows)
            shares = sum(shares, row->plan.value_or(Pence()));
        if (shares <= *plan->plan) return;
        find("MON257", plan->plan_place, plan->body,
             fmt::format("the bodies of `{}` have shares of {} in its capital plan of {}, which is "
                         "{}",
                         shown(key.second), shares.words(), key.first, plan->plan->words()));
    }

    // FRM-R279
    void check_plan() {
        const auto& finance = lookups_.finance();
        std::set<std::string> holders;
        const PlanLine* first = nullptr;
        for (const auto& row : lookups_.stage().data->plans) {
            if (row.line == "capital-share" && lookups_.is_trust(row.body))
                holders.insert(row.body);
            if (row.line == "capital-plan" && !first) first = &row;
        }
        if (!finance.present) return;
        if (!finance.capital) {
            if (first) {
                find("MON247", first->place, first->body,
                     fmt::format("nothing says how the capital plan of `{}` came about",
                                 shown(first->body)));
            }
            return;
        }
        const auto& plan = *finance.capital;
        std::vector<std::string> missing;
        if (plan.document.empty()) missing.emplace_back("document");
        if (plan.priorities.empty()) missing.emplace_back("priorities");
        if (plan.agreed_by.empty()) missing.emplace_back("agreed_by");
        if (plan.estate.empty()) missing.emplace_back("estate");
        if (!missing.empty()) {
            find("MON247", plan.place, "capital",
                 fmt::format("the capital plan does not say its {}", join(missing, ", ")));
        }
        for (const auto& holder : holders) {
            if (plan.agreed_by.empty() ||
                std::ranges::find(plan.agreed_by, holder) != plan.agreed_by.end()) {
                continue;
            }
            find("MON247", plan.place, holder,
                 fmt::format("`{}` has a share of the capital plan and did not agree to it",
                             shown(holder)));
        }
    }

    const Lookups& lookups_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_capital(const Lookups& lookups, Diagnostics& diagnostics) {
    Checking(lookups, diagnostics).run();
}

}  // namespace concord::ledger::rules
