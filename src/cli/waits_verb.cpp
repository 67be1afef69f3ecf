#include "cli/waits_verb.hpp"

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace concord::cli {
namespace {

struct Values {
    std::string path;
    std::string cases;
    std::map<std::string, std::string> columns;
    WaitsQuestion question;
};

CLI::App* need_verb(CommandLine& line) {
    const auto known =
        line.app->get_subcommands([](CLI::App* app) { return app->get_name() == "need"; });
    if (!known.empty()) return known.front();
    auto* need = line.app->add_subcommand("need", "Need: who waits, how long, how unequally");
    need->require_subcommand(1);
    return need;
}

class Verb {
  public:
    Verb(CommandLine& line, const char* name, const char* does, WaitsAction action,
         const std::function<void(CLI::App*)>& add_common)
        : line_(line), values_(std::make_shared<Values>()) {
        app_ = need_verb(line)->add_subcommand(name, does);
        add_common(app_);
        values_->question.action = action;
        auto* path = app_->add_option("FILE", values_->path,
                                      "A file of pathways (CSV, Parquet), or a system's folder");
        path->type_name("");
        if (action != WaitsAction::simulate) path->required();
    }

    void word(const char* option, std::string WaitsQuestion::*value, const char* does,
              const char* type) {
        app_->add_option(option, values_->question.*value, does)->type_name(type);
    }

    void flag(const char* option, bool WaitsQuestion::*value, const char* does) {
        app_->add_flag(option, values_->question.*value, does);
    }

    void choice(const char* option, const char* words) {
        line_.choices["need " + app_->get_name() + " " + option] = words;
    }

    // Where a file has headers of its own.
    void columns() {
        const std::pair<const char*, const char*> all[] = {
            {"pathway", "the pathway's identifier"},
            {"specialty", "the specialty"},
            {"place", "the area or place"},
            {"age", "the age in years"},
            {"sex", "the sex"},
            {"ethnicity", "the ethnicity"},
            {"fifth", "the deprivation fifth, 1 the most deprived"},
            {"start", "the day the clock starts"},
            {"stop", "the day it stops, empty while it runs"},
            {"priority", "the priority, 1 the most urgent"},
            {"plus", "the PLUS group"},
            {"action", "what was done for the person"}};
        for (const auto& [name, what] : all) {
            app_->add_option("--" + std::string(name), values_->columns[name],
                             "The column with " + std::string(what))
                ->type_name("COLUMN");
        }
    }

    void cases() {
        app_->add_option("--cases", values_->cases,
                         "Write here who waits in the most deprived fifth or a PLUS group")
            ->type_name("FILE");
    }

    void common() {
        word("--weeks", &WaitsQuestion::weeks, "What is too long (default: 18,52,65)", "WEEKS");
        word("--rule", &WaitsQuestion::rule,
             "The rule by which counts of people leave (default: 1-7-to-5)", "RULE");
        choice("--rule", "1-7-to-5 1-5-to-5");
        columns();
    }

    void flow() {
        word("--from", &WaitsQuestion::from,
             "The first day of the referrals and removals counted (default: 364 days)", "DATE");
    }

    void finish() {
        app_->callback([line = &line_, app = app_, values = values_] {
            line->verb = "need " + app->get_name();
            line->run = [line, values](Engine& engine) {
                auto asked = values->question;
                if (!values->path.empty()) asked.path = values->path;
                if (!values->cases.empty()) asked.cases = values->cases;
                if (!line->common.as_at.empty()) asked.as_at = line->common.as_at;
                for (const auto& [name, header] : values->columns) {
                    if (!header.empty()) asked.columns.emplace_back(name, header);
                }
                return engine.waits(asked);
            };
        });
    }

  private:
    CommandLine& line_;
    CLI::App* app_ = nullptr;
    std::shared_ptr<Values> values_;
};

void add_targets(Verb& verb) {
    verb.word("--target", &WaitsQuestion::target, "The wait that is promised (default: 18)",
              "WEEKS");
    verb.word("--factor", &WaitsQuestion::factor,
              "The target mean wait is the target over this (default: 4)", "N");
    verb.word("--relief", &WaitsQuestion::relief,
              "Weeks in which a list should be brought to its target (default: 26)", "WEEKS");
}

}  // namespace

void add_waits_verbs(CommandLine& line, const std::function<void(CLI::App*)>& add_common) {
    Verb waits(line, "waits", "Who waits, how long, by fifth, ethnicity, sex, age and place",
               WaitsAction::groups, add_common);
    waits.common();
    waits.word("--by", &WaitsQuestion::by,
               "Divide by these, each by itself; fifth+sex crosses two "
               "(default: fifth,ethnicity,sex,age_band)",
               "SPLIT,…");
    waits.choice("--by", "specialty fifth ethnicity sex age_band place priority");
    waits.word("--show", &WaitsQuestion::show,
               "Another table: lists, groups, months, treated or cases", "TABLE");
    waits.choice("--show", "lists groups months treated cases");
    waits.cases();
    waits.finish();

    Verb queue(line, "queue", "Each list as a queue: load, target size, relief, pressure",
               WaitsAction::queue, add_common);
    queue.common();
    queue.flow();
    add_targets(queue);
    queue.finish();

    Verb plan(line, "plan", "Where extra slots would do most for those who wait longest",
              WaitsAction::plan, add_common);
    plan.common();
    plan.flow();
    plan.word("--slots", &WaitsQuestion::slots, "How many extra slots there are", "N");
    plan.word("--most", &WaitsQuestion::most,
              "Of a list's capacity, what can be added in a week (default: 0.25)", "SHARE");
    plan.word("--horizon", &WaitsQuestion::horizon, "Weeks that are planned (default: 26)",
              "WEEKS");
    plan.finish();

    Verb simulate(line, "simulate", "What becomes of lists, simulated person by person",
                  WaitsAction::simulate, add_common);
    simulate.common();
    simulate.flow();
    const auto word = [&](const char* option, std::string WaitsQuestion::*value, const char* does,
                          const char* type) { simulate.word(option, value, does, type); };
    word("--demand", &WaitsQuestion::demand, "People referred a week (default: as in FILE)", "N");
    word("--capacity", &WaitsQuestion::capacity, "Slots a week (default: as in FILE)", "N");
    word("--queue", &WaitsQuestion::queue, "Without FILE: people on the list now", "N");
    word("--waited", &WaitsQuestion::waited, "Weeks that they have waited at most", "WEEKS");
    word("--leaving", &WaitsQuestion::leaving, "Share that leaves untreated in a week", "SHARE");
    word("--priorities", &WaitsQuestion::priorities,
         "Shares of referrals by priority, the most urgent first, who are treated in that order",
         "SHARE,…");
    simulate.flag("--random-slots", &WaitsQuestion::random_slots,
                  "Slots at random times instead of regular ones");
    word("--horizon", &WaitsQuestion::horizon, "Weeks that are simulated (default: 52)", "WEEKS");
    word("--runs", &WaitsQuestion::runs, "How many runs (default: 100)", "N");
    word("--seed", &WaitsQuestion::seed, "Another seed gives other runs (default: 1)", "N");
    simulate.finish();
}

}  // namespace concord::cli
