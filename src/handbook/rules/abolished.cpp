// Bodies that law has ended, written as though they were there (PIR-R044). History is not meant:
// "successor to", "the former", a glossary.
#include <fmt/format.h>

#include "base/text.hpp"
#include "handbook/rules/rules.hpp"

namespace concord::handbook::rules {
namespace {

// "CCG: clinical commissioning group" explains a word.
bool explains_word(const Statement& statement, const Match& match) {
    return match.first <= 1 && statement.words.size() <= match.count + 8;
}

}  // namespace

void check_abolished(const Analysis& analysis, Diagnostics& diagnostics) {
    const auto& reading = *analysis.reading;
    const auto& history = reading.vocabulary->phrases("history");
    for (const auto& statement : reading.statements) {
        const auto& kind = statement.part->kind;
        if (kind == "glossary" || kind == "history" || history.in(statement.words)) continue;
        for (const auto& body : reading.vocabulary->abolished) {
            const auto found = body.names.find(statement.words);
            if (!found || (body.ended && *body.ended > diagnostics.context().as_at)) continue;
            if (statement.kind == BlockKind::item && explains_word(statement, *found)) continue;
            const auto begin = statement.words[found->first].begin;
            const auto end = statement.words[found->end() - 1].end;
            diagnostics.add({"GOV194", location_of(reading, evidence_of(statement)), body.id,
                             fmt::format("`{}` is written of as though it were there: `{}`",
                                         statement.text.substr(begin, end - begin),
                                         shown(statement.text, 120))});
            break;
        }
    }
}

}  // namespace concord::handbook::rules
