#include "decisions/decision_input.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "files/toml_document.hpp"

namespace concord::decisions {
namespace {

using files::TomlReader;

// Reads one file's step, and remembers where each of its parts stands.
class StepReader {
  public:
    StepReader(const InputFile& file, Diagnostics& diagnostics)
        : file_(file), diagnostics_(diagnostics) {
        input_.places.file = file.shown_path;
    }

    // Reads the file by a function of the root table; nothing where anything was wrong.
    template <typename Read>
    std::optional<StepInput> run(Read read) {
        const auto errors = diagnostics_.count(Severity::error);
        const auto warnings = diagnostics_.count(Severity::warning);
        const auto document = files::read_toml(file_.path, file_.shown_path, diagnostics_);
        if (!document) return std::nullopt;
        TomlReader root(*document, file_.shown_path, diagnostics_);
        read(root);
        root.finish();
        const bool clean = diagnostics_.count(Severity::error) == errors &&
                           diagnostics_.count(Severity::warning) == warnings;
        return clean ? std::optional(std::move(input_)) : std::nullopt;
    }

    Step& step() { return input_.step; }

    void common(TomlReader& root) {
        step().by = text(root, "by");
        note(root, "on");
        const auto day = root.date("on");
        if (day) step().on = *day;
        const bool missing = !day && root.place("on") == root.place("");
        if (missing) {
            root.find("REG017", "on", "`on` is missing", "add a line `on = 2024-03-01`: the day");
        }
    }

    std::string text(TomlReader& table, const std::string& key, const std::string& prefix = {}) {
        note(table, key, prefix);
        return table.text(key).value_or("");
    }
    std::vector<std::string> texts(TomlReader& table, const std::string& key,
                                   const std::string& prefix = {}) {
        note(table, key, prefix);
        return table.texts(key);
    }
    void note(const TomlReader& table, const std::string& key, const std::string& prefix = {}) {
        input_.places.keys.emplace_back(prefix + key, table.place(key));
    }

    void proposal(TomlReader& root);
    void question(TomlReader& root, governance::Question& question);
    void meetings(TomlReader& root);
    void discussion(TomlReader& root);
    void settling(TomlReader& root);
    void ballots(TomlReader& root);
    void evidence(TomlReader& root);
    void correction(TomlReader& root);

  private:
    Aim aim(TomlReader& evidence, const std::string& key);
    std::vector<Counsel> counsels(TomlReader& evidence, const std::string& key);
    void selection(TomlReader& evidence);
    void not_owed(TomlReader& evidence);
    Ballot ballot(TomlReader& table);

    const InputFile& file_;
    Diagnostics& diagnostics_;
    StepInput input_;
};

void StepReader::proposal(TomlReader& root) {
    Proposal proposal;
    note(root, "id");
    step().decision = root.required_text("id");
    proposal.title = text(root, "title");
    proposal.summary = text(root, "summary");
    note(root, "decider");
    proposal.decider = root.required_text("decider");
    proposal.level = text(root, "level");
    proposal.why_not_at_place = text(root, "why_not_at_place");
    proposal.openness = text(root, "openness");
    proposal.openness_reason = text(root, "openness_reason");
    proposal.papers = texts(root, "papers");
    proposal.replaces = text(root, "replaces");
    question(root, proposal.question);
    step().proposal = std::move(proposal);
}

void StepReader::question(TomlReader& root, governance::Question& question) {
    note(root, "question");
    auto table = root.table("question");
    if (!table) {
        root.find("REG017", "question", "`question` is missing",
                  "add a table [question] with `act`, `function`, `service`, `places` and `value`");
        return;
    }
    const std::string prefix = "question.";
    question.act = text(*table, "act", prefix);
    question.function = text(*table, "function", prefix);
    question.service = text(*table, "service", prefix);
    question.places = texts(*table, "places", prefix);
    question.people = text(*table, "people", prefix);
    question.affected = texts(*table, "affected", prefix);
    note(*table, "value", prefix);
    const auto value = table->text("value");
    if (value) {
        question.value = Pence::parse_pounds(*value);
        if (!question.value) {
            table->find("REG016", "value",
                        fmt::format("`value` is not an amount in pounds: `{}`", shown(*value)),
                        "give it in digits with at most two decimals: value = \"250000.00\"");
        }
    }
    table->finish();
}

void StepReader::meetings(TomlReader& root) {
    const auto present = texts(root, "present");
    const auto stepping_back = texts(root, "stepping_back");
    if (!present.empty() || !stepping_back.empty()) {
        step().meetings.push_back({"", present, stepping_back});
    }
    note(root, "meetings");
    for (auto& table : root.tables("meetings")) {
        Meeting meeting;
        meeting.board = table.required_text("board");
        meeting.present = table.texts("present");
        meeting.stepping_back = table.texts("stepping_back");
        table.finish();
        step().meetings.push_back(std::move(meeting));
    }
}

void StepReader::discussion(TomlReader& root) {
    Discussion discussion;
    note(root, "views");
    for (auto& table : root.tables("views")) {
        discussion.views.push_back({table.required_text("of"), table.required_text("says")});
        table.finish();
    }
    discussion.no_differing_views = root.truth("no_differing_views").value_or(false);
    discussion.papers = root.texts("papers");
    const bool said =
        !discussion.views.empty() || discussion.no_differing_views || !discussion.papers.empty();
    if (said) step().discussion = std::move(discussion);
}

void StepReader::settling(TomlReader& root) {
    note(root, "settling");
    auto table = root.table("settling");
    if (!table) return;
    const std::string prefix = "settling.";
    Settling settling;
    settling.disagreement = text(*table, "disagreement", prefix);
    settling.principles = text(*table, "principles", prefix);
    settling.consistency = text(*table, "consistency", prefix);
    settling.helper_kind = text(*table, "helper_kind", prefix);
    settling.helper = text(*table, "helper", prefix);
    settling.reason = text(*table, "reason", prefix);
    settling.chair = text(*table, "chair", prefix);
    table->finish();
    step().settling = std::move(settling);
}

Ballot StepReader::ballot(TomlReader& table) {
    Ballot ballot;
    ballot.in_favour = table.texts("for");
    ballot.against = table.texts("against");
    ballot.abstained = table.texts("abstained");
    ballot.casting = table.text("casting").value_or("");
    return ballot;
}

void StepReader::ballots(TomlReader& root) {
    note(root, "ballot");
    if (auto table = root.table("ballot")) {
        step().ballots.push_back(ballot(*table));
        table->finish();
    }
    for (auto& table : root.tables("ballots")) {
        auto one = ballot(table);
        one.board = table.required_text("board");
        table.finish();
        step().ballots.push_back(std::move(one));
    }
}

Aim StepReader::aim(TomlReader& evidence, const std::string& key) {
    note(evidence, key, "evidence.");
    auto table = evidence.table(key);
    if (!table) return {};
    Aim aim{table->text("effect").value_or(""), table->text("inequalities").value_or("")};
    table->finish();
    return aim;
}

std::vector<Counsel> StepReader::counsels(TomlReader& evidence, const std::string& key) {
    note(evidence, key, "evidence.");
    std::vector<Counsel> result;
    for (auto& table : evidence.tables(key)) {
        result.push_back({table.required_text("from"), table.required_text("says"),
                          table.text("document").value_or("")});
        table.finish();
    }
    return result;
}

void StepReader::selection(TomlReader& evidence) {
    note(evidence, "selection", "evidence.");
    auto table = evidence.table("selection");
    if (!table) return;
    Selection selection;
    selection.routes = table->texts("route");
    selection.why = table->text("why").value_or("");
    selection.criteria = table->text("criteria").value_or("");
    selection.published_at = table->text("published_at").value_or("");
    selection.patients = table->text("patients").value_or("");
    selection.taxpayers = table->text("taxpayers").value_or("");
    selection.population = table->text("population").value_or("");
    table->finish();
    step().evidence.selection = std::move(selection);
}

void StepReader::not_owed(TomlReader& evidence) {
    std::vector<std::string> known;
    for (const auto& item : evidence_items())
        known.emplace_back(item.id);
    for (auto& [item, reason] : evidence.text_pairs("not_owed")) {
        if (std::ranges::find(known, item) == known.end()) {
            const auto guess = closest(item, known);
            evidence.find("REG015", "not_owed",
                          fmt::format("the key `{}` is not known here", shown(item)),
                          guess ? fmt::format("did you mean `{}`?", *guess)
                                : fmt::format("known keys are {}", join(known, ", ")));
        }
        step().evidence.not_owed.emplace(item, reason);
    }
}

void StepReader::evidence(TomlReader& root) {
    note(root, "evidence");
    auto table = root.table("evidence");
    if (!table) return;
    const std::string prefix = "evidence.";
    auto& evidence = step().evidence;
    evidence.health = aim(*table, "health");
    evidence.quality = aim(*table, "quality");
    evidence.resources = aim(*table, "resources");
    evidence.inequalities = text(*table, "inequalities", prefix);
    evidence.integration = text(*table, "integration", prefix);
    evidence.strategy = text(*table, "strategy", prefix);
    evidence.departs = text(*table, "departs", prefix);
    evidence.advice = counsels(*table, "advice");
    evidence.insight = counsels(*table, "insight");
    selection(*table);
    note(*table, "done", prefix);
    for (auto& item : table->tables("done")) {
        evidence.done.push_back({item.required_text("step"), item.required_text("how"),
                                 item.text("document").value_or("")});
        item.finish();
    }
    not_owed(*table);
    table->finish();
}

void StepReader::correction(TomlReader& root) {
    Correction correction;
    note(root, "entry");
    const auto entry = root.whole_number("entry");
    correction.sequence = entry.value_or(0);
    note(root, "field");
    for (auto& table : root.tables("field")) {
        correction.fields.push_back({table.required_text("name"), "", table.required_text("is")});
        table.finish();
    }
    step().correction = std::move(correction);
}

// The kinds of step that `record` takes: the others have verbs of their own.
bool is_recorded(StepKind kind) {
    return kind >= StepKind::discussed && kind <= StepKind::vote;
}

StepKind read_kind(TomlReader& root) {
    const auto name = root.required_text("step");
    const auto kind = parse_step_kind(name);
    if (kind && is_recorded(*kind)) return *kind;
    if (name.empty()) return StepKind::discussed;
    std::vector<std::string> known;
    for (const auto& known_name : step_kind_names()) {
        if (is_recorded(*parse_step_kind(known_name))) known.push_back(known_name);
    }
    const auto guess = closest(name, known);
    root.find("REG016", "step", fmt::format("`{}` is no step that is recorded", shown(name)),
              guess ? fmt::format("did you mean `{}`?", *guess)
                    : fmt::format("steps are {}", join(known, ", ")));
    return StepKind::discussed;
}

}  // namespace

std::optional<StepInput> read_proposal(const InputFile& file, Diagnostics& diagnostics) {
    StepReader reader(file, diagnostics);
    return reader.run([&](TomlReader& root) {
        reader.step().kind = StepKind::proposed;
        reader.common(root);
        reader.proposal(root);
        reader.evidence(root);
    });
}

std::optional<StepInput> read_step(const InputFile& file, const std::string& decision,
                                   Diagnostics& diagnostics) {
    StepReader reader(file, diagnostics);
    return reader.run([&](TomlReader& root) {
        auto& step = reader.step();
        step.decision = decision;
        reader.note(root, "step");
        step.kind = read_kind(root);
        reader.common(root);
        step.outcome = reader.text(root, "outcome");
        step.decided = reader.text(root, "decided");
        reader.meetings(root);
        reader.discussion(root);
        reader.settling(root);
        reader.ballots(root);
        reader.evidence(root);
    });
}

std::optional<StepInput> read_publication(const InputFile& file, const std::string& decision,
                                          Diagnostics& diagnostics) {
    StepReader reader(file, diagnostics);
    return reader.run([&](TomlReader& root) {
        auto& step = reader.step();
        step.decision = decision;
        step.kind = StepKind::published;
        reader.common(root);
        step.publication =
            Publication{reader.text(root, "published_at"), reader.texts(root, "papers")};
    });
}

std::optional<StepInput> read_withdrawal(const InputFile& file, const std::string& decision,
                                         Diagnostics& diagnostics) {
    StepReader reader(file, diagnostics);
    return reader.run([&](TomlReader& root) {
        auto& step = reader.step();
        step.decision = decision;
        step.kind = StepKind::withdrawn;
        reader.common(root);
        step.reason = reader.text(root, "reason");
    });
}

std::optional<StepInput> read_correction(const InputFile& file, const std::string& decision,
                                         Diagnostics& diagnostics) {
    StepReader reader(file, diagnostics);
    return reader.run([&](TomlReader& root) {
        auto& step = reader.step();
        step.decision = decision;
        step.kind = StepKind::corrected;
        reader.common(root);
        step.reason = reader.text(root, "reason");
        reader.correction(root);
    });
}

}  // namespace concord::decisions
