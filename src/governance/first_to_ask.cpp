// The first to ask: the most local of the deciders. Of several at one scale, a stated split goes
// before everything; then who meets in common goes before each alone, who was handed the question
// before who handed it on, and inside one body the lower level before the higher: a post before a
// sub-committee, a committee, the board, and of two posts the one with the tighter ceiling.
#include <algorithm>
#include <optional>
#include <set>

#include "governance/inquiry.hpp"

namespace concord::governance {
namespace {

class First {
  public:
    First(const Inquiry& inquiry, const Verdict& verdict)
        : inquiry_(inquiry), scheme_(inquiry.scheme()) {
        for (const auto& decider : verdict.deciders) {
            if (decider.scale == verdict.deciders.front().scale) nearest_.push_back(&decider);
        }
    }

    std::vector<std::uint32_t> find() {
        gives_way_.assign(nearest_.size(), 0);
        if (nearest_.size() > 1) {
            by_split();
            by_meeting_in_common();
            by_handing_on();
            inside_one_body();
        }
        std::vector<std::uint32_t> all;
        std::vector<std::uint32_t> first;
        for (std::size_t one = 0; one < nearest_.size(); ++one) {
            all.push_back(nearest_[one]->holder);
            if (!gives_way_[one]) first.push_back(nearest_[one]->holder);
        }
        return first.empty() ? all : first;
    }

  private:
    // Where a holder stands among the nearest.
    std::optional<std::size_t> at(HolderNumber holder) const {
        const auto found = std::ranges::lower_bound(nearest_, holder, {}, &Decider::holder);
        if (found == nearest_.end() || (*found)->holder != holder) return std::nullopt;
        return static_cast<std::size_t>(found - nearest_.begin());
    }

    // A pair that a split speaks of is the split's alone.
    void yield(std::size_t one, std::size_t other) {
        if (!agreed_.contains(std::minmax(one, other))) gives_way_[one] = 1;
    }

    // The splits of the day that speak about the question at every place.
    void by_split() {
        if (scheme_.splits.empty()) return;
        std::vector<Word> row;
        std::vector<Word> splits;
        for (std::size_t i = 0; i < inquiry_.places(); ++i) {
            scheme_.split_index.find(inquiry_.search(i).question().point, row);
            if (i == 0) {
                splits = row;
            } else {
                narrow(splits, row);
            }
        }
        each_bit(splits, 0, scheme_.splits.size(), [&](std::size_t i) {
            const auto first = at(scheme_.splits[i].first);
            const auto second = at(scheme_.splits[i].second);
            if (!first || !second || *first == *second) return;
            agreed_.insert(std::minmax(*first, *second));
            gives_way_[*second] = 1;
        });
    }

    void by_meeting_in_common() {
        for (std::size_t other = 0; other < nearest_.size(); ++other) {
            for (const auto member : scheme_.holders[nearest_[other]->holder].of) {
                if (const auto one = at(member)) yield(*one, other);
            }
        }
    }

    // Whoever handed the question on, and was not handed it back.
    void by_handing_on() {
        std::vector<std::vector<std::size_t>> handed(nearest_.size());
        for (std::size_t one = 0; one < nearest_.size(); ++one)
            handed[one] = handed_from(nearest_[one]->holder);
        for (std::size_t one = 0; one < nearest_.size(); ++one) {
            for (const auto other : handed[one]) {
                const bool back = std::ranges::binary_search(handed[other], one);
                if (other != one && !back) yield(one, other);
            }
        }
    }

    // Those of the nearest to whom grants that carry the question lead from the holder, at every
    // place; in order.
    std::vector<std::size_t> handed_from(HolderNumber from) {
        std::vector<std::size_t> found;
        const auto& giver = scheme_.holders[from];
        if (giver.first_grant == giver.last_grant) return found;
        for (std::size_t place = 0; place < inquiry_.places(); ++place) {
            auto led = led_from(inquiry_.search(place), from);
            if (place == 0) {
                found = std::move(led);
                continue;
            }
            std::erase_if(found,
                          [&](std::size_t one) { return !std::ranges::binary_search(led, one); });
        }
        return found;
    }

    std::vector<std::size_t> led_from(const Search& search, HolderNumber from) {
        std::vector<HolderNumber> passing;
        std::vector<HolderNumber> marked;
        if (search.passes_on(from)) passing.push_back(from);
        met_.resize(scheme_.holders.size());
        for (std::size_t i = 0; i < passing.size(); ++i) {
            search.each_whole(scheme_.holders[passing[i]], [&](std::uint32_t grant) {
                const auto& given = scheme_.grants[grant];
                auto& met = met_[given.to];
                if (met == 0) marked.push_back(given.to);
                const bool goes_on = met < 2 && given.may_pass_on && search.passes_on(given.to);
                if (goes_on) passing.push_back(given.to);
                met = goes_on ? 2 : std::max<char>(met, 1);
            });
        }
        std::vector<std::size_t> found;
        for (const auto holder : marked) {
            met_[holder] = 0;
            if (const auto one = at(holder)) found.push_back(*one);
        }
        std::ranges::sort(found);
        return found;
    }

    // Of holders that act for the same bodies: the lower level, of two posts the tighter ceiling.
    void inside_one_body() {
        std::vector<std::pair<std::uint32_t, std::size_t>> by_bodies;
        for (std::size_t one = 0; one < nearest_.size(); ++one)
            by_bodies.emplace_back(scheme_.holders[nearest_[one]->holder].bodies, one);
        std::ranges::sort(by_bodies);
        for (std::size_t i = 0; i < by_bodies.size(); ++i) {
            if (by_bodies[i].first == none) continue;
            for (auto j = i + 1; j < by_bodies.size() && by_bodies[j].first == by_bodies[i].first;
                 ++j) {
                const auto one = by_bodies[i].second;
                const auto other = by_bodies[j].second;
                if (is_lower(*nearest_[other], *nearest_[one])) yield(one, other);
                if (is_lower(*nearest_[one], *nearest_[other])) yield(other, one);
            }
        }
    }

    bool is_lower(const Decider& one, const Decider& other) const {
        const auto mine = scheme_.holders[one.holder].kind;
        const auto theirs = scheme_.holders[other.holder].kind;
        if (level(mine) != level(theirs)) return level(mine) < level(theirs);
        return mine == HolderKind::post && one.ceiling &&
               (!other.ceiling || *other.ceiling > *one.ceiling);
    }

    static int level(HolderKind kind) {
        switch (kind) {
            case HolderKind::post:
                return 0;
            case HolderKind::sub_committee:
                return 1;
            case HolderKind::body:
                return 3;
            default:
                return 2;
        }
    }

    const Inquiry& inquiry_;
    const CompiledScheme& scheme_;
    std::vector<const Decider*> nearest_;
    std::vector<char> gives_way_;
    std::set<std::pair<std::size_t, std::size_t>> agreed_;
    std::vector<char> met_;
};

}  // namespace

void find_first(const Inquiry& inquiry, Verdict& verdict) {
    if (verdict.deciders.empty()) return;
    verdict.first = First(inquiry, verdict).find();
    verdict.overlap = verdict.first.size() > 1;
}

}  // namespace concord::governance
