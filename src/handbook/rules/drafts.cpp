// Drafts, gaps that were left open, and reviews that are overdue (PIR-R045).
#include <fmt/format.h>

#include "base/text.hpp"
#include "handbook/dates.hpp"
#include "handbook/rules/rules.hpp"

namespace concord::handbook::rules {
namespace {

constexpr std::uint32_t first_blocks = 12;  // where a document says what it is

void report_draft(const Reading& reading, const Document& document, const Spot& spot,
                  const std::string& words, Diagnostics& diagnostics) {
    diagnostics.add(
        {"GOV195",
         {reading.handbook->shown_folder + document.name, spot.page > 0 ? spot.page : spot.line, 0},
         document.name,
         fmt::format("`{}` is marked as a draft: `{}`", document.name, shown(words, 80))});
}

// The first mark of a draft: at the edge of the pages, or where the document begins, or a heading.
void check_draft_mark(const Reading& reading, std::uint32_t number, Diagnostics& diagnostics) {
    const auto& document = reading.handbook->documents[number];
    const auto& draft = reading.vocabulary->phrases("draft");
    for (const auto& running : document.running) {
        if (!draft.in(Words(running.text))) continue;
        report_draft(reading, document, running.spot, running.text, diagnostics);
        return;
    }
    for (const auto& statement : reading.statements) {
        if (statement.document != number) continue;
        const bool stands_out =
            statement.block < first_blocks || statement.kind == BlockKind::heading;
        if (!stands_out || !draft.in(statement.words)) continue;
        const auto evidence = evidence_of(statement);
        report_draft(reading, document, reading.spot(evidence), statement.text, diagnostics);
        return;
    }
    if (document.has_tracked_changes) {
        report_draft(reading, document, {}, "tracked changes that nobody has accepted",
                     diagnostics);
    }
}

void check_review(const Reading& reading, const Statement& statement, Diagnostics& diagnostics) {
    const auto found = reading.vocabulary->phrases("review-due").find(statement.words);
    if (!found) return;
    const auto after = statement.words[found->first].begin;
    const auto due = date_in(std::string_view(statement.text).substr(after));
    if (!due || *due >= diagnostics.context().as_at) return;
    diagnostics.add(
        {"GOV195", location_of(reading, evidence_of(statement)),
         reading.handbook->documents[statement.document].name,
         fmt::format("the review that was due by {} has not been recorded", due->iso())});
}

void check_empty(const Analysis& analysis, Diagnostics& diagnostics) {
    const auto& reading = *analysis.reading;
    for (const auto& document : analysis.required) {
        if (document.presence != Presence::empty) continue;
        const Evidence heading{document.part->document, document.part->first, {}, {}};
        diagnostics.add({"GOV195", location_of(reading, heading), document.kind->id,
                         fmt::format("there is a heading for the {} and no text below it",
                                     document.kind->title),
                         "where it is a picture, publish its text as well"});
    }
}

}  // namespace

void check_drafts(const Analysis& analysis, Diagnostics& diagnostics) {
    const auto& reading = *analysis.reading;
    check_empty(analysis, diagnostics);
    for (std::uint32_t i = 0; i < reading.handbook->documents.size(); ++i)
        check_draft_mark(reading, i, diagnostics);
    const auto& unfinished = reading.vocabulary->phrases("unfinished");
    for (const auto& statement : reading.statements) {
        check_review(reading, statement, diagnostics);
        if (!unfinished.in(statement.words)) continue;
        diagnostics.add({"GOV195", location_of(reading, evidence_of(statement)),
                         reading.handbook->documents[statement.document].name,
                         fmt::format("something was left open: `{}`", shown(statement.text, 120))});
    }
}

}  // namespace concord::handbook::rules
