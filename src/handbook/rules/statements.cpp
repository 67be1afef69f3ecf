// What a reader looks for and does not find: how decisions are brought close to people (PIR-R049),
// who answers for health inequalities (PIR-R050).
#include <algorithm>

#include <fmt/format.h>

#include "handbook/rules/rules.hpp"

namespace concord::handbook::rules {

void check_statements(const Analysis& analysis, Diagnostics& diagnostics) {
    const auto& reading = *analysis.reading;
    if (reading.handbook->documents.empty()) return;
    if (!first_statement(reading, "subsidiarity")) {
        diagnostics.add(
            {"GOV199", location_of(reading), "subsidiarity",
             "the handbook does not say how decisions are brought close to people",
             "say which decisions are taken at place, and signpost them in the scheme"});
    }
    const auto rows = variables_of(analysis);
    const auto says = [&](const char* variable) {
        return std::ranges::any_of(rows, [&](const VariableRow& row) {
            return row.variable == variable && row.body.empty() && row.value == "yes";
        });
    };
    if (says("V10")) return;
    const bool individual = says("V10-individual");
    diagnostics.add({"GOV199", location_of(reading), "health-inequalities",
                     individual
                         ? "one person is responsible for health inequalities, and no committee"
                         : "no committee and no person is responsible for health inequalities",
                     "give a committee the duty, and name a person as well"});
}

}  // namespace concord::handbook::rules
