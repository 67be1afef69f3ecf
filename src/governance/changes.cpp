#include "governance/changes.hpp"

#include <algorithm>
#include <cassert>
#include <tuple>

#include "governance/inquiry.hpp"

namespace concord::governance {
namespace {

std::vector<HolderNumber> deciders(const CompiledScheme& scheme, const BoundQuestion& question) {
    std::vector<HolderNumber> found;
    for (const auto& decider : Inquiry(scheme, question).brief().deciders)
        found.push_back(decider.holder);
    std::ranges::sort(found);
    return found;
}

class Comparing {
  public:
    Comparing(const CompiledScheme& before, const CompiledScheme& after)
        : before_(before), after_(after) {}

    std::vector<Change> run() {
        each_region(before_, &after_, [&](const Region& region) { look_at(region); });
        std::vector<Change> all;
        for (auto& [key, change] : found_)
            all.push_back(std::move(change));
        return all;
    }

  private:
    void look_at(const Region& region) {
        auto cuts = value_cuts(before_, region);
        const auto more = value_cuts(after_, region);
        cuts.insert(cuts.end(), more.begin(), more.end());
        for (const auto& values : value_ranges(std::move(cuts))) {
            const auto question = question_in(region, values.low);
            const auto then = deciders(before_, question);
            const auto now = deciders(after_, question);
            std::vector<HolderNumber> gone;
            std::vector<HolderNumber> come;
            std::ranges::set_difference(then, now, std::back_inserter(gone));
            std::ranges::set_difference(now, then, std::back_inserter(come));
            for (const auto holder : gone)
                add(holder, false, cause(before_, after_, question, holder), {region, values});
            for (const auto holder : come)
                add(holder, true, cause(after_, before_, question, holder), {region, values});
        }
    }

    struct Where {
        const Region& region;
        const ValueRange& values;
    };

    void add(HolderNumber holder, bool appears, const Cause& cause, const Where& where) {
        const auto [at, is_new] = found_.try_emplace({holder, appears, cause});
        auto& change = at->second;
        if (is_new) change = {holder, appears, cause, {}, where.values};
        change.values.low = std::min(change.values.low, where.values.low);
        const bool bounded = change.values.high && where.values.high;
        change.values.high = bounded
                                 ? std::optional(std::max(*change.values.high, *where.values.high))
                                 : std::nullopt;
        for (std::size_t i = 0; i < dimensions; ++i) {
            const auto& nodes = where.region.nodes[i];
            change.nodes[i].insert(nodes.begin(), nodes.end());
        }
    }

    // What refuses it at the one date; where that is only that nothing is there, what the chain of
    // the other date rests on that is missing.
    static Cause cause(const CompiledScheme& has, const CompiledScheme& lacks,
                       const BoundQuestion& question, HolderNumber holder) {
        const auto against = Inquiry(lacks, question).candidate(holder);
        const auto whole = against.refusal;
        const bool by_itself = whole == Refusal::not_a_holder ||
                               whole == Refusal::not_constituted ||
                               whole == Refusal::no_quorum_without_conflict;
        if (by_itself) return {RecordKind::holder, holder, whole};
        const bool by_record = against.detail_kind == RecordKind::grant ||
                               against.detail_kind == RecordKind::limit ||
                               against.detail_kind == RecordKind::reservation;
        if (by_record) return {against.detail_kind, against.detail, whole};
        const Inquiry inquiry(has, question);
        for (const auto& chain : find_chains(inquiry.search(0), holder).chains) {
            auto missing = missing_from(chain, lacks);
            missing.refusal = whole;
            if (missing.kind != RecordKind::none) return missing;
        }
        return {against.detail_kind, against.detail, whole};
    }

    static Cause missing_from(const Chain& chain, const CompiledScheme& lacks) {
        const auto& compiled = lacks.holders[chain.root_holder];
        if (!compiled.exists) return {RecordKind::holder, chain.root_holder, {}};
        if (std::ranges::find(compiled.roots, chain.root) == compiled.roots.end()) {
            return {RecordKind::root, chain.root, {}};
        }
        for (const auto grant : chain.grants) {
            const auto& record = lacks.ground.scheme->grants[grant];
            if (!record.period.contains(lacks.context.as_at)) return {RecordKind::grant, grant, {}};
        }
        return {};
    }

    const CompiledScheme& before_;
    const CompiledScheme& after_;
    std::map<std::tuple<HolderNumber, bool, Cause>, Change> found_;
};

}  // namespace

std::vector<Change> changes(const Evaluator& before, const Evaluator& after) {
    assert(before.ground().scheme == after.ground().scheme);
    return Comparing(before.compiled(), after.compiled()).run();
}

}  // namespace concord::governance
