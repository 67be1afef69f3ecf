// Instruments with the pairs between which they are lawful, and the steps before an act.
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "files/toml_document.hpp"
#include "governance/reading/cells.hpp"
#include "governance/reading/law_parts.hpp"

namespace concord::governance {
namespace {

using files::TomlReader;

constexpr std::array<std::pair<Relation, std::string_view>, 4> relations = {{
    {Relation::any, "any"},
    {Relation::own, "own"},
    {Relation::member, "member"},
    {Relation::other, "other"},
}};

Relation read_relation(TomlReader& table) {
    const auto name = table.text("relation").value_or("any");
    for (const auto& [relation, known] : relations) {
        if (known == name) return relation;
    }
    table.find("GOV013", "relation", fmt::format("`{}` is no relation", shown(name)),
               "relations are any, own, member and other");
    return Relation::any;
}

LawfulPair read_pair(TomlReader& table, const Law& law, Diagnostics& diagnostics) {
    LawfulPair pair;
    pair.from = table.texts("from");
    pair.to = table.texts("to");
    pair.parents = table.texts("parents");
    pair.among_parents = table.texts("among_parents");
    pair.relation = read_relation(table);
    pair.functions = table.texts("functions");
    pair.except_functions = table.texts("except_functions");
    pair.acts = table.texts("acts");
    pair.profiles = read_profiles(table, diagnostics);
    pair.in_force = read_period(table);
    pair.discouraged = table.truth("discouraged").value_or(false);
    pair.expected_from = table.date("expected_from");
    pair.authority = table.text("authority").value_or("");
    pair.requirements = table.texts("requirements");
    table.finish();
    LawWords words(law, diagnostics);
    words.functions(pair.functions, table.place("functions"));
    words.functions(pair.except_functions, table.place("except_functions"));
    words.acts(pair.acts, table.place("acts"));
    return pair;
}

Instrument read_instrument(TomlReader& table, const Law& law, Diagnostics& diagnostics) {
    Instrument instrument;
    instrument.id = table.required_text("id");
    instrument.title = table.text("title").value_or(instrument.id);
    instrument.route = table.required_text("route");
    instrument.may_pass_on = table.truth("may_pass_on").value_or(false);
    instrument.instead_of = table.texts("instead_of");
    instrument.authority = table.text("authority").value_or("");
    instrument.explanation = table.text("explanation").value_or("");
    for (auto& pair : table.tables("pair"))
        instrument.pairs.push_back(read_pair(pair, law, diagnostics));
    table.finish();
    return instrument;
}

Step read_step(TomlReader& table, const Law& law, Diagnostics& diagnostics) {
    Step step;
    step.id = table.required_text("id");
    step.does = table.required_text("does");
    step.acts = table.texts("acts");
    step.functions = table.texts("functions");
    step.services = table.texts("services");
    step.decider_kinds = kinds_in(law, table.texts("decider_kinds"));
    step.profiles = read_profiles(table, diagnostics);
    step.in_force = read_period(table);
    step.authority = table.text("authority").value_or("");
    step.requirements = table.texts("requirements");
    table.finish();
    LawWords words(law, diagnostics);
    words.acts(step.acts, table.place("acts"));
    words.functions(step.functions, table.place("functions"));
    words.services(step.services, table.place("services"));
    return step;
}

}  // namespace

std::vector<RuleProfile> read_profiles(TomlReader& table, Diagnostics& diagnostics) {
    std::vector<RuleProfile> profiles;
    for (const auto& name : table.texts("profiles")) {
        if (const auto profile = parse_rule_profile(name)) {
            profiles.push_back(*profile);
        } else {
            report_unknown_profile(name, table.place("profiles"), diagnostics);
        }
    }
    return profiles;
}

Period read_period(TomlReader& table) {
    return {table.date("valid_from"), table.date("valid_to")};
}

std::vector<Instrument> read_instruments(const LawFile& file, const Law& law) {
    std::vector<Instrument> instruments;
    const auto document = files::read_toml(file.path, file.shown, *file.diagnostics);
    if (!document) return instruments;
    TomlReader top(*document, file.shown, *file.diagnostics);
    for (auto& table : top.tables("instrument"))
        instruments.push_back(read_instrument(table, law, *file.diagnostics));
    top.finish();
    return instruments;
}

std::vector<Step> read_steps(const LawFile& file, const Law& law) {
    std::vector<Step> steps;
    const auto document = files::read_toml(file.path, file.shown, *file.diagnostics);
    if (!document) return steps;
    TomlReader top(*document, file.shown, *file.diagnostics);
    for (auto& table : top.tables("step"))
        steps.push_back(read_step(table, law, *file.diagnostics));
    top.finish();
    return steps;
}

}  // namespace concord::governance
