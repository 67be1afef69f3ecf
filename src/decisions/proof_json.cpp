// A proof as canonical JSON and back.
#include "decisions/json_parts.hpp"
#include "decisions/proof.hpp"

namespace concord::decisions {
namespace {

Json link_json(const ProofLink& link) {
    Json value = Json::object();
    put(value, "grant", link.grant);
    put(value, "from", link.from);
    put(value, "to", link.to);
    put(value, "instrument", link.instrument);
    put(value, "document", link.document);
    put(value, "clause", link.clause);
    put(value, "made_on", link.made_on);
    put(value, "ceiling_pence", link.ceiling);
    return value;
}

ProofLink link_of(const Json& value) {
    return {text_of(value, "grant"),      text_of(value, "from"),          text_of(value, "to"),
            text_of(value, "instrument"), text_of(value, "document"),      text_of(value, "clause"),
            date_of(value, "made_on"),    pence_of(value, "ceiling_pence")};
}

Json chain_json(const ProofChain& chain) {
    Json value = Json::object();
    put(value, "function", chain.function);
    put(value, "body", chain.body);
    put(value, "authority", chain.authority);
    put(value, "links", json_list(chain.links, link_json));
    put(value, "ceiling_pence", chain.ceiling);
    put(value, "ceiling_of", chain.ceiling_of);
    return value;
}

ProofChain chain_of(const Json& value) {
    return {text_of(value, "function"),       text_of(value, "body"),
            text_of(value, "authority"),      list_of(value, "links", link_of),
            pence_of(value, "ceiling_pence"), text_of(value, "ceiling_of")};
}

Json member_json(const ProofMember& member) {
    Json value = Json::object();
    put(value, "id", member.id);
    put(value, "seat", member.seat);
    put(value, "kind", member.kind);
    put(value, "role", member.role);
    put(value, "sector", member.sector);
    put(value, "strand", member.strand);
    put(value, "organisation", member.organisation);
    put(value, "votes", member.votes);
    put(value, "must_step_back", member.must_step_back);
    put(value, "may_be_named", member.may_be_named);
    put(value, "interests", json_list(member.interests, [](const ProofInterest& interest) {
            Json item = Json::object();
            put(item, "organisation", interest.organisation);
            put(item, "nature", interest.nature);
            return item;
        }));
    return value;
}

ProofMember member_of(const Json& value) {
    ProofMember member;
    member.id = text_of(value, "id");
    member.seat = text_of(value, "seat");
    member.kind = text_of(value, "kind");
    member.role = text_of(value, "role");
    member.sector = text_of(value, "sector");
    member.strand = text_of(value, "strand");
    member.organisation = text_of(value, "organisation");
    member.votes = truth_of(value, "votes");
    member.must_step_back = truth_of(value, "must_step_back");
    member.may_be_named = truth_of(value, "may_be_named");
    member.interests = list_of(value, "interests", [](const Json& item) {
        return ProofInterest{text_of(item, "organisation"), text_of(item, "nature")};
    });
    return member;
}

Json board_json(const ProofBoard& board) {
    Json value = Json::object();
    put(value, "id", board.id);
    put(value, "name", board.name);
    put(value, "kind", board.kind);
    put(value, "bodies", board.bodies);
    if (board.has_quorum) {
        Json quorum = Json::object();
        put(quorum, "members", board.quorum_members);
        put(quorum, "share", board.quorum_share);
        put(quorum, "roles", board.quorum_roles);
        value["quorum"] = quorum;
    }
    put(value, "vote_allowed", board.vote_allowed);
    put(value, "vote_rule", board.vote_rule);
    put(value, "resolution_rule", board.resolution_rule);
    put(value, "members", json_list(board.members, member_json));
    return value;
}

ProofBoard board_of(const Json& value) {
    ProofBoard board;
    board.id = text_of(value, "id");
    board.name = text_of(value, "name");
    board.kind = text_of(value, "kind");
    board.bodies = texts_of(value, "bodies");
    const auto quorum = value.find("quorum");
    if (quorum != value.end()) {
        board.has_quorum = true;
        board.quorum_members = number_of(*quorum, "members");
        board.quorum_share = text_of(*quorum, "share");
        board.quorum_roles = texts_of(*quorum, "roles");
    }
    board.vote_allowed = truth_of(value, "vote_allowed");
    board.vote_rule = text_of(value, "vote_rule");
    board.resolution_rule = text_of(value, "resolution_rule");
    board.members = list_of(value, "members", member_of);
    return board;
}

Json step_json(const ProofStep& step) {
    Json value = Json::object();
    put(value, "id", step.id);
    put(value, "does", step.does);
    put(value, "authority", step.authority);
    return value;
}

Json document_json(const ProofDocument& document) {
    Json value = Json::object();
    put(value, "id", document.id);
    put(value, "title", document.title);
    put(value, "version", document.version);
    put(value, "sha256", document.sha256);
    return value;
}

}  // namespace

Json to_json(const AuthorityProof& proof) {
    Json value = Json::object();
    value["as_at"] = proof.context.as_at.iso();
    value["profile"] = to_string(proof.context.profile);
    put(value, "question", question_json(proof.question));
    put(value, "decider", proof.decider);
    put(value, "allowed", proof.allowed);
    put(value, "refusal", proof.refusal);
    put(value, "scale", proof.scale);
    put(value, "chains", json_list(proof.chains, chain_json));
    put(value, "ceiling_pence", proof.ceiling);
    put(value, "floor_pence", proof.floor);
    put(value, "conditions", proof.conditions);
    put(value, "steps", json_list(proof.steps, step_json));
    put(value, "more_local", proof.more_local);
    put(value, "others", proof.others);
    put(value, "overlap", proof.overlap);
    put(value, "accountable", proof.accountable);
    put(value, "boards", json_list(proof.boards, board_json));
    put(value, "documents", json_list(proof.documents, document_json));
    return value;
}

AuthorityProof proof_from_json(const Json& value) {
    AuthorityProof proof;
    const auto day = Date::parse(value.at("as_at").get<std::string>());
    const auto profile = parse_rule_profile(value.at("profile").get<std::string>());
    if (!day || !profile) throw Json::other_error::create(501, "no date or profile", &value);
    proof.context = {*day, *profile};
    if (value.contains("question")) proof.question = question_of(value["question"]);
    proof.decider = text_of(value, "decider");
    proof.allowed = truth_of(value, "allowed");
    proof.refusal = text_of(value, "refusal");
    proof.scale = text_of(value, "scale");
    proof.chains = list_of(value, "chains", chain_of);
    proof.ceiling = pence_of(value, "ceiling_pence");
    proof.floor = pence_of(value, "floor_pence");
    proof.conditions = texts_of(value, "conditions");
    proof.steps = list_of(value, "steps", [](const Json& item) {
        return ProofStep{text_of(item, "id"), text_of(item, "does"), text_of(item, "authority")};
    });
    proof.more_local = texts_of(value, "more_local");
    proof.others = texts_of(value, "others");
    proof.overlap = truth_of(value, "overlap");
    proof.accountable = texts_of(value, "accountable");
    proof.boards = list_of(value, "boards", board_of);
    proof.documents = list_of(value, "documents", [](const Json& item) {
        return ProofDocument{text_of(item, "id"), text_of(item, "title"), text_of(item, "version"),
                             text_of(item, "sha256")};
    });
    return proof;
}

}  // namespace concord::decisions
