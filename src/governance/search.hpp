// How far authority comes, from the bodies that law names along the grants to each holder, for one
// question at one place.
//
// A holder's label is the last of the manual's conditions (the numbers of Refusal) up to which some
// chain to it passes all; 9 is a whole chain. Labels are settled from the highest down, each holder
// once for each root that matters, so that the work is that of one walk over the grants of the
// function. A joint committee passes on only what has come to it from every parent that law names
// for the place.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "governance/compiled_scheme.hpp"

namespace concord::governance {

using Label = std::uint8_t;
inline constexpr Label label_of(Refusal refusal) {
    return static_cast<Label>(refusal);
}
inline constexpr Label nothing_held = 2;  // of a holder that no grant of the function reaches
inline constexpr Label outside_label = label_of(Refusal::outside_scope) - 1;
inline constexpr Label whole_chain = label_of(Refusal::above_ceiling);

// What made a label lower than the one before it on the chain: a grant, the root itself, or a joint
// committee that waits for another parent.
struct Blocker {
    enum class Kind : std::uint8_t { nothing, grant, root, joint };
    Kind kind = Kind::nothing;
    std::uint32_t index = 0;  // a compiled grant, a root holder of the set, a holder
};

struct SearchQuestion {
    Point point{};
    std::optional<std::int64_t> value;
    // Whose label alone is wanted: then only what can come to it is followed.
    std::optional<HolderNumber> only;
};

class Search {
  public:
    // Forgets the question before and finds every label.
    void run(const CompiledScheme& scheme, const SearchQuestion& question);

    Label label(HolderNumber holder) const { return holder_label_[holder]; }
    // Holders that some grant of the function reached, or that law names.
    const std::vector<HolderNumber>& reached() const { return reached_; }
    // Why its label is no higher.
    Candidate explain(HolderNumber holder) const;

    // The own ceiling of a holder for the question, and the compiled limit that sets it.
    std::int64_t own_ceiling(HolderNumber holder) const { return ceiling_[holder]; }
    std::uint32_t own_ceiling_limit(HolderNumber holder) const { return ceiling_limit_[holder]; }
    std::optional<std::int64_t> own_floor(HolderNumber holder) const;
    std::uint32_t own_floor_limit(HolderNumber holder) const { return floor_limit_[holder]; }

    // The parts of a whole chain.
    bool is_whole(std::uint32_t grant) const;  // carries the question with all conditions
    template <typename Visit>
    void each_whole(const CompiledHolder& giver, Visit visit) const {
        each_bit(rows_[3], giver.first_grant, giver.last_grant, [&](std::size_t bit) {
            const auto grant = static_cast<std::uint32_t>(bit);
            if (rank(grant) == whole_chain) visit(grant);
        });
    }
    bool passes_on(HolderNumber holder, std::uint32_t slot) const {
        return at(holder, slot).pass >= whole_chain;
    }
    bool passes_on(HolderNumber holder) const;
    bool kept_from(std::uint32_t slot, HolderNumber holder) const;
    const RootHolder* root(HolderNumber holder) const;  // where law names it, for the point
    // The slots from each of which a joint committee, or committees in common for one of their
    // members, must have a chain. Empty: any root will do.
    std::vector<std::uint32_t> slots_needed(HolderNumber holder) const;
    std::vector<std::uint32_t> slots_of(HolderNumber holder) const;  // of its bodies

    const CompiledScheme& scheme() const { return *scheme_; }
    const RootSet& roots() const { return *roots_; }
    const SearchQuestion& question() const { return question_; }
    std::uint32_t keeper_reservation(HolderNumber holder) const { return kept_by_[holder]; }

    struct State {
        Label reach = nothing_held;
        Label pass = nothing_held;      // what it may hand on
        Label pass_own = nothing_held;  // the same, before a joint committee waits for its parents
        Blocker reach_blocker;
        Blocker pass_blocker;
    };
    const State& at(HolderNumber holder, std::uint32_t slot) const {
        return states_[holder * slots_ + slot];
    }

    // For checks over the whole: what a grant hands over, from the state of its giver.
    Label handed(std::uint32_t grant, std::uint32_t slot) const;
    // The compiled reservation that takes away what the grant hands over.
    std::optional<std::uint32_t> reservation_against(std::uint32_t grant, std::uint32_t slot) const;

  private:
    struct Settled {
        HolderNumber holder;
        std::uint32_t slot;
    };

    void forget();
    bool matters(HolderNumber holder) const { return only_.empty() || has_bit(only_, holder); }
    void read_records();
    void read_limits();
    void start();
    void hand_on(HolderNumber holder, std::uint32_t slot, Label level);
    void arrive(HolderNumber holder, std::uint32_t slot, const State& offered);
    void set_pass(HolderNumber holder, std::uint32_t slot, Label pass, Blocker blocker);
    void open_joint(HolderNumber holder);
    Label rank(std::uint32_t grant) const;
    void label_holders();
    Label label_from(HolderNumber holder, std::uint32_t slot) const;
    Label ordinary_label(HolderNumber holder) const;
    Label member_label(HolderNumber in_common, HolderNumber member) const;
    Label common_label(HolderNumber holder) const;
    std::optional<std::uint32_t> reservation_beside(HolderNumber holder, std::uint32_t slot) const;
    Candidate explain_from(HolderNumber holder, std::uint32_t slot) const;
    Candidate explain_grant(Candidate found, std::uint32_t grant) const;
    std::uint32_t best_slot(HolderNumber holder) const;
    State& at(HolderNumber holder, std::uint32_t slot) { return states_[holder * slots_ + slot]; }

    const CompiledScheme* scheme_ = nullptr;
    const RootSet* roots_ = nullptr;
    std::size_t slots_ = 0;
    SearchQuestion question_;

    std::vector<State> states_;  // by holder and slot
    std::vector<Label> holder_label_;
    std::vector<HolderNumber> reached_;
    std::vector<char> is_reached_;
    std::vector<std::int64_t> ceiling_;
    std::vector<std::uint32_t> ceiling_limit_;
    std::vector<std::uint32_t> floor_limit_;
    std::vector<HolderNumber> limited_;
    std::vector<std::uint32_t> kept_by_;  // the compiled reservation that each keeper has, or none
    std::vector<HolderNumber> keepers_;
    std::vector<std::uint32_t> reservations_;  // those that speak about the question
    std::vector<Label> root_label_;            // by root holder of the set
    // Grants of the function; of these, in force; of these, lawful; of these, in scope.
    std::array<std::vector<Word>, 4> rows_;
    std::vector<Word> scratch_;
    ConstBitRow only_;
    std::array<std::vector<Settled>, whole_chain + 1> waiting_;
};

}  // namespace concord::governance
