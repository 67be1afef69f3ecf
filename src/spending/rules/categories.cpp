#include <fmt/format.h>

#include "base/text.hpp"
#include "spending/rules/rules.hpp"

namespace concord::spending::rules {
namespace {

Location place_of(const SpendingData& data, const Payment& payment) {
    return {data.spending.sheets[payment.sheet].source(), payment.line, payment.column};
}

std::string said_of(const Conflict& conflict) {
    const auto words =
        fmt::format("`{}` in `{}`", shown(conflict.expense_type), shown(conflict.expense_area));
    const auto of = conflict.of_type ? "type of purchase" : "area of expenditure";
    return fmt::format("{} fits more than one {}: {} is taken, and not {}", words, of,
                       conflict.taken, join(conflict.others, " or "));
}

}  // namespace

void check_categories(const SpendingData& data, Diagnostics& diagnostics) {
    std::vector<bool> seen(data.classification.pairs.size(), false);
    for (std::size_t i = 0; i < data.spending.payments.size(); ++i) {
        const auto pair = data.classification.of_payment[i];
        if (seen[pair]) continue;
        seen[pair] = true;
        for (const auto& conflict : conflicts_of(data.rules, data.classification.words[pair])) {
            if (conflict.kind != ConflictKind::several) continue;
            diagnostics.add(
                {"MON112", place_of(data, data.spending.payments[i]), "", said_of(conflict)});
        }
    }
    std::int64_t withheld = 0;
    const Payment* first = nullptr;
    for (const auto& match : data.suppliers) {
        if (match.state != MatchState::withheld) continue;
        withheld += match.payments;
        const auto* payment = &data.spending.payments[match.first_payment];
        if (!first || payment->sheet < first->sheet ||
            (payment->sheet == first->sheet && payment->line < first->line)) {
            first = payment;
        }
    }
    if (!first) return;
    diagnostics.add({"MON123", place_of(data, *first), "",
                     fmt::format("the publisher withheld whom {} to, the first here",
                                 counted(withheld, "payment went", "payments went"))});
}

}  // namespace concord::spending::rules
