// One handbook as it was understood: its bodies, its parts, its statements and what they claim. The
// claims are what documents say, each with its place; nothing is decided between them here.
#pragma once

#include <string>
#include <vector>

#include "handbook/amounts.hpp"
#include "handbook/bodies.hpp"
#include "handbook/handbook.hpp"
#include "handbook/parts.hpp"
#include "handbook/statements.hpp"
#include "handbook/vocabulary.hpp"

namespace concord::handbook {

// Where something is said, in what words.
struct Evidence {
    std::uint32_t document = 0;
    std::uint32_t block = 0;
    std::string quote;
    std::string part;  // the kind of document it stands in
};

// How a body is constituted, as a document describes it.
enum class Standing {
    unsaid,
    committee,
    sub_committee,
    joint_committee,
    in_common,
    forum,
    not_a_committee
};

std::string_view to_string(Standing standing);

struct StandingClaim {
    BodyNumber body = no_body;
    Standing standing = Standing::unsaid;
    BodyNumber parent = no_body;     // whom it answers to; no_body: not said here
    bool without_powers = false;     // it is said to hold none
    bool answers_elsewhere = false;  // to somebody who is no body of the board: "its trusts"
    Evidence evidence;
};

struct DelegationClaim {
    BodyNumber body = no_body;  // who receives; of a reservation: who keeps
    bool reserved = false;
    std::vector<std::string> functions;  // may be empty: the words name none that is known
    std::string matter;                  // the words
    Evidence evidence;
};

struct LimitClaim {
    BodyNumber body = no_body;
    std::string act;  // empty: not said
    Amount amount;
    Evidence evidence;
};

struct ReportClaim {
    BodyNumber body = no_body;
    Evidence evidence;
};

enum class Duty { commissioning_whole, commissioning_primary, commissioning_other, inequalities };

struct DutyClaim {
    BodyNumber body = no_body;
    Duty duty = Duty::inequalities;
    Evidence evidence;
};

// A function given to another organisation, or the statement that none is.
struct OutsideClaim {
    BodyNumber receiver = no_body;  // no_body: "none of our functions is delegated"
    std::vector<std::string> functions;
    Evidence evidence;
};

struct PlaceCount {
    std::size_t count = 0;
    std::vector<std::string> names;
    Evidence evidence;
};

struct Claims {
    std::vector<StandingClaim> standings;
    std::vector<DelegationClaim> delegations;
    std::vector<LimitClaim> limits;
    std::vector<ReportClaim> reports;
    std::vector<DutyClaim> duties;
    std::vector<OutsideClaim> outside;
    std::vector<PlaceCount> place_counts;
    bool cut = false;  // there was more than is kept

    // No handbook says so much of one kind; a file made to exhaust a reader might.
    static constexpr std::size_t most = 100'000;

    template <typename T>
    void keep(std::vector<T>& list, T claim) {
        if (list.size() < most) {
            list.push_back(std::move(claim));
        } else {
            cut = true;
        }
    }
};

struct Reading {
    const Vocabulary* vocabulary = nullptr;
    const Handbook* handbook = nullptr;
    Bodies bodies;
    Parts parts;
    std::vector<Statement> statements;
    std::vector<std::string> places;
    Claims claims;

    const Document& document(const Evidence& evidence) const {
        return handbook->documents[evidence.document];
    }
    Spot spot(const Evidence& evidence) const {
        return document(evidence).blocks[evidence.block].spot;
    }
};

// Both must outlive the reading.
Reading understand(const Handbook& handbook, const Vocabulary& vocabulary);

Evidence evidence_of(const Statement& statement);

}  // namespace concord::handbook
