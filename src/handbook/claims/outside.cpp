// Functions given to other organisations under section 65Z5, or the statement that none are.
#include "handbook/claims/claims.hpp"
#include "handbook/claims/context.hpp"

namespace concord::handbook {
namespace {

// The first other organisation named after the words that delegate.
BodyNumber receiver_in(const Statement& statement, const Match& delegates, const Reading& reading) {
    for (const auto& mention : statement.bodies) {
        const bool outside = reading.bodies[mention.body].kind == BodyClass::outside;
        if (outside && mention.first > delegates.first) return mention.body;
    }
    return no_body;
}

}  // namespace

void find_outside(Reading& reading) {
    const auto& vocabulary = *reading.vocabulary;
    for (const auto& statement : reading.statements) {
        const auto& kind = statement.part->kind;
        if (kind == "glossary" || kind == "history") continue;
        if (vocabulary.phrases("no-outside-delegation").in(statement.words)) {
            reading.claims.keep(reading.claims.outside, {no_body, {}, evidence_of(statement)});
            continue;
        }
        const auto delegates = vocabulary.phrases("outside-delegation").find(statement.words);
        if (!delegates || vocabulary.phrases("outside-scope").in(statement.words)) continue;
        const auto receiver = receiver_in(statement, *delegates, reading);
        if (receiver == no_body) continue;
        reading.claims.keep(
            reading.claims.outside,
            {receiver, vocabulary.functions_in(beside_names(statement.words, statement.bodies)),
             evidence_of(statement)});
    }
}

}  // namespace concord::handbook
