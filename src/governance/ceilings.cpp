#include "governance/ceilings.hpp"

#include <algorithm>

namespace concord::governance {

void Ceilings::run(const Search& search) {
    for (const auto holder : touched_) {
        for (std::size_t slot = 0; slot < slots_; ++slot)
            amounts_[holder * slots_ + slot] = Amounts();
    }
    touched_.clear();
    search_ = &search;
    slots_ = search.roots().slots;
    const auto holders = search.scheme().holders.size();
    if (amounts_.size() < holders * slots_) amounts_.resize(holders * slots_);

    for (const auto& root : search.roots().holders) {
        if (!search.root(root.holder)) continue;
        touched_.push_back(root.holder);
        auto& amounts = at(root.holder, root.slot);
        amounts.reach = amounts.own = search.own_ceiling(root.holder);
        settle(root.holder, root.slot);
    }
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
        const auto [holder, slot] = waiting_[i];
        hand_on(holder, slot);
    }
    waiting_.clear();
}

// Amounts only rise, and each is one of those on record, so that this comes to an end.
void Ceilings::hand_on(HolderNumber holder, std::uint32_t slot) {
    const auto& scheme = search_->scheme();
    const auto pass = at(holder, slot).pass;
    const auto& giver = scheme.holders[holder];
    search_->each_whole(giver, [&](std::uint32_t grant) {
        const auto& given = scheme.grants[grant];
        const auto amount = std::min({pass, given.ceiling, search_->own_ceiling(given.to)});
        auto& amounts = at(given.to, slot);
        const bool more = amount > amounts.reach;
        const bool more_to_pass = given.may_pass_on && amount > amounts.own;
        if (!more && !more_to_pass) return;
        touched_.push_back(given.to);
        if (more) amounts.reach = amount;
        if (more_to_pass) amounts.own = amount;
        settle(given.to, slot);
    });
}

void Ceilings::settle(HolderNumber holder, std::uint32_t slot) {
    const auto needed = search_->slots_needed(holder);
    auto open = no_ceiling;
    for (const auto one : needed)
        open = std::min(open, at(holder, one).reach);
    const auto raise = [&](std::uint32_t one) {
        auto& amounts = at(holder, one);
        const auto pass = std::min(open, amounts.own);
        if (pass <= amounts.pass) return;
        amounts.pass = pass;
        waiting_.emplace_back(holder, one);
    };
    if (needed.empty()) {
        raise(slot);
        return;
    }
    for (std::uint32_t one = 0; one < slots_; ++one)
        raise(one);
}

std::int64_t Ceilings::from_slot(HolderNumber holder, std::uint32_t slot) const {
    return search_->kept_from(slot, holder) ? nothing : at(holder, slot).reach;
}

std::int64_t Ceilings::of_ordinary(HolderNumber holder) const {
    const auto needed = search_->slots_needed(holder);
    if (needed.empty()) {
        auto best = nothing;
        for (std::uint32_t slot = 0; slot < slots_; ++slot)
            best = std::max(best, from_slot(holder, slot));
        return best;
    }
    auto worst = no_ceiling;
    for (const auto slot : needed)
        worst = std::min(worst, from_slot(holder, slot));
    return worst;
}

std::int64_t Ceilings::of(HolderNumber holder) const {
    const auto& compiled = search_->scheme().holders[holder];
    if (compiled.kind != HolderKind::committees_in_common) return of_ordinary(holder);
    auto worst = search_->own_ceiling(holder);
    for (const auto member : compiled.of) {
        auto best = of_ordinary(member);
        for (const auto slot : search_->slots_of(member))
            best = std::max(best, from_slot(holder, slot));
        worst = std::min({worst, best, search_->own_ceiling(member)});
    }
    return worst;
}

std::int64_t Ceilings::handed_by(HolderNumber holder) const {
    auto best = nothing;
    for (std::uint32_t slot = 0; slot < slots_; ++slot)
        best = std::max(best, at(holder, slot).pass);
    return best;
}

}  // namespace concord::governance
