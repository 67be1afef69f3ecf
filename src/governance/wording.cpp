#include "governance/wording.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/compiled_scheme.hpp"
#include "governance/node_words.hpp"

namespace concord::governance {
namespace {

const Scheme& scheme_of(const Evaluator& evaluator) {
    return *evaluator.ground().scheme;
}

std::string named(const Holder& holder) {
    return holder.name.empty() ? holder.id : holder.name;
}

std::string named(const Evaluator& evaluator, std::uint32_t holder) {
    return named(scheme_of(evaluator).holders[holder]);
}

std::string titled(const TreeNode& node) {
    return node.title.empty() ? node.id : node.title;
}

std::string written(const Source& source) {
    if (source.clause.empty()) return source.document;
    return fmt::format("{} {}", source.document, source.clause);
}

std::string amounts(const std::optional<Pence>& low, const std::optional<Pence>& high) {
    std::vector<std::string> parts;
    if (low) parts.push_back(fmt::format("from {}", low->words()));
    if (high) parts.push_back(fmt::format("up to {}", high->words()));
    return join(parts, " ");
}

std::string publicity(const Holder& holder) {
    std::vector<std::string> parts;
    if (holder.meets_in_public) {
        parts.emplace_back(*holder.meets_in_public ? "meets in public" : "meets in private");
    }
    if (holder.publishes_papers) {
        parts.emplace_back(*holder.publishes_papers ? "publishes its papers"
                                                    : "does not publish its papers");
    }
    return join(parts, ", ");
}

std::string quorum(const Decider& decider) {
    if (decider.needed == 0 && decider.voting == 0) return {};
    auto text = fmt::format("{} of {}", decider.needed,
                            counted(decider.voting, "voting member", "voting members"));
    if (!decider.stepping_back.empty()) {
        text += fmt::format(", {} stepping back", decider.stepping_back.size());
    }
    return text;
}

WordedDecider decider_words(const Evaluator& evaluator, const Verdict& verdict,
                            const Decider& decider) {
    const auto& holder = scheme_of(evaluator).holders[decider.holder];
    WordedDecider words;
    words.id = holder.id;
    words.name = named(holder);
    words.kind = holder.kind == HolderKind::body ? holder.body_kind : to_string(holder.kind);
    words.scale = to_string(decider.scale);
    words.first = std::ranges::find(verdict.first, decider.holder) != verdict.first.end();
    for (const auto& chain : decider.chains) {
        words.chains.push_back(chain_words(evaluator, chain));
        auto body = named(evaluator, chain.root_holder);
        if (std::ranges::find(words.accountable, body) == words.accountable.end()) {
            words.accountable.push_back(std::move(body));
        }
    }
    if (decider.more_chains) words.chains.emplace_back("and by further chains");
    words.limits = amounts(decider.floor, decider.ceiling);
    words.quorum = quorum(decider);
    words.publicity = publicity(holder);
    words.conditions = decider.conditions;
    for (const auto step : decider.steps)
        words.steps.push_back(evaluator.ground().law->steps[step].does);
    for (const auto member : decider.stepping_back)
        words.stepping_back.push_back(holder.members[member].id);
    return words;
}

std::string summary(const Evaluator& evaluator, const Verdict& verdict) {
    if (verdict.first.empty()) return "nobody may decide this";
    std::vector<std::string> names;
    for (const auto holder : verdict.first)
        names.push_back(named(evaluator, holder));
    if (!verdict.overlap) return fmt::format("ask {} first", names.front());
    return fmt::format("{} may each decide, and nothing says who goes first", join(names, " and "));
}

void add_list(std::vector<std::string>& lines, std::string_view title,
              const std::vector<std::string>& items) {
    for (const auto& item : items)
        lines.push_back(fmt::format("    {}: {}", title, item));
}

void add_line(std::vector<std::string>& lines, std::string_view title, const std::string& item) {
    if (!item.empty()) lines.push_back(fmt::format("    {}: {}", title, item));
}

}  // namespace

std::string question_words(const Evaluator& evaluator, const BoundQuestion& question) {
    const auto& trees = evaluator.compiled().trees;
    const auto title = [&](std::size_t dimension, NodeIndex node) {
        return titled(trees[dimension]->node(node));
    };
    auto text = fmt::format(
        "{} under {}", question.act == root_node ? "every act" : title(of_act, question.act),
        question.function == root_node ? "every function" : title(of_function, question.function));
    if (question.service != root_node) text += " for " + title(of_service, question.service);
    if (question.people != root_node) text += " of " + title(of_people, question.people);
    std::vector<std::string> places;
    for (const auto place : question.places)
        places.push_back(place == root_node ? "everywhere" : title(of_place, place));
    text += places.empty() ? " everywhere" : " in " + join(places, ", ");
    if (question.value) text += fmt::format(" at {}", question.value->words());
    return text + fmt::format(" on {}", evaluator.context().as_at.iso());
}

std::string chain_words(const Evaluator& evaluator, const Chain& chain) {
    const auto& law = *evaluator.ground().law;
    const auto& scheme = scheme_of(evaluator);
    auto text = fmt::format(
        "{} ({})", named(evaluator, chain.root_holder),
        law.roots[chain.root].authority.empty() ? "by law" : law.roots[chain.root].authority);
    for (const auto grant : chain.grants) {
        const auto& record = scheme.grants[grant];
        const auto* instrument = law.instrument(record.instrument);
        const auto to = evaluator.holder(record.to);
        auto source = written(record.source);
        if (source.empty()) source = record.id;
        text += fmt::format(" > {} ({}, {})", to ? named(evaluator, *to) : record.to,
                            instrument ? instrument->title : record.instrument, source);
    }
    return text;
}

std::string refusal_words(const Evaluator& evaluator, const Candidate& candidate) {
    const auto& scheme = scheme_of(evaluator);
    std::string text(to_string(candidate.refusal));
    switch (candidate.detail_kind) {
        case RecordKind::grant: {
            const auto& grant = scheme.grants[candidate.detail];
            text += fmt::format(": grant {} from {} to {}", grant.id, grant.from, grant.to);
            if (candidate.refusal == Refusal::above_ceiling && grant.ceiling) {
                text += fmt::format(" goes up to {}", grant.ceiling->words());
            }
            break;
        }
        case RecordKind::limit: {
            const auto& limit = scheme.limits[candidate.detail];
            const bool floor = candidate.refusal == Refusal::below_floor;
            text += fmt::format(": limit {} of {} is {}", limit.id, limit.holder,
                                floor ? amounts(limit.floor, {}) : amounts({}, limit.ceiling));
            break;
        }
        case RecordKind::reservation: {
            const auto& kept = scheme.reservations[candidate.detail];
            text += fmt::format(": kept by {} ({})", named(evaluator, candidate.detail_holder),
                                kept.id);
            break;
        }
        case RecordKind::root:
            text +=
                fmt::format(": {} holds it elsewhere", named(evaluator, candidate.detail_holder));
            break;
        case RecordKind::holder:
            text += fmt::format(": {} waits for {}", named(evaluator, candidate.detail),
                                named(evaluator, candidate.detail_holder));
            break;
        case RecordKind::none:
            break;
    }
    return text;
}

std::string power_words(const Evaluator& evaluator, const Power& power) {
    const auto set = [](const std::vector<NodeIndex>& nodes) {
        return std::set<NodeIndex>(nodes.begin(), nodes.end());
    };
    auto text = words_of_nodes(evaluator.compiled().trees,
                               {set(power.functions), set(power.acts), set(power.services),
                                set(power.people), set(power.places)});
    const auto limits = amounts(power.floor, power.ceiling);
    if (!limits.empty()) text += " " + limits;
    return text + ", by " + chain_words(evaluator, power.chain);
}

WordedAnswer in_words(const Evaluator& evaluator, const BoundQuestion& question,
                      const Verdict& verdict) {
    WordedAnswer answer;
    answer.question = question_words(evaluator, question);
    answer.summary = summary(evaluator, verdict);
    for (const auto& decider : verdict.deciders)
        answer.deciders.push_back(decider_words(evaluator, verdict, decider));
    for (const auto& candidate : verdict.candidates) {
        const auto& holder = scheme_of(evaluator).holders[candidate.holder];
        answer.candidates.push_back(
            {holder.id, named(holder), candidate.refusal, refusal_words(evaluator, candidate)});
    }
    std::ranges::stable_sort(answer.candidates, {}, &WordedCandidate::refusal);
    return answer;
}

std::vector<std::string> as_lines(const WordedAnswer& answer) {
    std::vector<std::string> lines = {answer.question, answer.summary};
    for (const auto& decider : answer.deciders) {
        lines.push_back(fmt::format("{}{} ({}, {})", decider.first ? "* " : "  ", decider.name,
                                    decider.kind, decider.scale));
        add_list(lines, "by", decider.chains);
        add_line(lines, "limits", decider.limits);
        add_line(lines, "quorum", decider.quorum);
        add_list(lines, "steps back", decider.stepping_back);
        add_line(lines, "meetings", decider.publicity);
        add_list(lines, "provided", decider.conditions);
        add_list(lines, "before", decider.steps);
        add_list(lines, "accountable", decider.accountable);
    }
    for (const auto& candidate : answer.candidates)
        lines.push_back(fmt::format("  not {}: {}", candidate.name, candidate.reason));
    return lines;
}

}  // namespace concord::governance
