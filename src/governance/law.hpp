// What the law allows, as data with dates: the trees of functions, acts, services and people; which
// kind of body holds a function; which instrument may pass it from whom to whom; what must be done
// before an act. Read from catalogue/governance; nothing of it stands in code.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "governance/holders.hpp"
#include "governance/scheme.hpp"
#include "governance/tree.hpp"

namespace concord::governance {

// A kind of body that law gives a function, for its area and these dates. Under a profile that is
// policy, `basis` says so.
struct Root {
    std::string function;
    std::string body_kind;
    std::vector<std::string> services;  // empty: all; NHS England keeps some of a function
    std::vector<RuleProfile> profiles;  // empty: under each
    Period in_force;
    std::string authority;
    std::vector<std::string> requirements;
};

// How a committee or post stands to the one that grants.
enum class Relation {
    any,
    own,     // it belongs to the granting body or committee (of = granter)
    member,  // the granting body is one of the parents of the joint committee, committee or post
    other    // another legal person
};

// A pair of kinds between which an instrument may pass functions. A kind is a body
// kind of the registry, the id of a group of kinds, or the name of a HolderKind; an empty list
// means any.
struct LawfulPair {
    std::vector<std::string> from;
    std::vector<std::string> to;
    // Of a receiver that acts for several bodies: the kinds that each of them must have.
    std::vector<std::string> parents;
    Relation relation = Relation::any;
    std::vector<std::string> functions;         // empty: all
    std::vector<std::string> except_functions;  // never these
    std::vector<std::string> acts;              // empty: all
    std::vector<RuleProfile> profiles;
    Period in_force;
    bool discouraged = false;  // lawful, but expected not to be done without a reason (PIR-R065)
    std::string authority;
    std::vector<std::string> requirements;
};

struct Instrument {
    std::string id;  // "s65z5-delegation"
    std::string title;
    std::string route;         // self, internal, delegated, joint, contract (PIR-V3)
    bool may_pass_on = false;  // where the grant does not say
    std::vector<LawfulPair> pairs;
    std::vector<std::string> instead_of;  // kinds of receiver for which this is a lawful way
    std::string authority;
    std::string explanation;
};

// Something to be done or shown before an act is decided.
struct Step {
    std::string id;
    std::string does;
    std::vector<std::string> acts;
    std::vector<std::string> functions;
    std::vector<std::string> services;
    std::vector<std::string> decider_kinds;  // body kinds; empty: any
    std::vector<RuleProfile> profiles;
    Period in_force;
    std::string authority;
    std::vector<std::string> requirements;
};

// A name for several kinds of body: "relevant-body", "local-authority".
struct KindGroup {
    std::string id;
    std::vector<std::string> kinds;
    std::vector<RuleProfile> profiles;
    Period in_force;
    std::string authority;
};

struct Law {
    Tree functions;
    Tree acts;
    Tree services;
    Tree people;
    std::vector<Root> roots;
    std::vector<Instrument> instruments;
    std::vector<Step> steps;
    std::vector<KindGroup> groups;

    const Instrument* instrument(std::string_view id) const;
    // The kind itself, or a group that holds it and is in force.
    bool is_of_kind(std::string_view kind, std::string_view name, const RuleContext& context) const;
};

// Reads functions.csv, acts.csv, services.csv, people.csv, roots.csv, instruments.toml, steps.toml
// from the folder. `additions` (governance/functions.csv of a system) may be empty.
Law read_law(const std::filesystem::path& folder, const std::string& shown_folder,
             const std::filesystem::path& additions, const std::string& shown_additions,
             Diagnostics& diagnostics);

// Whether a grant may pass this function and act on. It is asked about the day the grant was made
// and the profile in force on it.
struct Lawfulness {
    bool lawful = false;
    bool discouraged = false;
    std::string reason;  // for a person to read, where it is not lawful
    const LawfulPair* pair = nullptr;
};

struct Passing {
    const Grant* grant = nullptr;
    HolderNumber from = 0;
    HolderNumber to = 0;
    NodeIndex function = root_node;
    NodeIndex act = root_node;
};

Lawfulness lawfulness(const Law& law, const HolderIndex& holders, const Passing& passing,
                      RuleContext made);

// The law that a grant is judged by: of the day it was made, else of the first day of its period,
// else of the day asked about. A profile that was asked for by name stays, where that day belongs
// to the same law as the day asked about.
RuleContext law_of_grant(const Grant& grant, const RuleContext& asked);

// The pairs of the grant's instrument that fit its two holders on the day, whatever the function
// and act: lawfulness() finds the grant lawful where one of them speaks of both.
std::vector<const LawfulPair*> fitting_pairs(const Law& law, const HolderIndex& holders,
                                             const Passing& passing, RuleContext made);

// The instruments that would be lawful between the two instead, and those that are named as the way
// for a receiver of this kind (PIR-R062).
std::vector<const Instrument*> lawful_alternatives(const Law& law, const HolderIndex& holders,
                                                   const Passing& passing, RuleContext made);

}  // namespace concord::governance
