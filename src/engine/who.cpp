// `who`: who may decide, with the chain, or why not; and everything that a holder may decide.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/authority_desk.hpp"
#include "engine/engine.hpp"
#include "engine/who_changes.hpp"
#include "governance/chain_links.hpp"
#include "governance/wording.hpp"

namespace concord {
namespace {

using governance::Evaluator;
using governance::Refusal;
using governance::Verdict;

std::optional<governance::Question> read_question(const WhoQuestion& asked, Answer& answer) {
    governance::Question question{asked.function, asked.act,    asked.service,  asked.places,
                                  asked.people,   std::nullopt, asked.affected, asked.by};
    if (asked.value.empty()) return question;
    question.value = Pence::parse_pounds(asked.value);
    if (question.value && *question.value >= Pence()) return question;
    refuse_usage(answer, fmt::format("`{}` is no amount", shown(asked.value)),
                 "give pounds such as 2400000 or 2400000.00, without comma or sign");
    return std::nullopt;
}

// Every word that is not known is said, with the nearest that is.
void report_unknown(const std::vector<governance::UnknownWord>& unknown, Answer& answer) {
    for (const auto& word : unknown) {
        const auto kind = word.part == "by"         ? "body, committee, post or person"
                          : word.part == "affected" ? "body"
                                                    : word.part;
        refuse_usage(answer, fmt::format("`{}` is no {} here", shown(word.word), kind),
                     word.nearest.empty()
                         ? fmt::format("`concord show {}` lists what is known",
                                       word.part == "by" ? "committees" : "delegations")
                         : fmt::format("did you mean `{}`?", word.nearest));
    }
}

std::string texts(const std::vector<std::string>& parts) {
    return join(parts, "; ");
}

Table empty_who_table() {
    Table table;
    table.name = "who";
    for (const auto* name : {"holder", "name", "kind", "scale", "may_decide", "first", "chain",
                             "limit_low", "limit_high", "quorum", "publicity", "stepping_back",
                             "conditions", "steps", "accountable", "reason", "function"}) {
        table.columns.push_back({name, ColumnType::text});
    }
    return table;
}

// One row a decider with its chain, then one a candidate with the reason against.
void add_rows(const Evaluator& evaluator, const governance::BoundQuestion& question,
              const Verdict& verdict, const governance::WordedAnswer& words, Table& table) {
    const auto& function = evaluator.ground().law->functions.node(question.function).id;
    const auto amount = [](const std::optional<Pence>& pence) {
        return pence ? pence->pounds() : std::string();
    };
    for (std::size_t i = 0; i < words.deciders.size(); ++i) {
        const auto& said = words.deciders[i];
        const auto& decider = verdict.deciders[i];
        table.rows.push_back({said.id, said.name, said.kind, said.scale, std::string("yes"),
                              std::string(said.first ? "yes" : ""), join(said.chains, " | "),
                              amount(decider.floor), amount(decider.ceiling), said.quorum,
                              said.publicity, texts(said.stepping_back), texts(said.conditions),
                              texts(said.steps), texts(said.accountable), std::string(), function});
    }
    for (const auto& said : words.candidates) {
        std::vector<Value> cells(table.columns.size(), std::string());
        cells[0] = said.id;
        cells[1] = said.name;
        cells[4] = std::string("no");
        cells[15] = said.reason;
        cells[16] = function;
        if (const auto number = evaluator.holder(said.id)) {
            const auto& holder = evaluator.ground().scheme->holders[*number];
            cells[2] = std::string(to_string(holder.kind));
            cells[3] = std::string(to_string(holder.scale));
        }
        table.rows.push_back(std::move(cells));
    }
}

Table empty_chains_table() {
    Table table;
    table.name = "who_chains";
    table.columns = {{"function", ColumnType::text},
                     {"holder", ColumnType::text},
                     {"chain", ColumnType::whole_number},
                     {"link", ColumnType::whole_number}};
    for (const auto& column : governance::link_columns())
        table.columns.push_back({column.name, column.type});
    return table;
}

// The chains of one verdict: a row a link, in the order of the deciders.
void add_links(const Evaluator& evaluator, const governance::BoundQuestion& question,
               const Verdict& verdict, Table& table) {
    const auto& function = evaluator.ground().law->functions.node(question.function).id;
    for (const auto& decider : verdict.deciders) {
        const auto& holder = evaluator.ground().scheme->holders[decider.holder].id;
        std::int64_t chain = 0;
        for (const auto& one : decider.chains) {
            ++chain;
            std::int64_t number = 0;
            for (const auto& link : governance::links_of(evaluator, one)) {
                table.rows.push_back({function, holder, chain, ++number, link.holder, link.name,
                                      link.instrument, link.instrument_title,
                                      link.ceiling ? Value(*link.ceiling) : Value(), link.document,
                                      link.clause, link.grant, link.source});
            }
        }
    }
}

// At a terminal only those who come near are named; the others are counted.
std::string who_prose(governance::WordedAnswer words) {
    const auto all = words.candidates.size();
    std::erase_if(words.candidates, [](const governance::WordedCandidate& candidate) {
        return candidate.refusal <= Refusal::outside_scope;
    });
    const auto far = all - words.candidates.size();
    auto text = join(governance::as_lines(words), "\n") + "\n";
    if (far > 0) {
        text += fmt::format("{} hold nothing of this here (--format csv lists them)\n",
                            counted(static_cast<std::int64_t>(far), "other", "others"));
    }
    return text;
}

std::string nodes_text(const governance::Tree& tree,
                       const std::vector<governance::NodeIndex>& set) {
    std::vector<std::string> ids;
    for (const auto node : set)
        ids.push_back(node == governance::root_node ? "everything" : tree.node(node).id);
    return join(ids, " ");
}

Table powers_table(const Evaluator& evaluator, std::uint32_t holder) {
    const auto& ground = evaluator.ground();
    Table table;
    table.name = "powers";
    for (const auto* name : {"holder", "functions", "acts", "services", "places", "people", "chain",
                             "limit_low", "limit_high", "reserved"}) {
        table.columns.push_back({name, ColumnType::text});
    }
    for (const auto& power : evaluator.powers(holder)) {
        std::vector<std::string> reserved;
        for (const auto number : power.reservations)
            reserved.push_back(ground.scheme->reservations[number].id);
        table.rows.push_back(
            {ground.scheme->holders[holder].id, nodes_text(ground.law->functions, power.functions),
             nodes_text(ground.law->acts, power.acts),
             nodes_text(ground.law->services, power.services),
             nodes_text(*ground.places, power.places), nodes_text(ground.law->people, power.people),
             chain_words(evaluator, power.chain),
             power.floor ? power.floor->pounds() : std::string(),
             power.ceiling ? power.ceiling->pounds() : std::string(), join(reserved, " ")});
    }
    return table;
}

void answer_powers(const Evaluator& evaluator, const WhoQuestion& question, Answer& answer) {
    if (question.chains) {
        refuse_usage(answer, "`--chains` are those behind one answer",
                     "leave it out: --everything says the chain of each power");
        return;
    }
    const auto holder = evaluator.holder(question.by);
    if (!holder) {
        refuse_usage(answer,
                     fmt::format("`{}` is no body, committee or post here", shown(question.by)),
                     "name one with --by; `concord show committees` lists them");
        return;
    }
    answer.table = powers_table(evaluator, *holder);
    if (answer.table.rows.empty())
        answer.notes.push_back(fmt::format("`{}` may decide nothing on this day", question.by));
}

// Whether the grant passes the act on: by its name, by a wider one, or with all acts.
bool passes_on(const governance::Grant& grant, governance::NodeIndex act,
               const governance::Tree& acts) {
    return grant.scope.acts.empty() || std::ranges::any_of(grant.scope.acts, [&](const auto& word) {
               const auto node = acts.find(word);
               return node && acts.covers(*node, act);
           });
}

// The topmost functions of the law, and those in which the act was passed on here, in the tree's
// order: between them an answer may differ.
std::set<governance::NodeIndex> functions_to_ask(const Evaluator& evaluator,
                                                 governance::NodeIndex act) {
    const auto& law = *evaluator.ground().law;
    std::set<governance::NodeIndex> found;
    for (governance::NodeIndex i = 1; i < law.functions.size(); ++i) {
        if (law.functions.parent(i) == governance::root_node) found.insert(i);
    }
    for (const auto& grant : evaluator.ground().scheme->grants) {
        if (!passes_on(grant, act, law.acts)) continue;
        for (const auto& word : grant.scope.functions) {
            if (const auto node = law.functions.find(word)) found.insert(*node);
        }
    }
    return found;
}

// The table of what was asked for: the answer's, or its chains.
Table empty_table(bool chains) {
    return chains ? empty_chains_table() : empty_who_table();
}

// Nobody holds every function: without one, each is asked about by itself, and who may not is left
// for the question about that function.
void answer_each_function(const Evaluator& evaluator, governance::BoundQuestion question,
                          bool chains, Answer& answer) {
    const auto& functions = evaluator.ground().law->functions;
    std::vector<std::string> nobody;
    answer.table = empty_table(chains);
    for (const auto function : functions_to_ask(evaluator, question.act)) {
        question.function = function;
        auto verdict = evaluator.who(question);
        verdict.candidates.clear();
        if (verdict.deciders.empty()) {
            nobody.push_back(functions.node(function).id);
            continue;
        }
        if (chains) {
            add_links(evaluator, question, verdict, answer.table);
            continue;
        }
        auto words = governance::in_words(evaluator, question, verdict);
        add_rows(evaluator, question, verdict, words, answer.table);
        answer.prose += who_prose(std::move(words)) + "\n";
    }
    if (!nobody.empty())
        answer.notes.push_back(fmt::format("nobody may decide it of {}", join(nobody, ", ")));
    answer.notes.emplace_back(
        "each function by itself; --function asks about one, with who may not");
    if (answer.table.rows.empty()) answer.outcome = Outcome::refused;
}

}  // namespace

std::unique_ptr<const AuthorityDesk> AuthorityDesk::open(const SystemQuestion& question,
                                                         const EngineOptions& options,
                                                         Answer& answer) {
    auto system = open_governance(question, options, answer);
    if (!system) return nullptr;
    return std::unique_ptr<const AuthorityDesk>(new AuthorityDesk(std::move(system), answer));
}

AuthorityDesk::AuthorityDesk(std::unique_ptr<OpenedSystem> system, Answer opening)
    : system_(std::move(system)),
      opening_(std::move(opening)),
      evaluator_(
          {&system_->governance.law, &system_->governance.scheme, &system_->governance.places},
          system_->diagnostics->context()) {}

Answer AuthorityDesk::who(const WhoQuestion& question) const {
    auto answer = opening_;
    if (question.everything) {
        answer_powers(evaluator_, question, answer);
        return answer;
    }
    const auto asked = read_question(question, answer);
    if (!asked) return answer;
    std::vector<governance::UnknownWord> unknown;
    const auto bound = evaluator_.bind(*asked, unknown);
    if (!bound) {
        report_unknown(unknown, answer);
        return answer;
    }
    if (question.function.empty()) {
        answer_each_function(evaluator_, *bound, question.chains, answer);
        return answer;
    }
    const auto verdict = evaluator_.who(*bound);
    answer.table = empty_table(question.chains);
    if (question.chains) {
        add_links(evaluator_, *bound, verdict, answer.table);
    } else {
        auto words = governance::in_words(evaluator_, *bound, verdict);
        add_rows(evaluator_, *bound, verdict, words, answer.table);
        answer.prose = who_prose(std::move(words));
    }
    if (verdict.deciders.empty()) answer.outcome = Outcome::refused;
    return answer;
}

Answer Engine::who(const WhoQuestion& question) {
    Answer answer;
    if (!question.changed_from.empty()) {
        const auto system = open_governance(question.system, options_, answer);
        if (system) answer_changes(*system, question, answer);
        return answer;
    }
    const auto desk = AuthorityDesk::open(question.system, options_, answer);
    return desk ? desk->who(question) : answer;
}

}  // namespace concord
