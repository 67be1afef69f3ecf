// The proof that a decider might decide: the answer to "who may decide this" as it was on the day,
// taken out of the scheme and the law and frozen, so that the decision can be judged by the rules
// of its day for ever, whatever becomes of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/date.hpp"
#include "base/money.hpp"
#include "base/rule.hpp"
#include "governance/evaluator.hpp"

namespace concord::decisions {

// A grant of a chain.
struct ProofLink {
    std::string grant;
    std::string from;
    std::string to;
    std::string instrument;
    std::string document;
    std::string clause;
    std::optional<Date> made_on;
    std::optional<Pence> ceiling;

    bool operator==(const ProofLink&) const = default;
};

// One way from the law to the decider.
struct ProofChain {
    std::string function;  // that law gives …
    std::string body;      // … this body
    std::string authority;
    std::vector<ProofLink> links;
    std::optional<Pence> ceiling;  // the tightest along it
    std::string ceiling_of;        // whose that is

    bool operator==(const ProofChain&) const = default;
};

struct ProofInterest {
    std::string organisation;
    std::string nature;

    bool operator==(const ProofInterest&) const = default;
};

// A member on the day.
struct ProofMember {
    std::string id;
    std::string seat;
    std::string kind;
    std::string role;
    std::string sector;
    std::string strand;
    std::string organisation;
    bool votes = true;
    bool must_step_back = false;           // an interest in an affected organisation
    std::vector<ProofInterest> interests;  // in affected organisations
    bool may_be_named = false;             // the id is public already

    bool operator==(const ProofMember&) const = default;
};

// The decider, or of committees in common each of the committees, which decide one by one.
struct ProofBoard {
    std::string id;
    std::string name;
    std::string kind;  // body, committee, post, …
    std::vector<std::string> bodies;
    std::optional<std::int64_t> quorum_members;
    std::string quorum_share;  // a decimal number, as it was written; empty: none
    std::vector<std::string> quorum_roles;
    bool has_quorum = false;  // a quorum is recorded
    bool vote_allowed = false;
    std::string vote_rule;
    std::string resolution_rule;
    std::vector<ProofMember> members;

    bool is_post() const { return kind == "post"; }
    bool operator==(const ProofBoard&) const = default;
};

// What the law wants done before the act.
struct ProofStep {
    std::string id;
    std::string does;
    std::string authority;

    bool operator==(const ProofStep&) const = default;
};

// A document that the answer rests on, or a file that was read for it.
struct ProofDocument {
    std::string id;
    std::string title;
    std::string version;
    std::string sha256;  // empty where only its address is known

    bool operator==(const ProofDocument&) const = default;
};

struct AuthorityProof {
    RuleContext context{Date(1970, 1, 1), RuleProfile::act_2022};
    governance::Question question;
    std::string decider;
    bool allowed = false;
    std::string refusal;  // why not
    std::string scale;
    std::vector<ProofChain> chains;
    std::optional<Pence> ceiling;
    std::optional<Pence> floor;
    std::vector<std::string> conditions;  // that the question does not settle
    std::vector<ProofStep> steps;
    std::vector<std::string> more_local;  // who could decide it nearer to people
    std::vector<std::string> others;      // whoever else may decide it, at any scale
    bool overlap = false;  // somebody else at this scale could, and no split says who
    std::vector<std::string> accountable;  // the bodies that stay so
    std::vector<ProofBoard> boards;
    std::vector<ProofDocument> documents;
};

// A digest of a document by its id, or of a file by its name.
struct KnownDigest {
    std::string name;
    std::string sha256;
};

struct ProofRequest {
    governance::Ground ground;
    RuleContext context{Date(1970, 1, 1), RuleProfile::act_2022};
    governance::Question question;
    std::string decider;
    const governance::Verdict* verdict = nullptr;  // none: the question could not be evaluated …
    std::string problem;                           // … for this reason
    std::vector<KnownDigest> documents;
    std::vector<KnownDigest> files;
};

// Where the answer does not let the decider decide, or there is none, the proof says why and is
// still whole: it is what the register shows to whoever asks why it refused.
AuthorityProof make_proof(const ProofRequest& request);

nlohmann::json to_json(const AuthorityProof& proof);
// Throws nlohmann::json::exception where the value is no proof.
AuthorityProof proof_from_json(const nlohmann::json& value);

}  // namespace concord::decisions
