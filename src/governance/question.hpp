// Who may decide: the question and its answer. See docs/internals/authority.md for what they mean.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/money.hpp"
#include "base/rule.hpp"
#include "governance/scheme.hpp"

namespace concord::governance {

// As a person asks it. Empty texts mean "everything": the whole function, any service.
struct Question {
    std::string function;
    std::string act;
    std::string service;
    std::vector<std::string> places;    // every one must be covered
    std::string people;                 // a group
    std::optional<Pence> value;         // without one, limits are returned as conditions
    std::vector<std::string> affected;  // organisations that stand to gain or lose
    std::string by;                     // a holder or person; empty: everybody
};

// Why a holder may not decide: the first that fails, in this order.
enum class Refusal : std::uint8_t {
    none,
    not_a_holder,
    function_not_held_above,
    no_grant,
    grant_not_valid,
    instrument_not_lawful,
    may_not_be_passed_on,
    outside_scope,
    reserved,
    above_ceiling,
    below_floor,
    not_constituted,
    no_quorum_without_conflict
};

std::string_view to_string(Refusal refusal);

// Which list of the scheme or the law an index points into.
enum class RecordKind : std::uint8_t { none, root, grant, limit, reservation, holder };

// One way from the law to a holder. Indexes point into the scheme and the law.
struct Chain {
    std::uint32_t root = 0;                      // into Law::roots
    std::uint32_t root_holder = 0;               // into Scheme::holders: the body that law names
    std::vector<std::uint32_t> grants;           // into Scheme::grants, from the root to the holder
    std::optional<Pence> ceiling;                // the tightest along the chain and on the holder
    std::uint32_t ceiling_holder = 0;            // whose it is
    RecordKind ceiling_kind = RecordKind::none;  // a grant's or a limit's
    std::uint32_t ceiling_record = 0;
    bool operator==(const Chain&) const = default;
};

struct Decider {
    std::uint32_t holder = 0;
    Scale scale = Scale::system;
    // Shortest first, at most `kept_chains`. For several places, for a joint committee and for
    // committees in common it takes more than one: all those that it takes are here.
    std::vector<Chain> chains;
    bool more_chains = false;
    std::optional<Pence> ceiling;         // the highest value up to which some chain carries
    std::optional<Pence> floor;           // the holder's own
    std::vector<std::string> conditions;  // of the best chain, that the question does not settle
    std::vector<std::uint32_t> stepping_back;  // indexes of members with an interest
    std::uint32_t voting = 0;                  // voting members on the day
    std::uint32_t needed = 0;                  // for a quorum; 0 where none is recorded
    std::vector<std::uint32_t> steps;          // into Law::steps
    std::vector<std::uint32_t> members;        // of committees in common: each decides too

    static constexpr std::size_t kept_chains = 8;
};

struct Candidate {
    std::uint32_t holder = 0;
    Refusal refusal = Refusal::none;
    RecordKind detail_kind = RecordKind::none;
    std::uint32_t detail = 0;         // the grant, limit, reservation, root or holder that refuses
    std::uint32_t detail_holder = 0;  // whose ceiling, who keeps it, which parent did not grant
    bool operator==(const Candidate&) const = default;
};

struct Verdict {
    std::vector<Decider> deciders;      // most local first, then by the scheme's order
    std::vector<Candidate> candidates;  // those who may not, in the scheme's order
    // The first to ask; two at one scale without a split are both named, and `overlap` is set.
    std::vector<std::uint32_t> first;
    bool overlap = false;
};

}  // namespace concord::governance
