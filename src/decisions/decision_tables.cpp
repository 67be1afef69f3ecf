// The register as tables: a row a decision for builds, a list and a full account for people.
#include <fmt/format.h>

#include "base/text.hpp"
#include "decisions/decisions.hpp"
#include "decisions/facts.hpp"

namespace concord::decisions {
namespace {

void write_row(const Decision& decision, store::RowWriter& rows) {
    const Facts facts(decision);
    const auto& proposal = decision.proposal;
    const auto& question = proposal.question;
    rows.text(decision.id).text(proposal.title).text(to_string(decision.state));
    rows.text(facts.route()).text(facts.outcome()).text(proposal.decider);
    rows.text(question.act).text(question.function).text(question.service);
    rows.text(join(question.places, ";")).money(question.value);
    rows.text(proposal.level).text(proposal.why_not_at_place).text(proposal.openness);
    rows.date(facts.on(facts.proposed)).date(facts.on(facts.decided));
    rows.date(facts.on(facts.published));
    rows.text(facts.proof ? join(facts.proof->accountable, ";") : "");
    if (facts.decided) {
        const auto& there = facts.attendance;
        rows.whole(there.voting).whole(there.present).whole(there.needed);
        rows.whole(static_cast<std::int64_t>(there.stepping_back.size()));
        rows.text(facts.interests());
    } else {
        rows.gap().gap().gap().gap().gap();
    }
    if (decision.route == StepKind::vote) {
        rows.whole(facts.in_favour).whole(facts.against).whole(facts.abstained);
    } else {
        rows.gap().gap().gap();
    }
    rows.truth(!trim(decision.evidence.strategy).empty());
    rows.truth(!trim(decision.evidence.departs).empty());
    rows.text(facts.selection_route()).text(proposal.replaces).whole(facts.corrections);
    rows.whole(decision.last_sequence()).text(decision.steps.back().hash);
    rows.end_row();
}

// The account of one decision, part by part.
class Account {
  public:
    explicit Account(const Decision& decision) : decision_(decision) {
        table_ = {"decision", {{"part"}, {"text"}}, {}};
    }

    Table write() {
        const auto& proposal = decision_.proposal;
        const auto& question = proposal.question;
        add("decision", fmt::format("{}: {}", decision_.id, proposal.title));
        add("state", std::string(to_string(decision_.state)));
        add("summary", proposal.summary);
        add("decider", proposal.decider);
        add("act", question.act);
        add("function", question.function);
        add("service", question.service);
        add("places", join(question.places, ", "));
        add("people", question.people);
        add("value", question.value ? question.value->pounds() : "");
        add("affected", join(question.affected, ", "));
        add("level", proposal.level);
        add("why not at place", proposal.why_not_at_place);
        add("openness", proposal.openness_reason.empty()
                            ? proposal.openness
                            : fmt::format("{}: {}", proposal.openness, proposal.openness_reason));
        add("replaces", proposal.replaces);
        add_authority();
        add_evidence();
        for (const auto& recorded : decision_.steps)
            add_step(recorded);
        return std::move(table_);
    }

  private:
    void add(const std::string& part, const std::string& text) {
        if (!text.empty()) table_.rows.push_back({part, text});
    }

    void add_authority() {
        const Facts facts(decision_);
        if (!facts.proof) return;
        for (const auto& chain : facts.proof->chains) {
            auto text =
                fmt::format("{} holds `{}` ({})", chain.body, chain.function, chain.authority);
            for (const auto& link : chain.links) {
                text += fmt::format(" → {} by {} ({}{}{})", link.to, link.instrument, link.document,
                                    link.clause.empty() ? "" : " ", link.clause);
            }
            if (chain.ceiling) {
                text += fmt::format("; up to {} ({})", chain.ceiling->pounds(), chain.ceiling_of);
            }
            add("authority", text);
        }
        add("stays accountable", join(facts.proof->accountable, ", "));
    }

    void add_evidence() {
        const auto& evidence = decision_.evidence;
        const auto add_aim = [&](const char* name, const Aim& aim) {
            if (aim == Aim()) return;
            add(name, fmt::format("{}; inequalities: {}", aim.effect, aim.inequalities));
        };
        add_aim("aim: health and wellbeing", evidence.health);
        add_aim("aim: quality of services", evidence.quality);
        add_aim("aim: use of resources", evidence.resources);
        add("inequalities", evidence.inequalities);
        add("integration", evidence.integration);
        add("strategy", evidence.strategy);
        add("departs from the strategy", evidence.departs);
        for (const auto& one : evidence.advice)
            add("advice", fmt::format("{}: {}", one.from, one.says));
        for (const auto& one : evidence.insight)
            add("insight", fmt::format("{}: {}", one.from, one.says));
        if (evidence.selection) {
            add("provider selection", fmt::format("{}: {}", join(evidence.selection->routes, ", "),
                                                  evidence.selection->why));
        }
        for (const auto& done : evidence.done)
            add("done before", fmt::format("{}: {}", done.step, done.how));
        for (const auto& [item, reason] : evidence.not_owed)
            add("not owed", fmt::format("{}: {}", item, reason));
    }

    void add_step(const Recorded& recorded) {
        const auto& step = recorded.step;
        lines_ = fmt::format("{} on {} by {}", to_string(step.kind), step.on.iso(), step.by);
        for (const auto& meeting : step.meetings) {
            line("{}: {} took part", meeting.board, join(meeting.present, ", "));
            if (!meeting.stepping_back.empty()) {
                lines_ += fmt::format(", {} stepped back", join(meeting.stepping_back, ", "));
            }
        }
        add_talk(step);
        for (const auto& ballot : step.ballots) {
            line("{} for, {} against, {} abstained", ballot.in_favour.size(), ballot.against.size(),
                 ballot.abstained.size());
        }
        if (!step.outcome.empty()) line("{}: {}", step.outcome, step.decided);
        if (!step.reason.empty()) line("reason: {}", step.reason);
        if (step.publication && !step.publication->published_at.empty()) {
            line("published at {}", step.publication->published_at);
        }
        if (step.correction) {
            for (const auto& field : step.correction->fields) {
                line("entry {}, {}: `{}` instead of `{}`", step.correction->sequence, field.name,
                     field.is, field.was);
            }
        }
        line("recorded at {}, hash {}", recorded.instant, recorded.hash);
        add(fmt::format("entry {}", recorded.sequence), lines_);
    }

    void add_talk(const Step& step) {
        if (step.discussion) {
            for (const auto& view : step.discussion->views)
                line("view of {}: {}", view.of, view.says);
            if (step.discussion->no_differing_views) line("{}", "no views differed");
        }
        if (!step.settling) return;
        const auto said = [&](const char* name, const std::string& text) {
            if (!text.empty()) line("{}: {}", name, text);
        };
        said("disagreement", step.settling->disagreement);
        said("principles", step.settling->principles);
        said("consistency", step.settling->consistency);
        said(step.settling->helper_kind.c_str(), step.settling->helper);
        said("the chair's reason", step.settling->reason);
    }

    template <typename... Parts>
    void line(fmt::format_string<const Parts&...> form, const Parts&... parts) {
        lines_ += '\n' + fmt::format(form, parts...);
    }

    std::string lines_;
    const Decision& decision_;
    Table table_;
};

}  // namespace

const store::TableSchema& decisions_schema() {
    static const store::TableSchema schema = {
        "decisions",
        "the register of decisions as it stood when the system was built, one row a decision",
        {{"decision", ColumnType::text, "its id"},
         {"title", ColumnType::text, "what it is about"},
         {"state", ColumnType::text, "the last step: proposed, discussed, consensus, …, published"},
         {"route", ColumnType::text,
          "how it was decided: consensus, resolved, third-party, chair, "
          "vote"},
         {"outcome", ColumnType::text, "approved or declined"},
         {"decider", ColumnType::text, "the body, committee or post that decides"},
         {"act", ColumnType::text, "what is done"},
         {"function", ColumnType::text, "in which function"},
         {"service", ColumnType::text, "for which service"},
         {"places", ColumnType::text, "where, separated by semicolons"},
         {"value", ColumnType::money, "pounds"},
         {"level", ColumnType::text, "the scale at which it is decided"},
         {"why_not_at_place", ColumnType::text, "why it is not decided nearer to people"},
         {"openness", ColumnType::text, "public, private or confidential"},
         {"proposed_on", ColumnType::date, "the day it was proposed"},
         {"decided_on", ColumnType::date, "the day it was decided"},
         {"published_on", ColumnType::date, "the day it was published"},
         {"accountable", ColumnType::text, "the bodies that stay accountable"},
         {"voting_members", ColumnType::whole_number, "voting members on the day it was decided"},
         {"took_part", ColumnType::whole_number, "of those, how many took part"},
         {"quorum", ColumnType::whole_number, "how many were needed"},
         {"stepped_back", ColumnType::whole_number, "members with an interest who stepped back"},
         {"interests", ColumnType::text, "their interests: organisation and nature"},
         {"votes_for", ColumnType::whole_number, "where there was a vote"},
         {"votes_against", ColumnType::whole_number, "where there was a vote"},
         {"abstained", ColumnType::whole_number, "where there was a vote"},
         {"cites_strategy", ColumnType::truth, "regard to the partnership's strategy is shown"},
         {"departs_from_strategy", ColumnType::truth, "it says why it departs from the strategy"},
         {"selection_route", ColumnType::text, "the route by which a provider was selected"},
         {"replaces", ColumnType::text, "the decision it takes the place of"},
         {"corrections", ColumnType::whole_number, "entries that correct earlier ones"},
         {"last_entry", ColumnType::whole_number, "its last entry in the journal"},
         {"last_hash", ColumnType::text, "that entry's hash"}}};
    return schema;
}

store::RowWriter decision_rows(std::span<const Decision> decisions) {
    store::RowWriter rows(decisions_schema());
    for (const auto& decision : decisions)
        write_row(decision, rows);
    return rows;
}

Table list_of_decisions(std::span<const Decision> decisions) {
    Table table{"decisions",
                {{"decision"},
                 {"title"},
                 {"state"},
                 {"route"},
                 {"outcome"},
                 {"decider"},
                 {"last_step", ColumnType::date},
                 {"entries", ColumnType::whole_number}},
                {}};
    for (const auto& decision : decisions) {
        const Facts facts(decision);
        const auto gap_or = [](const std::string& text) {
            return text.empty() ? Value() : Value(text);
        };
        table.rows.push_back(
            {decision.id, gap_or(decision.proposal.title), std::string(to_string(decision.state)),
             gap_or(facts.route()), gap_or(facts.outcome()), decision.proposal.decider,
             decision.last_on.iso(), static_cast<std::int64_t>(decision.steps.size())});
    }
    return table;
}

Table decision_in_full(const Decision& decision) {
    return Account(decision).write();
}

}  // namespace concord::decisions
