// A scheme and the law at a date, in numbers: who holds what by law, which grants may be used, who
// is constituted, what is kept and limited. Made once; every answer reads it and changes nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "governance/evaluator.hpp"
#include "governance/holders.hpp"
#include "governance/scope_index.hpp"

namespace concord::governance {

inline constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
inline constexpr std::int64_t no_ceiling = std::numeric_limits<std::int64_t>::max();

// A grant whose two ends are known. They are numbered by giver, so that what one holder gives is a
// range.
struct CompiledGrant {
    HolderNumber from = 0;
    HolderNumber to = 0;
    std::uint32_t record = 0;  // into the scheme's grants
    std::int64_t ceiling = no_ceiling;
    bool may_pass_on = false;
};

struct CompiledLimit {
    HolderNumber holder = 0;
    std::int64_t ceiling = no_ceiling;
    std::optional<std::int64_t> floor;
};

struct CompiledReservation {
    HolderNumber keeper = 0;
    std::optional<std::int64_t> low;
    std::optional<std::int64_t> high;
    std::vector<HolderNumber> above;  // the keeper and those whose committee or post it is
};

struct CompiledSplit {
    HolderNumber first = 0;
    HolderNumber second = 0;
};

// Someone who sits on a board or committee, or fills a post, on the day.
struct CompiledMember {
    std::uint32_t index = 0;  // into the holder's members
    bool votes = false;
    std::vector<std::uint32_t> organisations;  // whose person they are, what they are interested in
    std::vector<bool> roles;                   // which of the roles of the quorum they have
};

struct CompiledHolder {
    HolderKind kind = HolderKind::committee;
    Scale scale = Scale::system;
    bool exists = false;  // on the day, and not a forum
    bool constituted = false;
    bool has_members = false;  // recorded, whenever they sit
    Named area;                // its own; of a body without one, everywhere
    Named reach;               // the same; of others without one, that of all its bodies
    std::vector<CompiledMember> members;
    std::uint32_t voting = 0;
    std::uint32_t needed = 0;
    std::vector<std::uint32_t> roles;  // how often each role of the quorum must be there
    std::uint32_t bodies = none;       // the same number for all that act for the same bodies
    std::vector<HolderNumber> of;      // of committees in common: the member committees
    std::vector<std::uint32_t> roots;  // of a body: the entries of the law that name it
    std::uint32_t first_grant = 0;     // the range of what it gives
    std::uint32_t last_grant = 0;
    std::vector<std::uint32_t> received;  // compiled grants to it
    std::vector<std::uint32_t> limits;    // compiled limits of it
};

// A body that law names for a function, and by which entries.
struct RootHolder {
    HolderNumber holder = 0;
    std::vector<std::uint32_t> roots;  // into the law's roots
    std::uint32_t slot = 0;            // see RootSet
};

// Everybody whom law names for a function. Functions with the same entries share one.
//
// How far authority comes is followed for each root apart only where that matters: for the parents
// of joint committees, the bodies of committees in common and of those who keep something. These
// have a slot of their own; the others share the slot 0.
struct RootSet {
    std::vector<RootHolder> holders;
    std::uint32_t slots = 1;
    std::vector<HolderNumber> slot_holder;  // of each slot but the first
    std::vector<std::uint32_t> place_of;    // by holder: into `holders`, or none
    // What can be said of each holder before any grant is looked at: not a holder, not held above
    // it, no grant. Who in fact has a chain is taken out later.
    std::vector<Candidate> candidates;
};

struct CompiledScheme {
    CompiledScheme(const Ground& given, const RuleContext& asked);

    Ground ground;
    RuleContext context;
    HolderIndex index;
    Trees trees;

    std::vector<CompiledHolder> holders;
    std::vector<HolderNumber> in_common;  // the holders that are committees in common
    std::vector<CompiledGrant> grants;
    BitRows upstream;  // by holder: all whose grants can come to it, however far, and itself
    std::vector<HolderNumber> receivers;  // by grant of the scheme: to whom, or none
    std::vector<NamedScope> grant_scopes;
    ScopeIndex grant_index;
    BitRows valid;   // one row: the grants in force on the day
    BitRows lawful;  // rows of grants, shared by the functions and acts with the same law
    std::vector<std::uint32_t> lawful_row;  // by function × act
    std::vector<std::vector<const LawfulPair*>> grant_pairs;

    std::vector<CompiledLimit> limits;  // those of the day, by holder
    std::vector<std::uint32_t> limit_records;
    std::vector<NamedScope> limit_scopes;
    ScopeIndex limit_index;
    ScopeIndex limit_touch;

    std::vector<CompiledReservation> reservations;  // those of the day
    std::vector<std::uint32_t> reservation_records;
    std::vector<NamedScope> reservation_scopes;
    ScopeIndex reservation_index;
    ScopeIndex reservation_touch;

    std::vector<CompiledSplit> splits;  // those of the day
    std::vector<NamedScope> split_scopes;
    ScopeIndex split_index;

    std::vector<RootSet> root_sets;
    std::vector<std::uint32_t> root_set;  // by function
    std::vector<Named> root_services;     // by root of the law
    std::vector<NodeIndex> root_nodes;    // the same: the function; everything: not in force

    // Numbers of organisations: holders first, then those that only members and interests name.
    std::map<std::string, std::uint32_t, std::less<>> organisations;

    std::vector<NamedScope> step_scopes;  // by step of the law; those not in force cover nothing
    ScopeIndex step_index;
    BitRows step_holders;  // by holder: the steps that speak to its kind of body

    ConstBitRow lawful_for(NodeIndex function, NodeIndex act) const {
        return lawful.row(lawful_row[function * trees[of_act]->size() + act]);
    }
    const RootSet& roots_of(NodeIndex function) const { return root_sets[root_set[function]]; }
    // Whether law gives the root holder the point.
    bool root_covers(const RootHolder& root, const Point& point) const;
    const Holder& holder(HolderNumber number) const { return ground.scheme->holders[number]; }

  private:
    void compile_holders();
    void compile_members(HolderNumber number);
    bool from_its_bodies(HolderNumber number) const;
    Named areas_of_bodies(HolderNumber number) const;
    Named reach_of(const CompiledGrant& grant) const;
    void compile_grants();
    void compile_upstream();
    void compile_lawfulness();
    void compile_limits();
    void compile_reservations();
    void compile_splits();
    void compile_roots();
    void compile_steps();
    std::vector<std::uint32_t> entries_for(NodeIndex function) const;
    RootSet make_root_set(const std::vector<std::uint32_t>& entries) const;
    std::vector<Candidate> first_candidates(const RootSet& set) const;
    std::vector<char> held_below(const RootSet& set) const;
    std::uint32_t organisation(const std::string& id);
    bool has_terms(const Holder& holder) const;

    std::multimap<std::string_view, const Interest*> interests_of_;  // by member
    std::multimap<std::string_view, const Document*> documents_;
};

}  // namespace concord::governance
