#include "ledger/rules/rules.hpp"

namespace concord::ledger {

void check_ledger(const LedgerStage& stage, Diagnostics& diagnostics) {
    const auto& data = *stage.data;
    if (data.books.empty() && data.plans.empty() && !data.finance.present) return;
    const rules::Lookups lookups(stage);
    rules::check_names(stage, diagnostics);
    rules::check_envelopes(lookups, diagnostics);
    rules::check_distribution(lookups, diagnostics);
    rules::check_spending(lookups, diagnostics);
    rules::check_capital(lookups, diagnostics);
    rules::check_agreements(lookups, diagnostics);
    rules::check_assurance(lookups, diagnostics);
}

}  // namespace concord::ledger
