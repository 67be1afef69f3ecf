#include "governance/inquiry.hpp"

#include <algorithm>

#include "governance/open_conditions.hpp"
#include "governance/standing.hpp"

namespace concord::governance {
namespace {

std::vector<std::unique_ptr<PlaceSearch>>& working_memory() {
    thread_local std::vector<std::unique_ptr<PlaceSearch>> memory;
    return memory;
}

// Everywhere is each of the topmost places; where there are none, everything.
std::vector<NodeIndex> asked_places(const CompiledScheme& scheme, const BoundQuestion& question) {
    if (!question.places.empty()) return question.places;
    std::vector<NodeIndex> tops;
    const auto& tree = *scheme.trees[of_place];
    for (NodeIndex node = 1; node < tree.size(); node = tree.last_below(node) + 1)
        tops.push_back(node);
    if (tops.empty()) tops.push_back(root_node);
    return tops;
}

}  // namespace

Inquiry::Inquiry(const CompiledScheme& scheme, const BoundQuestion& question)
    : Inquiry(scheme, question, std::optional<HolderNumber>()) {}

Inquiry::Inquiry(const CompiledScheme& scheme, const BoundQuestion& question, HolderNumber only)
    : Inquiry(scheme, question, std::optional(only)) {}

Inquiry::Inquiry(const CompiledScheme& scheme, const BoundQuestion& question,
                 std::optional<HolderNumber> only)
    : scheme_(scheme), question_(question), workspace_(working_memory()) {
    SearchQuestion asked;
    asked.point = {question.function, question.act, question.service, question.people, root_node};
    if (question.value) asked.value = question.value->count();
    asked.only = only;
    for (const auto place : asked_places(scheme, question)) {
        if (workspace_.size() == places_) workspace_.push_back(std::make_unique<PlaceSearch>());
        asked.point[of_place] = place;
        workspace_[places_]->search.run(scheme, asked);
        ++places_;
    }
}

// The lowest label over the places decides.
Candidate Inquiry::from_chains(HolderNumber holder) const {
    const auto& first = search(0).roots().candidates[holder];
    if (first.refusal == Refusal::not_a_holder) return first;
    std::size_t worst = 0;
    for (std::size_t i = 1; i < places_; ++i) {
        if (search(i).label(holder) < search(worst).label(holder)) worst = i;
    }
    const auto label = search(worst).label(holder);
    if (label == whole_chain) return {holder, Refusal::none, RecordKind::none, 0, 0};
    if (first.refusal == Refusal::function_not_held_above) return first;
    return search(worst).explain(holder);
}

Candidate Inquiry::from_standing(HolderNumber holder) const {
    const auto value = search(0).question().value;
    const auto too_little = [&](const Search& at, HolderNumber one) {
        const auto floor = at.own_floor(one);
        return value && floor && *value < *floor;
    };
    const auto& members = scheme_.holders[holder].of;
    for (std::size_t i = 0; i < places_; ++i) {
        for (std::size_t j = 0; j <= members.size(); ++j) {
            const auto one = j == 0 ? holder : members[j - 1];
            if (!too_little(search(i), one)) continue;
            return {holder, Refusal::below_floor, RecordKind::limit,
                    scheme_.limit_records[search(i).own_floor_limit(one)], one};
        }
    }
    const auto refusal = standing(scheme_, holder, question_.affected);
    return {holder, refusal, RecordKind::none, 0, 0};
}

Candidate Inquiry::candidate(HolderNumber holder) const {
    const auto found = from_chains(holder);
    return found.refusal == Refusal::none ? from_standing(holder) : found;
}

// At any place; each holder once.
const std::vector<HolderNumber>& Inquiry::reached() const {
    if (places_ == 1) return search(0).reached();
    if (!reached_.empty()) return reached_;
    for (std::size_t i = 0; i < places_; ++i)
        reached_.insert(reached_.end(), search(i).reached().begin(), search(i).reached().end());
    std::ranges::sort(reached_);
    reached_.erase(std::unique(reached_.begin(), reached_.end()), reached_.end());
    return reached_;
}

bool Inquiry::speaks_of(HolderNumber holder) const {
    return question_.by.empty() || std::ranges::find(question_.by, holder) != question_.by.end();
}

bool Inquiry::may(HolderNumber holder) const {
    if (search(0).roots().candidates[holder].refusal == Refusal::not_a_holder) return false;
    for (std::size_t i = 0; i < places_; ++i) {
        if (search(i).label(holder) != whole_chain) return false;
    }
    return from_standing(holder).refusal == Refusal::none;
}

Verdict Inquiry::verdict() const {
    Verdict verdict;
    const auto& first = search(0).roots().candidates;
    if (question_.by.empty()) verdict.candidates = first;
    std::vector<HolderNumber> may_decide;
    for (const auto holder : reached()) {
        if (!question_.by.empty()) {
            if (may(holder)) may_decide.push_back(holder);
            continue;
        }
        auto& candidate_of = verdict.candidates[holder];
        candidate_of = candidate(holder);
        if (candidate_of.refusal == Refusal::none) may_decide.push_back(holder);
    }
    for (const auto holder : question_.by)
        verdict.candidates.push_back(candidate(holder));
    std::erase_if(verdict.candidates,
                  [](const Candidate& one) { return one.refusal == Refusal::none; });
    add_deciders(std::move(may_decide), verdict);
    if (!question_.by.empty()) {
        std::erase_if(verdict.deciders, [&](const Decider& one) { return !speaks_of(one.holder); });
    }
    if (!verdict.deciders.empty()) explain(verdict.deciders);
    return verdict;
}

Verdict Inquiry::brief() const {
    Verdict verdict;
    std::vector<HolderNumber> may_decide;
    for (const auto holder : reached()) {
        if (may(holder)) may_decide.push_back(holder);
    }
    add_deciders(std::move(may_decide), verdict);
    return verdict;
}

// The most local first, with what bounds them; and who of them goes first.
void Inquiry::add_deciders(std::vector<HolderNumber> holders, Verdict& verdict) const {
    if (holders.empty()) return;
    std::ranges::sort(holders, {}, [&](HolderNumber holder) {
        return std::pair(scheme_.holders[holder].scale, holder);
    });
    verdict.deciders.resize(holders.size());
    for (std::size_t i = 0; i < holders.size(); ++i) {
        verdict.deciders[i].holder = holders[i];
        verdict.deciders[i].scale = scheme_.holders[holders[i]].scale;
    }
    run_ceilings();
    for (auto& one : verdict.deciders)
        add_bounds(one);
    find_first(*this, verdict);
}

void Inquiry::run_ceilings() const {
    for (std::size_t i = 0; i < places_; ++i)
        workspace_[i]->ceilings.run(search(i));
}

void Inquiry::add_bounds(Decider& decider) const {
    auto ceiling = no_ceiling;
    for (std::size_t i = 0; i < places_; ++i) {
        ceiling = std::min(ceiling, ceilings(i).of(decider.holder));
        const auto floor = search(i).own_floor(decider.holder);
        if (floor && (!decider.floor || *floor > decider.floor->count())) {
            decider.floor = Pence(*floor);
        }
    }
    if (ceiling != no_ceiling) decider.ceiling = Pence(ceiling);
}

void Inquiry::explain(std::vector<Decider>& deciders) const {
    std::vector<Word> steps;
    scheme_.step_index.find(
        {question_.function, question_.act, question_.service, root_node, root_node}, steps);
    const OpenConditions conditions(*this);
    for (auto& decider : deciders) {
        const auto& holder = scheme_.holders[decider.holder];
        auto found = chains_to(decider.holder);
        decider.chains = std::move(found.chains);
        decider.more_chains = found.more;
        if (!question_.affected.empty()) {
            decider.stepping_back = stepping_back(holder, question_.affected);
        }
        decider.voting = holder.voting;
        decider.needed = holder.needed;
        decider.members = holder.of;
        const auto speak_to_it = scheme_.step_holders.row(decider.holder);
        each_bit(steps, 0, scheme_.step_scopes.size(), [&](std::size_t step) {
            if (has_bit(speak_to_it, step)) {
                decider.steps.push_back(static_cast<std::uint32_t>(step));
            }
        });
        decider.conditions = conditions.of(decider);
    }
}

FoundChains Inquiry::chains_to(HolderNumber holder) const {
    if (places_ == 1) return find_chains(search(0), holder);
    std::vector<FoundChains> by_place;
    for (std::size_t i = 0; i < places_; ++i)
        by_place.push_back(find_chains(search(i), holder));
    return merge_chains(std::move(by_place));
}

}  // namespace concord::governance
