// One question being answered: a search at each place that it names, and what follows from them.
#pragma once

#include <memory>
#include <vector>

#include "governance/ceilings.hpp"
#include "governance/chains.hpp"
#include "governance/search.hpp"

namespace concord::governance {

struct PlaceSearch {
    Search search;
    Ceilings ceilings;
};

class Inquiry {
  public:
    // Borrows the thread's working memory: one inquiry at a time in a thread.
    Inquiry(const CompiledScheme& scheme, const BoundQuestion& question);
    // For the candidate() of one holder only, which is sooner found.
    Inquiry(const CompiledScheme& scheme, const BoundQuestion& question, HolderNumber only);

    Verdict verdict() const;
    // The deciders with their bounds and the first to ask, and nothing explained.
    Verdict brief() const;
    Candidate candidate(HolderNumber holder) const;
    void run_ceilings() const;

    const CompiledScheme& scheme() const { return scheme_; }
    const BoundQuestion& question() const { return question_; }
    std::size_t places() const { return places_; }
    const Search& search(std::size_t place) const { return workspace_[place]->search; }
    const Ceilings& ceilings(std::size_t place) const { return workspace_[place]->ceilings; }

  private:
    Inquiry(const CompiledScheme& scheme, const BoundQuestion& question,
            std::optional<HolderNumber> only);
    Candidate from_chains(HolderNumber holder) const;
    Candidate from_standing(HolderNumber holder) const;
    const std::vector<HolderNumber>& reached() const;
    bool may(HolderNumber holder) const;
    void add_deciders(std::vector<HolderNumber> holders, Verdict& verdict) const;
    void add_bounds(Decider& decider) const;
    void explain(std::vector<Decider>& deciders) const;
    FoundChains chains_to(HolderNumber holder) const;
    bool speaks_of(HolderNumber holder) const;

    const CompiledScheme& scheme_;
    const BoundQuestion& question_;
    std::size_t places_ = 0;
    mutable std::vector<HolderNumber> reached_;  // of several places, found when first asked for
    std::vector<std::unique_ptr<PlaceSearch>>& workspace_;
};

// first_to_ask.cpp: the most local of the deciders, and whether several of them overlap.
void find_first(const Inquiry& inquiry, Verdict& verdict);

}  // namespace concord::governance
