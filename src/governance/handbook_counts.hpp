// What the governance handbooks of many boards say, counted by the same rules for each (PIR-M01,
// PIR-R051 to PIR-R059). A committee counts where its handbook designates it and holds its terms of
// reference; a delegation counts where the scheme records it; partnerships and pooled-fund
// arrangements are left out of joint working.
#pragma once

#include <string>
#include <vector>

#include "governance/holders.hpp"
#include "governance/law.hpp"
#include "governance/scheme.hpp"

namespace concord::governance {

// How a board's places stand in its handbook, the strongest form first.
enum class PlaceForm { committee, sub_committee, claimed_without_terms, forum, not_stated };

std::string_view to_string(PlaceForm form);

// How far the places' commissioning goes.
enum class Commissioning { none, some_services, resource_allocation, full };

std::string_view to_string(Commissioning commissioning);

// One board's row.
struct HandbookVariables {
    HolderNumber board = 0;
    bool has_scheme = false;             // of reservation and delegation
    bool names_abolished = false;        // as though they were there
    bool gives_places = false;           // says how many places there are
    std::optional<std::int64_t> places;  // how many, where that is known
    bool no_place = false;               // formed none
    bool other_term = false;             // the tier is called something else
    PlaceForm place_form = PlaceForm::not_stated;
    bool place_functions = false;  // the scheme records a function of a place committee
    Commissioning place_commissioning = Commissioning::none;
    bool place_individuals = false;  // a post at place holds a delegation
    bool collaborative_committee = false;
    bool collaborative_clarified = false;
    bool whole_commissioning_committee = false;
    bool primary_care_committee = false;
    bool other_commissioning_committee = false;
    bool inequalities_committee = false;
    bool inequalities_individual = false;
    std::size_t external_delegations = 0;
    bool mentions_primary_delegated = false;  // pharmacy, optometry and dentistry from NHS England
    bool specialised_delegated = false;
};

// Every body of this kind with a governance handbook, as at the day.
std::vector<HandbookVariables> handbook_variables(const Law& law, const Scheme& scheme,
                                                  const HolderIndex& holders,
                                                  std::string_view board_kind, Date day);

struct HandbookCount {
    std::string requirement;  // the published figure it answers to
    std::string meaning;
    std::int64_t count = 0;
    std::int64_t of = 0;  // among how many; 0 where there is no such number
};

std::vector<HandbookCount> handbook_counts(std::span<const HandbookVariables> boards,
                                           const Scheme& scheme, const HolderIndex& holders,
                                           Date day);

}  // namespace concord::governance
