#include <fmt/format.h>

#include "base/text.hpp"
#include "ledger/rules/rules.hpp"

namespace concord::ledger::rules {
namespace {

// A column of plans.csv: the plan, or the result.
struct Figures {
    std::optional<Pence> PlanLine::*value;
    Location PlanLine::*place;
    std::string_view word;
};

constexpr Figures columns[] = {{&PlanLine::plan, &PlanLine::plan_place, "plans to spend"},
                               {&PlanLine::actual, &PlanLine::actual_place, "spent"}};

class Checking {
  public:
    Checking(const Lookups& lookups, Diagnostics& diagnostics)
        : lookups_(lookups), diagnostics_(diagnostics) {}

    void run() {
        for (const auto& row : lookups_.stage().data->plans) {
            if (row.line == "expenditure") check_income(row);
            if (row.line == "control-total") check_counts(row);
        }
        for (const auto& [key, rows] : lookups_.by_system("control-total"))
            check_control_total(key, rows);
        for (const auto& [key, rows] : lookups_.by_system("expenditure")) {
            if (const auto* envelope = lookups_.figure(key.first, key.second, "envelope")) {
                check_envelope(*envelope, rows);
            } else {
                find("MON258", *rows.front(), rows.front()->place,
                     fmt::format("`{}` has no envelope in {}", shown(key.second), key.first));
            }
        }
        for (const auto& row : lookups_.stage().data->plans)
            if (row.line == "envelope") check_parts(row);
    }

  private:
    void find(std::string_view rule, const PlanLine& row, const Location& place,
              std::string message) {
        diagnostics_.add({rule, place, row.body, std::move(message)});
    }

    // PIR-R025
    void check_income(const PlanLine& spending) {
        if (lookups_.kind_of_body(spending.body) != "integrated-care-board") return;
        const auto* income = lookups_.figure(spending.year, spending.body, "income");
        if (!income) {
            find("MON230", spending, spending.place,
                 fmt::format("`{}` states what it spends in {} and not its income",
                             shown(spending.body), spending.year));
            return;
        }
        for (const auto& column : columns) {
            const auto& spent = spending.*column.value;
            const auto& received = income->*column.value;
            if (!spent || !received || *spent <= *received) continue;
            find("MON230", spending, spending.*column.place,
                 fmt::format("`{}` {} {} in {}, and its income is {}", shown(spending.body),
                             column.word, spent->words(), spending.year, received->words()));
        }
    }

    void check_counts(const PlanLine& row) {
        if (lookups_.is_system(row.body) || !row.system.empty()) return;
        find("MON231", row, row.place,
             fmt::format("the control total of `{}` counts in no system", shown(row.body)));
    }

    // PIR-R026: the sum, and what became of it.
    void check_control_total(const YearAndBody& key, const std::vector<const PlanLine*>& rows) {
        const auto* whole = lookups_.figure(key.first, key.second, "control-total");
        if (!whole) {
            find("MON231", *rows.front(), rows.front()->place,
                 fmt::format("`{}` has no control total in {}, and bodies of it have one",
                             shown(key.second), key.first));
            return;
        }
        Pence parts;
        bool is_whole = whole->plan.has_value();
        bool is_followed = whole->actual.has_value();
        for (const auto* row : rows) {
            parts = sum(parts, row->plan.value_or(Pence()));
            is_whole &= row->plan.has_value();
            is_followed |= row->actual.has_value();
        }
        if (!is_whole) {
            find("MON231", *whole, whole->plan_place,
                 fmt::format("a control total of `{}` in {} has no amount", shown(key.second),
                             key.first));
        } else if (parts != *whole->plan) {
            find("MON231", *whole, whole->plan_place,
                 fmt::format("the control total of `{}` in {} is {}, and those of its bodies make "
                             "{}",
                             shown(key.second), key.first, whole->plan->words(), parts.words()));
        }
        follow(*whole, is_followed);
        for (const auto* row : rows)
            follow(*row, is_followed);
    }

    void follow(const PlanLine& row, bool is_followed) {
        if (!row.actual) {
            if (!is_followed) return;
            find("MON232", row, row.actual_place,
                 fmt::format("others say what became of their control totals of {}, and `{}` does "
                             "not",
                             row.year, shown(row.body)));
        } else if (row.plan && *row.actual < *row.plan) {
            find("MON232", row, row.actual_place,
                 fmt::format("`{}` ends {} with {}, and its control total is {}", shown(row.body),
                             row.year, row.actual->words(), row.plan->words()));
        }
    }

    std::optional<Pence> value(const PlanLine& of, std::string_view line,
                               const Figures& column) const {
        const auto* row = lookups_.figure(of.year, of.body, line);
        return row ? row->*column.value : std::nullopt;
    }

    // FRM-R046 and FRM-R284: what bodies pay each other is spent once, and what trusts spend for
    // commissioners elsewhere is spent too.
    void check_envelope(const PlanLine& envelope, const std::vector<const PlanLine*>& rows) {
        for (const auto* row : rows) {
            if (!lookups_.is_trust(row->body)) continue;
            if (lookups_.figure(row->year, row->body, "expenditure-elsewhere")) continue;
            find("MON241", *row, row->place,
                 fmt::format("`{}` does not say what it spends in {} for commissioners elsewhere",
                             shown(row->body), row->year));
        }
        for (const auto& column : columns) {
            Pence own;
            Pence elsewhere;
            bool is_whole = true;
            for (const auto* row : rows) {
                is_whole &= (row->*column.value).has_value();
                own = sum(own, (row->*column.value).value_or(Pence()));
                own = sum(own, -value(*row, "expenditure-within", column).value_or(Pence()));
                elsewhere =
                    sum(elsewhere, value(*row, "expenditure-elsewhere", column).value_or(Pence()));
            }
            // A limit is what was set: results are held against it as the plan is.
            if (!envelope.plan || !is_whole) continue;
            judge(envelope, column, own, elsewhere);
        }
    }

    void judge(const PlanLine& envelope, const Figures& column, Pence own, Pence elsewhere) {
        const auto all = sum(own, elsewhere);
        const bool is_plan = column.value == &PlanLine::plan;
        if (is_plan && own > *envelope.plan) {
            find("MON240", envelope, envelope.plan_place,
                 fmt::format("the bodies of `{}` plan to spend {} in {}, and its envelope is {}",
                             shown(envelope.body), own.words(), envelope.year,
                             envelope.plan->words()));
        } else if (all > *envelope.plan) {
            find("MON241", envelope, envelope.*column.place,
                 fmt::format("the bodies of `{}` {} {} in {}, of it {} for commissioners "
                             "elsewhere, and its envelope is {}",
                             shown(envelope.body), is_plan ? "plan to spend" : "spent", all.words(),
                             envelope.year, elsewhere.words(), envelope.plan->words()));
        }
    }

    // FRM-R305
    void check_parts(const PlanLine& envelope) {
        const auto* allocations =
            lookups_.figure(envelope.year, envelope.body, "envelope-allocations");
        const auto* support =
            lookups_.figure(envelope.year, envelope.body, "envelope-sustainability");
        if (!allocations || !support || !allocations->plan || !support->plan) {
            find(
                "MON258", envelope, envelope.place,
                fmt::format("the envelope of `{}` in {} does not say how much of it is allocations "
                            "and how much sustainability funding",
                            shown(envelope.body), envelope.year));
        } else if (envelope.plan && sum(*allocations->plan, *support->plan) != *envelope.plan) {
            find("MON258", envelope, envelope.plan_place,
                 fmt::format("the envelope of `{}` in {} is {}, and its parts make {}",
                             shown(envelope.body), envelope.year, envelope.plan->words(),
                             sum(*allocations->plan, *support->plan).words()));
        }
        if (lookups_.finance().present && lookups_.finance().need_of_envelope.empty()) {
            find("MON258", envelope, envelope.place,
                 fmt::format("nothing says how the envelope of `{}` in {} follows need",
                             shown(envelope.body), envelope.year));
        }
    }

    const Lookups& lookups_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_envelopes(const Lookups& lookups, Diagnostics& diagnostics) {
    Checking(lookups, diagnostics).run();
}

}  // namespace concord::ledger::rules
