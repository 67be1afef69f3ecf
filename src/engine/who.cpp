// `who`: who may decide, with the chain, or why not; and everything that a holder may decide.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/engine.hpp"
#include "engine/located_system.hpp"
#include "governance/answer_words.hpp"

namespace concord {
namespace {

using governance::Candidate;
using governance::Decider;
using governance::Evaluator;
using governance::Ground;
using governance::pounds_text;
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
        refuse_usage(answer, fmt::format("`{}` is no {} here", shown(word.word), word.part),
                     word.nearest.empty()
                         ? fmt::format("`concord show {}` lists what is known",
                                       word.part == "by" ? "committees" : "delegations")
                         : fmt::format("did you mean `{}`?", word.nearest));
    }
}

std::string texts(const std::vector<std::string>& parts) {
    return join(parts, "; ");
}

class Telling {
  public:
    Telling(const Evaluator& evaluator, const Verdict& verdict)
        : evaluator_(evaluator), ground_(evaluator.ground()), verdict_(verdict) {}

    Table table() const {
        Table table;
        table.name = "who";
        for (const auto* name :
             {"holder", "name", "kind", "scale", "may_decide", "first", "chain", "instrument",
              "limit_low", "limit_high", "quorum", "meets_in_public", "stepping_back", "conditions",
              "steps", "accountable", "reason", "source"}) {
            table.columns.push_back({name, ColumnType::text});
        }
        for (const auto& decider : verdict_.deciders)
            table.rows.push_back(row(decider));
        for (const auto& candidate : verdict_.candidates)
            table.rows.push_back(row(candidate));
        return table;
    }

    std::string prose() const {
        std::string text = verdict_.deciders.empty() ? "Nobody may decide this.\n" : first();
        for (const auto& decider : verdict_.deciders)
            text += tell(decider);
        return text + refusals();
    }

  private:
    // Those who come near, each with the reason; the others are counted.
    std::string refusals() const {
        std::string text;
        std::size_t far = 0;
        for (const auto& candidate : verdict_.candidates) {
            if (candidate.refusal <= Refusal::no_grant) {
                ++far;
                continue;
            }
            text += fmt::format("  {}: {}\n", holder(candidate.holder).id,
                                refusal_text(ground_, candidate));
        }
        if (far > 0) {
            text +=
                fmt::format("  {}: nothing of this was passed to them (--format csv lists them)\n",
                            counted(static_cast<std::int64_t>(far), "other", "others"));
        }
        return text.empty() ? text : "\nWho may not, and why\n" + text;
    }

    const governance::Holder& holder(std::uint32_t number) const {
        return ground_.scheme->holders[number];
    }

    bool is_first(std::uint32_t number) const {
        return std::ranges::find(verdict_.first, number) != verdict_.first.end();
    }

    std::string first() const {
        std::vector<std::string> names;
        for (const auto number : verdict_.first)
            names.push_back(holder(number).name);
        return fmt::format("Ask first: {}{}\n", join(names, " and "),
                           verdict_.overlap ? " (both may decide at one scale, and nothing says "
                                              "which goes first)"
                                            : "");
    }

    std::string accountable(const Decider& decider) const {
        std::vector<std::string> names;
        for (const auto& chain : decider.chains) {
            const auto& name = holder(chain.root_holder).name;
            if (std::ranges::find(names, name) == names.end()) names.push_back(name);
        }
        return texts(names);
    }

    std::string steps(const Decider& decider) const {
        std::vector<std::string> parts;
        for (const auto step : decider.steps)
            parts.push_back(fmt::format("{} ({})", ground_.law->steps[step].does,
                                        ground_.law->steps[step].authority));
        return texts(parts);
    }

    std::string stepping_back(const Decider& decider) const {
        std::vector<std::string> parts;
        for (const auto member : decider.stepping_back)
            parts.push_back(holder(decider.holder).members[member].id);
        return texts(parts);
    }

    std::string chains(const Decider& decider) const {
        std::vector<std::string> parts;
        for (const auto& chain : decider.chains)
            parts.push_back(chain_text(ground_, chain));
        return join(parts, " | ");
    }

    std::vector<Value> row(const Decider& decider) const {
        const auto& known = holder(decider.holder);
        const bool has_chain = !decider.chains.empty();
        const auto open = known.meets_in_public;
        return {known.id,
                known.name,
                std::string(to_string(known.kind)),
                std::string(to_string(decider.scale)),
                std::string("yes"),
                std::string(is_first(decider.holder) ? "yes" : ""),
                chains(decider),
                has_chain ? instrument_text(ground_, decider.chains.front()) : std::string(),
                decider.floor ? decider.floor->pounds() : std::string(),
                decider.ceiling ? decider.ceiling->pounds() : std::string(),
                quorum_text(ground_, decider),
                std::string(!open   ? ""
                            : *open ? "yes"
                                    : "no"),
                stepping_back(decider),
                texts(decider.conditions),
                steps(decider),
                accountable(decider),
                std::string(),
                has_chain ? source_text(ground_, decider.chains.front()) : std::string()};
    }

    std::vector<Value> row(const Candidate& candidate) const {
        const auto& known = holder(candidate.holder);
        std::vector<Value> cells(18, std::string());
        cells[0] = known.id;
        cells[1] = known.name;
        cells[2] = std::string(to_string(known.kind));
        cells[3] = std::string(to_string(known.scale));
        cells[4] = std::string("no");
        cells[16] = refusal_text(ground_, candidate);
        return cells;
    }

    std::string tell(const Decider& decider) const {
        const auto& known = holder(decider.holder);
        auto text = fmt::format("\n{} ({}, {})\n", known.name, to_string(known.kind),
                                to_string(decider.scale));
        for (const auto& chain : decider.chains)
            text += "  by        " + chain_text(ground_, chain) + "\n";
        const auto line = [&](const char* what, const std::string& said) {
            if (!said.empty()) text += fmt::format("  {:<9} {}\n", what, said);
        };
        line("from", pounds_text(decider.floor));
        line("up to", pounds_text(decider.ceiling));
        line("quorum", quorum_text(ground_, decider));
        if (known.meets_in_public)
            line("meeting", *known.meets_in_public ? "in public" : "private");
        line("back", stepping_back(decider));
        for (const auto& condition : decider.conditions)
            line("only if", condition);
        for (const auto step : decider.steps)
            line("before", fmt::format("{} ({})", ground_.law->steps[step].does,
                                       ground_.law->steps[step].authority));
        line("remains", accountable(decider) + " accountable");
        return text;
    }

    const Evaluator& evaluator_;
    const Ground& ground_;
    const Verdict& verdict_;
};

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
                             "instrument", "limit_low", "limit_high", "reserved", "source"}) {
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
             chain_text(ground, power.chain), instrument_text(ground, power.chain),
             power.floor ? power.floor->pounds() : std::string(),
             power.ceiling ? power.ceiling->pounds() : std::string(), join(reserved, " "),
             source_text(ground, power.chain)});
    }
    return table;
}

void answer_powers(const Evaluator& evaluator, const WhoQuestion& question, Answer& answer) {
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

}  // namespace

Answer Engine::who(const WhoQuestion& question) {
    Answer answer;
    const auto system = open_governance(question.system, options_, answer);
    if (!system) return answer;
    const auto& data = system->governance;
    const Evaluator evaluator({&data.law, &data.scheme, &data.places},
                              system->diagnostics->context());
    if (question.everything) {
        answer_powers(evaluator, question, answer);
        return answer;
    }
    const auto asked = read_question(question, answer);
    if (!asked) return answer;
    std::vector<governance::UnknownWord> unknown;
    const auto bound = evaluator.bind(*asked, unknown);
    if (!bound) {
        report_unknown(unknown, answer);
        return answer;
    }
    const auto verdict = evaluator.who(*bound);
    const Telling telling(evaluator, verdict);
    answer.table = telling.table();
    answer.prose = telling.prose();
    if (verdict.deciders.empty()) answer.outcome = Outcome::refused;
    return answer;
}

}  // namespace concord
