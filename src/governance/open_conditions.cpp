#include "governance/open_conditions.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace concord::governance {
namespace {

void add(std::vector<std::string>& found, std::string condition) {
    if (std::ranges::find(found, condition) == found.end()) found.push_back(std::move(condition));
}

const Chain& best_of(const std::vector<Chain>& chains) {
    const auto amount = [](const Chain& chain) {
        return chain.ceiling ? chain.ceiling->count() : no_ceiling;
    };
    return *std::ranges::max_element(chains, {}, amount);
}

// Records that touch a point and do not cover it are added to `found`.
void add_parts(const ScopeIndex& touching, const ScopeIndex& covering, const Point& point,
               std::vector<Word>& found) {
    std::vector<Word> touch;
    std::vector<Word> cover;
    touching.find(point, touch);
    covering.find(point, cover);
    found.resize(touch.size());
    for (std::size_t i = 0; i < touch.size(); ++i)
        found[i] |= touch[i] & ~cover[i];
}

}  // namespace

OpenConditions::OpenConditions(const Inquiry& inquiry)
    : inquiry_(inquiry),
      scheme_(inquiry.scheme()),
      records_(*inquiry.scheme().ground.scheme),
      has_value_(inquiry.question().value.has_value()) {
    find_limits();
    find_reservations();
}

void OpenConditions::find_limits() {
    if (scheme_.limits.empty()) return;
    for (std::size_t i = 0; i < inquiry_.places(); ++i) {
        add_parts(scheme_.limit_touch, scheme_.limit_index, inquiry_.search(i).question().point,
                  part_limits_);
    }
    if (!any_bit(part_limits_)) part_limits_.clear();
}

// Also those of the whole that begin or end at an amount, where no value was given.
void OpenConditions::find_reservations() {
    if (scheme_.reservations.empty()) return;
    std::vector<Word> parts;
    std::vector<Word> touching;
    for (std::size_t i = 0; i < inquiry_.places(); ++i) {
        const auto& point = inquiry_.search(i).question().point;
        add_parts(scheme_.reservation_touch, scheme_.reservation_index, point, parts);
        if (has_value_) continue;
        scheme_.reservation_touch.find(point, touching);
        each_bit(touching, 0, scheme_.reservations.size(), [&](std::size_t number) {
            const auto& kept = scheme_.reservations[number];
            if (kept.low || kept.high) set_bit(parts, number);
        });
    }
    each_bit(parts, 0, scheme_.reservations.size(), [&](std::size_t number) {
        open_reservations_.push_back(static_cast<std::uint32_t>(number));
    });
}

std::vector<std::string> OpenConditions::of(const Decider& decider) const {
    std::vector<std::string> found;
    if (decider.chains.empty()) return found;
    const auto& chain = best_of(decider.chains);
    for (const auto grant : chain.grants) {
        for (const auto& condition : records_.grants[grant].conditions)
            add(found, condition);
    }
    if (!has_value_ && decider.ceiling) {
        add(found, fmt::format("up to {}", decider.ceiling->words()));
    }
    if (!has_value_ && decider.floor) {
        add(found, fmt::format("from {}", decider.floor->words()));
    }
    if (!part_limits_.empty()) {
        if (chain.root_holder != decider.holder) add_limits(chain.root_holder, false, found);
        for (const auto grant : chain.grants) {
            const auto to = scheme_.receivers[grant];
            if (to != decider.holder) add_limits(to, false, found);
        }
        add_limits(decider.holder, true, found);
    }
    add_reservations(decider, chain, found);
    add_members(decider, found);
    add_approvals(decider, found);
    return found;
}

void OpenConditions::add_limits(HolderNumber holder, bool own,
                                std::vector<std::string>& found) const {
    for (const auto limit : scheme_.holders[holder].limits) {
        if (!has_bit(part_limits_, limit)) continue;
        const auto& record = records_.limits[scheme_.limit_records[limit]];
        if (record.ceiling) {
            add(found, fmt::format("for a part of it up to {} (limit {})", record.ceiling->words(),
                                   record.id));
        }
        if (own && record.floor) {
            add(found, fmt::format("for a part of it from {} (limit {})", record.floor->words(),
                                   record.id));
        }
    }
}

bool OpenConditions::takes_from(const CompiledReservation& kept, const Decider& decider,
                                const Chain& chain) const {
    if (kept.keeper == decider.holder) return false;
    const bool on_chain =
        kept.keeper == chain.root_holder || std::ranges::any_of(chain.grants, [&](auto grant) {
            return scheme_.receivers[grant] == kept.keeper;
        });
    if (on_chain) return true;
    const auto bodies = scheme_.index.bodies(kept.keeper);
    return std::ranges::find(bodies, chain.root_holder) != bodies.end() &&
           std::ranges::find(kept.above, decider.holder) == kept.above.end();
}

void OpenConditions::add_reservations(const Decider& decider, const Chain& chain,
                                      std::vector<std::string>& found) const {
    for (const auto number : open_reservations_) {
        if (takes_from(scheme_.reservations[number], decider, chain)) add(found, said(number));
    }
}

std::string OpenConditions::said(std::size_t reservation) const {
    const auto& record = records_.reservations[scheme_.reservation_records[reservation]];
    std::string range;
    if (record.low) range += fmt::format(" from {}", record.low->words());
    if (record.high) range += fmt::format(" below {}", record.high->words());
    return fmt::format("but for what {} keeps{} (reservation {})", record.holder, range, record.id);
}

void OpenConditions::add_members(const Decider& decider, std::vector<std::string>& found) const {
    const auto& holder = scheme_.holders[decider.holder];
    if (holder.has_members || holder.kind == HolderKind::committees_in_common) return;
    if (!inquiry_.question().affected.empty()) {
        add(found, "its members are not on record, so their interests were not looked at");
    }
    if (holder.needed > 0) {
        add(found, fmt::format("a quorum of {}, whose members are not on record", holder.needed));
    }
}

// While spending is controlled from above, above a sum somebody else approves first (PIR-R070).
void OpenConditions::add_approvals(const Decider& decider, std::vector<std::string>& found) const {
    const auto& value = inquiry_.question().value;
    const auto bodies = scheme_.index.bodies(decider.holder);
    for (const auto& control : records_.controls) {
        const bool is_due = control.threshold && control.period.contains(scheme_.context.as_at) &&
                            (!value || *value > *control.threshold);
        const bool is_theirs = std::ranges::any_of(
            bodies, [&](HolderNumber body) { return scheme_.holder(body).id == control.body; });
        if (!is_due || !is_theirs) continue;
        add(found, fmt::format(
                       "approval by {} above {} (controls {})",
                       control.approver.empty() ? "whoever imposed the controls" : control.approver,
                       control.threshold->words(), control.id));
    }
}

}  // namespace concord::governance
