// The law as data: trees, groups of kinds and roots. Instruments and steps are read beside.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/law.hpp"
#include "governance/reading/cells.hpp"
#include "governance/reading/law_parts.hpp"

namespace concord::governance {
namespace {

namespace fs = std::filesystem;

// The categories of functions that may be delegated (PIR-V4).
const std::vector<std::string>& function_kinds() {
    static const std::vector<std::string> kinds = {"corporate", "ancillary", "commissioning"};
    return kinds;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (const auto word : split(text, ' ')) {
        if (!word.empty()) words.emplace_back(word);
    }
    return words;
}

// The rows of one tree's file. Ids that stand already, here or in the law, are reported.
class NodeFile {
  public:
    NodeFile(const fs::path& path, const std::string& shown_path, Diagnostics& diagnostics)
        : diagnostics_(diagnostics),
          reader_(
              path,
              files::hand_written(shown_path, {"id", "parent", "title"},
                                  {"kind", "authority", "valid_from", "valid_to", "requirements"}),
              diagnostics) {}

    std::vector<TreeNode> read() {
        std::vector<TreeNode> nodes;
        while (reader_.next()) {
            if (auto node = read_node(false)) nodes.push_back(std::move(*node));
        }
        return nodes;
    }

    // Adds those that hang, directly or through each other, below a node that the law has: nobody
    // holds what hangs elsewhere.
    void read_additions(std::vector<TreeNode>& nodes) {
        std::map<std::string, std::string> kinds;
        for (const auto& node : nodes) {
            ids_.insert(node.id);
            kinds.emplace(node.id, node.kind);
        }
        std::vector<Addition> waiting;
        while (reader_.next()) {
            auto node = read_node(true);
            if (node) waiting.push_back({std::move(*node), reader_.place(parent)});
        }
        for (bool moved = true; moved;) {
            moved = false;
            for (auto& [node, place] : waiting) {
                const auto above = kinds.find(node.parent);
                if (above == kinds.end() || kinds.contains(node.id)) continue;
                if (node.kind.empty()) node.kind = above->second;
                kinds.emplace(node.id, node.kind);
                nodes.push_back(node);
                moved = true;
            }
        }
        for (const auto& [node, place] : waiting) {
            if (!kinds.contains(node.id)) report_loose(node, place, kinds);
        }
    }

  private:
    enum Slot : std::size_t { id, parent, title, kind, authority, from, to, requirements };
    struct Addition {
        TreeNode node;
        Location parent_place;
    };

    void report_loose(const TreeNode& node, const Location& place,
                      const std::map<std::string, std::string>& known) {
        std::vector<std::string> ids;
        for (const auto& [known_id, known_kind] : known)
            ids.push_back(known_id);
        diagnostics_.add({"GOV004", place, node.id,
                          fmt::format("there is no function `{}`", shown(node.parent)),
                          help_for_word(node.parent, ids, functions_help)});
    }

    std::optional<TreeNode> read_node(bool local) {
        Cells row(reader_, diagnostics_);
        TreeNode node;
        node.id = row.required(id, "id");
        node.parent = local ? row.required(parent, "parent") : row.text(parent);
        node.title = row.text(title);
        node.kind = local ? row.word(kind, "kind", function_kinds()) : row.text(kind);
        node.authority = row.text(authority);
        node.in_force = row.period(from, to, node.id);
        node.requirements = words_of(reader_.value(requirements));
        node.place = row.place(id);
        const bool repeated = !node.id.empty() && !ids_.insert(node.id).second;
        if (repeated) {
            diagnostics_.add({"GOV001", node.place, node.id,
                              fmt::format("the id `{}` stands already", shown(node.id)),
                              "functions of the law need no row; give a local one its own name"});
        }
        if (row.complete() && !repeated) return node;
        reader_.skip_row();
        return std::nullopt;
    }

    Diagnostics& diagnostics_;
    files::CsvReader reader_;
    std::set<std::string> ids_;
};

class LawReader {
  public:
    LawReader(fs::path folder, std::string shown_folder, Diagnostics& diagnostics)
        : folder_(std::move(folder)), shown_(std::move(shown_folder)), diagnostics_(diagnostics) {}

    Tree tree(const std::string& file, const fs::path& additions, const std::string& shown) const {
        auto nodes = NodeFile(folder_ / file, shown_file(file), diagnostics_).read();
        std::error_code error;
        if (!additions.empty() && fs::exists(additions, error)) {
            NodeFile(additions, shown, diagnostics_).read_additions(nodes);
        }
        return Tree::build(std::move(nodes));
    }

    std::vector<KindGroup> groups() const;
    std::vector<Root> roots(const Law& law) const;
    std::vector<MutualDuty> mutual_duties() const;
    std::vector<RepealedSection> repealed() const;

    LawFile file(const std::string& name) const {
        return {folder_ / name, shown_file(name), &diagnostics_};
    }

  private:
    std::string shown_file(const std::string& file) const { return shown_ + "/" + file; }

    std::vector<RuleProfile> profiles(Cells& row, std::size_t slot) const {
        std::vector<RuleProfile> found;
        for (const auto& name : row.list(slot)) {
            if (const auto profile = parse_rule_profile(name)) {
                found.push_back(*profile);
            } else {
                report_unknown_profile(name, row.place(slot), diagnostics_);
            }
        }
        return found;
    }

    fs::path folder_;
    std::string shown_;
    Diagnostics& diagnostics_;
};

std::vector<KindGroup> LawReader::groups() const {
    enum Slot : std::size_t { id, kinds, profile, from, to, authority };
    files::CsvReader reader(
        folder_ / "groups.csv",
        files::hand_written(shown_file("groups.csv"), {"id", "kinds"},
                            {"profiles", "valid_from", "valid_to", "authority"}),
        diagnostics_);
    std::vector<KindGroup> groups;
    while (reader.next()) {
        Cells row(reader, diagnostics_);
        KindGroup group;
        group.id = row.required(id, "id");
        group.kinds = row.list(kinds);
        group.profiles = profiles(row, profile);
        group.in_force = row.period(from, to, group.id);
        group.authority = row.text(authority);
        if (row.complete()) groups.push_back(std::move(group));
    }
    return groups;
}

std::vector<Root> LawReader::roots(const Law& law) const {
    enum Slot : std::size_t {
        function,
        kinds,
        services,
        profile,
        from,
        to,
        basis,
        authority,
        requirements
    };
    const std::vector<std::string> bases = {"law", "policy", "proposal"};
    files::CsvReader reader(folder_ / "roots.csv",
                            files::hand_written(shown_file("roots.csv"), {"function", "body_kinds"},
                                                {"services", "profiles", "valid_from", "valid_to",
                                                 "basis", "authority", "requirements"}),
                            diagnostics_);
    std::vector<Root> roots;
    while (reader.next()) {
        Cells row(reader, diagnostics_);
        Root root;
        root.function = row.required(function, "function");
        root.services = row.list(services);
        root.profiles = profiles(row, profile);
        root.in_force = row.period(from, to, root.function);
        root.basis = row.word(basis, "basis", bases);
        root.authority = row.text(authority);
        root.requirements = words_of(reader.value(requirements));
        LawWords words(law, diagnostics_);
        const bool known = words.functions({root.function}, row.place(function)) &&
                           words.services(root.services, row.place(services));
        if (!row.complete() || !known || root.basis == "proposal") continue;
        for (auto& kind : kinds_in(law, row.list(kinds))) {
            root.body_kind = std::move(kind);
            roots.push_back(root);
        }
    }
    return roots;
}

std::vector<MutualDuty> LawReader::mutual_duties() const {
    enum Slot : std::size_t { id, between, other, from, to, authority, requirements };
    const std::string name = "mutual_duties.csv";
    files::CsvReader reader(
        folder_ / name,
        files::hand_written(shown_file(name), {"id", "between", "and"},
                            {"valid_from", "valid_to", "authority", "requirements"}),
        diagnostics_);
    std::vector<MutualDuty> duties;
    while (reader.next()) {
        Cells row(reader, diagnostics_);
        MutualDuty duty;
        duty.id = row.required(id, "id");
        duty.between = row.required(between, "between");
        duty.other = row.required(other, "and");
        duty.in_force = row.period(from, to, duty.id);
        duty.authority = row.text(authority);
        if (row.complete()) duties.push_back(std::move(duty));
    }
    return duties;
}

std::vector<RepealedSection> LawReader::repealed() const {
    enum Slot : std::size_t { act, section, repealed_on, authority, requirements };
    const std::string name = "repealed.csv";
    files::CsvReader reader(folder_ / name,
                            files::hand_written(shown_file(name), {"act", "section"},
                                                {"repealed_on", "authority", "requirements"}),
                            diagnostics_);
    std::vector<RepealedSection> sections;
    while (reader.next()) {
        Cells row(reader, diagnostics_);
        RepealedSection item;
        item.act = row.required(act, "act");
        item.section = row.required(section, "section");
        item.repealed_on = row.date(repealed_on, item.act);
        item.authority = row.text(authority);
        if (row.complete()) sections.push_back(std::move(item));
    }
    return sections;
}

}  // namespace

std::vector<std::string> kinds_in(const Law& law, const std::vector<std::string>& names) {
    std::vector<std::string> kinds;
    for (const auto& name : names) {
        const auto group = std::ranges::find(law.groups, name, &KindGroup::id);
        if (group == law.groups.end()) {
            kinds.push_back(name);
        } else {
            kinds.insert(kinds.end(), group->kinds.begin(), group->kinds.end());
        }
    }
    return kinds;
}

void report_unknown_profile(std::string_view name, const Location& place,
                            Diagnostics& diagnostics) {
    diagnostics.add({"GOV013", place, "profiles",
                     fmt::format("`{}` is no profile of rules", shown(name)),
                     "profiles are framework-2021, act-2022 and plan-2025"});
}

bool LawWords::check(std::string_view rule, std::string_view noun, const Tree& tree,
                     const std::vector<std::string>& words, const Location& place) {
    bool known = true;
    for (const auto& word : words) {
        if (!word.empty() && tree.find(word)) continue;
        known = false;
        diagnostics_.add({rule, place, word, fmt::format("there is no {} `{}`", noun, shown(word)),
                          help_for_word(word, ids_of(tree), "")});
    }
    return known;
}

bool LawWords::functions(const std::vector<std::string>& words, const Location& place) {
    return check("GOV004", "function", law_.functions, words, place);
}
bool LawWords::acts(const std::vector<std::string>& words, const Location& place) {
    return check("GOV005", "act", law_.acts, words, place);
}
bool LawWords::services(const std::vector<std::string>& words, const Location& place) {
    return check("GOV006", "service", law_.services, words, place);
}

std::vector<std::string> ids_of(const Tree& tree) {
    std::vector<std::string> ids;
    for (const auto& node : tree.nodes()) {
        if (!node.id.empty()) ids.push_back(node.id);
    }
    return ids;
}

Law read_law(const fs::path& folder, const std::string& shown_folder, const fs::path& additions,
             const std::string& shown_additions, Diagnostics& diagnostics) {
    const LawReader reader(folder, shown_folder, diagnostics);
    Law law;
    law.functions = reader.tree("functions.csv", additions, shown_additions);
    law.acts = reader.tree("acts.csv", {}, "");
    law.services = reader.tree("services.csv", {}, "");
    law.people = reader.tree("people.csv", {}, "");
    law.groups = reader.groups();
    law.roots = reader.roots(law);
    law.instruments = read_instruments(reader.file("instruments.toml"), law);
    law.steps = read_steps(reader.file("steps.toml"), law);
    law.expectations = read_expectations(reader.file("expectations.toml"), law);
    law.transition = read_transition_law(reader.file("transition.toml"));
    law.mutual_duties = reader.mutual_duties();
    law.repealed = reader.repealed();
    return law;
}

}  // namespace concord::governance
