#include "governance/question_tables.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "governance/chain_links.hpp"
#include "governance/wording.hpp"

namespace concord::governance {
namespace {

using store::RowWriter;

constexpr auto text = ColumnType::text;
constexpr auto whole = ColumnType::whole_number;
constexpr auto money = ColumnType::money;
constexpr auto truth = ColumnType::truth;

store::TableSchema asked_schema() {
    return {"questions",
            "questions that people ask of a system, each with whom to ask first",
            {{"question", text, "its id"},
             {"asked", text, "as a person asks it"},
             {"function", text, "the function"},
             {"act", text, "what is done; empty: everything"},
             {"service", text, "for which service; empty: every service"},
             {"places", text, "where; empty: everywhere"},
             {"people", text, "for whom; empty: everybody"},
             {"value", money, "pounds; empty: limits are conditions"},
             {"affects", text, "bodies that stand to gain or lose"},
             {"outcome", text,
              "decided: somebody may; overlap: two may, and nothing says who goes "
              "first; nobody: nobody may; unknown: a word of it is not known"},
             {"first", text, "whom to ask first"},
             {"in_words", text, "the question in the words of law and scheme"},
             {"summary", text, "the answer in a sentence"},
             {"source", text, "file and line of the question"}}};
}

store::TableSchema answers_schema() {
    return {"question_answers",
            "for each question everybody who may decide, and everybody who may not with the reason",
            {{"question", text, "the question"},
             {"holder", text, "the body, committee or post"},
             {"name", text, "its name"},
             {"kind", text, "the kind of body, committee or post"},
             {"scale", text, "neighbourhood, place, system, supra-system, region or national"},
             {"may_decide", truth, "whether it may"},
             {"first", truth, "whether it is the first to ask"},
             {"refusal", text, "the first thing that stands against it"},
             {"reason", text, "the same with the record that refuses"},
             {"limit_low", money, "from so many pounds on; empty: from nothing"},
             {"limit_high", money, "up to so many pounds; empty: without end"},
             {"quorum", text, "how many must be there"},
             {"publicity", text, "whether it meets in public and publishes its papers"},
             {"stepping_back", text, "members with an interest, who take no part"},
             {"conditions", text, "what must hold besides, one a line"},
             {"steps", text, "what is to be done before, one a line"},
             {"accountable", text, "the bodies that stay accountable"}}};
}

store::TableSchema links_schema() {
    store::TableSchema schema = {
        "question_links",
        "the chains of power behind each answer, link by link from the body that law names",
        {{"question", text, "the question"},
         {"holder", text, "who may decide by this chain"},
         {"chain", whole, "its number among the holder's chains, from 1"},
         {"link", whole, "the link's number in the chain, from 1"}}};
    const auto columns = link_columns();
    schema.columns.insert(schema.columns.end(), columns.begin(), columns.end());
    return schema;
}

// A bound question of the catalogue speaks of the one system that has places, where there is one.
void stay_at_home(const Ground& ground, BoundQuestion& question) {
    if (!question.places.empty()) return;
    const auto& places = *ground.places;
    std::optional<NodeIndex> home;
    for (NodeIndex node = 1; node < places.size(); node = places.last_below(node) + 1) {
        if (places.last_below(node) == node) continue;
        if (home) return;
        home = node;
    }
    if (home) question.places = {*home};
}

class Answering {
  public:
    explicit Answering(const Evaluator& evaluator)
        : evaluator_(evaluator),
          ground_(evaluator.ground()),
          asked_(asked_schema()),
          answers_(answers_schema()),
          links_(links_schema()) {}

    void add(const AskedQuestion& item) {
        std::vector<UnknownWord> unknown;
        auto bound = evaluator_.bind(item.question, unknown);
        if (!bound) return add_question(item, "unknown", {}, {});
        if (!item.is_own) stay_at_home(ground_, *bound);
        const auto verdict = evaluator_.who(*bound);
        const auto words = in_words(evaluator_, *bound, verdict);
        add_question(item,
                     verdict.first.empty() ? "nobody"
                     : verdict.overlap     ? "overlap"
                                           : "decided",
                     verdict, words);
        for (std::size_t i = 0; i < verdict.deciders.size(); ++i)
            add_decider(item.id, verdict.deciders[i], words.deciders[i]);
        for (const auto& candidate : words.candidates)
            add_candidate(item.id, candidate);
    }

    std::vector<RowWriter> take() {
        std::vector<RowWriter> all;
        all.push_back(std::move(asked_));
        all.push_back(std::move(answers_));
        all.push_back(std::move(links_));
        return all;
    }

  private:
    void add_question(const AskedQuestion& item, std::string_view outcome, const Verdict& verdict,
                      const WordedAnswer& words) {
        const auto& question = item.question;
        std::vector<std::string> first;
        for (const auto holder : verdict.first)
            first.push_back(ground_.scheme->holders[holder].id);
        asked_.text(item.id).text(item.asked).text(question.function).text(question.act);
        asked_.text(question.service).text(join(question.places, ";")).text(question.people);
        asked_.money(question.value).text(join(question.affected, ";"));
        asked_.text(outcome).text(join(first, ";")).text(words.question).text(words.summary);
        asked_.text(item.is_own ? to_string(item.place) : "the catalogue's questions").end_row();
    }

    void add_decider(const std::string& question, const Decider& decider,
                     const WordedDecider& words) {
        answers_.text(question).text(words.id).text(words.name).text(words.kind).text(words.scale);
        answers_.truth(true).truth(words.first).gap().gap();
        answers_.money(decider.floor).money(decider.ceiling);
        answers_.text(words.quorum).text(words.publicity).text(join(words.stepping_back, ";"));
        answers_.text(join(words.conditions, "\n")).text(join(words.steps, "\n"));
        answers_.text(join(words.accountable, "; ")).end_row();
        std::int64_t number = 0;
        for (const auto& chain : decider.chains)
            add_chain({question, words.id, ++number}, chain);
    }

    void add_candidate(const std::string& question, const WordedCandidate& candidate) {
        const auto number = evaluator_.holder(candidate.id);
        const auto& holder = ground_.scheme->holders[number.value()];
        answers_.text(question).text(candidate.id).text(candidate.name);
        answers_.text(holder.kind == HolderKind::body ? holder.body_kind : to_string(holder.kind));
        answers_.text(to_string(holder.scale)).truth(false).truth(false);
        answers_.text(to_string(candidate.refusal)).text(candidate.reason);
        for (int i = 0; i < 8; ++i)
            answers_.gap();
        answers_.end_row();
    }

    struct Where {
        const std::string& question;
        const std::string& holder;
        std::int64_t chain = 0;
    };

    void add_chain(const Where& where, const Chain& chain) {
        std::int64_t number = 0;
        for (const auto& link : links_of(evaluator_, chain)) {
            links_.text(where.question).text(where.holder).whole(where.chain).whole(++number);
            links_.text(link.holder).text(link.name).text(link.instrument);
            links_.text(link.instrument_title).money(link.ceiling).text(link.document);
            if (number == 1)
                links_.gap().gap().gap();
            else
                links_.text(link.clause).text(link.grant).text(link.source);
            links_.end_row();
        }
    }

    const Evaluator& evaluator_;
    const Ground& ground_;
    RowWriter asked_;
    RowWriter answers_;
    RowWriter links_;
};

}  // namespace

std::vector<store::TableSchema> question_schemas() {
    return {asked_schema(), answers_schema(), links_schema()};
}

std::vector<RowWriter> question_rows(const Evaluator& evaluator,
                                     std::span<const AskedQuestion> questions) {
    Answering answering(evaluator);
    for (const auto& question : questions)
        answering.add(question);
    return answering.take();
}

store::TableSchema terms_schema() {
    return {"governance_terms",
            "the words of law and scheme with their titles",
            {{"kind", text, "function, act, service, people, place or instrument"},
             {"id", text, "as it stands in files"},
             {"title", text, "in words"},
             {"part_of", text, "what it is part of"},
             {"authority", text, "the law or guidance it rests on"}}};
}

RowWriter terms_rows(const Evaluator& evaluator) {
    RowWriter rows(terms_schema());
    const auto& law = *evaluator.ground().law;
    const auto add_tree = [&](std::string_view kind, const Tree& tree) {
        for (NodeIndex i = 1; i < tree.size(); ++i) {
            const auto& node = tree.node(i);
            rows.text(kind).text(node.id).text(node.title).text(node.parent).text(node.authority);
            rows.end_row();
        }
    };
    add_tree("function", law.functions);
    add_tree("act", law.acts);
    add_tree("service", law.services);
    add_tree("people", law.people);
    add_tree("place", *evaluator.ground().places);
    for (const auto& item : law.instruments) {
        rows.text("instrument").text(item.id).text(item.title).gap().text(item.authority);
        rows.end_row();
    }
    return rows;
}

}  // namespace concord::governance
