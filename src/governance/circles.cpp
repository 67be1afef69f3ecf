// Grants that lead back to where they began. Parts that are connected both ways are found for each
// function (Tarjan 1972, without recursion: a circle may have thousands of links), then one circle
// in each whose scopes have something in common all the way round.
#include <algorithm>
#include <set>

#include "governance/powers.hpp"
#include "governance/survey.hpp"

namespace concord::governance {
namespace {

class Connected {
  public:
    Connected(const CompiledScheme& scheme, ConstBitRow grants)
        : scheme_(scheme), grants_(grants), state_(scheme.holders.size()) {}

    // Sets of two holders or more, each reached from each other.
    std::vector<std::vector<HolderNumber>> find() {
        for (HolderNumber i = 0; i < state_.size(); ++i) {
            if (state_[i].order == 0 && has_grants(i)) walk(i);
        }
        return std::move(found_);
    }

  private:
    struct State {
        std::uint32_t order = 0;  // of discovery, from 1
        std::uint32_t lowest = 0;
        std::uint32_t next = 0;  // grant to look at
        bool open = false;
    };

    bool has_grants(HolderNumber holder) const {
        return scheme_.holders[holder].first_grant < scheme_.holders[holder].last_grant;
    }

    void enter(HolderNumber holder) {
        state_[holder] = {++order_, order_, scheme_.holders[holder].first_grant, true};
        open_.push_back(holder);
        path_.push_back(holder);
    }

    void walk(HolderNumber start) {
        enter(start);
        while (!path_.empty()) {
            const auto at = path_.back();
            auto& state = state_[at];
            if (state.next == scheme_.holders[at].last_grant) {
                leave(at);
                continue;
            }
            const auto grant = state.next++;
            if (!has_bit(grants_, grant)) continue;
            const auto to = scheme_.grants[grant].to;
            if (state_[to].order == 0) {
                enter(to);
            } else if (state_[to].open) {
                state.lowest = std::min(state.lowest, state_[to].order);
            }
        }
    }

    void leave(HolderNumber at) {
        path_.pop_back();
        if (!path_.empty()) {
            auto& before = state_[path_.back()];
            before.lowest = std::min(before.lowest, state_[at].lowest);
        }
        if (state_[at].lowest != state_[at].order) return;
        std::vector<HolderNumber> together;
        HolderNumber last = none;
        while (last != at) {
            last = open_.back();
            open_.pop_back();
            state_[last].open = false;
            together.push_back(last);
        }
        if (together.size() > 1) found_.push_back(std::move(together));
    }

    const CompiledScheme& scheme_;
    ConstBitRow grants_;
    std::vector<State> state_;
    std::vector<HolderNumber> open_;
    std::vector<HolderNumber> path_;
    std::vector<std::vector<HolderNumber>> found_;
    std::uint32_t order_ = 0;
};

// The shortest way round from the first holder of a connected part.
std::vector<std::uint32_t> way_round(const CompiledScheme& scheme, ConstBitRow grants,
                                     const std::vector<HolderNumber>& part) {
    const std::set<HolderNumber> inside(part.begin(), part.end());
    const auto start = *inside.begin();
    std::map<HolderNumber, std::uint32_t> by;  // the grant that led there
    std::vector<HolderNumber> waiting = {start};
    for (std::size_t i = 0; i < waiting.size() && !by.contains(start); ++i) {
        const auto& giver = scheme.holders[waiting[i]];
        each_bit(grants, giver.first_grant, giver.last_grant, [&](std::size_t grant) {
            const auto to = scheme.grants[grant].to;
            if (!inside.contains(to) || by.contains(to)) return;
            by[to] = static_cast<std::uint32_t>(grant);
            waiting.push_back(to);
        });
    }
    std::vector<std::uint32_t> circle;
    auto at = start;
    do {
        circle.push_back(by.at(at));
        at = scheme.grants[circle.back()].from;
    } while (at != start);
    std::ranges::reverse(circle);
    return circle;
}

bool scopes_meet(const CompiledScheme& scheme, const std::vector<std::uint32_t>& circle) {
    for (std::size_t i = 0; i < dimensions; ++i) {
        const auto& tree = *scheme.trees[i];
        NodeSet common = {root_node};
        for (const auto grant : circle) {
            common = common_nodes(tree, common, everything_of(scheme.grant_scopes[grant].named[i]));
            if (common.empty()) return false;
        }
    }
    return true;
}

}  // namespace

std::vector<Circle> find_circles(const CompiledScheme& scheme) {
    std::vector<Circle> circles;
    std::set<std::vector<Word>> looked_at;
    std::set<std::vector<std::uint32_t>> known;
    const auto valid = scheme.valid.row(0);
    for (NodeIndex function = 1; function < scheme.trees[of_function]->size(); ++function) {
        const auto row = scheme.grant_index.row(of_function, function);
        std::vector<Word> grants(row.begin(), row.end());
        narrow(grants, valid);
        if (!any_bit(grants) || !looked_at.insert(grants).second) continue;
        for (const auto& part : Connected(scheme, grants).find()) {
            auto circle = way_round(scheme, grants, part);
            if (!scopes_meet(scheme, circle) || !known.insert(circle).second) continue;
            circles.push_back({std::move(circle), function});
        }
    }
    return circles;
}

}  // namespace concord::governance
