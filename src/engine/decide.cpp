// `decide`: the register of decisions. The engine asks governance who may decide on the day of the
// step, and lets the register judge; it decides nothing itself.
#include "engine/decide.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/engine.hpp"
#include "files/digest.hpp"

namespace concord {
namespace {

using decisions::StepInput;
using decisions::StepKind;

std::string own_journal(const OpenedSystem& system) {
    return (system.located.folder / "governance" / "decisions" / "journal.sqlite").string();
}

// The rules of the register: what one of them finds is refused.
bool is_refusal(const Diagnostic& diagnostic) {
    return diagnostic.stage == "decisions" && diagnostic.severity == Severity::error;
}

class Deciding {
  public:
    Deciding(const DecideQuestion& question, const EngineOptions& options, Answer& answer)
        : question_(question), options_(options), answer_(answer) {}

    void run(OpenedSystem& system) {
        system_ = &system;
        switch (question_.action) {
            case DecideAction::show:
                show();
                break;
            case DecideAction::open_data:
                open_data();
                break;
            case DecideAction::verify:
                verify();
                break;
            default:
                record();
        }
    }

  private:
    std::string journal_address() const {
        if (!question_.journal.empty()) return question_.journal;
        return own_journal(*system_);
    }

    std::unique_ptr<store::Journal> open(store::JournalAccess access) const {
        const auto address = journal_address();
        if (access == store::JournalAccess::write && question_.journal.empty()) {
            std::error_code error;  // opening says what is wrong with the folder
            fs::create_directories(fs::path(address).parent_path(), error);
        }
        return store::Journal::open(address, access);
    }

    // The journal to read, or nothing where nothing was recorded yet.
    std::unique_ptr<store::Journal> open_for_reading() {
        if (store::journal_exists(journal_address())) return open(store::JournalAccess::read);
        refuse_usage(answer_,
                     fmt::format("there is no register `{}`",
                                 store::shown_journal_address(journal_address())),
                     "record a first decision with `concord decide DIR new FILE`, or name the "
                     "register with --journal");
        answer_.outcome = Outcome::input_missing;
        return nullptr;
    }

    // ── reading ──

    void show() {
        const auto journal = open_for_reading();
        if (!journal) return;
        decisions::Register reg(*journal);
        if (question_.decision.empty()) {
            const auto all = reg.all();
            answer_.table = decisions::list_of_decisions(all);
            decisions::check_habits(all, store::shown_journal_address(journal_address()),
                                    *system_->diagnostics);
            return;
        }
        const auto decision = reg.find(question_.decision);
        if (decision) {
            answer_.table = decisions::decision_in_full(decisions::corrected(*decision));
            return;
        }
        std::vector<std::string> known;
        for (const auto& one : reg.all())
            known.push_back(one.id);
        const auto guess = closest(question_.decision, known);
        refuse_usage(answer_, fmt::format("there is no decision `{}`", shown(question_.decision)),
                     guess ? fmt::format("did you mean `{}`?", *guess)
                           : "`concord decide DIR show` lists them");
    }

    void open_data() {
        const auto journal = open_for_reading();
        if (!journal) return;
        const auto all = decisions::Register(*journal).all();
        const auto head = journal->head();
        answer_.table = decisions::open_decisions(all);
        if (question_.json) answer_.text = decisions::open_decisions_json(all, head);
        answer_.notes.push_back(fmt::format("receipt {}", store::to_string(head)));
    }

    void verify() {
        std::vector<store::JournalHead> receipts;
        for (const auto& text : question_.receipts) {
            const auto receipt = store::parse_journal_head(text);
            if (!receipt) {
                refuse_usage(answer_, fmt::format("`{}` is no receipt", shown(text, 80)),
                             "a receipt is the number of an entry, `:` and its hash");
                return;
            }
            receipts.push_back(*receipt);
        }
        const auto journal = open_for_reading();
        if (!journal) return;
        decisions::Register reg(*journal);
        const auto checked = reg.verify(store::shown_journal_address(journal_address()), receipts,
                                        *system_->diagnostics);
        if (!checked.breach) {
            decisions::check_habits(reg.all(), store::shown_journal_address(journal_address()),
                                    *system_->diagnostics);
        }
        answer_.notes.push_back(fmt::format("receipt {}", store::to_string(checked.head)));
        const bool holds = !system_->diagnostics->has_errors();
        answer_.table = {
            "register",
            {{"entries", ColumnType::whole_number}, {"head"}, {"holds", ColumnType::truth}},
            {{checked.entries, store::to_string(checked.head), holds}}};
    }

    // ── recording ──

    std::optional<StepInput> read_input() {
        auto& diagnostics = *system_->diagnostics;
        const decisions::InputFile file{question_.file, question_.file.string()};
        switch (question_.action) {
            case DecideAction::propose:
                return decisions::read_proposal(file, diagnostics);
            case DecideAction::publish:
                return question_.file.empty()
                           ? publication_by_options()
                           : decisions::read_publication(file, question_.decision, diagnostics);
            case DecideAction::withdraw:
                return decisions::read_withdrawal(file, question_.decision, diagnostics);
            case DecideAction::correct:
                return decisions::read_correction(file, question_.decision, diagnostics);
            default:
                return decisions::read_step(file, question_.decision, diagnostics);
        }
    }

    std::optional<StepInput> publication_by_options() {
        const auto day = Date::parse(question_.on);
        if (!day) {
            refuse_usage(answer_, fmt::format("`{}` is not a date", shown(question_.on)),
                         "give the day with --on 2024-04-01, or a file");
            return std::nullopt;
        }
        StepInput input;
        input.step.kind = StepKind::published;
        input.step.decision = question_.decision;
        input.step.by = question_.by;
        input.step.on = *day;
        input.step.publication = decisions::Publication{question_.published_at, {}};
        return input;
    }

    void record() {
        auto input = read_input();
        if (!input || !load()) return;
        auto& step = input->step;
        if (!store::journal_exists(journal_address())) {
            // No register is made for a step that would not stand in it.
            prove(step, std::nullopt);
            const decisions::Judging judging{nullptr, &step, posts_on(step.on), input->places};
            if (!decisions::judge(judging, *system_->diagnostics)) return;
        }
        const auto journal = open(store::JournalAccess::write);
        decisions::Register reg(*journal);
        prove(step, reg.find(step.decision));
        const auto decision = step.decision;
        const auto name = std::string(to_string(step.kind));
        const auto posts = posts_on(step.on);
        decisions::RecordRequest request{std::move(*input), question_.instant, question_.key,
                                         posts};
        const auto receipt = reg.record(std::move(request), *system_->diagnostics);
        if (!receipt) return;
        answer_.table = {"receipt",
                         {{"decision"}, {"step"}, {"entry", ColumnType::whole_number}, {"hash"}},
                         {{decision, name, receipt->sequence, receipt->hash}}};
        if (receipt->repeated) {
            answer_.notes.emplace_back("this was recorded already; nothing is added");
        }
        answer_.notes.push_back(
            fmt::format("receipt {}", store::to_string({receipt->sequence, receipt->hash})));
    }

    // Governance as its files say. A row that could not be read might have been a limit: with an
    // error in them nobody can say who may decide.
    bool load() {
        Diagnostics aside = system_->diagnostics->child();
        std::swap(aside, *system_->diagnostics);
        load_data(*system_, options_, registry::Reach::everything);
        std::swap(aside, *system_->diagnostics);
        const auto errors = system_->diagnostics->count(Severity::error);
        load_governance(*system_, options_);
        const auto found = system_->diagnostics->count(Severity::error) - errors;
        if (found == 0) return true;
        system_->diagnostics->add(
            {"GOV180",
             {},
             "governance",
             fmt::format("{} in the files of governance: nobody can say who may decide",
                         counted(static_cast<std::int64_t>(found), "error", "errors")),
             "mend them first: `concord check DIR` lists them"});
        return false;
    }

    void prove(decisions::Step& step, const std::optional<decisions::Decision>& before) const {
        if (!decisions::needs_proof(step.kind)) return;
        decisions::ProofRequest request;
        if (step.proposal) {
            request.question = step.proposal->question;
            request.decider = step.proposal->decider;
        } else {
            if (!before) return;  // the register says that there is none
            request.question = before->proposal.question;
            request.decider = before->proposal.decider;
        }
        const auto& data = system_->governance;
        request.ground = {&data.law, &data.scheme, &data.places};
        request.context = {step.on, question_.system.profile
                                        ? system_->diagnostics->context().profile
                                        : profile_in_force(step.on)};
        request.documents = digests_of_documents();
        for (const auto& file : data.inputs)
            request.files.push_back(
                {"governance/" + fs::path(file.path).filename().string(), file.sha256});
        const governance::Evaluator evaluator(request.ground, request.context);
        std::vector<governance::UnknownWord> unknown;
        const auto bound = evaluator.bind(request.question, unknown);
        governance::Verdict verdict;
        if (bound) {
            verdict = evaluator.who(*bound);
            request.verdict = &verdict;
        }
        for (const auto& word : unknown) {
            if (!request.problem.empty()) request.problem += "; ";
            request.problem += fmt::format("`{}` is no {}", shown(word.word), word.part);
            if (!word.nearest.empty()) {
                request.problem += fmt::format(", did you mean `{}`?", word.nearest);
            }
        }
        step.proof = decisions::make_proof(request);
    }

    // Documents that lie in the system's folder are frozen by their content.
    std::vector<decisions::KnownDigest> digests_of_documents() const {
        std::vector<decisions::KnownDigest> digests;
        for (const auto& document : system_->governance.scheme.documents) {
            if (document.published_at.empty()) continue;
            const auto path = (system_->located.folder / document.published_at).lexically_normal();
            std::error_code error;
            if (fs::is_regular_file(path, error)) {
                digests.push_back({document.id, files::sha256_of_file(path)});
            }
        }
        return digests;
    }

    std::vector<std::string> posts_on(Date day) const {
        std::vector<std::string> posts;
        for (const auto& holder : system_->governance.scheme.holders) {
            const bool is_post = holder.kind == governance::HolderKind::post;
            if (is_post && holder.period.contains(day)) posts.push_back(holder.id);
        }
        return posts;
    }

    const DecideQuestion& question_;
    const EngineOptions& options_;
    Answer& answer_;
    OpenedSystem* system_ = nullptr;
};

}  // namespace

std::vector<decisions::Decision> read_decisions(OpenedSystem& system) {
    const auto address = own_journal(system);
    if (!store::journal_exists(address)) return {};
    const auto journal = store::Journal::open(address, store::JournalAccess::read);
    decisions::Register reg(*journal);
    auto& diagnostics = *system.diagnostics;
    const auto shown_address =
        registry::shown_path(system.description, "governance/decisions/journal.sqlite");
    const auto errors = diagnostics.count(Severity::error);
    reg.verify(shown_address, {}, diagnostics);
    if (diagnostics.count(Severity::error) > errors) return {};
    auto all = reg.all();
    decisions::check_habits(all, shown_address, diagnostics);
    return all;
}

Answer Engine::decide(const DecideQuestion& question) {
    Answer answer;
    const auto system = open_system(question.system, options_, answer);
    if (!system) return answer;
    Deciding(question, options_, answer).run(*system);
    finish(answer, *system->diagnostics);
    const bool writes = question.action <= DecideAction::correct;
    for (const auto& diagnostic : answer.diagnostics) {
        if (writes && is_refusal(diagnostic)) answer.outcome = Outcome::refused;
        if (writes && diagnostic.id == "REG001") answer.outcome = Outcome::input_missing;
    }
    return answer;
}

}  // namespace concord
