#include "governance/chains.hpp"

#include <algorithm>

namespace concord::governance {
namespace {

// A system of grants in many circles has more partial chains than anyone wants to see.
constexpr std::size_t most_steps = 4096;

bool shorter(const Chain& a, const Chain& b) {
    if (a.grants.size() != b.grants.size()) return a.grants.size() < b.grants.size();
    return std::tie(a.grants, a.root_holder) < std::tie(b.grants, b.root_holder);
}

// Walks back from the holder, one grant more at a time, so that short chains come first.
class WayBack {
  public:
    WayBack(const Search& search, HolderNumber end, std::uint32_t slot)
        : search_(search), scheme_(search.scheme()), slot_(slot), steps_(working_memory()) {
        steps_.clear();
        steps_.push_back({end, none, none});
    }

    FoundChains find() {
        FoundChains found;
        for (std::size_t i = 0; i < steps_.size(); ++i) {
            const auto holder = steps_[i].holder;
            const auto* root = search_.root(holder);
            if (root && root->slot == slot_) {
                if (found.chains.size() == Decider::kept_chains) {
                    found.more = true;
                    break;
                }
                found.chains.push_back(chain(*root, static_cast<std::uint32_t>(i)));
            }
            if (steps_.size() > most_steps) {
                found.more = true;
                continue;
            }
            step_back(static_cast<std::uint32_t>(i));
        }
        return found;
    }

  private:
    struct Step {
        HolderNumber holder;
        std::uint32_t after;  // the step that this one leads to
        std::uint32_t grant;  // by which grant
    };

    // The thread's own, so that no question waits for memory: one way back at a time.
    static std::vector<Step>& working_memory() {
        thread_local std::vector<Step> memory;
        return memory;
    }

    void step_back(std::uint32_t at) {
        for (const auto grant : scheme_.holders[steps_[at].holder].received) {
            const auto& given = scheme_.grants[grant];
            const bool is_last = steps_[at].after == none;
            if (!is_last && !given.may_pass_on) continue;
            if (!search_.is_whole(grant) || !search_.passes_on(given.from, slot_)) continue;
            if (!met(at, given.from)) steps_.push_back({given.from, at, grant});
        }
    }

    bool met(std::uint32_t at, HolderNumber holder) const {
        for (; at != none; at = steps_[at].after) {
            if (steps_[at].holder == holder) return true;
        }
        return false;
    }

    Chain chain(const RootHolder& root, std::uint32_t at) const {
        Chain chain;
        chain.root_holder = root.holder;
        for (const auto entry : root.roots) {
            const auto& point = search_.question().point;
            if (!scheme_.root_services[entry].covers(*scheme_.trees[of_service],
                                                     point[of_service])) {
                continue;
            }
            chain.root = entry;
            break;
        }
        auto tightest = no_ceiling;
        const auto tighten = [&](std::int64_t ceiling, HolderNumber whose, RecordKind kind,
                                 std::uint32_t record) {
            if (ceiling >= tightest) return;
            tightest = ceiling;
            chain.ceiling = Pence(ceiling);
            chain.ceiling_holder = whose;
            chain.ceiling_kind = kind;
            chain.ceiling_record = record;
        };
        const auto tighten_by_own = [&](HolderNumber holder) {
            const auto limit = search_.own_ceiling_limit(holder);
            if (limit == none) return;
            tighten(search_.own_ceiling(holder), holder, RecordKind::limit,
                    scheme_.limit_records[limit]);
        };
        tighten_by_own(root.holder);
        for (; steps_[at].after != none; at = steps_[at].after) {
            const auto& given = scheme_.grants[steps_[at].grant];
            chain.grants.push_back(given.record);
            tighten(given.ceiling, given.to, RecordKind::grant, given.record);
            tighten_by_own(given.to);
        }
        return chain;
    }

    const Search& search_;
    const CompiledScheme& scheme_;
    std::uint32_t slot_;
    std::vector<Step>& steps_;
};

void add_way(const Search& search, HolderNumber end, std::uint32_t slot,
             std::vector<FoundChains>& ways) {
    const bool whole = search.at(end, slot).reach >= whole_chain;
    if (whole && !search.kept_from(slot, end)) ways.push_back(WayBack(search, end, slot).find());
}

// From each parent that a joint committee needs; to others from any root.
void add_ways(const Search& search, HolderNumber end, std::vector<FoundChains>& ways) {
    const auto needed = search.slots_needed(end);
    for (const auto slot : needed)
        add_way(search, end, slot, ways);
    if (!needed.empty()) return;
    for (std::uint32_t slot = 0; slot < search.roots().slots; ++slot)
        add_way(search, end, slot, ways);
}

FoundChains in_order(FoundChains found) {
    if (found.chains.size() > 1) std::ranges::sort(found.chains, shorter);
    return found;
}

// One of each list, then a second of each, and so on.
FoundChains take_turns(std::vector<FoundChains> ways) {
    if (ways.size() == 1) return in_order(std::move(ways.front()));
    FoundChains taken;
    std::size_t longest = 0;
    for (const auto& way : ways) {
        longest = std::max(longest, way.chains.size());
        taken.more = taken.more || way.more;
    }
    for (std::size_t turn = 0; turn < longest; ++turn) {
        for (const auto& way : ways) {
            if (turn >= way.chains.size()) continue;
            if (std::ranges::find(taken.chains, way.chains[turn]) != taken.chains.end()) continue;
            if (taken.chains.size() == Decider::kept_chains) {
                taken.more = true;
                break;
            }
            taken.chains.push_back(way.chains[turn]);
        }
    }
    std::ranges::sort(taken.chains, shorter);
    return taken;
}

}  // namespace

FoundChains find_chains(const Search& search, HolderNumber holder) {
    std::vector<FoundChains> ways;
    const auto& compiled = search.scheme().holders[holder];
    const bool is_joint = compiled.kind == HolderKind::joint_committee ||
                          compiled.kind == HolderKind::committees_in_common;
    if (!is_joint && search.roots().slots == 1) return in_order(WayBack(search, holder, 0).find());
    if (compiled.kind != HolderKind::committees_in_common) {
        add_ways(search, holder, ways);
        return take_turns(std::move(ways));
    }
    for (const auto member : compiled.of) {
        std::vector<FoundChains> of_member;
        add_ways(search, member, of_member);
        for (const auto slot : search.slots_of(member))
            add_way(search, holder, slot, of_member);
        ways.push_back(take_turns(std::move(of_member)));
    }
    return take_turns(std::move(ways));
}

FoundChains merge_chains(std::vector<FoundChains> all) {
    return take_turns(std::move(all));
}

}  // namespace concord::governance
