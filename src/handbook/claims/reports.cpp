// How bodies report back to the board.
#include "handbook/claims/claims.hpp"
#include "handbook/claims/context.hpp"

namespace concord::handbook {
namespace {

void add(BodyNumber body, const Statement& statement, Reading& reading) {
    if (body == no_body) return;
    for (const auto meant : reading.bodies.meant_by(body))
        reading.claims.keep(reading.claims.reports, {meant, evidence_of(statement)});
}

// "The council reports every quarter": one that received a function, by its name or, after a
// sentence that named it, by what it is.
BodyNumber organisation_before(const Statement& statement, std::size_t word, BodyNumber named_last,
                               const Reading& reading) {
    BodyNumber found = no_body;
    for (const auto& mention : statement.bodies) {
        const bool outside = reading.bodies[mention.body].kind == BodyClass::outside;
        if (outside && mention.first < word) found = mention.body;
    }
    if (found != no_body || named_last == no_body || statement.words.size() < 2) return found;
    const bool points =
        statement.words[0].lower == "the" &&
        singular(statement.words[1].lower) == reading.bodies[named_last].words.back();
    return points ? named_last : no_body;
}

// The last other organisation that a statement names.
BodyNumber organisation_in(const Statement& statement, const Reading& reading) {
    return organisation_before(statement, statement.words.size(), no_body, reading);
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
    BodyNumber organisation = no_body;
    const Statement* previous = nullptr;
    for (const auto& statement : reading.statements) {
        const bool same = previous && previous->document == statement.document &&
                          previous->block == statement.block;
        if (!same) spoken_of = organisation = no_body;
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
        if (subject == no_body)
            subject = organisation_before(statement, end, organisation, reading);
        if (const auto named = organisation_in(statement, reading); named != no_body)
            organisation = named;
        if (!found) continue;
        add(subject, statement, reading);
    }
}

}  // namespace concord::handbook
