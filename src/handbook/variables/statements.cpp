// Statements that a reader looks for: subsidiarity, what NHS England has delegated; and how much of
// what may be asked the handbook answers.
#include <algorithm>

#include <fmt/format.h>

#include "handbook/variables/rows.hpp"

namespace concord::handbook {
namespace {

void add_statement(Rows& rows, const char* variable, const char* not_found) {
    const auto evidence = first_statement(rows.reading(), variable);
    rows.add(variable, evidence ? "yes" : "no", evidence ? &*evidence : nullptr,
             evidence ? "" : not_found);
}

// Individuals linked to places to whom the scheme delegates: a route of its own (PIR-R054).
void add_individuals(Rows& rows) {
    const auto& reading = rows.reading();
    for (BodyNumber i = 0; i < reading.bodies.size(); ++i) {
        const auto& body = reading.bodies[i];
        const bool linked = is_linked_to_place(body, *reading.vocabulary);
        const bool given = std::ranges::any_of(reading.claims.delegations,
                                               [&](const auto& claim) { return claim.body == i; });
        if (linked && given) add_functions(rows, i, "V3-individual");
    }
}

}  // namespace

void add_statements(Rows& rows) {
    add_individuals(rows);
    add_statement(rows, "subsidiarity",
                  "no statement of how decisions are brought close to people");
    add_statement(rows, "pod", "pharmacy, optometry and dentistry are not mentioned");
    add_statement(rows, "specialised", "specialised services are not mentioned");
}

}  // namespace concord::handbook
