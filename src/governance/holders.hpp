// Finding a holder, and whose it is: the body that a committee, sub-committee or post acts for, the
// parents of a joint committee, the members of committees in common.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "governance/scheme.hpp"

namespace concord::governance {

using HolderNumber = std::uint32_t;

class HolderIndex {
  public:
    explicit HolderIndex(const Scheme& scheme);  // must outlive the index

    std::optional<HolderNumber> find(std::string_view id) const;
    const Holder& holder(HolderNumber number) const { return scheme_->holders[number]; }

    // `of` of a holder as numbers; what is not known is left out.
    std::span<const HolderNumber> parents(HolderNumber number) const { return parents_[number]; }
    // The bodies it acts for: of a body itself; of a sub-committee those of its parent committee;
    // of a joint committee, a joint post or committees in common more than one. Ordered.
    std::span<const HolderNumber> bodies(HolderNumber number) const { return bodies_[number]; }

    // `inner` is `outer`, or belongs to it directly or through committees.
    bool within(HolderNumber inner, HolderNumber outer) const;

  private:
    void find_bodies(HolderNumber number, std::vector<HolderNumber>& path);

    const Scheme* scheme_;
    std::map<std::string_view, HolderNumber> by_id_;
    std::vector<std::vector<HolderNumber>> parents_;
    std::vector<std::vector<HolderNumber>> bodies_;
    std::vector<char> found_;
};

}  // namespace concord::governance
