// An answer in words, for doors to print: whom to ask first, by what chain and under what
// conditions, and for everybody else the reason against, in the manual's order. Values in, texts
// out.
#pragma once

#include <string>
#include <vector>

#include "governance/evaluator.hpp"

namespace concord::governance {

struct WordedDecider {
    std::string id;
    std::string name;
    std::string kind;
    std::string scale;
    bool first = false;
    std::vector<std::string> chains;  // each link with its instrument and clause
    std::string limits;               // "from £1 up to £5", or nothing
    std::string quorum;               // "2 of 3 voting members, 1 stepping back", or nothing
    std::string publicity;            // whether it meets in public and publishes its papers
    std::vector<std::string> conditions;
    std::vector<std::string> steps;          // to be done before
    std::vector<std::string> stepping_back;  // the members with an interest
    std::vector<std::string> accountable;    // the bodies that stay so
};

struct WordedCandidate {
    std::string id;
    std::string name;
    Refusal refusal = Refusal::none;
    std::string reason;
};

struct WordedAnswer {
    std::string question;
    std::string summary;  // whom to ask first, or that nobody may
    std::vector<WordedDecider> deciders;
    std::vector<WordedCandidate> candidates;  // in the manual's order of reasons
};

WordedAnswer in_words(const Evaluator& evaluator, const BoundQuestion& question,
                      const Verdict& verdict);

// The parts alone.
std::string question_words(const Evaluator& evaluator, const BoundQuestion& question);
std::string chain_words(const Evaluator& evaluator, const Chain& chain);
std::string refusal_words(const Evaluator& evaluator, const Candidate& candidate);
std::string power_words(const Evaluator& evaluator, const Power& power);

// The whole answer as lines of plain text.
std::vector<std::string> as_lines(const WordedAnswer& answer);

}  // namespace concord::governance
