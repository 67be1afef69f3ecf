#include "governance/search.hpp"

#include <algorithm>

namespace concord::governance {
namespace {

constexpr Label passed_in_order = label_of(Refusal::may_not_be_passed_on) - 1;

bool in_range(const CompiledReservation& kept, const std::optional<std::int64_t>& value) {
    if (!kept.low && !kept.high) return true;
    return value && (!kept.low || *value >= *kept.low) && (!kept.high || *value < *kept.high);
}

}  // namespace

void Search::run(const CompiledScheme& scheme, const SearchQuestion& question) {
    forget();
    scheme_ = &scheme;
    question_ = question;
    roots_ = &scheme.roots_of(question.point[of_function]);
    slots_ = roots_->slots;
    only_ = question.only ? scheme.upstream.row(*question.only) : ConstBitRow();
    const auto holders = scheme.holders.size();
    if (states_.size() < holders * slots_) states_.resize(holders * slots_);
    if (is_reached_.size() < holders) {
        is_reached_.resize(holders);
        holder_label_.resize(holders, nothing_held);
        ceiling_.resize(holders, no_ceiling);
        ceiling_limit_.resize(holders, none);
        floor_limit_.resize(holders, none);
        kept_by_.resize(holders, none);
    }
    read_records();
    read_limits();
    start();
    for (Label level = whole_chain; level > nothing_held; --level) {
        auto& waiting = waiting_[level];
        for (std::size_t i = 0; i < waiting.size(); ++i) {
            const auto [holder, slot] = waiting[i];
            if (at(holder, slot).pass == level) hand_on(holder, slot, level);
        }
        waiting.clear();
    }
    label_holders();
}

// Leaves everything as it was before the first question, touching only what the last one touched.
void Search::forget() {
    for (const auto holder : reached_) {
        for (std::size_t slot = 0; slot < slots_; ++slot)
            states_[holder * slots_ + slot] = State();
        is_reached_[holder] = 0;
        holder_label_[holder] = nothing_held;
    }
    for (const auto holder : limited_) {
        ceiling_[holder] = no_ceiling;
        ceiling_limit_[holder] = none;
        floor_limit_[holder] = none;
    }
    for (const auto holder : keepers_)
        kept_by_[holder] = none;
    reached_.clear();
    limited_.clear();
    keepers_.clear();
    reservations_.clear();
}

void Search::read_records() {
    const auto& scheme = *scheme_;
    const auto& point = question_.point;
    const auto& index = scheme.grant_index;
    const auto of_the_function = index.row(of_function, point[of_function]);
    rows_[0].assign(of_the_function.begin(), of_the_function.end());
    rows_[1] = rows_[0];
    narrow(rows_[1], scheme.valid.row(0));
    rows_[2] = rows_[1];
    narrow(rows_[2], scheme.lawful_for(point[of_function], point[of_act]));
    rows_[3] = rows_[2];
    for (const auto dimension : {of_act, of_service, of_people, of_place})
        narrow(rows_[3], index.row(dimension, point[dimension]));

    if (scheme.reservations.empty()) return;
    scheme.reservation_index.find(point, scratch_);
    each_bit(scratch_, 0, scheme.reservations.size(), [&](std::size_t i) {
        const auto& kept = scheme.reservations[i];
        if (!in_range(kept, question_.value)) return;
        reservations_.push_back(static_cast<std::uint32_t>(i));
        if (kept_by_[kept.keeper] != none) return;
        kept_by_[kept.keeper] = static_cast<std::uint32_t>(i);
        keepers_.push_back(kept.keeper);
    });
}

void Search::read_limits() {
    const auto& scheme = *scheme_;
    if (scheme.limits.empty()) return;
    scheme.limit_index.find(question_.point, scratch_);
    each_bit(scratch_, 0, scheme.limits.size(), [&](std::size_t i) {
        const auto& limit = scheme.limits[i];
        const auto holder = limit.holder;
        if (!matters(holder)) return;
        if (ceiling_limit_[holder] == none && floor_limit_[holder] == none) {
            limited_.push_back(holder);
        }
        if (limit.ceiling < ceiling_[holder]) {
            ceiling_[holder] = limit.ceiling;
            ceiling_limit_[holder] = static_cast<std::uint32_t>(i);
        }
        if (!limit.floor) return;
        const auto least = own_floor(holder);
        if (!least || *limit.floor > *least) floor_limit_[holder] = static_cast<std::uint32_t>(i);
    });
}

std::optional<std::int64_t> Search::own_floor(HolderNumber holder) const {
    const auto limit = floor_limit_[holder];
    return limit == none ? std::nullopt : scheme_->limits[limit].floor;
}

void Search::start() {
    root_label_.clear();
    for (std::uint32_t i = 0; i < roots_->holders.size(); ++i) {
        const auto& root = roots_->holders[i];
        Label label = whole_chain;
        if (!matters(root.holder) && root.slot == 0) {
            root_label_.push_back(nothing_held);
            continue;
        }
        if (question_.value && *question_.value > ceiling_[root.holder]) --label;
        if (!scheme_->root_covers(root, question_.point)) label = outside_label;
        root_label_.push_back(label);
    }
    for (std::uint32_t i = 0; i < roots_->holders.size(); ++i) {
        const auto label = root_label_[i];
        if (!matters(roots_->holders[i].holder)) continue;
        Blocker blocker;
        if (label != whole_chain) blocker = {Blocker::Kind::root, i};
        const auto& root = roots_->holders[i];
        arrive(root.holder, root.slot, {label, label, label, blocker, blocker});
    }
}

// The last condition that the grant itself passes.
Label Search::rank(std::uint32_t grant) const {
    const auto& given = scheme_->grants[grant];
    if (has_bit(rows_[3], grant)) {
        if (kept_by_[given.from] != none) return label_of(Refusal::reserved) - 1;
        const auto ceiling = std::min(given.ceiling, ceiling_[given.to]);
        const bool above = question_.value && *question_.value > ceiling;
        return above ? whole_chain - 1 : whole_chain;
    }
    if (has_bit(rows_[2], grant)) return outside_label;
    if (has_bit(rows_[1], grant)) return label_of(Refusal::instrument_not_lawful) - 1;
    return label_of(Refusal::grant_not_valid) - 1;
}

Label Search::handed(std::uint32_t grant, std::uint32_t slot) const {
    if (!has_bit(rows_[0], grant)) return nothing_held;
    return std::min(at(scheme_->grants[grant].from, slot).pass, rank(grant));
}

bool Search::is_whole(std::uint32_t grant) const {
    return has_bit(rows_[3], grant) && rank(grant) == whole_chain;
}

void Search::hand_on(HolderNumber holder, std::uint32_t slot, Label level) {
    const auto& giver = scheme_->holders[holder];
    const auto blocked_by = at(holder, slot).pass_blocker;
    each_bit(rows_[0], giver.first_grant, giver.last_grant, [&](std::size_t bit) {
        const auto grant = static_cast<std::uint32_t>(bit);
        const auto& given = scheme_->grants[grant];
        if (!matters(given.to)) return;
        State offered;
        const Blocker here = {Blocker::Kind::grant, grant};
        offered.reach = std::min(level, rank(grant));
        offered.reach_blocker = offered.reach < level ? here : blocked_by;
        offered.pass_own =
            given.may_pass_on ? offered.reach : std::min(offered.reach, passed_in_order);
        offered.pass_blocker = offered.pass_own < offered.reach ? here : offered.reach_blocker;
        arrive(given.to, slot, offered);
    });
}

void Search::arrive(HolderNumber holder, std::uint32_t slot, const State& offered) {
    auto& state = at(holder, slot);
    if (!is_reached_[holder]) {
        is_reached_[holder] = 1;
        reached_.push_back(holder);
    }
    const bool nearer = offered.reach > state.reach;
    if (nearer) {
        state.reach = offered.reach;
        state.reach_blocker = offered.reach_blocker;
    }
    if (offered.pass_own > state.pass_own) {
        state.pass_own = offered.pass_own;
        state.pass_blocker = offered.pass_blocker;
        const bool joint = scheme_->holders[holder].kind == HolderKind::joint_committee;
        if (!joint) set_pass(holder, slot, state.pass_own, state.pass_blocker);
    }
    if (scheme_->holders[holder].kind == HolderKind::joint_committee) open_joint(holder);
}

void Search::set_pass(HolderNumber holder, std::uint32_t slot, Label pass, Blocker blocker) {
    auto& state = at(holder, slot);
    if (pass <= state.pass) return;
    state.pass = pass;
    state.pass_blocker = blocker;
    waiting_[pass].push_back({holder, slot});
}

// A joint committee hands on what every parent that law names here has let come to it.
void Search::open_joint(HolderNumber holder) {
    Label open = whole_chain;
    for (const auto slot : slots_needed(holder))
        open = std::min(open, at(holder, slot).reach);
    for (std::uint32_t slot = 0; slot < slots_; ++slot) {
        const auto& state = at(holder, slot);
        const bool waits = open < state.pass_own;
        set_pass(holder, slot, std::min(open, state.pass_own),
                 waits ? Blocker{Blocker::Kind::joint, holder} : state.pass_blocker);
    }
}

std::vector<std::uint32_t> Search::slots_of(HolderNumber holder) const {
    std::vector<std::uint32_t> slots;
    for (const auto body : scheme_->index.bodies(holder)) {
        const auto found = std::ranges::find(roots_->slot_holder, body);
        if (found != roots_->slot_holder.end()) {
            slots.push_back(static_cast<std::uint32_t>(found - roots_->slot_holder.begin()) + 1);
        }
    }
    return slots;
}

std::vector<std::uint32_t> Search::slots_needed(HolderNumber holder) const {
    if (scheme_->holders[holder].kind != HolderKind::joint_committee) return {};
    auto slots = slots_of(holder);
    std::erase_if(slots, [&](std::uint32_t slot) {
        return root_label_[roots_->place_of[roots_->slot_holder[slot - 1]]] <= outside_label;
    });
    return slots;
}

// Another holder that acts for the root's body keeps the question, and this one is not above it.
bool Search::kept_from(std::uint32_t slot, HolderNumber holder) const {
    if (slot == 0) return false;
    const auto body = roots_->slot_holder[slot - 1];
    return std::ranges::any_of(keepers_, [&](HolderNumber keeper) {
        if (keeper == holder) return false;
        const auto bodies = scheme_->index.bodies(keeper);
        const auto& above = scheme_->reservations[kept_by_[keeper]].above;
        return std::ranges::find(bodies, body) != bodies.end() &&
               std::ranges::find(above, holder) == above.end();
    });
}

const RootHolder* Search::root(HolderNumber holder) const {
    const auto found = roots_->place_of[holder];
    if (found == none || root_label_[found] != whole_chain) return nullptr;
    return &roots_->holders[found];
}

bool Search::passes_on(HolderNumber holder) const {
    for (std::uint32_t slot = 0; slot < slots_; ++slot) {
        if (passes_on(holder, slot)) return true;
    }
    return false;
}

}  // namespace concord::governance
