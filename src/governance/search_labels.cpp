// From what reached each holder to the label it has, and to the reason why it is no higher.
#include <algorithm>

#include "governance/search.hpp"

namespace concord::governance {

void Search::label_holders() {
    for (const auto holder : reached_) {
        if (scheme_->holders[holder].kind != HolderKind::committees_in_common) {
            holder_label_[holder] = ordinary_label(holder);
        }
    }
    for (const auto holder : scheme_->in_common) {
        if (roots_->candidates[holder].refusal != Refusal::no_grant) continue;
        const auto label = common_label(holder);
        if (label == nothing_held) continue;
        if (!is_reached_[holder]) {
            is_reached_[holder] = 1;
            reached_.push_back(holder);
        }
        holder_label_[holder] = label;
    }
}

Label Search::label_from(HolderNumber holder, std::uint32_t slot) const {
    const auto reach = at(holder, slot).reach;
    const auto kept = label_of(Refusal::reserved);
    return reach >= kept && kept_from(slot, holder) ? kept - 1 : reach;
}

// From the best root; of a joint committee, from the worst of the parents that it needs.
Label Search::ordinary_label(HolderNumber holder) const {
    return label_from(holder, best_slot(holder));
}

std::uint32_t Search::best_slot(HolderNumber holder) const {
    const auto needed = slots_needed(holder);
    std::uint32_t best = needed.empty() ? 0 : needed.front();
    if (!needed.empty()) {
        for (const auto slot : needed) {
            if (label_from(holder, slot) < label_from(holder, best)) best = slot;
        }
        return best;
    }
    for (std::uint32_t slot = 1; slot < slots_; ++slot) {
        if (label_from(holder, slot) > label_from(holder, best)) best = slot;
    }
    return best;
}

// A member committee decides by its own chain, or by what its own body gave to all in common.
Label Search::member_label(HolderNumber in_common, HolderNumber member) const {
    auto best = holder_label_[member];
    for (const auto slot : slots_of(member))
        best = std::max(best, label_from(in_common, slot));
    const bool above = question_.value && *question_.value > ceiling_[member];
    return above ? std::min<Label>(best, whole_chain - 1) : best;
}

Label Search::common_label(HolderNumber holder) const {
    Label worst = whole_chain;
    if (question_.value && *question_.value > ceiling_[holder]) --worst;
    for (const auto member : scheme_->holders[holder].of)
        worst = std::min(worst, member_label(holder, member));
    return worst;
}

Candidate Search::explain(HolderNumber holder) const {
    const auto label = holder_label_[holder];
    Candidate found = {holder, static_cast<Refusal>(label + 1), RecordKind::none, 0, 0};
    if (scheme_->holders[holder].kind != HolderKind::committees_in_common) {
        return explain_from(holder, best_slot(holder));
    }
    for (const auto member : scheme_->holders[holder].of) {
        if (member_label(holder, member) != label) continue;
        found = explain_from(member, best_slot(member));
        found.holder = holder;
        found.refusal = static_cast<Refusal>(label + 1);
        if (found.detail_kind == RecordKind::none) {
            found.detail_kind = RecordKind::holder;
            found.detail = member;
            found.detail_holder = member;
        }
        return found;
    }
    const auto limit = ceiling_limit_[holder];
    if (limit != none) {
        found.detail_kind = RecordKind::limit;
        found.detail = scheme_->limit_records[limit];
        found.detail_holder = holder;
    }
    return found;
}

// One that somebody else keeps who acts for the root's body.
std::optional<std::uint32_t> Search::reservation_beside(HolderNumber holder,
                                                        std::uint32_t slot) const {
    if (slot == 0) return std::nullopt;
    for (const auto i : reservations_) {
        const auto& kept = scheme_->reservations[i];
        const auto bodies = scheme_->index.bodies(kept.keeper);
        const bool keeps = kept.keeper != holder &&
                           std::ranges::find(kept.above, holder) == kept.above.end() &&
                           std::ranges::find(bodies, roots_->slot_holder[slot - 1]) != bodies.end();
        if (keeps) return i;
    }
    return std::nullopt;
}

std::optional<std::uint32_t> Search::reservation_against(std::uint32_t grant,
                                                         std::uint32_t slot) const {
    const auto giver = scheme_->grants[grant].from;
    if (kept_by_[giver] != none) return kept_by_[giver];
    const auto& blocker = at(giver, slot).pass_blocker;
    if (blocker.kind == Blocker::Kind::grant) {
        const auto kept = kept_by_[scheme_->grants[blocker.index].from];
        if (kept != none) return kept;
    }
    return reservation_beside(scheme_->grants[grant].to, slot);
}

Candidate Search::explain_from(HolderNumber holder, std::uint32_t slot) const {
    const auto label = label_from(holder, slot);
    Candidate found = {holder, static_cast<Refusal>(label + 1), RecordKind::none, 0, 0};
    const auto& state = at(holder, slot);
    if (state.reach == nothing_held) {  // of a joint committee: the parent that gave nothing
        if (slot == 0) return found;
        found.detail_kind = RecordKind::holder;
        found.detail = holder;
        found.detail_holder = roots_->slot_holder[slot - 1];
        return found;
    }
    if (label < state.reach) {
        const auto kept = reservation_beside(holder, slot).value_or(0);
        found.detail_kind = RecordKind::reservation;
        found.detail = scheme_->reservation_records[kept];
        found.detail_holder = scheme_->reservations[kept].keeper;
        return found;
    }
    switch (state.reach_blocker.kind) {
        case Blocker::Kind::nothing:
            return found;
        case Blocker::Kind::grant:
            return explain_grant(found, state.reach_blocker.index);
        case Blocker::Kind::root: {
            const auto& root = roots_->holders[state.reach_blocker.index];
            found.detail_holder = root.holder;
            const auto limit = ceiling_limit_[root.holder];
            const bool by_limit = found.refusal == Refusal::above_ceiling && limit != none;
            found.detail_kind = by_limit ? RecordKind::limit : RecordKind::root;
            found.detail = by_limit ? scheme_->limit_records[limit] : root.roots.front();
            return found;
        }
        case Blocker::Kind::joint: {
            const auto joint = state.reach_blocker.index;
            const auto waits_for = best_slot(joint);
            found.detail_kind = RecordKind::holder;
            found.detail = joint;
            found.detail_holder = waits_for == 0 ? joint : roots_->slot_holder[waits_for - 1];
            return found;
        }
    }
    return found;
}

Candidate Search::explain_grant(Candidate found, std::uint32_t grant) const {
    const auto& given = scheme_->grants[grant];
    found.detail_kind = RecordKind::grant;
    found.detail = given.record;
    found.detail_holder = given.to;
    if (found.refusal == Refusal::reserved && kept_by_[given.from] != none) {
        found.detail_kind = RecordKind::reservation;
        found.detail = scheme_->reservation_records[kept_by_[given.from]];
        found.detail_holder = given.from;
    }
    const auto limit = ceiling_limit_[given.to];
    if (found.refusal == Refusal::above_ceiling && limit != none &&
        ceiling_[given.to] < given.ceiling) {
        found.detail_kind = RecordKind::limit;
        found.detail = scheme_->limit_records[limit];
    }
    return found;
}

}  // namespace concord::governance
