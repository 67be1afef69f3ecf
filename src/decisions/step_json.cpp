// A step as the canonical JSON that stands in the journal, and back.
#include "decisions/decision.hpp"
#include "decisions/json_parts.hpp"

namespace concord::decisions {
namespace {

Json proposal_json(const Proposal& proposal) {
    Json value = Json::object();
    put(value, "title", proposal.title);
    put(value, "summary", proposal.summary);
    put(value, "decider", proposal.decider);
    put(value, "question", question_json(proposal.question));
    put(value, "level", proposal.level);
    put(value, "why_not_at_place", proposal.why_not_at_place);
    put(value, "openness", proposal.openness);
    put(value, "openness_reason", proposal.openness_reason);
    put(value, "papers", proposal.papers);
    put(value, "replaces", proposal.replaces);
    return value;
}

Proposal proposal_of(const Json& value) {
    Proposal proposal;
    proposal.title = text_of(value, "title");
    proposal.summary = text_of(value, "summary");
    proposal.decider = text_of(value, "decider");
    if (value.contains("question")) proposal.question = question_of(value["question"]);
    proposal.level = text_of(value, "level");
    proposal.why_not_at_place = text_of(value, "why_not_at_place");
    proposal.openness = text_of(value, "openness");
    proposal.openness_reason = text_of(value, "openness_reason");
    proposal.papers = texts_of(value, "papers");
    proposal.replaces = text_of(value, "replaces");
    return proposal;
}

Json meeting_json(const Meeting& meeting) {
    Json value = Json::object();
    put(value, "board", meeting.board);
    put(value, "present", meeting.present);
    put(value, "stepping_back", meeting.stepping_back);
    return value;
}

Meeting meeting_of(const Json& value) {
    return {text_of(value, "board"), texts_of(value, "present"), texts_of(value, "stepping_back")};
}

Json discussion_json(const Discussion& discussion) {
    Json value = Json::object();
    put(value, "views", json_list(discussion.views, [](const View& view) {
            Json item = Json::object();
            put(item, "of", view.of);
            put(item, "says", view.says);
            return item;
        }));
    put(value, "no_differing_views", discussion.no_differing_views);
    put(value, "papers", discussion.papers);
    return value;
}

Discussion discussion_of(const Json& value) {
    return {list_of(value, "views",
                    [](const Json& item) {
                        return View{text_of(item, "of"), text_of(item, "says")};
                    }),
            truth_of(value, "no_differing_views"), texts_of(value, "papers")};
}

Json settling_json(const Settling& settling) {
    Json value = Json::object();
    put(value, "disagreement", settling.disagreement);
    put(value, "principles", settling.principles);
    put(value, "consistency", settling.consistency);
    put(value, "helper_kind", settling.helper_kind);
    put(value, "helper", settling.helper);
    put(value, "reason", settling.reason);
    put(value, "chair", settling.chair);
    return value;
}

Settling settling_of(const Json& value) {
    Settling settling;
    settling.disagreement = text_of(value, "disagreement");
    settling.principles = text_of(value, "principles");
    settling.consistency = text_of(value, "consistency");
    settling.helper_kind = text_of(value, "helper_kind");
    settling.helper = text_of(value, "helper");
    settling.reason = text_of(value, "reason");
    settling.chair = text_of(value, "chair");
    return settling;
}

Json ballot_json(const Ballot& ballot) {
    Json value = Json::object();
    put(value, "board", ballot.board);
    put(value, "for", ballot.in_favour);
    put(value, "against", ballot.against);
    put(value, "abstained", ballot.abstained);
    put(value, "casting", ballot.casting);
    return value;
}

Ballot ballot_of(const Json& value) {
    return {text_of(value, "board"), texts_of(value, "for"), texts_of(value, "against"),
            texts_of(value, "abstained"), text_of(value, "casting")};
}

Json correction_json(const Correction& correction) {
    Json value = Json::object();
    value["sequence"] = correction.sequence;
    put(value, "hash", correction.hash);
    put(value, "fields", json_list(correction.fields, [](const CorrectedField& field) {
            Json item = Json::object();
            put(item, "name", field.name);
            put(item, "was", field.was);
            put(item, "is", field.is);
            return item;
        }));
    return value;
}

Correction correction_of(const Json& value) {
    return {
        value.at("sequence").get<std::int64_t>(), text_of(value, "hash"),
        list_of(value, "fields", [](const Json& item) {
            return CorrectedField{text_of(item, "name"), text_of(item, "was"), text_of(item, "is")};
        })};
}

template <typename Part, typename Read>
void read_part(const Json& value, const char* key, std::optional<Part>& part, Read read) {
    if (value.contains(key)) part = read(value[key]);
}

}  // namespace

std::string payload_of(const Step& step) {
    Json value = Json::object();
    value["form"] = 1;
    value["step"] = std::string(to_string(step.kind));
    value["on"] = step.on.iso();
    put(value, "decision", step.decision);
    put(value, "by", step.by);
    put(value, "outcome", step.outcome);
    put(value, "decided", step.decided);
    put(value, "reason", step.reason);
    if (step.proposal) value["proposal"] = proposal_json(*step.proposal);
    if (step.proof) value["proof"] = to_json(*step.proof);
    put(value, "meetings", json_list(step.meetings, meeting_json));
    if (step.discussion) value["discussion"] = discussion_json(*step.discussion);
    if (step.settling) value["settling"] = settling_json(*step.settling);
    put(value, "ballots", json_list(step.ballots, ballot_json));
    put(value, "evidence", to_json(step.evidence));
    if (step.publication) {
        Json publication = Json::object();
        put(publication, "published_at", step.publication->published_at);
        put(publication, "papers", step.publication->papers);
        value["publication"] = publication;
    }
    if (step.correction) value["correction"] = correction_json(*step.correction);
    return canonical(value);
}

Step step_from_payload(std::string_view payload) {
    const auto value = Json::parse(payload);
    Step step;
    const auto kind = parse_step_kind(value.at("step").get<std::string>());
    const auto day = Date::parse(value.at("on").get<std::string>());
    if (!kind || !day || value.at("form") != 1) {
        throw Json::other_error::create(501, "no step of a decision", &value);
    }
    step.kind = *kind;
    step.on = *day;
    step.decision = text_of(value, "decision");
    step.by = text_of(value, "by");
    step.outcome = text_of(value, "outcome");
    step.decided = text_of(value, "decided");
    step.reason = text_of(value, "reason");
    read_part(value, "proposal", step.proposal, proposal_of);
    read_part(value, "proof", step.proof, proof_from_json);
    step.meetings = list_of(value, "meetings", meeting_of);
    read_part(value, "discussion", step.discussion, discussion_of);
    read_part(value, "settling", step.settling, settling_of);
    step.ballots = list_of(value, "ballots", ballot_of);
    if (value.contains("evidence")) step.evidence = evidence_from_json(value["evidence"]);
    read_part(value, "publication", step.publication, [](const Json& part) {
        return Publication{text_of(part, "published_at"), texts_of(part, "papers")};
    });
    read_part(value, "correction", step.correction, correction_of);
    return step;
}

}  // namespace concord::decisions
