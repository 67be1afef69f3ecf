// What each account has, by year: planned, pending and paid; what came in, what went on, what was
// spent and what is left.
#pragma once

#include <vector>

#include "ledger/journal.hpp"

namespace concord::ledger {

// received = passed_on + spent + left, at each account, on each basis.
struct Side {
    Pence received;
    Pence passed_on;
    Pence spent;
    Pence left;
};

struct Balance {
    std::uint32_t year = 0;
    AccountNumber account = 0;
    Side plan;
    Side actual;
    Pence pending;  // set aside for it, less what it has set aside
    // Of the account with every account below it.
    Pence tree_plan;
    Pence tree_pending;
    Pence tree_actual;
    Pence closing;  // what is left of all years to the end of this one
};

// A row for each year and account that money has moved at or below, in the order of years and
// accounts. A correction takes back from what was received and passed on.
std::vector<Balance> balances_of(const Books& books);

// One sum of money between two accounts for a purpose in a year: what was paid, less corrections.
struct Flow {
    std::uint32_t year = 0;
    AccountNumber from = 0;
    AccountNumber to = 0;
    std::uint32_t purpose = nothing;
    Basis basis = Basis::plan;
    Pence amount;
};

// In the order of years, plans before what was paid, then of accounts and purposes.
std::vector<Flow> flows_of(const Books& books);

}  // namespace concord::ledger
