// Answers at a date. The scheme and the law are compiled once for a date and a profile; a question
// then touches only the grants that can be reached from its roots.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "governance/law.hpp"
#include "governance/question.hpp"
#include "governance/scheme.hpp"

namespace concord::governance {

// Everything an answer rests on. All must outlive the evaluator.
struct Ground {
    const Law* law = nullptr;
    const Scheme* scheme = nullptr;
    const Tree* places = nullptr;  // everything → systems → places → neighbourhoods
};

struct CompiledScheme;

// A question with its words found in the trees, ready to be asked many times.
struct BoundQuestion {
    NodeIndex function = root_node;
    NodeIndex act = root_node;
    NodeIndex service = root_node;
    std::vector<NodeIndex> places;  // empty: everywhere, that is each of the topmost places
    NodeIndex people = root_node;
    std::optional<Pence> value;
    // Holders; and, numbered after them, organisations that only members and interests name.
    std::vector<std::uint32_t> affected;
    // Whom the answer is to speak of; empty: everybody. Of a person, the posts they fill.
    std::vector<std::uint32_t> by;
};

// A word of a question that is not known, with the nearest that is.
struct UnknownWord {
    std::string part;  // "function", "act", "service", "place", "people", "affected" or "by"
    std::string word;
    std::string nearest;
};

// What a holder may decide, without asking about each act: one row a chain and scope.
struct Power {
    std::uint32_t holder = 0;
    Chain chain;
    // Further chains without which this one carries nothing: of the other parents of a joint
    // committee, of the other committees in common.
    std::vector<Chain> with;
    // Nodes per dimension, already cut to what the whole chain covers.
    std::vector<NodeIndex> functions, acts, services, places, people;
    std::optional<Pence> ceiling;  // of all its chains, where one limit covers the whole of it
    std::optional<Pence> floor;
    std::vector<std::uint32_t> limits;        // those that bound a part of it
    std::vector<std::uint32_t> reservations;  // those that take something out of it
};

class Evaluator {
  public:
    Evaluator(Ground ground, RuleContext context);
    ~Evaluator();
    Evaluator(Evaluator&&) noexcept;
    Evaluator& operator=(Evaluator&&) noexcept;

    // Finds the question's words; nothing where one is unknown (then `unknown` says which).
    std::optional<BoundQuestion> bind(const Question& question,
                                      std::vector<UnknownWord>& unknown) const;

    // The whole answer, with chains and reasons.
    Verdict who(const BoundQuestion& question) const;
    // The same for one holder: allowed or the first reason against.
    Refusal may(std::uint32_t holder, const BoundQuestion& question) const;
    // Everything a holder may decide.
    std::vector<Power> powers(std::uint32_t holder) const;

    const Ground& ground() const;
    const RuleContext& context() const;
    std::optional<std::uint32_t> holder(std::string_view id) const;
    // The bodies for which a holder acts: itself, its body, or the parents of a joint committee.
    std::span<const std::uint32_t> bodies_of(std::uint32_t holder) const;

    // For the rest of the room: what the answers are read from.
    const CompiledScheme& compiled() const { return *compiled_; }

  private:
    std::unique_ptr<const CompiledScheme> compiled_;
};

}  // namespace concord::governance
