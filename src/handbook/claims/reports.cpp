// How bodies report back to the board.
#include "handbook/claims/claims.hpp"
#include "handbook/claims/context.hpp"

namespace concord::handbook {
namespace {

void add(BodyNumber body, const Statement& statement, Reading& reading) {
    if (body == no_body) return;
    for (const auto meant : reading.bodies.meant_by(body))
        reading.claims.reports.push_back({meant, evidence_of(statement)});
}

// "The council reports every quarter": one that received a function.
BodyNumber organisation_before(const Statement& statement, std::size_t word,
                               const Reading& reading) {
    BodyNumber found = no_body;
    for (const auto& mention : statement.bodies) {
        const bool outside = reading.bodies[mention.body].kind == BodyClass::outside;
        if (outside && mention.first < word) found = mention.body;
    }
    return found;
}

void read_row(const Statement& row, Reading& reading) {
    const auto subject = subject_of_row(row, reading.bodies);
    if (!subject) return;
    for (const auto& cell : row.cells) {
        const bool line = Words(cell.heading).size() > 0 && !cell.bodies.empty() &&
                          reading.vocabulary->phrases("column-reporting").in(Words(cell.heading));
        if (line || reading.vocabulary->phrases("reporting").in(cell.words)) {
            add(subject->body, row, reading);
            return;
        }
    }
}

}  // namespace

void find_reports(Reading& reading) {
    const auto& reporting = reading.vocabulary->phrases("reporting");
    BodyNumber spoken_of = no_body;  // in the sentences before, of the same paragraph
    const Statement* previous = nullptr;
    for (const auto& statement : reading.statements) {
        const bool same = previous && previous->document == statement.document &&
                          previous->block == statement.block;
        if (!same) spoken_of = no_body;
        previous = &statement;
        if (!statement.cells.empty()) {
            read_row(statement, reading);
            continue;
        }
        const auto found = reporting.find(statement.words);
        const auto end = found ? found->first : statement.words.size();
        auto subject = subject_before(statement, end, reading.bodies);
        if (subject == no_body) subject = spoken_of;
        spoken_of = subject;
        if (!found) continue;
        if (subject == no_body) subject = organisation_before(statement, found->first, reading);
        add(subject, statement, reading);
    }
}

}  // namespace concord::handbook
