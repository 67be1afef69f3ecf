#include "engine/skeleton.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord {
namespace {

// The day from which boards and partnerships can exist.
const Date act_day(2022, 7, 1);

std::string toml_text(const std::string& text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + "\"";
}

std::string csv_text(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted.append(c == '"' ? 2 : 1, c);
    return quoted + "\"";
}

// "NHS Somewhere Integrated Care Board" is the board of "Somewhere".
std::string short_name(const SkeletonFacts& facts) {
    if (!facts.board) return "My";
    std::string_view name = facts.board->name;
    constexpr std::string_view before = "NHS ";
    constexpr std::string_view after = " Integrated Care Board";
    if (name.starts_with(before)) name.remove_prefix(before.size());
    if (name.ends_with(after)) name.remove_suffix(after.size());
    return std::string(name);
}

std::string board_name(const SkeletonFacts& facts) {
    return facts.board ? facts.board->name : "NHS My Integrated Care Board";
}

std::string source(const SkeletonFacts& facts) {
    return facts.board ? "concord new: " + facts.systems : "";
}

// A name as an id: small letters, digits and hyphens.
std::string slug(const std::string& name) {
    std::string result;
    for (const char c : lower(name)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (plain) result += c;
        if (!plain && c != '\'' && !result.empty() && result.back() != '-') result += '-';
    }
    while (result.ends_with('-'))
        result.pop_back();
    return result;
}

std::string first_day(const std::optional<Date>& from) {
    return std::max(from.value_or(act_day), act_day).iso();
}

// The financial year of a day, as "2025-26".
std::string financial_year(Date day) {
    const int begins = day.year() - (day < Date(day.year(), 4, 1) ? 1 : 0);
    return fmt::format("{}-{:02}", begins, (begins + 1) % 100);
}

std::string pairs_text(const std::vector<registry::LayerPair>& pairs) {
    std::string text;
    for (const auto& pair : pairs)
        text += fmt::format("    [\"{}\", \"{}\"],\n", pair.a, pair.b);
    return text;
}

std::string head_text(const SkeletonFacts& facts) {
    return fmt::format(
        "# What this system is called, and how it is looked at. A line that begins with # is a\n"
        "# remark; docs/reference/system-folder.md explains every key and every file.\n"
        "name = {}\n"
        "ods_code = {}  # of its integrated care board\n"
        "# The day that questions are about: it decides which bodies exist and which rules\n"
        "# apply. --as-at asks about another.\n"
        "as_at = {}\n"
        "financial_year = \"{}\"\n"
        "# Shown on every page of the report.\n"
        "# note = \"Draft for the board\"\n\n",
        toml_text(short_name(facts) + " Integrated Care System"),
        toml_text(facts.board ? facts.board->ods_code : ""), facts.as_at.iso(),
        financial_year(facts.as_at));
}

std::string geography_text(const SkeletonFacts& facts) {
    const std::vector<registry::LayerPair> overlaps = {{facts.systems, facts.authorities},
                                                       {facts.systems, facts.councils_of}};
    return fmt::format(
        "[geography]\n"
        "# A layer is a kind of area and the year of its vintage, such as {0}; once the system is\n"
        "# built, `concord show area_layers DIR` lists them. The areas of the first layer here "
        "are\n"
        "# the systems, those of the second the strategic authorities.\n"
        "systems = \"{0}\"\n"
        "authorities = \"{1}\"\n"
        "# Each first layer is described against the second, and each part they share is listed.\n"
        "# The places of places.csv are a layer too, and its name is place.\n"
        "overlaps = [\n{2}]\n"
        "# Who moved when boundaries changed.\n"
        "changes = [\n{3}]\n"
        "# The people to weigh by; where it is left out, the newest that fit.\n"
        "# population = \"mid2020\"\n\n"
        "[profile]\n"
        "# Whose areas to describe: people, deprivation, rurality, councils, trusts.\n"
        "layers = [\"{0}\"]\n",
        facts.systems, facts.authorities, pairs_text(overlaps), pairs_text(facts.changes));
}

std::string layers_text(const SkeletonFacts& facts) {
    std::string text;
    for (const auto& layer : facts.layers) {
        std::vector<std::string> parts;
        for (const auto& part : layer.union_of)
            parts.push_back(toml_text(part));
        text += fmt::format("\n[[layer]]\nname = {}\ntitle = {}\nunion_of = [{}]\n",
                            toml_text(layer.name), toml_text(layer.title), join(parts, ", "));
    }
    return text + fmt::format(
                      "\n# A boundary on paper: proposal.csv has the columns area (a code), from "
                      "(where it lies)\n"
                      "# and to (where it would lie). Then compare: "
                      "`concord coterminosity proposal {1} DIR`.\n"
                      "# [[layer]]\n"
                      "# name = \"proposal\"\n"
                      "# title = \"The proposal\"\n"
                      "# base = \"{0}\"\n"
                      "# reassignments = \"proposal.csv\"\n",
                      facts.systems, facts.authorities);
}

std::string bodies_csv(const SkeletonFacts& facts) {
    const auto name = short_name(facts);
    const auto codes =
        facts.board ? facts.board->ods_code + "," + facts.board->code : std::string(",");
    std::string text = "id,name,kind,ods_code,gss_code,part_of,valid_from,valid_to,source\n";
    const auto add = [&](const std::string& id, const std::string& called, const std::string& kind,
                         const std::string& code_cells) {
        text += fmt::format("{},{},{},{},{},{},,{}\n", id, csv_text(called), kind, code_cells,
                            id == "system" ? "" : "system", act_day.iso(), source(facts));
    };
    add("system", name + " Integrated Care System", "integrated-care-system", ",");
    add("board", board_name(facts), "integrated-care-board", codes);
    add("partnership", name + " Integrated Care Partnership", "integrated-care-partnership", ",");
    return text;
}

std::string places_csv(const SkeletonFacts& facts) {
    std::string text = "id,name,kind,areas,valid_from,valid_to,source,part_of,basis\n";
    std::set<std::string> taken;
    for (const auto& council : facts.councils) {
        auto id = slug(council.area.name);
        if (id.empty() || !taken.insert(id).second) id = lower(council.area.code);
        text += fmt::format("{},{},place,{},{},,concord new: one place a council,system,{}\n", id,
                            csv_text(council.area.name), join(council.parts, ";"),
                            first_day(council.from),
                            council.is_whole ? "" : "districts of the council in the system");
    }
    return text;
}

std::string relations_csv(const SkeletonFacts& facts) {
    std::string text = "from,relation,to,role,share,valid_from,valid_to,source\n";
    const auto add = [&](const std::string& from, const char* to, const char* role,
                         const std::optional<Date>& begins) {
        text += fmt::format("{},member-of,{},{},,{},,{}\n", from, to, role, first_day(begins),
                            source(facts));
    };
    add("board", "partnership", "founding member", {});
    for (const auto& council : facts.councils) {
        if (!council.body.empty())
            add(council.body, "partnership", "founding member", council.from);
    }
    for (const auto& trust : facts.trusts)
        add(trust.id, "system", "provider", trust.existence.from);
    return text;
}

// England's indicators, for places and boards; conditions are published by partnerships of 2021.
std::string indicators_toml(const SkeletonFacts& facts) {
    return fmt::format(
        "# What people need, from the catalogue's indicators of England, and for which areas;\n"
        "# indicators of your own stand here as `[[indicator]]`.\n"
        "catalogue = [\"england\"]\n"
        "layers = [\"place\", \"{}\", \"stp21\"]\n"
        "# So many areas alike are named for each.\n"
        "similar = 5\n",
        facts.systems);
}

}  // namespace

std::vector<SkeletonFile> skeleton(const SkeletonFacts& facts) {
    std::vector<SkeletonFile> files = {
        {"system.toml", "its name, its date, and what is to be worked out",
         head_text(facts) + geography_text(facts) + layers_text(facts)},
        {"bodies.csv", "its bodies: the system, its board, its partnership", bodies_csv(facts)},
        {"places.csv", "its places: one a council, to be corrected by hand", places_csv(facts)},
        {"relations.csv", "who is a member of what: councils, trusts", relations_csv(facts)}};
    if (facts.board) {
        files.push_back({"need/indicators.toml", "what is counted of need, and for which areas",
                         indicators_toml(facts)});
    }
    return files;
}

}  // namespace concord
