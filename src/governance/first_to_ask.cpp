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
        if (nearest_.size() > 1) find_splits();
        for (const auto* one : nearest_) {
            all.push_back(one->holder);
            if (!gives_way(*one)) first.push_back(one->holder);
        }
        return first.empty() ? all : first;
    }

  private:
    bool gives_way(const Decider& one) const {
        return std::ranges::any_of(
            nearest_, [&](const Decider* other) { return other != &one && yields(one, *other); });
    }

    bool yields(const Decider& one, const Decider& other) const {
        const bool other_first = agreed(other.holder, one.holder);
        if (other_first || agreed(one.holder, other.holder)) return other_first;
        const auto& mine = scheme_.holders[one.holder];
        const auto& theirs = scheme_.holders[other.holder];
        if (std::ranges::find(theirs.of, one.holder) != theirs.of.end()) return true;
        if (hands_on(one.holder, other.holder) && !hands_on(other.holder, one.holder)) return true;
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

    bool hands_on(HolderNumber from, HolderNumber to) const {
        for (std::size_t i = 0; i < inquiry_.places(); ++i) {
            if (!hands_on(inquiry_.search(i), from, to)) return false;
        }
        return true;
    }

    // Whether grants that carry the question lead from the one to the other.
    bool hands_on(const Search& search, HolderNumber from, HolderNumber to) const {
        if (!search.passes_on(from)) return false;
        std::vector<HolderNumber> found = {from};
        for (std::size_t i = 0; i < found.size(); ++i) {
            bool there = false;
            search.each_whole(scheme_.holders[found[i]], [&](std::uint32_t grant) {
                const auto& given = scheme_.grants[grant];
                there = there || given.to == to;
                const bool goes_on = given.may_pass_on && search.passes_on(given.to) &&
                                     std::ranges::find(found, given.to) == found.end();
                if (goes_on) found.push_back(given.to);
            });
            if (there) return true;
        }
        return false;
    }

    const Inquiry& inquiry_;
    const CompiledScheme& scheme_;
    std::vector<const Decider*> nearest_;
    std::vector<Word> splits_;
};

}  // namespace

void find_first(const Inquiry& inquiry, Verdict& verdict) {
    if (verdict.deciders.empty()) return;
    verdict.first = First(inquiry, verdict).find();
    verdict.overlap = verdict.first.size() > 1;
}

}  // namespace concord::governance
