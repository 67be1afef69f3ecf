// What the law allows, as data with dates: the trees of functions, acts, services and people; which
// kind of body holds a function; which instrument may pass it from whom to whom; what must be done
// before an act. Read from catalogue/governance; nothing of it stands in code.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
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
    std::string basis = "law";  // law or policy; a proposal gives nobody a function
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
    // At least one of them must be of each of these kinds.
    std::vector<std::string> among_parents;
    Relation relation = Relation::any;
    std::vector<std::string> functions;         // empty: all
    std::vector<std::string> except_functions;  // never these
    std::vector<std::string> acts;              // empty: all
    std::vector<RuleProfile> profiles;
    Period in_force;
    bool discouraged = false;  // lawful, but expected not to be done without a reason (PIR-R065)
    // From this day every body of the receiving kind is expected to have such a grant (PIR-R069).
    std::optional<Date> expected_from;
    std::string authority;
    std::vector<std::string> requirements;
};

struct Instrument {
    std::string id;  // "s65z5-delegation"
    std::string title;
    std::string route;         // self, internal, delegated, joint, contract, advice (PIR-V3)
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

// What two kinds of body owe each other between these dates, such as to co-operate (PIR-R023).
struct MutualDuty {
    std::string id;
    std::string between;  // kinds of body, or groups of kinds
    std::string other;
    Period in_force;
    std::string authority;
};

// A section of an Act that is no longer law, and must not be cited as though it were (PIR-R034).
struct RepealedSection {
    std::string act;
    std::string section;
    std::optional<Date> repealed_on;
    std::string authority;
};

// A name for several kinds of body: "relevant-body", "local-authority".
struct KindGroup {
    std::string id;
    std::vector<std::string> kinds;
    std::vector<RuleProfile> profiles;
    Period in_force;
    std::string authority;
};

// What a described body is to have: a seat on its board, a document, a committee, a duty with an
// owner. Where law asks for it its absence is a breach, otherwise it needs a reason.
enum class ExpectationKind { seat, document, committee, duty };

struct Expectation {
    ExpectationKind kind = ExpectationKind::seat;
    std::string id;
    std::string title;  // "a chair"
    std::vector<std::string> body_kinds;
    std::vector<RuleProfile> profiles;
    Period in_force;
    bool law = false;
    // Of a seat: members with one of each that is named, and the marks.
    std::vector<std::string> member_kinds;
    std::vector<std::string> roles;
    std::vector<std::string> sectors;
    std::vector<std::string> skills;
    bool independent = false;
    bool voting = false;
    std::int64_t at_least = 1;
    std::optional<std::int64_t> at_most;
    // Of a document its kinds, of a committee its remits, of a duty its topics: one of them will
    // do.
    std::vector<std::string> any_of;
    std::string authority;
    std::vector<std::string> requirements;
};

// One of the things to be done before boards take over, by the end of its quarter (FRM-R346).
struct TransitionItem {
    std::string id;  // "q2.3"
    std::string title;
    std::optional<Date> due;
    Location place;
};

// How the change to boards was to go.
struct TransitionLaw {
    std::optional<Date> second_reading;   // of the Bill: nobody is designate before (FRM-R347)
    std::optional<Date> talks_by;         // with trade unions, at the latest (FRM-R348)
    std::optional<Date> constitution_by;  // submitted, and the memorandum agreed (FRM-R349)
    std::vector<TransitionItem> items;
};

// Whether something that speaks under these profiles and dates speaks in this context.
bool speaks(const std::vector<RuleProfile>& profiles, const Period& period,
            const RuleContext& context);

struct Law {
    Tree functions;
    Tree acts;
    Tree services;
    Tree people;
    std::vector<Root> roots;
    std::vector<Instrument> instruments;
    std::vector<Step> steps;
    std::vector<KindGroup> groups;
    std::vector<Expectation> expectations;
    TransitionLaw transition;
    std::vector<MutualDuty> mutual_duties;
    std::vector<RepealedSection> repealed;

    // The duty that bodies of these kinds owe each other on the day, whichever is named first.
    const MutualDuty* mutual_duty(std::string_view kind, std::string_view other,
                                  const RuleContext& context) const;

    const Instrument* instrument(std::string_view id) const;
    // The kind itself, or a group that holds it and is in force.
    bool is_of_kind(std::string_view kind, std::string_view name, const RuleContext& context) const;
};

// Reads functions.csv, acts.csv, services.csv, people.csv, groups.csv, roots.csv, instruments.toml,
// steps.toml, expectations.toml, transition.toml, mutual_duties.csv and repealed.csv from the
// folder. `additions` (governance/functions.csv of a system) may be empty. Groups in roots and
// steps are resolved: there stand kinds of body only.
Law read_law(const std::filesystem::path& folder, const std::string& shown_folder,
             const std::filesystem::path& additions, const std::string& shown_additions,
             Diagnostics& diagnostics);

// What stands against a grant: the first thing that every pair of its instrument fails.
enum class Obstacle : std::uint8_t {
    none,
    unknown_instrument,
    granter,         // no such body or committee may use the instrument
    receiver,        // none of those it may grant to
    parents,         // the receiver acts for bodies that the instrument does not reach
    relation,        // right kinds, but not of one another
    not_yet_lawful,  // before the first day of the instrument
    not_in_force,    // after its last, or not under the profile
    not_carried      // not this function, or not with this act
};

// Whether a grant may pass this function and act on. It is asked about the day the grant was made
// and the profile in force on it.
struct Lawfulness {
    bool lawful = false;
    bool discouraged = false;
    std::string reason;  // for a person to read, where it is not lawful
    const LawfulPair* pair = nullptr;
    Obstacle obstacle = Obstacle::none;
};

// The day a grant was made and the profile then in force. A profile that was asked for by name,
// against the date, holds for every grant: it is a question of "what if".
RuleContext context_made(const Grant& grant, const RuleContext& asked);

struct Passing {
    const Grant* grant = nullptr;
    HolderNumber from = 0;
    HolderNumber to = 0;
    NodeIndex function = root_node;
    NodeIndex act = root_node;
};

Lawfulness lawfulness(const Law& law, const HolderIndex& holders, const Passing& passing,
                      RuleContext made);

// The whole grant, for every function and act that it names: the first that is not lawful, or
// lawful, and discouraged where one of them is.
Lawfulness judge(const Law& law, const HolderIndex& holders, const Grant& grant,
                 const RuleContext& asked);

// The pairs of the grant's instrument that fit its two holders on the day, whatever the function
// and act: lawfulness() finds the grant lawful where one of them speaks of both.
std::vector<const LawfulPair*> fitting_pairs(const Law& law, const HolderIndex& holders,
                                             const Passing& passing, RuleContext made);

// The instruments that would be lawful between the two instead, and those that are named as the way
// for a receiver of this kind (PIR-R062).
std::vector<const Instrument*> lawful_alternatives(const Law& law, const HolderIndex& holders,
                                                   const Passing& passing, RuleContext made);

}  // namespace concord::governance
