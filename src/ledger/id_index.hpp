// Finds a row by its id among very many: an open table of row numbers, which keeps no text twice.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "ledger/account.hpp"

namespace concord::ledger {

class IdIndex {
  public:
    // The row that has the id already, or `nothing` after the new row was put in. `id_of(row)` is
    // the id of a row that was put in before.
    template <typename IdOf>
    std::uint32_t put(std::string_view id, std::uint32_t row, const IdOf& id_of) {
        if ((count_ + 1) * 2 > slots_.size()) grow(id_of);
        auto& slot = slots_[find_slot(id, id_of)];
        if (slot != nothing) return slot;
        slot = row;
        ++count_;
        return nothing;
    }

    // The row with the id, or `nothing`.
    template <typename IdOf>
    std::uint32_t find(std::string_view id, const IdOf& id_of) const {
        return slots_.empty() ? nothing : slots_[find_slot(id, id_of)];
    }

  private:
    template <typename IdOf>
    std::size_t find_slot(std::string_view id, const IdOf& id_of) const {
        const auto mask = slots_.size() - 1;
        auto at = std::hash<std::string_view>()(id) & mask;
        while (slots_[at] != nothing && id_of(slots_[at]) != id)
            at = (at + 1) & mask;
        return at;
    }

    template <typename IdOf>
    void grow(const IdOf& id_of) {
        std::vector<std::uint32_t> old(slots_.empty() ? 64 : slots_.size() * 2, nothing);
        old.swap(slots_);
        for (const auto row : old)
            if (row != nothing) slots_[find_slot(id_of(row), id_of)] = row;
    }

    std::vector<std::uint32_t> slots_;
    std::size_t count_ = 0;
};

}  // namespace concord::ledger
