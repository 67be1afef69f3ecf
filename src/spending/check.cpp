// Every rule of spending that looks at the whole.
#include "spending/rules/rules.hpp"

namespace concord::spending {

void check_spending(const SpendingData& data, Diagnostics& diagnostics) {
    if (data.empty()) return;
    rules::check_tables(data, diagnostics);
    rules::check_completeness(data, diagnostics);
    rules::check_categories(data, diagnostics);
}

}  // namespace concord::spending
