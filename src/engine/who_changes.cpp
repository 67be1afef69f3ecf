#include "engine/who_changes.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/changes.hpp"
#include "governance/compiled_scheme.hpp"
#include "governance/node_words.hpp"

namespace concord {
namespace {

using governance::Change;
using governance::Evaluator;
using governance::RecordKind;

struct Record {
    std::string_view kind;
    std::string id;
    std::string words;  // what it is, where an id does not say
    governance::Source source;
    Location place;
};

Record record_of(const governance::Ground& ground, const governance::Cause& cause) {
    const auto& scheme = *ground.scheme;
    switch (cause.kind) {
        case RecordKind::grant: {
            const auto& grant = scheme.grants[cause.index];
            return {"delegation", grant.id, "", grant.source, grant.place};
        }
        case RecordKind::limit: {
            const auto& limit = scheme.limits[cause.index];
            return {"limit", limit.id, "", limit.source, limit.place};
        }
        case RecordKind::reservation: {
            const auto& kept = scheme.reservations[cause.index];
            return {"reservation", kept.id, "", kept.source, kept.place};
        }
        case RecordKind::root: {
            const auto& root = ground.law->roots[cause.index];
            return {"law",
                    root.function,
                    fmt::format("`{}` to bodies of kind {}", root.function, root.body_kind),
                    {root.authority, ""},
                    {}};
        }
        case RecordKind::holder: {
            const auto& holder = scheme.holders[cause.index];
            return {"holder", holder.id, "", {}, holder.place};
        }
        case RecordKind::none:
            break;
    }
    return {"", "", "", {}, {}};
}

class Telling {
  public:
    Telling(const Evaluator& before, const Evaluator& after)
        : before_(before), after_(after), ground_(after.ground()) {
        constexpr auto text = ColumnType::text;
        table_.name = "authority_changes";
        table_.columns = {{"holder", text},
                          {"name", text},
                          {"change", text},
                          {"functions", text},
                          {"acts", text},
                          {"services", text},
                          {"people", text},
                          {"places", text},
                          {"value_from", ColumnType::money},
                          {"value_below", ColumnType::money},
                          {"because", text},
                          {"record", text},
                          {"reason", text},
                          {"document", text},
                          {"clause", text},
                          {"file", text},
                          {"line", ColumnType::whole_number}};
    }

    void add(const Change& change) {
        const auto& holder = ground_.scheme->holders[change.holder];
        const auto record = record_of(ground_, change.cause);
        std::vector<Value> row = {
            holder.id, holder.name,
            std::string(change.appears ? "may decide now" : "may no longer decide")};
        for (const auto dimension :
             {governance::of_function, governance::of_act, governance::of_service,
              governance::of_people, governance::of_place}) {
            row.emplace_back(ids(dimension, change.nodes[dimension]));
        }
        row.emplace_back(change.values.low > 0 ? Value(Pence(change.values.low)) : Value());
        row.emplace_back(change.values.high ? Value(Pence(*change.values.high)) : Value());
        row.emplace_back(std::string(record.kind));
        row.emplace_back(record.id);
        row.emplace_back(change.cause.refusal == governance::Refusal::none
                             ? std::string()
                             : std::string(to_string(change.cause.refusal)));
        row.emplace_back(record.source.document);
        row.emplace_back(record.source.clause);
        row.emplace_back(record.place.file);
        row.emplace_back(record.place.line > 0 ? Value(std::int64_t{record.place.line}) : Value());
        table_.rows.push_back(std::move(row));
        lines_.push_back(sentence(change, holder, record));
    }

    void finish(Answer& answer) {
        const auto head = fmt::format(
            "from {} to {}: {}", before_.context().as_at.iso(), after_.context().as_at.iso(),
            lines_.empty()
                ? "nobody gains and nobody loses authority"
                : counted(static_cast<std::int64_t>(lines_.size()), "change", "changes"));
        answer.prose = head + "\n" + (lines_.empty() ? "" : join(lines_, "\n") + "\n");
        answer.table = std::move(table_);
    }

  private:
    std::string ids(std::size_t dimension, const std::set<governance::NodeIndex>& nodes) const {
        if (nodes.contains(governance::root_node)) return "everything";
        const auto& tree = *after_.compiled().trees[dimension];
        std::vector<std::string> words;
        for (const auto node : nodes) {
            if (!nodes.contains(tree.parent(node))) words.push_back(tree.node(node).id);
        }
        return join(words, " ");
    }

    std::string sentence(const Change& change, const governance::Holder& holder,
                         const Record& record) const {
        auto text = fmt::format("{} {}  {} {} {}", change.appears ? "+" : "-", holder.id,
                                change.appears ? "may now decide" : "may no longer decide",
                                words_of_nodes(after_.compiled().trees, change.nodes),
                                values(change.values));
        while (text.ends_with(' '))
            text.pop_back();
        text += fmt::format("\n    because of {}", cause(record));
        if (change.cause.refusal != governance::Refusal::none) {
            text += fmt::format("; on {} it was: {}",
                                (change.appears ? before_ : after_).context().as_at.iso(),
                                to_string(change.cause.refusal));
        }
        return text;
    }

    static std::string values(const governance::ValueRange& range) {
        const auto pounds = [](std::int64_t pence) { return Pence(pence).words(); };
        std::string text;
        if (range.low > 0) text = fmt::format("from {} ", pounds(range.low));
        if (range.high) text += fmt::format("below {}", pounds(*range.high));
        return text;
    }

    static std::string cause(const Record& record) {
        if (record.kind.empty()) return "several records together";
        auto text = record.words.empty() ? fmt::format("{} `{}`", record.kind, record.id)
                                         : fmt::format("the law that gives {}", record.words);
        if (!record.source.document.empty()) {
            text += fmt::format(" ({}{}{})", record.source.document,
                                record.source.clause.empty() ? "" : " ", record.source.clause);
        }
        return text;
    }

    const Evaluator& before_;
    const Evaluator& after_;
    const governance::Ground& ground_;
    Table table_;
    std::vector<std::string> lines_;
};

// What belongs to a question at one date says nothing of two.
bool is_alone(const WhoQuestion& question, Answer& answer) {
    const bool alone = question.function.empty() && question.act.empty() &&
                       question.service.empty() && question.places.empty() &&
                       question.people.empty() && question.value.empty() &&
                       question.affected.empty() && !question.everything && !question.chains;
    if (!alone) {
        refuse_usage(answer, "`--changed-from` asks about everything that may be decided",
                     "give it with --as-at and, for one holder, --by");
    }
    return alone;
}

std::optional<Date> earlier_date(const std::string& text, Date today, Answer& answer) {
    const auto date = Date::parse(text);
    if (date && *date < today) return date;
    refuse_usage(answer,
                 date ? fmt::format("`{}` is not before {}", shown(text), today.iso())
                      : fmt::format("`{}` is not a date", shown(text)),
                 "give the earlier date with --changed-from and the later with --as-at, such as "
                 "--changed-from 2022-07-01 --as-at 2023-04-01");
    return std::nullopt;
}

}  // namespace

void answer_changes(const OpenedSystem& system, const WhoQuestion& question, Answer& answer) {
    if (!is_alone(question, answer)) return;
    const auto context = system.diagnostics->context();
    const auto from = earlier_date(question.changed_from, context.as_at, answer);
    if (!from) return;
    const auto& data = system.governance;
    const governance::Ground ground{&data.law, &data.scheme, &data.places};
    const auto profile = question.system.profile ? context.profile : profile_in_force(*from);
    const Evaluator before(ground, {*from, profile});
    const Evaluator after(ground, context);
    std::vector<std::uint32_t> of;
    if (!question.by.empty()) {
        std::vector<governance::UnknownWord> unknown;
        governance::Question only;
        only.by = question.by;
        const auto bound = after.bind(only, unknown);
        if (!bound) {
            refuse_usage(answer, fmt::format("`{}` is nobody here", shown(question.by)),
                         unknown.front().nearest.empty()
                             ? "`concord show committees` lists bodies, committees and posts"
                             : fmt::format("did you mean `{}`?", unknown.front().nearest));
            return;
        }
        of = bound->by;
    }
    Telling telling(before, after);
    for (const auto& change : governance::changes(before, after)) {
        if (of.empty() || std::ranges::find(of, change.holder) != of.end()) telling.add(change);
    }
    telling.finish(answer);
}

}  // namespace concord
