// What a described body is to have: seats, documents, committees, duties; and how the change to
// boards was to go.
#include <array>

#include "governance/reading/law_parts.hpp"

namespace concord::governance {
namespace {

using files::TomlReader;

constexpr std::array<std::pair<ExpectationKind, std::string_view>, 4> tables = {{
    {ExpectationKind::seat, "seat"},
    {ExpectationKind::document, "document"},
    {ExpectationKind::committee, "committee"},
    {ExpectationKind::duty, "duty"},
}};

Expectation read_expectation(TomlReader& table, ExpectationKind kind, const LawFile& file,
                             const Law& law) {
    Expectation expectation;
    expectation.kind = kind;
    expectation.id = table.required_text("id");
    expectation.title = table.required_text("title");
    expectation.body_kinds = kinds_in(law, table.texts("body_kinds"));
    expectation.profiles = read_profiles(table, *file.diagnostics);
    expectation.in_force = read_period(table);
    expectation.law = table.truth("law").value_or(false);
    expectation.any_of = table.texts("any_of");
    expectation.authority = table.required_text("authority");
    expectation.requirements = table.texts("requirements");
    if (kind == ExpectationKind::seat) {
        expectation.member_kinds = table.texts("kinds");
        expectation.roles = table.texts("roles");
        expectation.sectors = table.texts("sectors");
        expectation.skills = table.texts("skills");
        expectation.independent = table.truth("independent").value_or(false);
        expectation.voting = table.truth("voting").value_or(false);
        expectation.at_least = table.whole_number("at_least").value_or(1);
        expectation.at_most = table.whole_number("at_most");
    }
    table.finish();
    return expectation;
}

}  // namespace

std::vector<Expectation> read_expectations(const LawFile& file, const Law& law) {
    std::vector<Expectation> expectations;
    const auto document = files::read_toml(file.path, file.shown, *file.diagnostics);
    if (!document) return expectations;
    TomlReader top(*document, file.shown, *file.diagnostics);
    for (const auto& [kind, name] : tables) {
        for (auto& table : top.tables(name))
            expectations.push_back(read_expectation(table, kind, file, law));
    }
    top.finish();
    return expectations;
}

TransitionLaw read_transition_law(const LawFile& file) {
    TransitionLaw transition;
    const auto document = files::read_toml(file.path, file.shown, *file.diagnostics);
    if (!document) return transition;
    TomlReader top(*document, file.shown, *file.diagnostics);
    transition.second_reading = top.date("second_reading");
    transition.talks_by = top.date("talks_by");
    transition.constitution_by = top.date("constitution_by");
    for (auto& table : top.tables("item")) {
        transition.items.push_back({table.required_text("id"), table.required_text("title"),
                                    table.date("due"), table.place("id")});
        table.finish();
    }
    top.finish();
    return transition;
}

}  // namespace concord::governance
