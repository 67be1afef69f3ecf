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
        if ((count_ + 1) * 2 > slots_.size()) grow();
        const auto hash = hash_of(id);
        auto& slot = slots_[find_slot(id, hash, id_of)];
        if (slot.row != nothing) return slot.row;
        slot = {hash, row};
        ++count_;
        return nothing;
    }

    // The row with the id, or `nothing`.
    template <typename IdOf>
    std::uint32_t find(std::string_view id, const IdOf& id_of) const {
        return slots_.empty() ? nothing : slots_[find_slot(id, hash_of(id), id_of)].row;
    }

    // Says that the id will be asked for: its slot is on its way while something else is done.
    void expect(std::string_view id) const {
        if (!slots_.empty()) __builtin_prefetch(&slots_[hash_of(id) & (slots_.size() - 1)]);
    }

  private:
    // Most others in the way are told apart by their hash, without a look at their text far away.
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t row = nothing;
    };

    static std::uint32_t hash_of(std::string_view id) {
        return static_cast<std::uint32_t>(std::hash<std::string_view>()(id));
    }

    template <typename IdOf>
    std::size_t find_slot(std::string_view id, std::uint32_t hash, const IdOf& id_of) const {
        const auto mask = slots_.size() - 1;
        auto at = hash & mask;
        while (slots_[at].row != nothing &&
               (slots_[at].hash != hash || id_of(slots_[at].row) != id)) {
            at = (at + 1) & mask;
        }
        return at;
    }

    void grow() {
        std::vector<Slot> old(slots_.empty() ? 64 : slots_.size() * 2);
        old.swap(slots_);
        const auto mask = slots_.size() - 1;
        for (const auto& slot : old) {
            if (slot.row == nothing) continue;
            auto at = slot.hash & mask;
            while (slots_[at].row != nothing)
                at = (at + 1) & mask;
            slots_[at] = slot;
        }
    }

    std::vector<Slot> slots_;
    std::size_t count_ = 0;
};

}  // namespace concord::ledger
