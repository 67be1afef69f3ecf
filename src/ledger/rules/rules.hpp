// The families of rules of the books. Each function looks at the whole and reports every breach.
#pragma once

#include "ledger/rules/lookups.hpp"

namespace concord::ledger::rules {

// Bodies that accounts and plans name (MON223).
void check_names(const LedgerStage& stage, Diagnostics& diagnostics);

// Income, control totals and the system's envelope (MON230 to MON232, MON240, MON241, MON258).
void check_envelopes(const Lookups& lookups, Diagnostics& diagnostics);

// How a body's money is distributed: channels, levels of planning, what was agreed (MON234, MON235,
// MON248, MON249, MON259).
void check_distribution(const Lookups& lookups, Diagnostics& diagnostics);

// What must be spent on a purpose, ring-fences, spending above the allocation, approval by the
// centre (MON236, MON243 to MON245, MON252).
void check_spending(const Lookups& lookups, Diagnostics& diagnostics);

// Capital apart from revenue, its parts, shares, limits and plan (MON220, MON233, MON246, MON247,
// MON256, MON257).
void check_capital(const Lookups& lookups, Diagnostics& diagnostics);

// How a system agreed on its money (MON237 to MON239, MON242, MON250, MON251, MON254, MON255).
void check_agreements(const Lookups& lookups, Diagnostics& diagnostics);

// How delegated money is watched over (MON253).
void check_assurance(const Lookups& lookups, Diagnostics& diagnostics);

}  // namespace concord::ledger::rules
