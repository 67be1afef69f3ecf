// How much of a body's allocation is spoken for, and what is left to decide on (THE-R071).
#pragma once

#include <optional>
#include <vector>

#include "ledger/ledger.hpp"

namespace concord::ledger {

struct Commitment {
    std::uint32_t year = 0;
    AccountNumber account = 0;
    Basis basis = Basis::plan;
    Pence allocation;  // what came from a source
    Pence committed;   // what goes on for purposes that are marked so

    Pence discretionary() const { return Pence(allocation.count() - committed.count()); }
    std::optional<double> share() const {
        if (allocation <= Pence()) return std::nullopt;
        return static_cast<double>(discretionary().count()) /
               static_cast<double>(allocation.count());
    }
};

// For each account of a body that is allocated money.
std::vector<Commitment> commitments_of(const LedgerData& data);

}  // namespace concord::ledger
