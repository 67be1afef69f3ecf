// What must hold besides, that the question does not settle: conditions of the grants; amounts,
// where no value was given; limits and reservations that speak about a part of what was asked.
#include <algorithm>

#include <fmt/format.h>

#include "governance/inquiry.hpp"

namespace concord::governance {
namespace {

class Conditions {
  public:
    Conditions(const Inquiry& inquiry, const Decider& decider)
        : inquiry_(inquiry),
          scheme_(inquiry.scheme()),
          records_(*inquiry.scheme().ground.scheme),
          decider_(decider),
          has_value_(inquiry.question().value.has_value()) {}

    std::vector<std::string> find() {
        if (decider_.chains.empty()) return {};
        const auto& chain = best();
        for (const auto grant : chain.grants) {
            for (const auto& condition : records_.grants[grant].conditions)
                add(condition);
        }
        if (!has_value_ && decider_.ceiling) {
            add(fmt::format("up to £{}", decider_.ceiling->pounds()));
        }
        if (!has_value_ && decider_.floor) add(fmt::format("from £{}", decider_.floor->pounds()));
        limits_of_a_part(chain);
        reservations_of_a_part(chain);
        members_not_on_record();
        return std::move(found_);
    }

  private:
    void add(std::string condition) {
        if (std::ranges::find(found_, condition) == found_.end()) {
            found_.push_back(std::move(condition));
        }
    }

    const Chain& best() const {
        const auto amount = [](const Chain& chain) {
            return chain.ceiling ? chain.ceiling->count() : no_ceiling;
        };
        return *std::ranges::max_element(decider_.chains, {}, amount);
    }

    std::vector<HolderNumber> holders_on(const Chain& chain) const {
        std::vector<HolderNumber> holders = {chain.root_holder};
        for (const auto grant : chain.grants) {
            if (const auto to = scheme_.index.find(records_.grants[grant].to)) {
                holders.push_back(*to);
            }
        }
        if (std::ranges::find(holders, decider_.holder) == holders.end()) {
            holders.push_back(decider_.holder);
        }
        return holders;
    }

    // Touches the question somewhere, and does not cover it.
    bool speaks_of_a_part(const NamedScope& scope) const {
        for (std::size_t i = 0; i < inquiry_.places(); ++i) {
            const auto& point = inquiry_.search(i).question().point;
            if (scope.touches(scheme_.trees, point) && !scope.covers(scheme_.trees, point)) {
                return true;
            }
        }
        return false;
    }

    void limits_of_a_part(const Chain& chain) {
        for (const auto holder : holders_on(chain)) {
            for (const auto limit : scheme_.holders[holder].limits) {
                if (!speaks_of_a_part(scheme_.limit_scopes[limit])) continue;
                const auto& record = records_.limits[scheme_.limit_records[limit]];
                const bool own = holder == decider_.holder;
                if (record.ceiling) {
                    add(fmt::format("for a part of it up to £{} (limit {})",
                                    record.ceiling->pounds(), record.id));
                }
                if (own && record.floor) {
                    add(fmt::format("for a part of it from £{} (limit {})", record.floor->pounds(),
                                    record.id));
                }
            }
        }
    }

    bool takes_from(const CompiledReservation& kept, const Chain& chain) const {
        if (kept.keeper == decider_.holder) return false;
        const auto on_chain = holders_on(chain);
        if (std::ranges::find(on_chain, kept.keeper) != on_chain.end()) return true;
        const auto bodies = scheme_.index.bodies(kept.keeper);
        return std::ranges::find(bodies, chain.root_holder) != bodies.end() &&
               std::ranges::find(kept.above, decider_.holder) == kept.above.end();
    }

    // Also those of the whole that begin or end at an amount, where no value was given.
    void reservations_of_a_part(const Chain& chain) {
        if (scheme_.reservations.empty()) return;
        std::vector<Word> touching;
        for (std::size_t place = 0; place < inquiry_.places(); ++place) {
            const auto& point = inquiry_.search(place).question().point;
            scheme_.reservation_touch.find(point, touching);
            each_bit(touching, 0, scheme_.reservations.size(), [&](std::size_t i) {
                const auto& kept = scheme_.reservations[i];
                const bool open_range = !has_value_ && (kept.low || kept.high);
                const bool open = open_range || speaks_of_a_part(scheme_.reservation_scopes[i]);
                if (open && takes_from(kept, chain)) add(said(i));
            });
        }
    }

    std::string said(std::size_t reservation) const {
        const auto& record = records_.reservations[scheme_.reservation_records[reservation]];
        std::string range;
        if (record.low) range += fmt::format(" from £{}", record.low->pounds());
        if (record.high) range += fmt::format(" below £{}", record.high->pounds());
        return fmt::format("but for what {} keeps{} (reservation {})", record.holder, range,
                           record.id);
    }

    void members_not_on_record() {
        const auto& holder = scheme_.holders[decider_.holder];
        if (holder.has_members || holder.kind == HolderKind::committees_in_common) return;
        if (!inquiry_.question().affected.empty()) {
            add("its members are not on record, so their interests were not looked at");
        }
        if (holder.needed > 0) {
            add(fmt::format("a quorum of {}, whose members are not on record", holder.needed));
        }
    }

    const Inquiry& inquiry_;
    const CompiledScheme& scheme_;
    const Scheme& records_;
    const Decider& decider_;
    bool has_value_;
    std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> open_conditions(const Inquiry& inquiry, const Decider& decider) {
    return Conditions(inquiry, decider).find();
}

}  // namespace concord::governance
