#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "spending/rules/rules.hpp"

namespace concord::spending::rules {
namespace {

// Repairs after which the figure may not be what was meant.
bool alters_value(Repair repair) {
    return repair == Repair::finer_than_penny || repair == Repair::scaled_amount ||
           repair == Repair::month_alone || repair == Repair::dash_for_nil;
}

void check_repairs(const Sheet& sheet, Diagnostics& diagnostics) {
    for (const auto& [repair, repaired] : sheet.repairs) {
        diagnostics.add({alters_value(repair) ? "MON116" : "MON117", repaired.first, "",
                         fmt::format("{}: {}, the first here", to_string(repair),
                                     counted(repaired.count, "time", "times"))});
    }
}

void check_totals(const Sheet& sheet, Diagnostics& diagnostics) {
    for (const auto& total : sheet.total_rows) {
        if (total.agrees) continue;
        const auto difference =
            total.found ? Pence::subtract(total.stated, *total.found) : std::nullopt;
        diagnostics.add(
            {"MON106", total.place, "",
             difference
                 ? fmt::format(
                       "the total says {} and the payments above come to {}, which is "
                       "{} {}",
                       total.stated.pounds(), total.found->pounds(),
                       difference->count() > 0 ? difference->pounds() : (-*difference).pounds(),
                       difference->count() > 0 ? "less" : "more")
                 : fmt::format("the total says {} and the payments above come to more than "
                               "can be reckoned with",
                               total.stated.pounds())});
    }
}

// A few payments of another month in a table of one month: wrongly dated, or filed late.
void check_months(const SpendingData& data, Diagnostics& diagnostics) {
    std::vector<std::map<MonthNumber, std::vector<const Payment*>>> months(
        data.spending.sheets.size());
    for (const auto& payment : data.spending.payments) {
        if (payment.date) months[payment.sheet][month_of(*payment.date)].push_back(&payment);
    }
    for (const auto& of_sheet : months) {
        std::size_t all = 0;
        std::size_t most = 0;
        MonthNumber main_month = 0;
        for (const auto& [month, payments] : of_sheet) {
            all += payments.size();
            if (payments.size() > most) main_month = month;
            most = std::max(most, payments.size());
        }
        if (most == all || most * 10 < all * 9) continue;
        for (const auto& [month, payments] : of_sheet) {
            if (month == main_month) continue;
            const auto& first = *payments.front();
            diagnostics.add({"MON119",
                             {data.spending.sheets[first.sheet].source(), first.line, 1},
                             "",
                             fmt::format("{} dated in {} in a table of {}, the first here",
                                         counted(static_cast<std::int64_t>(payments.size()),
                                                 "payment is", "payments are"),
                                         month_text(month), month_text(main_month))});
        }
    }
}

}  // namespace

void check_tables(const SpendingData& data, Diagnostics& diagnostics) {
    for (const auto& sheet : data.spending.sheets) {
        check_repairs(sheet, diagnostics);
        check_totals(sheet, diagnostics);
    }
    check_months(data, diagnostics);
}

}  // namespace concord::spending::rules
