// What the claims come to for each body: how it is constituted, whether its terms are there, and
// where documents disagree. The counting rules of the analysis stand here (PIR-R051 to R053, R057).
#pragma once

#include <vector>

#include "handbook/reading.hpp"

namespace concord::handbook {

struct BodyStanding {
    Standing standing = Standing::unsaid;
    BodyNumber parent = no_body;
    bool by_name_only = false;  // only its name says that it is a committee
    bool without_powers = false;
    const Part* terms = nullptr;             // its terms of reference, with text
    const StandingClaim* basis = nullptr;    // null where only the name speaks
    const StandingClaim* against = nullptr;  // of another document, that says otherwise
    const StandingClaim* other_parent = nullptr;
    const StandingClaim* parent_basis = nullptr;

    bool is_committee() const {
        return standing == Standing::committee || standing == Standing::sub_committee;
    }
    // Designated, and with terms of reference in the handbook (PIR-R051).
    bool counts() const { return is_committee() && terms != nullptr; }
    bool is_joint() const {
        return standing == Standing::joint_committee || standing == Standing::in_common;
    }
};

class Standings {
  public:
    explicit Standings(const Reading& reading);

    const BodyStanding& operator[](BodyNumber body) const { return standings_[body]; }

    // Bodies of a kind that are named for one place or collaborative; those that stand for all of
    // them only where no other is named.
    std::vector<BodyNumber> bodies_of_kind(BodyClass kind) const;
    // Committees, sub-committees and joint committees of the board.
    std::vector<BodyNumber> committees() const;

  private:
    BodyStanding standing_of(BodyNumber body) const;

    const Reading& reading_;
    std::vector<BodyStanding> standings_;
};

}  // namespace concord::handbook
