#include "decisions/proof.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "governance/holders.hpp"

namespace concord::decisions {
namespace {

using governance::HolderIndex;
using governance::HolderKind;
using governance::HolderNumber;

// Takes what an answer points to out of the scheme and the law.
class Freezing {
  public:
    explicit Freezing(const ProofRequest& request)
        : request_(request), scheme_(*request.ground.scheme), holders_(scheme_) {}

    AuthorityProof run() {
        proof_.context = request_.context;
        proof_.question = request_.question;
        proof_.decider = request_.decider;
        const auto number = holders_.find(request_.decider);
        if (!number) {
            proof_.refusal = fmt::format("`{}` is no holder", request_.decider);
            return std::move(proof_);
        }
        proof_.scale = to_string(holder(*number).scale);
        find_answer(*number);
        add_boards(*number);
        add_documents();
        return std::move(proof_);
    }

  private:
    const governance::Holder& holder(HolderNumber number) const { return scheme_.holders[number]; }

    void find_answer(HolderNumber number) {
        if (!request_.verdict) {
            proof_.refusal =
                request_.problem.empty() ? "the question could not be evaluated" : request_.problem;
            return;
        }
        const auto& verdict = *request_.verdict;
        const auto found =
            std::ranges::find(verdict.deciders, number, &governance::Decider::holder);
        if (found == verdict.deciders.end()) {
            proof_.refusal = refusal_of(number);
            return;
        }
        proof_.allowed = true;
        add_decider(*found);
        for (const auto& other : verdict.deciders) {
            if (other.holder == number) continue;
            proof_.others.push_back(holder(other.holder).id);
            if (other.scale < found->scale) proof_.more_local.push_back(holder(other.holder).id);
        }
        const bool is_first = std::ranges::find(verdict.first, number) != verdict.first.end();
        proof_.overlap = verdict.overlap && is_first;
    }

    std::string refusal_of(HolderNumber number) const {
        const auto& candidates = request_.verdict->candidates;
        const auto found = std::ranges::find(candidates, number, &governance::Candidate::holder);
        if (found == candidates.end()) return "the answer does not name it";
        const bool known = found->detail_holder < scheme_.holders.size();
        if (known && found->refusal == governance::Refusal::above_ceiling) {
            return fmt::format("above a ceiling of `{}`", holder(found->detail_holder).id);
        }
        if (known && found->refusal == governance::Refusal::reserved) {
            return fmt::format("reserved by `{}`", holder(found->detail_holder).id);
        }
        return std::string(to_string(found->refusal));
    }

    void add_decider(const governance::Decider& decider) {
        std::set<std::string> accountable;
        for (const auto& chain : decider.chains) {
            proof_.chains.push_back(frozen(chain));
            accountable.insert(proof_.chains.back().body);
        }
        proof_.accountable.assign(accountable.begin(), accountable.end());
        proof_.ceiling = decider.ceiling;
        proof_.floor = decider.floor;
        proof_.conditions = decider.conditions;
        stepping_back_ = decider.stepping_back;
        for (const auto number : decider.steps) {
            const auto& step = request_.ground.law->steps[number];
            proof_.steps.push_back({step.id, step.does, step.authority});
        }
    }

    ProofChain frozen(const governance::Chain& chain) {
        const auto& root = request_.ground.law->roots[chain.root];
        ProofChain result{root.function, holder(chain.root_holder).id, root.authority, {}, {}, {}};
        for (const auto number : chain.grants) {
            const auto& grant = scheme_.grants[number];
            result.links.push_back({grant.id, grant.from, grant.to, grant.instrument,
                                    grant.source.document, grant.source.clause, grant.made_on,
                                    grant.ceiling});
            named_documents_.insert(grant.source.document);
        }
        result.ceiling = chain.ceiling;
        if (chain.ceiling) result.ceiling_of = holder(chain.ceiling_holder).id;
        return result;
    }

    // Committees in common decide each for its own body.
    void add_boards(HolderNumber number) {
        if (holder(number).kind != HolderKind::committees_in_common) {
            proof_.boards.push_back(frozen_board(number));
            const auto& members = holder(number).members;
            for (const auto index : stepping_back_)
                mark_stepping_back(proof_.boards.back(), members[index].id);
            return;
        }
        for (const auto parent : holders_.parents(number))
            proof_.boards.push_back(frozen_board(parent));
    }

    static void mark_stepping_back(ProofBoard& board, const std::string& id) {
        for (auto& member : board.members) {
            if (member.id == id) member.must_step_back = true;
        }
    }

    ProofBoard frozen_board(HolderNumber number) {
        const auto& from = holder(number);
        ProofBoard board;
        board.id = from.id;
        board.name = from.name;
        board.kind = to_string(from.kind);
        for (const auto body : holders_.bodies(number))
            board.bodies.push_back(holder(body).id);
        if (from.quorum) {
            board.has_quorum = true;
            board.quorum_members = from.quorum->members;
            if (from.quorum->share) board.quorum_share = fmt::format("{}", *from.quorum->share);
            board.quorum_roles = from.quorum->roles;
            named_documents_.insert(from.quorum->source.document);
        }
        named_documents_.insert(from.terms_of_reference);
        board.vote_allowed = from.vote_allowed.value_or(false);
        board.vote_rule = from.vote_rule;
        board.resolution_rule = resolution_rule_of(number);
        for (const auto& member : from.members) {
            if (member.period.contains(request_.context.as_at)) {
                board.members.push_back(frozen_member(from, member, board.bodies));
            }
        }
        return board;
    }

    // A committee that has no rule of its own settles disagreement as its body's constitution says.
    std::string resolution_rule_of(HolderNumber number) const {
        if (!holder(number).resolution_rule.empty()) return holder(number).resolution_rule;
        for (const auto body : holders_.bodies(number)) {
            if (!holder(body).resolution_rule.empty()) return holder(body).resolution_rule;
        }
        return {};
    }

    ProofMember frozen_member(const governance::Holder& of, const governance::Member& member,
                              const std::vector<std::string>& bodies) const {
        ProofMember result;
        result.id = member.id.empty() ? member.seat : member.id;
        result.seat = member.seat;
        result.kind = member.kind;
        result.role = member.role;
        result.sector = member.sector;
        result.strand = member.strand;
        result.organisation = member.organisation;
        result.votes = member.voting || of.kind == HolderKind::post;
        result.may_be_named = member.may_be_named;
        const auto own = member.organisation.empty() ? bodies : std::vector{member.organisation};
        for (const auto& organisation : own) {
            if (is_affected(organisation)) result.interests.push_back({organisation, "member of"});
        }
        for (const auto& interest : scheme_.interests) {
            const bool is_theirs = interest.member == member.id ||
                                   (!member.seat.empty() && interest.member == member.seat) ||
                                   (of.kind == HolderKind::post && interest.member == of.id);
            if (is_theirs && interest.period.contains(request_.context.as_at) &&
                is_affected(interest.organisation)) {
                result.interests.push_back({interest.organisation, interest.nature});
            }
        }
        result.must_step_back = !result.interests.empty();
        return result;
    }

    bool is_affected(const std::string& organisation) const {
        return std::ranges::find(request_.question.affected, organisation) !=
               request_.question.affected.end();
    }

    void add_documents() {
        for (const auto& id : named_documents_) {
            if (id.empty()) continue;
            ProofDocument document{id, {}, {}, digest_of(request_.documents, id)};
            const auto known = std::ranges::find(scheme_.documents, id, &governance::Document::id);
            if (known != scheme_.documents.end()) {
                document.title = known->title;
                document.version = known->version;
            }
            proof_.documents.push_back(std::move(document));
        }
        for (const auto& file : request_.files)
            proof_.documents.push_back({file.name, {}, {}, file.sha256});
    }

    static std::string digest_of(const std::vector<KnownDigest>& digests, const std::string& id) {
        const auto found = std::ranges::find(digests, id, &KnownDigest::name);
        return found == digests.end() ? std::string() : found->sha256;
    }

    const ProofRequest& request_;
    const governance::Scheme& scheme_;
    HolderIndex holders_;
    AuthorityProof proof_;
    std::vector<std::uint32_t> stepping_back_;
    std::set<std::string> named_documents_;
};

}  // namespace

AuthorityProof make_proof(const ProofRequest& request) {
    return Freezing(request).run();
}

}  // namespace concord::decisions
