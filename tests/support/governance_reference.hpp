// Who may decide, restated as plainly as it can be said, for tests. Every chain is written out and
// looked at, every tree is walked by the names of the parents, nothing is kept between questions.
// It shares the records (scheme, law, question) with the evaluator, and no code.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "governance/law.hpp"
#include "governance/question.hpp"

namespace concord::support {

// Parents by id, as the file of a tree gives them.
using Parents = std::map<std::string, std::string>;

struct ReferenceDecider {
    std::size_t holder = 0;
    std::optional<Pence> ceiling;
    std::optional<Pence> floor;
    std::set<std::vector<std::size_t>> chains;  // every one, as its grants
    std::set<std::size_t> stepping_back;
    std::size_t voting = 0;
    std::size_t needed = 0;
    std::set<std::string> approvals;  // the controls above whose sum somebody else approves
};

struct ReferenceAnswer {
    std::vector<ReferenceDecider> deciders;  // in the scheme's order
    std::map<std::size_t, governance::Refusal> refused;
    std::set<std::size_t> first;
    bool overlap = false;
};

class GovernanceReference {
  public:
    GovernanceReference(const governance::Law& law, const governance::Scheme& scheme,
                        const governance::Tree& places, RuleContext context);

    ReferenceAnswer who(const governance::Question& question) const;

  private:
    // The question at one place.
    struct Asked {
        const governance::Question* question = nullptr;
        std::string place;
        std::optional<Pence> value;  // what ceilings are held against
    };
    struct Path {
        std::size_t root = 0;
        std::vector<std::size_t> holders;  // from the root to the end
        std::vector<std::size_t> grants;
        int passed = 0;  // the last condition, in the manual's order, up to which it passes all
    };
    using Kinds = std::vector<std::string>;

    static constexpr int everything_passed = 9;

    std::optional<std::size_t> find(const std::string& id) const;
    std::set<std::size_t> above(std::size_t holder) const;  // by `of`, with itself
    std::set<std::size_t> bodies(std::size_t holder) const;
    bool exists(std::size_t holder) const;
    bool applies(const std::vector<RuleProfile>& profiles, const Period& period,
                 RuleContext context) const;
    bool is_of(std::size_t holder, const Kinds& kinds, RuleContext context) const;

    bool in_force(const std::string& function) const;
    bool is_root(std::size_t holder, const std::string& function) const;
    bool root_covers(std::size_t holder, const Asked& asked) const;
    bool held_above(std::size_t holder, const std::string& function) const;

    bool covers_but_place(const governance::Scope& scope, const governance::Question& asked) const;
    bool covers(const governance::Scope& scope, const Asked& asked) const;
    bool valid(std::size_t grant) const;
    bool lawful(std::size_t grant, const governance::Question& question) const;
    bool related(governance::Relation relation, std::size_t from, std::size_t to) const;
    std::optional<std::set<std::string>> area(std::size_t holder) const;
    bool in_scope(std::size_t grant, const Asked& asked) const;
    bool within_own_ceilings(std::size_t holder, const Asked& asked) const;
    std::set<std::size_t> keepers(const Asked& asked) const;

    void extend(Path path, const std::string& function, std::vector<Path>& paths) const;
    std::vector<Path> all_paths(const Asked& asked) const;
    bool passes(const Path& path, const Asked& asked, int level) const;
    bool kept_from(std::size_t root, std::size_t holder, const Asked& asked) const;

    std::set<std::size_t> parents_needed(std::size_t holder, const Asked& asked) const;
    std::set<std::size_t> closed(const std::vector<Path>& paths, const Asked& asked,
                                 int level) const;
    bool open_through(const Path& path, const std::set<std::size_t>& closed) const;
    bool accepted(std::size_t holder, const std::vector<Path>& paths, const Asked& asked,
                  int level) const;
    std::vector<Path> accepted_paths(std::size_t holder, const std::vector<Path>& paths,
                                     const Asked& asked) const;
    governance::Refusal at_place(std::size_t holder, const Asked& asked) const;
    governance::Refusal refusal(std::size_t holder, const governance::Question& question) const;

    std::optional<Pence> best_ceiling(std::size_t holder, const Asked& asked) const;
    std::optional<Pence> floor(std::size_t holder, const governance::Question& question) const;
    bool constituted(std::size_t holder) const;
    std::set<std::size_t> stepping_back(std::size_t holder,
                                        const governance::Question& question) const;
    std::set<std::string> approvals(std::size_t holder, const governance::Question& question) const;
    std::size_t voting(std::size_t holder, const std::set<std::size_t>& without) const;
    std::size_t needed(std::size_t holder) const;
    bool quorum_stands(std::size_t holder, const governance::Question& question) const;
    bool roles_present(std::size_t holder, const std::set<std::size_t>& without) const;

    bool hands_on(std::size_t from, std::size_t to, const Asked& asked) const;
    bool yields(const ReferenceDecider& one, const ReferenceDecider& other,
                const governance::Question& question) const;
    std::optional<bool> split_says(std::size_t one, std::size_t other,
                                   const governance::Question& question) const;
    void find_first(ReferenceAnswer& answer, const governance::Question& question) const;
    ReferenceDecider decider(std::size_t holder, const governance::Question& question) const;
    std::vector<std::string> asked_places(const governance::Question& question) const;

    const governance::Law& law_;
    const governance::Scheme& scheme_;
    RuleContext context_;
    Parents functions_, acts_, services_, people_, places_;
};

}  // namespace concord::support
