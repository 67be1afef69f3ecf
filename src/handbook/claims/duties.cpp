// Who is responsible for commissioning, and for health inequalities. Terms of reference and the
// scheme speak for committees; a post may be named anywhere.
#include <algorithm>

#include "handbook/claims/claims.hpp"
#include "handbook/claims/context.hpp"

namespace concord::handbook {
namespace {

class DutyFinder {
  public:
    explicit DutyFinder(Reading& reading) : reading_(reading), words_(*reading.vocabulary) {}

    void run() {
        for (const auto& statement : reading_.statements) {
            const auto& part = *statement.part;
            if (part.kind == "glossary" || part.kind == "history") continue;
            find_named_lead(statement);
            if (part.kind == "terms-of-reference" && part.owner != no_body) read_terms(statement);
        }
        for (const auto& claim : reading_.claims.delegations)
            read_delegation(claim);
    }

  private:
    void read_terms(const Statement& statement) {
        if (statement.kind == BlockKind::heading) return;
        const auto& words = statement.words;
        const bool listed = statement.kind == BlockKind::item;
        const bool responsible = listed || words_.phrases("responsibility").in(words) ||
                                 words_.phrases("exercises").in(words);
        const auto owner = statement.part->owner;
        const auto inequalities =
            find_beside_names(words_.phrases("inequalities"), words, statement.bodies);
        if (inequalities && words_.phrases("responsibility").in(words))
            add(owner, Duty::inequalities, evidence_of(statement));
        const auto commissioning =
            find_beside_names(words_.phrases("commissioning"), words, statement.bodies);
        const bool begins = commissioning && commissioning->first <= 4;
        if (commissioning && (responsible || begins))
            add(owner, commissioning_in(beside_names(words, statement.bodies)),
                evidence_of(statement));
    }

    Duty commissioning_in(const Words& words) const {
        if (words_.phrases("commissioning-whole").in(words)) return Duty::commissioning_whole;
        return words_.phrases("commissioning-primary").in(words) ? Duty::commissioning_primary
                                                                 : Duty::commissioning_other;
    }

    void read_delegation(const DelegationClaim& claim) {
        if (claim.reserved || !can_be_constituted(reading_.bodies[claim.body])) return;
        const auto words = beside_names(claim.matter, reading_.bodies);
        const bool buys = std::ranges::any_of(
            claim.functions, [&](const std::string& id) { return words_.function(id)->buys; });
        if (buys) add(claim.body, commissioning_in(words), claim.evidence);
        const bool inequalities = words_.phrases("inequalities").in(words);
        if (inequalities) add(claim.body, Duty::inequalities, claim.evidence);
    }

    // "The Chief Medical Officer is the executive lead for health inequalities"
    void find_named_lead(const Statement& statement) {
        const auto inequalities = words_.phrases("inequalities").find(statement.words);
        if (!inequalities) return;
        const auto lead = words_.phrases("named-lead").find(statement.words);
        if (!lead) return;
        for (const auto& mention : statement.bodies) {
            const bool post = reading_.bodies[mention.body].kind == BodyClass::post;
            const bool near = mention.first <= inequalities->first + 12 &&
                              inequalities->first <= mention.end() + 16;
            if (!post || !near) continue;
            add(mention.body, Duty::inequalities, evidence_of(statement));
            return;
        }
    }

    void add(BodyNumber owner, Duty duty, const Evidence& evidence) {
        for (const auto body : reading_.bodies.meant_by(owner))
            reading_.claims.keep(reading_.claims.duties, {body, duty, evidence});
    }

    Reading& reading_;
    const Vocabulary& words_;
};

}  // namespace

void find_duties(Reading& reading) {
    DutyFinder(reading).run();
}

}  // namespace concord::handbook
