#include "cli/decide_verb.hpp"

#include <chrono>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "cli/usage.hpp"

namespace concord::cli {
namespace {

// The clock is the door's: the engine is told what time it is.
std::string now() {
    const auto moment = std::chrono::system_clock::now();
    const auto seconds = std::chrono::floor<std::chrono::seconds>(moment);
    const auto milliseconds =
        std::chrono::duration_cast<std::chrono::milliseconds>(moment - seconds).count();
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z",
                       fmt::gmtime(std::chrono::system_clock::to_time_t(moment)), milliseconds);
}

struct Values {
    std::string folder;
    std::string file;
    DecideQuestion question;
};

class Verbs {
  public:
    Verbs(CommandLine& line, const std::function<void(CLI::App*)>& add_common)
        : line_(line), add_common_(add_common), values_(std::make_shared<Values>()) {
        decide_ = line.app->add_subcommand(
            "decide", "The register of decisions: propose, record, publish, show, verify");
        decide_->require_subcommand(1);
        decide_->add_option("DIR", values_->folder, "A system's folder")->required()->type_name("");
    }

    void build() {
        writing("new", "Propose a decision", DecideAction::propose);
        writing("record", "Record a step: discussed, consensus, resolved, vote, …",
                DecideAction::record);
        auto* publish = writing("publish", "Publish what was decided, by a file or by options",
                                DecideAction::publish);
        publish->add_option("--by", values_->question.by, "The post that publishes")
            ->type_name("POST");
        publish->add_option("--on", values_->question.on, "The day")->type_name("DATE");
        publish
            ->add_option("--published-at", values_->question.published_at, "Where it is published")
            ->type_name("URL");
        writing("withdraw", "Withdraw a decision that is not published", DecideAction::withdraw);
        writing("correct", "Correct an entry by another that names it", DecideAction::correct);
        auto* show =
            verb("show", "List the decisions, or show one with all its steps", DecideAction::show);
        show->add_option("ID", values_->question.decision, "The decision")->type_name("");
        verb("export", "The published decisions as open data: csv, or json with all parts",
             DecideAction::open_data);
        auto* verify = verb("verify", "Re-derive the whole register and judge every step again",
                            DecideAction::verify);
        verify
            ->add_option("--receipt", values_->question.receipts,
                         "A receipt kept elsewhere, that the register must bear out")
            ->type_name("NUMBER:HASH")
            ->allow_extra_args(false);
    }

  private:
    CLI::App* verb(const std::string& name, const std::string& does, DecideAction action) {
        auto* app = decide_->add_subcommand(name, does);
        add_common_(app);
        app->add_option("--journal", values_->question.journal,
                        "The register: a file or postgres://… (default: "
                        "DIR/governance/decisions/journal.sqlite)")
            ->type_name("ADDRESS");
        app->callback([line = &line_, app, values = values_, action] {
            line->verb = "decide " + app->get_name();
            line->run = [line, values, action](Engine& engine) {
                auto question = values->question;
                const auto given = [](const std::string& text) {
                    return text.empty() ? std::nullopt : std::optional(text);
                };
                question.system = {fs::path(values->folder), given(line->common.as_at),
                                   given(line->common.profile)};
                question.action = action;
                question.file = values->file;
                if (question.instant.empty()) question.instant = now();
                question.json = format_of(line->common) == Format::json;
                return engine.decide(question);
            };
        });
        return app;
    }

    CLI::App* writing(const std::string& name, const std::string& does, DecideAction action) {
        auto* app = verb(name, does, action);
        if (action != DecideAction::propose) {
            app->add_option("ID", values_->question.decision, "The decision")
                ->required()
                ->type_name("");
        }
        auto* file = app->add_option("FILE", values_->file, "What is recorded, as TOML");
        file->type_name("");
        if (action != DecideAction::publish) file->required();
        app->add_option("--key", values_->question.key,
                        "Record under this key, and nothing twice (default: made of the step)")
            ->type_name("KEY");
        app->add_option("--at", values_->question.instant, "The instant, in UTC (default: now)")
            ->type_name("INSTANT");
        return app;
    }

    CommandLine& line_;
    const std::function<void(CLI::App*)>& add_common_;
    std::shared_ptr<Values> values_;
    CLI::App* decide_ = nullptr;
};

}  // namespace

void add_decide_verb(CommandLine& line, const std::function<void(CLI::App*)>& add_common) {
    Verbs(line, add_common).build();
}

}  // namespace concord::cli
