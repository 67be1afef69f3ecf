// The register of decisions: read by everybody who may read, written by those who may, judged by
// the engine.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/failure.hpp"
#include "base/text.hpp"
#include "engine/render.hpp"
#include "server/operations.hpp"
#include "server/people.hpp"

namespace concord::server {
namespace {

// The TOML of a request as a file, which the engine reads; gone when it was read.
class Submitted {
  public:
    explicit Submitted(const std::string& text) {
        auto pattern = (std::filesystem::temp_directory_path() / "concord-step-XXXXXX").string();
        const int descriptor = mkstemp(pattern.data());  // for its owner alone
        if (descriptor < 0) throw EnvironmentFailure("no temporary file", "is the disk full?");
        path_ = pattern;
        std::ofstream(path_, std::ios::binary) << text;
        close(descriptor);
    }
    Submitted(const Submitted&) = delete;
    Submitted& operator=(const Submitted&) = delete;
    ~Submitted() {
        std::error_code error;
        std::filesystem::remove(path_, error);
    }
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

void replace_all(std::string& text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

// Messages name the step that was sent, not the file it was put into.
void forget_path(Answer& answer, const std::string& path) {
    for (auto& diagnostic : answer.diagnostics) {
        for (auto* text : {&diagnostic.location.file, &diagnostic.message, &diagnostic.help,
                           &diagnostic.subject})
            replace_all(*text, path, "what was sent");
    }
}

Answer decide(EngineDesk& engines, const Call& call, const std::string& journal,
              DecideQuestion question) {
    question.system.folder = call.state->build->system_folder();
    question.system.shows_names_alone = true;
    question.journal = journal;
    return engines.ask([&](Engine& engine) { return engine.decide(question); });
}

Response show(EngineDesk& engines, const Call& call, const std::string& journal,
              const std::string& decision) {
    const auto form = form_of(call.request, {Form::json, Form::csv});
    if (!form) return problem(406, "answers are application/json or text/csv");
    DecideQuestion question;
    question.decision = decision;
    auto answer = decide(engines, call, journal, question);
    if (answer.outcome == Outcome::input_missing && decision.empty()) {
        // Nothing was recorded yet: an empty register, not an error.
        answer = {};
        answer.table = {"decisions", {{"decision"}}, {}};
        answer.notes.emplace_back("no decision has been recorded yet");
    }
    if (answer.outcome == Outcome::wrong_usage) answer.outcome = Outcome::input_missing;
    return respond(answer, *form, false);
}

struct Step {
    std::string_view kind;
    DecideAction action;
    accounts::Right right;
    std::string_view done;  // in the audit
};

constexpr auto steps = std::to_array<Step>({
    {"record", DecideAction::record, accounts::Right::record, "recorded"},
    {"publish", DecideAction::publish, accounts::Right::publish, "published"},
    {"withdraw", DecideAction::withdraw, accounts::Right::record, "withdrew"},
    {"correct", DecideAction::correct, accounts::Right::record, "corrected"},
});

Response write(EngineDesk& engines, People& people, const Call& call, const std::string& journal,
               const Step& step) {
    const auto key = call.request.header("idempotency-key");
    constexpr std::size_t longest_key = 200;
    if (key.empty() || key.size() > longest_key || !is_utf8(key))
        return problem(400, "the header Idempotency-Key is missing",
                       {{"no Idempotency-Key",
                         "send a new one with each step, and the same when it is repeated",
                         {}}});
    const Submitted file(call.request.body);
    DecideQuestion question;
    question.action = step.action;
    question.file = file.path();
    question.instant = accounts::to_text(people.now());
    question.key = call.session->account + "/" + key;
    const auto named = call.path.find("decision");
    if (named != call.path.end()) question.decision = named->second;
    auto answer = decide(engines, call, journal, question);
    forget_path(answer, file.path().string());
    const bool is_recorded = !answer.table.rows.empty();
    if (!is_recorded) {
        if (answer.outcome == Outcome::findings || answer.outcome == Outcome::done)
            answer.outcome = Outcome::refused;
        return respond(answer, Form::json, false);
    }
    const auto cell = [&](std::size_t i) { return render_cell(answer.table.rows[0][i]); };
    people.audit(*call.session, std::string(step.done),
                 fmt::format("decision {}, entry {}", cell(0), cell(2)), "decision-" + cell(2));
    answer.outcome = Outcome::done;
    auto response = respond(answer, Form::json, false);
    response.status = 201;
    return response;
}

Operation writing(std::string path, std::string id, std::string summary) {
    auto made =
        operation({Method::post, std::move(path), std::move(id), std::move(summary), "decisions"});
    made.takes = Content{"Step", "application/toml"};
    made.done = 201;
    made.needs_session = true;
    return made;
}

Response step_of(EngineDesk& engines, People& people, const Call& call,
                 const std::string& journal) {
    const auto kind = call.request.parameter("kind").value_or("");
    const auto step = std::ranges::find(steps, kind, &Step::kind);
    if (step == steps.end()) {
        return problem(400, fmt::format("`{}` is no kind of step", shown(kind)),
                       {{"kinds are record, publish, withdraw and correct", {}, "kind"}});
    }
    if (!accounts::may(*call.session, step->right))
        return problem(403, "your account may not do this; a secretary's may");
    return write(engines, people, call, journal, *step);
}

}  // namespace

void add_decisions(std::vector<Operation>& operations, EngineDesk& engines, People& people,
                   const std::string& journal) {
    auto list = operation(
        {Method::get, "/decisions", "decisions", "The register of decisions", "decisions"});
    list.forms = {Form::json, Form::csv};
    list.run = [&engines, journal](const Call& call) { return show(engines, call, journal, {}); };
    operations.push_back(list);

    auto one = operation({Method::get, "/decisions/{decision}", "decision",
                          "A decision in full, with its steps and evidence", "decisions"});
    one.forms = {Form::json, Form::csv};
    one.run = [&engines, journal](const Call& call) {
        return show(engines, call, journal, call.path.at("decision"));
    };
    operations.push_back(one);

    auto proposal =
        writing("/decisions", "propose", "Proposes a decision, as `concord decide DIR new` does");
    proposal.right = accounts::Right::propose;
    proposal.run = [&engines, &people, journal](const Call& call) {
        return write(engines, people, call, journal,
                     {"new", DecideAction::propose, accounts::Right::propose, "proposed"});
    };
    operations.push_back(proposal);

    auto step =
        writing("/decisions/{decision}/steps", "add_step",
                "What was done about a decision, as `concord decide DIR record` and its kin");
    step.parameters = {{"kind",
                        "What the step is",
                        "string",
                        true,
                        false,
                        {"record", "publish", "withdraw", "correct"}}};
    step.right = std::nullopt;  // which right it needs depends on its kind
    step.run = [&engines, &people, journal](const Call& call) {
        return step_of(engines, people, call, journal);
    };
    operations.push_back(step);
}

}  // namespace concord::server
