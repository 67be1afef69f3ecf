// Amounts as tables of payments write them: what the ground reads, and the habits of ledgers and
// spreadsheets (CR and DR, a dash for nothing, spaces between thousands, binary noise).
#pragma once

#include <string_view>
#include <vector>

#include "base/amount.hpp"
#include "spending/spend.hpp"

namespace concord::spending {

struct PaidAmount {
    std::optional<Pence> value;
    AmountProblem problem = AmountProblem::none;
    std::vector<Repair> repairs;
};

// `is_number`: stored by a spreadsheet as a binary number, whose last digits are noise.
PaidAmount read_paid_amount(std::string_view text, bool is_number);

}  // namespace concord::spending
