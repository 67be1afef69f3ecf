// The steps of a decision and what may follow what. A decision is what its steps make of it: pure
// values, no store, no files, no clock.
//
//   proposed → discussed → consensus | resolved | third-party | chair | vote → published
//                    └ resolution-tried, third-party-tried: disagreement that stays open
//   withdrawn, from any step before publishing; corrected, at any time, which changes no state
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "decisions/evidence.hpp"
#include "decisions/meeting.hpp"
#include "decisions/proof.hpp"

namespace concord::decisions {

enum class StepKind {
    proposed,
    discussed,
    resolution_tried,   // the board's own way of settling disagreement, without agreement
    third_party_tried,  // peer review or mediation, without agreement
    consensus,
    resolved,     // agreed after the board's own way of settling disagreement
    third_party,  // agreed with the help of peers or a mediator
    chair,        // the chair decided for the board
    vote,
    published,
    withdrawn,
    corrected
};

std::string_view to_string(StepKind kind);
std::optional<StepKind> parse_step_kind(std::string_view text);
std::vector<std::string> step_kind_names();
bool decides(StepKind kind);  // consensus to vote
// Steps at which the decider meets, for which its authority is proved anew.
bool needs_proof(StepKind kind);

// What is to be decided, by whom, and how near to people.
struct Proposal {
    std::string title;
    std::string summary;
    std::string decider;
    governance::Question question;
    std::string level;             // a scale
    std::string why_not_at_place;  // of a level above place, or where somebody nearer could decide
    std::string openness;          // public, private, confidential
    std::string openness_reason;
    std::vector<std::string> papers;
    std::string replaces;  // a decision that this one takes the place of
};

inline constexpr std::array<std::string_view, 3> openness_levels = {"public", "private",
                                                                    "confidential"};

// Something that was said in discussion, by a member or organisation.
struct View {
    std::string of;
    std::string says;
};

struct Discussion {
    std::vector<View> views;
    bool no_differing_views = false;
    std::vector<std::string> papers;
};

// How disagreement was dealt with (FRM-R122, FRM-R124).
struct Settling {
    std::string disagreement;  // what about
    std::string principles;    // which of the constitution's were called on
    std::string consistency;   // with objectives, triple aim and agreed plans
    std::string helper_kind;   // of a third party: peer-review, mediation
    std::string helper;        // and who
    std::string reason;        // of the chair's decision
    std::string chair;         // the member who took it
};

struct Publication {
    std::string published_at;  // an address
    std::vector<std::string> papers;
};

// A part of an entry that was wrong.
struct CorrectedField {
    std::string name;  // a path into the entry: /proposal/title
    std::string was;
    std::string is;
};

struct Correction {
    std::int64_t sequence = 0;  // of the entry that is corrected …
    std::string hash;           // … and its hash
    std::vector<CorrectedField> fields;
};

struct Step {
    StepKind kind = StepKind::proposed;
    std::string decision;  // its id
    std::string by;        // a post
    Date on{1970, 1, 1};
    std::string outcome;  // of a step that decides: approved, declined
    std::string decided;  // in the words of the minutes
    std::string reason;   // of withdrawing or correcting
    std::optional<Proposal> proposal;
    std::optional<AuthorityProof> proof;
    std::vector<Meeting> meetings;
    std::optional<Discussion> discussion;
    std::optional<Settling> settling;
    std::vector<Ballot> ballots;
    Evidence evidence;
    std::optional<Publication> publication;
    std::optional<Correction> correction;
};

// A step as it stands in the journal.
struct Recorded {
    std::int64_t sequence = 0;
    std::string hash;
    std::string instant;
    std::string key;
    Step step;
};

// What the steps so far make of a decision.
struct Decision {
    std::string id;
    StepKind state = StepKind::proposed;  // the last step that is no correction
    std::vector<Recorded> steps;
    Proposal proposal;
    Evidence evidence;  // of all steps together
    bool resolution_tried = false;
    std::optional<StepKind> route;  // how it was decided
    Date last_on{1, 1, 1};

    std::int64_t last_sequence() const { return steps.empty() ? 0 : steps.back().sequence; }
    const Recorded* find(StepKind kind) const;  // the last of that kind
    const Recorded* decided() const { return route ? find(*route) : nullptr; }
};

// Adds a step to what it belongs to. It is not judged here.
void apply(Decision& decision, Recorded recorded);

// Where the parts of a step stand in the file it was read from.
struct StepPlaces {
    std::string file;
    std::vector<std::pair<std::string, Location>> keys;

    // The key's place, or that of its table, or the file.
    Location of(std::string_view key) const;
};

// Whether the step may be taken now; every reason why not is a finding. Posts that may act are
// those of `posts` and the seats of the boards that decide.
struct Judging {
    const Decision* before = nullptr;  // none: there is no such decision yet
    const Step* step = nullptr;
    std::vector<std::string> posts;
    StepPlaces places;
    std::optional<Date> recorded_on = {};  // the day of the entry, in UTC
    bool replaces_known = true;            // there is a decision that it says it replaces
};

bool judge(const Judging& judging, Diagnostics& diagnostics);

std::string payload_of(const Step& step);  // canonical JSON
// Throws nlohmann::json::exception where the text is no step's.
Step step_from_payload(std::string_view payload);

}  // namespace concord::decisions
