#include "governance/survey.hpp"

#include <algorithm>
#include <tuple>

#include "governance/inquiry.hpp"

namespace concord::governance {
namespace {

void add_nodes(NodeSets& sets, const Region& region) {
    for (std::size_t i = 0; i < dimensions; ++i)
        sets[i].insert(region.nodes[i].begin(), region.nodes[i].end());
}

// The range that holds both.
void widen(ValueRange& range, const ValueRange& by) {
    range.low = std::min(range.low, by.low);
    range.high =
        range.high && by.high ? std::optional(std::max(*range.high, *by.high)) : std::nullopt;
}

class Surveyor {
  public:
    explicit Surveyor(const CompiledScheme& scheme) : scheme_(scheme) {
        found_.grants.resize(scheme.grants.size());
        found_.ceilings.resize(scheme.grants.size());
        found_.limits.resize(scheme.limits.size());
    }

    Survey run() {
        each_region(scheme_, [&](const Region& region) { look_at(region); });
        for (auto& [key, gap] : gaps_)
            found_.gaps.push_back(std::move(gap));
        for (auto& [key, overlap] : overlaps_)
            found_.overlaps.push_back(std::move(overlap));
        found_.circles = find_circles(scheme_);
        return std::move(found_);
    }

  private:
    void look_at(const Region& region) {
        std::vector<std::int64_t> cuts;
        {
            const auto question = question_in(region, std::nullopt);
            const Inquiry inquiry(scheme_, question);
            inquiry.run_ceilings();
            look_at_grants(inquiry.search(0));
            look_at_ceilings(inquiry.search(0), inquiry.ceilings(0));
            cuts = value_cuts(inquiry.search(0));
        }
        std::optional<Gap> open;
        for (const auto& values : value_ranges(std::move(cuts))) {
            const auto question = question_in(region, values.low);
            const Inquiry inquiry(scheme_, question);
            const auto verdict = inquiry.brief();
            if (verdict.deciders.empty()) {
                widen_gap(open, why_nobody(inquiry, region), values, region);
            } else {
                close_gap(open, region);
                ++found_.cells_by_scale[verdict.deciders.front().scale];
            }
            if (verdict.overlap) add_overlaps(inquiry, verdict, region, values);
        }
        close_gap(open, region);
    }

    void look_at_grants(const Search& search) {
        for (const auto holder : search.reached()) {
            const auto& giver = scheme_.holders[holder];
            for (auto grant = giver.first_grant; grant < giver.last_grant; ++grant)
                look_at_grant(search, grant);
        }
    }

    void look_at_grant(const Search& search, std::uint32_t grant) {
        auto& use = found_.grants[grant];
        const auto& given = scheme_.grants[grant];
        for (std::uint32_t slot = 0; slot < search.roots().slots; ++slot) {
            const auto label = search.handed(grant, slot);
            use.carries = std::max(use.carries, label);
            if (label <= outside_label) continue;
            const bool kept = label < label_of(Refusal::reserved) ||
                              (search.kept_from(slot, given.to) && !given.may_pass_on);
            use.unreserved = use.unreserved || !kept;
            if (kept && use.kept_by == none) {
                use.kept_by = search.reservation_against(grant, slot).value_or(none);
            }
        }
    }

    // Without a value every ceiling lets everything through: what arrives is what could.
    void look_at_ceilings(const Search& search, const Ceilings& ceilings) {
        const auto& point = search.question().point;
        for (const auto holder : search.reached()) {
            if (search.label(holder) != whole_chain) continue;
            const auto& compiled = scheme_.holders[holder];
            const auto arriving = arrives(search, ceilings, holder);
            for (const auto limit : compiled.limits) {
                const bool bounds = scheme_.limits[limit].ceiling != no_ceiling &&
                                    scheme_.limit_scopes[limit].covers(scheme_.trees, point);
                if (bounds) note(found_.limits[limit], arriving, point);
            }
            if (!search.passes_on(holder)) continue;
            const auto to_hand_on = ceilings.handed_by(holder);
            search.each_whole(compiled, [&](std::uint32_t grant) {
                if (scheme_.grants[grant].ceiling == no_ceiling) return;
                note(found_.ceilings[grant], to_hand_on, point);
            });
        }
    }

    static void note(CeilingUse& use, std::int64_t arriving, const Point& point) {
        if (use.met && arriving <= use.arrives) return;
        use = {true, arriving, point};
    }

    std::int64_t arrives(const Search& search, const Ceilings& ceilings,
                         HolderNumber holder) const {
        if (search.root(holder)) return no_ceiling;
        auto best = Ceilings::nothing;
        for (const auto grant : scheme_.holders[holder].received) {
            if (!search.is_whole(grant)) continue;
            const auto& given = scheme_.grants[grant];
            best = std::max(best, std::min(ceilings.handed_by(given.from), given.ceiling));
        }
        return best;
    }

    // Why the first body that law names there does not decide.
    Candidate why_nobody(const Inquiry& inquiry, const Region& region) const {
        for (const auto& root : inquiry.search(0).roots().holders) {
            if (scheme_.root_covers(root, region.point)) return inquiry.candidate(root.holder);
        }
        return {};
    }

    // Values that follow on each other for one reason are one gap.
    void widen_gap(std::optional<Gap>& open, const Candidate& why, const ValueRange& values,
                   const Region& region) {
        if (open && !(open->why == why)) close_gap(open, region);
        if (!open) open = Gap{why, values, {}};
        open->values.high = values.high;
    }

    void close_gap(std::optional<Gap>& open, const Region& region) {
        if (!open) return;
        const auto& why = open->why;
        const auto key = std::tuple(why.refusal, why.detail_kind, why.detail, why.holder,
                                    open->values.low, open->values.high);
        auto& gap = gaps_[key];
        gap.why = why;
        gap.values = open->values;
        add_nodes(gap.nodes, region);
        open.reset();
    }

    // The bodies of the law from which a holder has it.
    static std::set<HolderNumber> roots_of(const Search& search, HolderNumber holder) {
        std::set<HolderNumber> roots;
        for (const auto& chain : find_chains(search, holder).chains)
            roots.insert(chain.root_holder);
        return roots;
    }

    static bool meet(const std::set<HolderNumber>& a, const std::set<HolderNumber>& b) {
        return std::ranges::any_of(a, [&](HolderNumber root) { return b.contains(root); });
    }

    void add_overlaps(const Inquiry& inquiry, const Verdict& verdict, const Region& region,
                      const ValueRange& values) {
        const auto& search = inquiry.search(0);
        std::vector<std::set<HolderNumber>> roots;
        for (const auto holder : verdict.first)
            roots.push_back(roots_of(search, holder));
        for (std::size_t i = 0; i < verdict.first.size(); ++i) {
            for (std::size_t j = i + 1; j < verdict.first.size(); ++j) {
                const auto first = verdict.first[i];
                const auto second = verdict.first[j];
                // What law itself gives to two bodies is no fault of a scheme.
                if (!meet(roots[i], roots[j])) continue;
                auto& overlap = add_overlap(search, first, second);
                widen(overlap.values, values);
                add_nodes(overlap.nodes, region);
            }
        }
    }

    Overlap& add_overlap(const Search& search, HolderNumber first, HolderNumber second) {
        const auto [at, is_new] = overlaps_.try_emplace({first, second});
        auto& overlap = at->second;
        if (!is_new) return overlap;
        overlap.first = first;
        overlap.second = second;
        overlap.values = {no_ceiling, 0};
        overlap.one_body =
            std::ranges::equal(scheme_.index.bodies(first), scheme_.index.bodies(second));
        for (const auto holder : {second, first}) {
            for (const auto grant : scheme_.holders[holder].received) {
                if (overlap.grant == none && search.is_whole(grant)) overlap.grant = grant;
            }
        }
        return overlap;
    }

    using GapKey = std::tuple<Refusal, RecordKind, std::uint32_t, HolderNumber, std::int64_t,
                              std::optional<std::int64_t>>;

    const CompiledScheme& scheme_;
    Survey found_;
    std::map<GapKey, Gap> gaps_;
    std::map<std::pair<HolderNumber, HolderNumber>, Overlap> overlaps_;
};

}  // namespace

Survey survey(const Evaluator& evaluator) {
    return Surveyor(evaluator.compiled()).run();
}

}  // namespace concord::governance
