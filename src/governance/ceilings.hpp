// Up to what amount authority comes to each holder: over all its whole chains, the highest of their
// tightest ceilings. What a joint committee has is no more than any parent that it needs lets come.
#pragma once

#include <vector>

#include "governance/search.hpp"

namespace concord::governance {

class Ceilings {
  public:
    static constexpr std::int64_t nothing = std::numeric_limits<std::int64_t>::min();

    // After a search; the search must stay as it is while this is read.
    void run(const Search& search);

    // Of a holder with a whole chain; `no_ceiling` where nothing bounds it.
    std::int64_t of(HolderNumber holder) const;
    // What comes to the giver of a grant, to be handed on, from one root or from any.
    std::int64_t handed_by(HolderNumber holder) const;

  private:
    struct Amounts {
        std::int64_t reach = nothing;
        std::int64_t own = nothing;   // of what may be passed on
        std::int64_t pass = nothing;  // the same, before which a joint committee needs its parents
    };

    Amounts& at(HolderNumber holder, std::uint32_t slot) {
        return amounts_[holder * slots_ + slot];
    }
    const Amounts& at(HolderNumber holder, std::uint32_t slot) const {
        return amounts_[holder * slots_ + slot];
    }
    void hand_on(HolderNumber holder, std::uint32_t slot);
    void settle(HolderNumber holder, std::uint32_t slot);
    std::int64_t from_slot(HolderNumber holder, std::uint32_t slot) const;
    std::int64_t of_ordinary(HolderNumber holder) const;

    const Search* search_ = nullptr;
    std::size_t slots_ = 0;
    std::vector<Amounts> amounts_;
    std::vector<HolderNumber> touched_;
    std::vector<std::pair<HolderNumber, std::uint32_t>> waiting_;
};

}  // namespace concord::governance
