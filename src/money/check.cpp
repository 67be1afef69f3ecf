#include "money/rules/rules.hpp"

namespace concord::money {

void check_money(const MoneyStage& stage, Diagnostics& diagnostics) {
    rules::check_streams(stage, diagnostics);
    rules::check_place_budgets(stage, diagnostics);
    rules::check_purposes(stage, diagnostics);
    rules::check_equity(stage, diagnostics);
}

}  // namespace concord::money
