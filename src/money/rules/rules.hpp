// The families of money's rules. Each function looks at the whole and reports every breach.
#pragma once

#include "money/money.hpp"

namespace concord::money::rules {

// What an allocation has, and what it says of need (MON030 to MON033).
void check_streams(const MoneyStage& stage, Diagnostics& diagnostics);

// What a body has decided for places (MON030, MON034 to MON039).
void check_place_budgets(const MoneyStage& stage, Diagnostics& diagnostics);

// Money for inequalities and prevention (MON030, MON042 to MON045).
void check_purposes(const MoneyStage& stage, Diagnostics& diagnostics);

// Money and staff beside need and deprivation (MON030, MON049 to MON054).
void check_equity(const MoneyStage& stage, Diagnostics& diagnostics);

}  // namespace concord::money::rules
