#include "governance/cells.hpp"

#include <algorithm>
#include <map>

#include "governance/inquiry.hpp"

namespace concord::governance {
namespace {

// Function first, for it cuts most; then place, on which the law's areas depend.
constexpr std::array<std::size_t, dimensions> order = {of_function, of_place, of_act, of_service,
                                                       of_people};

// Records of one kind that can still matter, given the nodes chosen so far.
struct Living {
    const ScopeIndex* index;
    std::vector<Word> records;
};

// Which records of one scheme matter, level by level.
class Side {
  public:
    explicit Side(const CompiledScheme& scheme) : scheme_(scheme) {
        const auto all = [](std::size_t count) {
            return std::vector<Word>((count + word_bits - 1) / word_bits, ~Word{0});
        };
        const auto valid = scheme.valid.row(0);
        levels_[0] = {Living{&scheme.grant_index, {valid.begin(), valid.end()}},
                      Living{&scheme.limit_index, all(scheme.limits.size())},
                      Living{&scheme.reservation_index, all(scheme.reservations.size())},
                      Living{&scheme.split_index, all(scheme.splits.size())}};
    }

    // What tells this node from others at the level: the living records that have it, and the law.
    void add_signature(std::size_t level, NodeIndex node, const Point& point,
                       std::vector<Word>& signature) const {
        const auto dimension = order[level];
        for (const auto& living : levels_[level]) {
            const auto row = living.index->row(dimension, node);
            for (std::size_t i = 0; i < row.size(); ++i)
                signature.push_back(row[i] & living.records[i]);
        }
        switch (dimension) {
            case of_function:
                add_law_of_function(node, signature);
                break;
            case of_act: {
                const auto row = scheme_.lawful_for(point[of_function], node);
                for (std::size_t i = 0; i < row.size(); ++i)
                    signature.push_back(row[i] & levels_[level][0].records[i]);
                break;
            }
            case of_place:
                for (const auto& root : scheme_.roots_of(point[of_function]).holders) {
                    const auto& area = scheme_.holders[root.holder].area;
                    signature.push_back(area.covers(*scheme_.trees[of_place], node));
                }
                break;
            case of_service:
                for (const auto& root : scheme_.roots_of(point[of_function]).holders) {
                    for (const auto entry : root.roots)
                        signature.push_back(
                            scheme_.root_services[entry].covers(*scheme_.trees[of_service], node));
                }
                break;
            default:
                break;
        }
    }

    void choose(std::size_t level, NodeIndex node, const Point& point) {
        auto& next = levels_[level + 1];
        next = levels_[level];
        for (auto& living : next)
            narrow(living.records, living.index->row(order[level], node));
        if (order[level] == of_act) {
            narrow(next[0].records, scheme_.lawful_for(point[of_function], node));
        }
        keep_reached(next, point[of_function]);
    }

    bool law_names(const Point& point) const {
        const auto& roots = scheme_.roots_of(point[of_function]).holders;
        return std::ranges::any_of(
            roots, [&](const RootHolder& root) { return scheme_.root_covers(root, point); });
    }
    bool law_names_function(NodeIndex function) const {
        return !scheme_.roots_of(function).holders.empty();
    }

  private:
    // Grants of those whom nothing can reach any more, and their limits, cut nothing.
    void keep_reached(std::vector<Living>& living, NodeIndex function) {
        auto& grants = living[0].records;
        reached_.assign(scheme_.holders.size(), 0);
        std::vector<HolderNumber> waiting;
        const auto reach = [&](HolderNumber holder) {
            if (reached_[holder]) return;
            reached_[holder] = 1;
            waiting.push_back(holder);
        };
        for (const auto& root : scheme_.roots_of(function).holders)
            reach(root.holder);
        for (std::size_t i = 0; i < waiting.size(); ++i) {
            const auto& giver = scheme_.holders[waiting[i]];
            each_bit(grants, giver.first_grant, giver.last_grant,
                     [&](std::size_t grant) { reach(scheme_.grants[grant].to); });
        }
        each_bit(grants, 0, scheme_.grants.size(), [&](std::size_t grant) {
            if (!reached_[scheme_.grants[grant].from]) clear_bit(grants, grant);
        });
        // A limit of one of several who meet in common bounds them all, as does their own.
        for (const auto holder : scheme_.in_common) {
            reached_[holder] = 1;
            for (const auto member : scheme_.holders[holder].of)
                reached_[member] = 1;
        }
        auto& limits = living[1].records;
        each_bit(limits, 0, scheme_.limits.size(), [&](std::size_t limit) {
            if (!reached_[scheme_.limits[limit].holder]) clear_bit(limits, limit);
        });
    }

    void add_law_of_function(NodeIndex function, std::vector<Word>& signature) const {
        signature.push_back(scheme_.root_set[function]);
        const auto acts = scheme_.trees[of_act]->size();
        for (std::size_t act = 0; act < acts; ++act)
            signature.push_back(scheme_.lawful_row[function * acts + act]);
    }

    const CompiledScheme& scheme_;
    std::array<std::vector<Living>, dimensions + 1> levels_;
    std::vector<char> reached_;
};

class Cutting {
  public:
    Cutting(const CompiledScheme& scheme, const CompiledScheme* also,
            const std::function<void(const Region&)>& visit)
        : trees_(scheme.trees), visit_(visit) {
        sides_.emplace_back(scheme);
        if (also) sides_.emplace_back(*also);
    }

    void cut(std::size_t level) {
        if (level == dimensions) {
            const auto named = [&](const Side& side) { return side.law_names(region_.point); };
            if (std::ranges::any_of(sides_, named)) visit_(region_);
            return;
        }
        const auto dimension = order[level];
        for (auto& alike : classes(level)) {
            const auto node = alike.front();
            region_.point[dimension] = node;
            region_.nodes[dimension] = std::move(alike);
            for (auto& side : sides_)
                side.choose(level, node, region_.point);
            cut(level + 1);
        }
    }

  private:
    // The nodes of the level's tree, those together that nothing tells apart.
    std::vector<std::vector<NodeIndex>> classes(std::size_t level) const {
        const auto dimension = order[level];
        std::vector<std::vector<NodeIndex>> found;
        std::map<std::vector<Word>, std::size_t> known;
        std::vector<Word> signature;
        for (NodeIndex node = 0; node < trees_[dimension]->size(); ++node) {
            const auto named = [&](const Side& side) { return side.law_names_function(node); };
            if (dimension == of_function && std::ranges::none_of(sides_, named)) continue;
            signature.clear();
            for (const auto& side : sides_)
                side.add_signature(level, node, region_.point, signature);
            const auto [at, is_new] = known.emplace(signature, found.size());
            if (is_new) found.emplace_back();
            found[at->second].push_back(node);
        }
        return found;
    }

    const Trees& trees_;
    const std::function<void(const Region&)>& visit_;
    std::vector<Side> sides_;
    Region region_;
};

}  // namespace

void each_region(const CompiledScheme& scheme, const CompiledScheme* also,
                 const std::function<void(const Region&)>& visit) {
    Cutting(scheme, also, visit).cut(0);
}

void each_region(const CompiledScheme& scheme, const std::function<void(const Region&)>& visit) {
    each_region(scheme, nullptr, visit);
}

BoundQuestion question_in(const Region& region, std::optional<std::int64_t> value) {
    BoundQuestion question;
    question.function = region.point[of_function];
    question.act = region.point[of_act];
    question.service = region.point[of_service];
    question.people = region.point[of_people];
    question.places = {region.point[of_place]};
    if (value) question.value = Pence(*value);
    return question;
}

// Only what bounds a whole chain can change an answer; and reservations that begin or end.
std::vector<std::int64_t> value_cuts(const CompiledScheme& scheme, const Region& region) {
    const auto question = question_in(region, std::nullopt);
    const Inquiry inquiry(scheme, question);
    return value_cuts(inquiry.search(0));
}

std::vector<std::int64_t> value_cuts(const Search& search) {
    const auto& scheme = search.scheme();
    std::vector<std::int64_t> cuts;
    const auto add = [&](std::int64_t value) {
        if (value > 0 && value != no_ceiling) cuts.push_back(value);
    };
    const auto above = [&](std::int64_t ceiling) {
        if (ceiling != no_ceiling) add(ceiling + 1);
    };
    const auto add_own = [&](HolderNumber holder) {
        above(search.own_ceiling(holder));
        add(search.own_floor(holder).value_or(0));
    };
    for (const auto holder : search.reached()) {
        add_own(holder);
        std::ranges::for_each(scheme.holders[holder].of, add_own);
        search.each_whole(scheme.holders[holder],
                          [&](std::uint32_t grant) { above(scheme.grants[grant].ceiling); });
    }
    std::vector<Word> kept;
    if (!scheme.reservations.empty()) {
        scheme.reservation_index.find(search.question().point, kept);
    }
    each_bit(kept, 0, scheme.reservations.size(), [&](std::size_t i) {
        add(scheme.reservations[i].low.value_or(0));
        add(scheme.reservations[i].high.value_or(0));
    });
    return cuts;
}

std::vector<ValueRange> value_ranges(std::vector<std::int64_t> cuts) {
    std::ranges::sort(cuts);
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    std::vector<ValueRange> ranges = {{0, std::nullopt}};
    for (const auto cut : cuts) {
        ranges.back().high = cut;
        ranges.push_back({cut, std::nullopt});
    }
    return ranges;
}

std::vector<Cell> cells(const Evaluator& evaluator) {
    const auto& scheme = evaluator.compiled();
    std::vector<Cell> found;
    each_region(scheme, [&](const Region& region) {
        for (const auto& values : value_ranges(value_cuts(scheme, region))) {
            const auto question = question_in(region, values.low);
            const auto verdict = Inquiry(scheme, question).brief();
            Cell cell = {region, values, {}, verdict.first, verdict.overlap};
            for (const auto& decider : verdict.deciders)
                cell.deciders.push_back(decider.holder);
            found.push_back(std::move(cell));
        }
    });
    return found;
}

}  // namespace concord::governance
