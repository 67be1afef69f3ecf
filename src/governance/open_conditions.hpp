// What must hold besides, that the question does not settle: conditions of the grants; amounts,
// where no value was given; limits and reservations that speak about a part of what was asked.
#pragma once

#include <string>
#include <vector>

#include "governance/inquiry.hpp"

namespace concord::governance {

class OpenConditions {
  public:
    // What is open of the question itself is found once, for all who may decide it.
    explicit OpenConditions(const Inquiry& inquiry);

    // Of the decider's best chain: the one with the highest ceiling, the shorter of two.
    std::vector<std::string> of(const Decider& decider) const;

  private:
    void find_limits();
    void find_reservations();
    void add_limits(HolderNumber holder, bool own, std::vector<std::string>& found) const;
    void add_reservations(const Decider& decider, const Chain& chain,
                          std::vector<std::string>& found) const;
    void add_approvals(const Decider& decider, std::vector<std::string>& found) const;
    void add_members(const Decider& decider, std::vector<std::string>& found) const;
    bool takes_from(const CompiledReservation& kept, const Decider& decider,
                    const Chain& chain) const;
    std::string said(std::size_t reservation) const;

    const Inquiry& inquiry_;
    const CompiledScheme& scheme_;
    const Scheme& records_;
    bool has_value_;
    std::vector<Word> part_limits_;  // compiled limits that touch the question and do not cover it
    std::vector<std::uint32_t> open_reservations_;
};

}  // namespace concord::governance
