// The register for everybody: published decisions with their grounds. A person is named only where
// the constitution says that this is public already; interests are an organisation and a nature.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "decisions/decisions.hpp"
#include "decisions/facts.hpp"
#include "decisions/json_parts.hpp"

namespace concord::decisions {
namespace {

constexpr std::string_view left_out = "[left out]";

bool is_letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// An address of electronic mail, or a number as long as a telephone's or a patient's.
bool is_contact(std::string_view word) {
    const auto at = word.find('@');
    const bool is_address =
        at != std::string_view::npos && at > 0 && word.find('.', at) != std::string_view::npos;
    const auto digits = std::ranges::count_if(word, [](char c) { return c >= '0' && c <= '9'; });
    const auto letters = std::ranges::count_if(
        word, [](char c) { return is_letter_or_digit(c) && (c < '0' || c > '9'); });
    return is_address || (digits >= 9 && letters == 0);
}

// Texts of minutes are written to be read; contact details that slipped in stay out.
std::string without_contacts(std::string_view text) {
    std::string result;
    std::size_t i = 0;
    while (i < text.size()) {
        auto end = text.find_first_of(" \t\n,;()<>", i);
        end = end == std::string_view::npos ? text.size() : end;
        const auto word = text.substr(i, end - i);
        result += is_contact(word) ? left_out : word;
        if (end < text.size()) result += text[end];
        i = end + 1;
    }
    return result;
}

// The names that may stand in open data: seats, organisations, boards, and people whose sitting
// there is public already.
class PublicNames {
  public:
    explicit PublicNames(const Decision& decision) {
        for (const auto& recorded : decision.steps) {
            if (recorded.step.proof) add(*recorded.step.proof);
            names_.insert(recorded.step.by);
        }
        const auto& affected = decision.proposal.question.affected;
        names_.insert(affected.begin(), affected.end());
    }

    // The name, or the seat of the person whose id it is, or nothing.
    std::string of(const std::string& name) const {
        if (names_.contains(name)) return name;
        const auto seat = seats_.find(name);
        return seat == seats_.end() ? std::string() : seat->second;
    }

  private:
    void add(const AuthorityProof& proof) {
        names_.insert(proof.accountable.begin(), proof.accountable.end());
        for (const auto& board : proof.boards) {
            names_.insert(board.id);
            names_.insert(board.bodies.begin(), board.bodies.end());
            for (const auto& member : board.members) {
                names_.insert(member.seat);
                names_.insert(member.organisation);
                if (member.may_be_named) names_.insert(member.id);
                seats_[member.id] = member.seat.empty() ? member.kind : member.seat;
            }
        }
    }

    std::set<std::string> names_;
    std::map<std::string, std::string> seats_;
};

bool is_open(const Decision& decision) {
    return decision.state == StepKind::published;
}

Json members_json(const ProofBoard& board, const std::vector<Meeting>& meetings) {
    const auto meeting = std::ranges::find(meetings, board.id, &Meeting::board);
    const auto holds = [&](const std::vector<std::string>& names, const ProofMember& member) {
        return std::ranges::any_of(
            names, [&](const std::string& name) { return find_member(board, name) == &member; });
    };
    return json_list(board.members, [&](const ProofMember& member) {
        Json value = Json::object();
        if (member.may_be_named) put(value, "name", member.id);
        put(value, "seat", member.seat);
        put(value, "kind", member.kind);
        put(value, "role", member.role);
        put(value, "organisation", member.organisation);
        put(value, "votes", member.votes);
        if (meeting == meetings.end()) return value;
        put(value, "took_part", holds(meeting->present, member));
        put(value, "stepped_back", holds(meeting->stepping_back, member));
        return value;
    });
}

Json authority_json(const AuthorityProof& proof) {
    auto whole = to_json(proof);
    Json value = Json::object();
    for (const auto* key : {"as_at", "profile", "chains", "ceiling_pence", "floor_pence",
                            "conditions", "steps", "accountable", "documents"}) {
        if (whole.contains(key)) value[key] = whole[key];
    }
    return value;
}

Json evidence_json(const Evidence& evidence, const PublicNames& names) {
    auto open = evidence;
    for (auto* counsels : {&open.advice, &open.insight}) {
        for (auto& counsel : *counsels)
            counsel.from = names.of(counsel.from);
    }
    return to_json(open);
}

Json views_json(const Decision& decision, const PublicNames& names) {
    Json views = Json::array();
    for (const auto& recorded : decision.steps) {
        if (!recorded.step.discussion) continue;
        for (const auto& view : recorded.step.discussion->views) {
            Json value = Json::object();
            put(value, "of", names.of(view.of));
            put(value, "says", view.says);
            views.push_back(value);
        }
    }
    return views;
}

Json entries_json(const Decision& decision) {
    return json_list(decision.steps, [](const Recorded& recorded) {
        Json value = Json::object();
        value["sequence"] = recorded.sequence;
        value["hash"] = recorded.hash;
        value["step"] = std::string(to_string(recorded.step.kind));
        value["on"] = recorded.step.on.iso();
        put(value, "by", recorded.step.by);
        return value;
    });
}

// Every text in the value without contact details.
void clean(Json& value) {
    if (value.is_string()) {
        const auto& text = value.get_ref<const std::string&>();
        const bool is_hash = text.size() == 64 && text.find(' ') == std::string::npos;
        if (!is_hash) value = without_contacts(text);
    } else if (value.is_structured()) {
        for (auto& item : value)
            clean(item);
    }
}

Json decision_json(const Decision& decision) {
    const Facts facts(decision);
    const PublicNames names(decision);
    const auto& proposal = decision.proposal;
    Json value = Json::object();
    put(value, "decision", decision.id);
    put(value, "decider", proposal.decider);
    put(value, "level", proposal.level);
    put(value, "openness", proposal.openness);
    put(value, "openness_reason", proposal.openness_reason);
    put(value, "replaces", proposal.replaces);
    value["entries"] = entries_json(decision);
    if (facts.is_confidential()) return value;
    put(value, "title", proposal.title);
    put(value, "summary", proposal.summary);
    put(value, "question", question_json(proposal.question));
    put(value, "why_not_at_place", proposal.why_not_at_place);
    put(value, "route", facts.route());
    put(value, "outcome", facts.outcome());
    if (facts.decided) put(value, "decided", facts.decided->step.decided);
    put(value, "evidence", evidence_json(decision.evidence, names));
    put(value, "views", views_json(decision, names));
    put(value, "interests", facts.interests());
    if (decision.route == StepKind::vote) {
        value["votes"] = {
            {"for", facts.in_favour}, {"against", facts.against}, {"abstained", facts.abstained}};
    }
    if (facts.proof) {
        value["authority"] = authority_json(*facts.proof);
        value["boards"] = json_list(facts.proof->boards, [&](const ProofBoard& board) {
            Json item = Json::object();
            put(item, "board", board.id);
            put(item, "members", members_json(board, facts.decided->step.meetings));
            return item;
        });
    }
    if (facts.published && facts.published->step.publication) {
        put(value, "published_at", facts.published->step.publication->published_at);
    }
    return value;
}

std::vector<Decision> open_ones(std::span<const Decision> decisions) {
    std::vector<Decision> open;
    for (const auto& decision : decisions) {
        if (is_open(decision)) open.push_back(corrected(decision));
    }
    return open;
}

std::vector<Value> open_row(const Decision& decision) {
    const Facts facts(decision);
    const auto& proposal = decision.proposal;
    const bool open = !facts.is_confidential();
    const auto text = [&](const std::string& value, bool shown_always = false) {
        return value.empty() || !(open || shown_always) ? Value() : Value(without_contacts(value));
    };
    const auto number = [&](std::int64_t value, bool holds = true) {
        return open && holds ? Value(value) : Value();
    };
    const auto day = [](const Recorded* recorded) {
        return recorded ? Value(recorded->step.on.iso()) : Value();
    };
    const bool voted = decision.route == StepKind::vote;
    const auto& question = proposal.question;
    const auto& publication = facts.published->step.publication;
    return {text(decision.id, true),
            text(proposal.title),
            text(proposal.decider, true),
            text(question.act),
            text(question.function),
            text(question.service),
            text(join(question.places, ";")),
            question.value && open ? Value(question.value->pounds()) : Value(),
            text(proposal.level, true),
            text(proposal.why_not_at_place),
            text(proposal.openness, true),
            text(proposal.openness_reason, true),
            text(facts.route()),
            text(facts.outcome()),
            text(facts.decided ? facts.decided->step.decided : ""),
            day(facts.proposed),
            day(facts.decided),
            day(facts.published),
            text(publication ? publication->published_at : ""),
            text(facts.proof ? join(facts.proof->accountable, ";") : ""),
            number(facts.attendance.voting),
            number(facts.attendance.present),
            number(facts.attendance.needed),
            number(static_cast<std::int64_t>(facts.attendance.stepping_back.size())),
            text(facts.interests()),
            number(facts.in_favour, voted),
            number(facts.against, voted),
            number(facts.abstained, voted),
            text(decision.evidence.strategy),
            text(decision.evidence.departs),
            text(facts.selection_route()),
            text(proposal.replaces, true),
            Value(facts.corrections),
            Value(decision.last_sequence()),
            Value(decision.steps.back().hash)};
}

}  // namespace

Table open_decisions(std::span<const Decision> decisions) {
    constexpr auto whole = ColumnType::whole_number;
    constexpr auto day = ColumnType::date;
    Table table{"open_decisions",
                {{"decision"},
                 {"title"},
                 {"decider"},
                 {"act"},
                 {"function"},
                 {"service"},
                 {"places"},
                 {"value"},
                 {"level"},
                 {"why_not_at_place"},
                 {"openness"},
                 {"openness_reason"},
                 {"route"},
                 {"outcome"},
                 {"decided"},
                 {"proposed_on", day},
                 {"decided_on", day},
                 {"published_on", day},
                 {"published_at"},
                 {"accountable"},
                 {"voting_members", whole},
                 {"took_part", whole},
                 {"quorum", whole},
                 {"stepped_back", whole},
                 {"interests"},
                 {"votes_for", whole},
                 {"votes_against", whole},
                 {"abstained", whole},
                 {"strategy"},
                 {"departs_from_strategy"},
                 {"selection_route"},
                 {"replaces"},
                 {"corrections", whole},
                 {"last_entry", whole},
                 {"last_hash"}},
                {}};
    for (const auto& decision : open_ones(decisions))
        table.rows.push_back(open_row(decision));
    return table;
}

std::string open_decisions_json(std::span<const Decision> decisions,
                                const store::JournalHead& head) {
    Json value = Json::object();
    value["register"] = {{"entries", head.sequence}, {"head", head.hash}};
    value["decisions"] = Json::array();
    for (const auto& decision : open_ones(decisions)) {
        auto one = decision_json(decision);
        clean(one);
        value["decisions"].push_back(std::move(one));
    }
    return value.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace concord::decisions
