// The auditor: works every balance out again from the journal, and compares it with the balances
// that somebody holds. It shares no code with the sums that it audits (balance.hpp), and adds in
// another way: the rows of each account, one account after another, in 128 bits.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ledger/journal.hpp"

namespace concord::ledger {

// What an auditor looks at of an account and year: columns of the table of balances.
inline constexpr std::array<std::string_view, 15> audited_figures = {
    "plan_received", "plan_passed_on",  "plan_spent", "plan",       "received",  "passed_on",
    "spent",         "pending",         "posted",     "difference", "tree_plan", "tree_pending",
    "tree_posted",   "tree_difference", "closing"};

// Balances as somebody holds them; what they do not say is not audited.
struct HeldBalance {
    std::string year;
    std::string account;
    std::array<std::optional<Pence>, audited_figures.size()> figures;
    Location place;
};

struct AuditDifference {
    std::string year;
    std::string account;
    std::string_view figure;
    std::optional<Pence> held;     // nothing: no row is held
    std::optional<Pence> derived;  // nothing: the journal knows no such account or year
    Pence difference;              // held less derived
    Location place;
};

struct Audit {
    std::vector<AuditDifference> differences;
    std::size_t figures = 0;   // compared
    std::size_t balances = 0;  // accounts and years
};

Audit audit(const Books& books, const std::vector<HeldBalance>& held);

}  // namespace concord::ledger
