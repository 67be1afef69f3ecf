// The first to ask: the most local of the deciders. Of several at one scale, a stated split goes
// before everything; then who meets in common goes before each alone, who was handed the question
// before who handed it on, and inside one body the lower level before the higher: a post before a
// sub-committee, a committee, the board, and of two posts the one with the tighter ceiling.
#include <algorithm>

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
        std::vector<std::uint32_t> all;
        std::vector<std::uint32_t> first;
        if (nearest_.size() > 1) {
            find_splits();
            find_handed();
        }
        for (std::size_t one = 0; one < nearest_.size(); ++one) {
            all.push_back(nearest_[one]->holder);
            if (!gives_way(one)) first.push_back(nearest_[one]->holder);
        }
        return first.empty() ? all : first;
    }

  private:
    bool gives_way(std::size_t one) const {
        for (std::size_t other = 0; other < nearest_.size(); ++other) {
            if (other != one && yields(one, other)) return true;
        }
        return false;
    }

    bool yields(std::size_t mine_at, std::size_t theirs_at) const {
        const auto& one = *nearest_[mine_at];
        const auto& other = *nearest_[theirs_at];
        const bool other_first = agreed(other.holder, one.holder);
        if (other_first || agreed(one.holder, other.holder)) return other_first;
        const auto& mine = scheme_.holders[one.holder];
        const auto& theirs = scheme_.holders[other.holder];
        if (std::ranges::find(theirs.of, one.holder) != theirs.of.end()) return true;
        if (handed_[mine_at][theirs_at] && !handed_[theirs_at][mine_at]) return true;
        const auto own = scheme_.index.bodies(one.holder);
        if (own.empty() || !std::ranges::equal(own, scheme_.index.bodies(other.holder))) {
            return false;
        }
        if (level(mine.kind) != level(theirs.kind)) return level(theirs.kind) < level(mine.kind);
        return mine.kind == HolderKind::post && other.ceiling &&
               (!one.ceiling || *one.ceiling > *other.ceiling);
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

    // The splits of the day that speak about the question at every place.
    void find_splits() {
        if (scheme_.splits.empty()) return;
        std::vector<Word> row;
        for (std::size_t i = 0; i < inquiry_.places(); ++i) {
            scheme_.split_index.find(inquiry_.search(i).question().point, row);
            if (i == 0) {
                splits_ = row;
            } else {
                narrow(splits_, row);
            }
        }
    }

    bool agreed(HolderNumber first, HolderNumber second) const {
        if (scheme_.splits.empty()) return false;
        bool found = false;
        each_bit(splits_, 0, scheme_.splits.size(), [&](std::size_t i) {
            found =
                found || (scheme_.splits[i].first == first && scheme_.splits[i].second == second);
        });
        return found;
    }

    // For each of the nearest, to whom grants that carry the question lead from it, at every place.
    void find_handed() {
        handed_.assign(nearest_.size(), std::vector<char>(nearest_.size(), 1));
        for (std::size_t place = 0; place < inquiry_.places(); ++place) {
            for (std::size_t one = 0; one < nearest_.size(); ++one) {
                const auto led = led_from(inquiry_.search(place), nearest_[one]->holder);
                for (std::size_t other = 0; other < nearest_.size(); ++other) {
                    const auto there = led[nearest_[other]->holder];
                    handed_[one][other] = static_cast<char>(handed_[one][other] & there);
                }
            }
        }
    }

    std::vector<char> led_from(const Search& search, HolderNumber from) const {
        std::vector<char> led(scheme_.holders.size());
        std::vector<HolderNumber> passing;
        if (search.passes_on(from)) passing.push_back(from);
        std::vector<char> passed_on(scheme_.holders.size());
        for (std::size_t i = 0; i < passing.size(); ++i) {
            search.each_whole(scheme_.holders[passing[i]], [&](std::uint32_t grant) {
                const auto& given = scheme_.grants[grant];
                led[given.to] = 1;
                if (!given.may_pass_on || passed_on[given.to] || !search.passes_on(given.to))
                    return;
                passed_on[given.to] = 1;
                passing.push_back(given.to);
            });
        }
        return led;
    }

    const Inquiry& inquiry_;
    const CompiledScheme& scheme_;
    std::vector<const Decider*> nearest_;
    std::vector<Word> splits_;
    std::vector<std::vector<char>> handed_;
};

}  // namespace

void find_first(const Inquiry& inquiry, Verdict& verdict) {
    if (verdict.deciders.empty()) return;
    verdict.first = First(inquiry, verdict).find();
    verdict.overlap = verdict.first.size() > 1;
}

}  // namespace concord::governance
