// A scheme of reservation and delegation as its documents give it: who there is, what was passed to
// whom by which instrument, up to what amount, and who is interested in what. Plain values with
// string ids, each with its place in a file; nothing is worked out here.
//
// The words are those of docs/internals/authority.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "base/money.hpp"

namespace concord::governance {

// A body acts by its board. A joint committee decides as one for all its parents; committees in
// common decide each for its own. A forum has no powers (PIR-R073).
enum class HolderKind {
    body,
    committee,
    sub_committee,
    joint_committee,
    committees_in_common,
    post,
    forum
};

std::string_view to_string(HolderKind kind);
std::optional<HolderKind> parse_holder_kind(std::string_view text);

// From the most local outwards; the order is that of subsidiarity.
enum class Scale { neighbourhood, place, system, supra_system, region, national };

std::string_view to_string(Scale scale);
std::optional<Scale> parse_scale(std::string_view text);

// The area of a body of which nothing says where it acts: no place has this id.
inline constexpr std::string_view nowhere = "-";

// Where something is written: a document and the clause in it.
struct Source {
    std::string document;
    std::string clause;
};

// How many voting members must be there, and which of them.
struct Quorum {
    std::optional<std::int64_t> members;  // at least so many voting members …
    std::optional<double> share;          // … or at least this share of them, rounded up
    std::vector<std::string> roles;       // each must be there once: chair, clinical, lay, …
    Source source;
};

// A seat on a board or committee and who sits in it.
struct Member {
    std::string id;  // of the person or, where none is named, of the seat
    std::string seat;
    std::string kind;  // chair, non-executive, executive, partner, mayor, other, attendee
    std::string role;  // chief-executive, finance, nursing, medical, public-health, lay, …
    std::string organisation;  // the body whose person it is; empty: of the board's own body
    std::string sector;  // nhs-trust, primary-care, local-authority, vcse, patient, public-health…
    std::string strand;  // political, clinical or organisational
    std::string nominated_by;
    std::vector<std::string> skills;  // mental-health, …
    bool voting = true;
    bool independent = false;
    bool employed = false;
    std::string explanation;  // of something unusual, such as a post elsewhere in the footprint
    std::optional<Date> principles_signed;  // the seven principles of public life
    std::optional<Date> fit_and_proper;     // the test of fit and proper persons
    std::string acts_for;  // the body in whose interest they act here; empty: this board's own
    bool answers_with_all = true;        // shares what all members answer for together
    std::vector<std::string> chosen_by;  // holders: of the chair of a partnership
    std::string term;                    // of office, in words, where no last day is known
    std::string accountable_to;          // in words
    Period period;
    Location place;
    bool may_be_named = false;  // in open data: that the person sits here is public already
};

// Terms of reference, constitution, scheme, map, strategy: what there must be in writing.
struct Document {
    std::string id;
    std::string kind;   // constitution, terms-of-reference, scheme-of-delegation, …
    std::string owner;  // a holder
    std::string title;
    std::string version;
    std::string status;  // draft, agreed, published, withdrawn
    std::optional<Date> dated;
    std::optional<Date> review_by;
    std::string approved_by;
    std::optional<Date> approved_on;
    std::string amends;                  // the document that it changes
    std::optional<Date> applied_on;      // the day on which approval was applied for
    std::string published_at;            // an address; empty where it is not published
    std::string form;                    // pdf, web-page or other
    std::optional<Date> fetched_on;      // the day on which it was taken from its address
    std::vector<std::string> covers;     // what it speaks about: inequalities, children, …
    std::vector<std::string> signed_by;  // holders
    Location place;
};

struct Holder {
    std::string id;
    std::string name;
    HolderKind kind = HolderKind::committee;
    std::string body_kind;  // of a body: its kind in the registry's catalogue
    // A committee's or post's body or bodies, or the parent committee; the member committees of
    // committees in common.
    std::vector<std::string> of;
    Scale scale = Scale::system;
    // Nodes of the tree of places. Of a body, empty means everywhere; of anything else, where its
    // bodies act. What is no node (`nowhere` among them) covers nothing.
    std::vector<std::string> area;
    std::string purpose;
    std::string accountable_to;      // a holder; empty where it is not said
    std::string described_as;        // what its documents call it: forum, committee, …
    std::vector<std::string> remit;  // audit, remuneration, finance, quality, people, inequalities…
    std::string terms_of_reference;     // a document's id; empty: none
    std::string meets;                  // when: first Thursday, 10.00
    std::vector<std::string> oversees;  // elements of a programme
    std::optional<bool> meets_in_public;
    std::optional<bool> publishes_papers;
    std::optional<bool> vote_allowed;
    std::string vote_rule;  // how a vote is held: simple majority, chair has casting vote, …
    std::string resolution_rule;              // how disagreement is settled before any vote
    std::string arrangement;                  // core or local (FRM-R003)
    std::vector<std::string> depends_on;      // of a local one: scale, geography, need, maturity
    std::vector<std::string> established_by;  // holders who set it up: of a partnership
    std::optional<bool> equal_partners;       // whether they did so on an equal footing
    std::string chair_choice;                 // shared or separate: of a partnership's chair
    std::string chair_grounds;                // why
    std::optional<std::int64_t> largest;      // of a board: more members are too many
    std::optional<Quorum> quorum;
    std::vector<Member> members;  // of a post: who fills it, and their deputies
    Period period;
    Location place;
};

// What a grant, limit or reservation speaks about. An empty list means everything of its kind.
struct Scope {
    std::vector<std::string> functions;
    std::vector<std::string> acts;
    std::vector<std::string> services;
    std::vector<std::string> places;
    std::vector<std::string> people;  // groups: all, adults, children, older-people, …
};

struct Grant {
    std::string id;
    std::string from;
    std::string to;
    std::string instrument;  // an instrument's id in the law
    Scope scope;
    std::optional<Pence> ceiling;
    std::vector<std::string> conditions;  // facts that must hold, in words or as `needs:ADVICE`
    bool may_pass_on = false;
    std::string reporting;  // how the receiver reports back
    std::string benefit;    // what is expected of it
    std::string assurance;  // how that is watched
    std::optional<Date> review_by;
    std::string override_reason;  // why it is made against expectation
    std::optional<Date> made_on;  // empty: on the first day of its period
    Period period;
    Source source;
    Location place;
};

// A ceiling ("up to", inclusive) or a floor ("equal to or over"), or both.
struct Limit {
    std::string id;
    std::string holder;
    Scope scope;
    std::optional<Pence> ceiling;
    std::optional<Pence> floor;
    Period period;
    Source source;
    Location place;
};

// Kept by a holder: no grant carries it to anyone outside the holder itself.
struct Reservation {
    std::string id;
    std::string holder;
    Scope scope;
    std::optional<Pence> low;   // from this value on, inclusive; empty: from nothing
    std::optional<Pence> high;  // below this value, exclusive; empty: without end
    Period period;
    Source source;
    Location place;
};

// What is agreed between two holders who would otherwise both decide: `first` goes first.
struct Split {
    std::string first;
    std::string second;
    Scope scope;
    std::string agreement;
    Period period;
    Source source;
    Location place;
};

struct Interest {
    std::string member;        // a person's, seat's or post's id
    std::string organisation;  // a body's id
    std::string nature;        // financial, employment, family, …
    Period period;
    Source source;
    Location place;
};

// A duty with its owner and evidence; also any other fact that a rule asks to be on record
// (assessments, agreements, plans), by its topic.
struct Assurance {
    std::string topic;    // "duty:inequalities", "clinical-leadership:self-assessment", …
    std::string subject;  // the holder it is about
    std::string owner;    // who answers for it
    std::string evidence;
    std::string state;  // done, planned, none, unknown
    std::optional<Date> dated;
    Location place;
};

// Controls on a body's spending that were imposed from above (PIR-R070).
struct Control {
    std::string id;
    std::string body;
    std::string category;
    std::optional<bool> monthly_meetings;
    std::optional<Pence> threshold;  // above it somebody else must approve
    std::string approver;
    Period period;
    Source source;
    Location place;
};

struct Scheme {
    std::vector<Holder> holders;
    std::vector<Grant> grants;
    std::vector<Limit> limits;
    std::vector<Reservation> reservations;
    std::vector<Split> splits;
    std::vector<Interest> interests;
    std::vector<Document> documents;
    std::vector<Assurance> assurances;
    std::vector<Control> controls;
};

}  // namespace concord::governance
