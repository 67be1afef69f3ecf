#include "cli/money_verb.hpp"

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace concord::cli {
namespace {

class Verbs {
  public:
    Verbs(CommandLine& line, const std::function<void(CLI::App*)>& add_common)
        : line_(line), add_common_(add_common) {
        money_ = line.app->add_subcommand(
            "money",
            "Money: what a rule of pace allocates, what places need and get, what was spent");
        money_->require_subcommand(1);
    }

    void build() {
        add_pace();
        add_place();
    }

  private:
    CLI::App* verb(const std::string& name, const std::string& does) {
        auto* app = money_->add_subcommand(name, does);
        add_common_(app);
        return app;
    }

    static void word(CLI::App* app, const char* option, std::string& value, const char* does,
                     const char* type) {
        app->add_option(option, value, does)->type_name(type);
    }

    static void needed(CLI::App* app, const char* option, std::string& value, const char* does) {
        app->add_option(option, value, does)->required()->type_name("COLUMN");
    }

    void on(CLI::App* app, Run run) {
        app->callback([line = &line_, app, run = std::move(run)] {
            line->verb = "money " + app->get_name();
            line->run = run;
        });
    }

    std::optional<std::string> as_at() const {
        return line_.common.as_at.empty() ? std::nullopt : std::optional(line_.common.as_at);
    }

    void add_pace();
    void add_place();

    CommandLine& line_;
    const std::function<void(CLI::App*)>& add_common_;
    CLI::App* money_ = nullptr;
};

void Verbs::add_pace() {
    auto question = std::make_shared<PaceQuestion>();
    auto file = std::make_shared<std::string>();
    auto rules = std::make_shared<std::vector<std::string>>();
    auto years = std::make_shared<int>(1);
    auto* app = verb("pace", "Allocations from baselines, growth, targets and a rule of pace");
    app->add_option("FILE", *file, "A CSV file, a row a body")->required()->type_name("");
    needed(app, "--body", question->body, "The column that names the body");
    needed(app, "--baseline", question->baseline, "The column with the baseline in pounds");
    needed(app, "--growth", question->growth, "The column with the base growth, 0.0437 or 4.37%");
    needed(app, "--target", question->target, "The column with the target in pounds");
    app->add_option("--rule", *rules, "The rule of pace; given again, that of the next year")
        ->required()
        ->type_name("RULE.toml")
        ->allow_extra_args(false);
    word(app, "--round", question->round, "Allocate in multiples of this (default: 0.01)",
         "POUNDS");
    word(app, "--quantum", question->quantum, "Solve so that the first year makes up this sum",
         "POUNDS");
    word(app, "--solve", question->solve,
         "What is moved to meet it: growth (default), convergence, floor or cap", "VARIABLE");
    word(app, "--swing", question->swing, "Warn of a change of more than this share", "SHARE");
    auto* several = app->add_option("--years", *years, "Project so many years")->type_name("N");
    word(app, "--target-growth", question->target_growth,
         "The column with the growth of each target", "COLUMN");
    word(app, "--population-growth", question->population_growth,
         "The column with the growth of each population", "COLUMN");
    word(app, "--population", question->population, "The column with people, for sums per head",
         "COLUMN");
    word(app, "--converging", question->converging,
         "The column with the part of the baseline that the rule moves, in pounds (default: all)",
         "COLUMN");
    word(app, "--total", question->total, "Add a row of this name with the sums", "NAME");
    line_.choices["--solve"] = "growth convergence floor cap";
    on(app, [verb = *this, question, file, rules, years, several](Engine& engine) {
        question->file = *file;
        question->rules.assign(rules->begin(), rules->end());
        question->as_at = verb.as_at();
        if (several->count() > 0) question->years = *years;
        return engine.money_pace(*question);
    });
}

void Verbs::add_place() {
    struct Values {
        PlaceQuestion question;
        std::string file;
        std::string budgets;
        std::string rule;
        std::string what_if;
    };
    auto values = std::make_shared<Values>();
    auto& question = values->question;
    auto* app = verb("place", "Need indices and budgets of places from weighted populations");
    const auto list = [&](const char* option, std::vector<std::string>& value, const char* does,
                          const char* type) {
        return app->add_option(option, value, does)->type_name(type)->delimiter(',');
    };
    app->add_option("FILE", values->file, "A CSV file, a row a practice, small area or council")
        ->required()
        ->type_name("");
    needed(app, "--place", question.place, "The column with the place");
    needed(app, "--system", question.system, "The column with the system");
    needed(app, "--population", question.population, "The column with people");
    list("--weighted", question.weighted, "The columns with weighted people, a stream each",
         "COLUMN,…")
        ->required();
    list("--baseline", question.baseline, "The columns with earlier money, in the same order",
         "COLUMN,…");
    word(app, "--unit", question.unit, "The column that names the row", "COLUMN");
    word(app, "--only", question.only, "Only this system", "SYSTEM");
    word(app, "--missing", question.missing,
         "What becomes of missing and zero weights: refuse (default), one, zero, system-mean, "
         "place-mean or exclude",
         "RULE");
    app->add_flag("--whole-people", question.whole_people,
                  "Round sums to whole people before indices, as the published tool does");
    app->add_option("--budget", question.budget, "The money of the only system, a stream each")
        ->type_name("POUNDS")
        ->allow_extra_args(false);
    word(app, "--budgets", values->budgets, "A CSV file: system, stream, budget", "FILE");
    word(app, "--growth", question.growth, "By how much baselines grow, where no budget is given",
         "SHARE");
    word(app, "--rule", values->rule, "The rule of pace towards fair shares", "RULE.toml");
    list("--shares", question.shares, "The weights of the streams together", "SHARE,…");
    word(app, "--what-if", values->what_if, "A CSV file: unit, place it might lie in", "FILE");
    word(app, "--year", question.year, "The financial year, to be written in the table", "YEAR");
    line_.choices["--missing"] = "refuse one zero system-mean place-mean exclude";
    on(app, [verb = *this, values](Engine& engine) {
        const auto path = [](const std::string& text) {
            return text.empty() ? std::nullopt : std::optional(fs::path(text));
        };
        auto asked = values->question;
        asked.file = values->file;
        asked.budgets = path(values->budgets);
        asked.rule = path(values->rule);
        asked.what_if = path(values->what_if);
        asked.as_at = verb.as_at();
        return engine.money_place(asked);
    });
}

}  // namespace

void add_money_verb(CommandLine& line, const std::function<void(CLI::App*)>& add_common) {
    Verbs(line, add_common).build();
}

}  // namespace concord::cli
