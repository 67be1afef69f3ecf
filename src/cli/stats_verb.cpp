#include "cli/stats_verb.hpp"

#include <map>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace concord::cli {
namespace {

// What was given, each value at its place in memory until the verb runs.
struct Values {
    std::string file;
    std::map<std::string, std::string> texts;
    std::map<std::string, bool> flags;
};

void add_option(CLI::App* app, const StatisticsOption& option, Values& values) {
    if (option.is_flag) {
        app->add_flag("--" + option.name, values.flags[option.name], option.does);
        return;
    }
    auto* added = app->add_option("--" + option.name, values.texts[option.name], option.does)
                      ->type_name(option.type);
    if (option.is_required) added->required();
}

StatisticsQuestion question_of(const std::string& statistic, const Values& values) {
    StatisticsQuestion question;
    question.statistic = statistic;
    question.file = values.file;
    for (const auto& [name, text] : values.texts)
        if (!text.empty()) question.options[name] = text;
    for (const auto& [name, is_set] : values.flags)
        if (is_set) question.options[name] = "yes";
    return question;
}

}  // namespace

void add_stats_verb(CommandLine& line, const std::function<void(CLI::App*)>& add_common) {
    auto* stats = line.app->add_subcommand(
        "stats", "Statistics with their limits on any file: rates, life expectancy, inequality");
    stats->require_subcommand(1);
    for (const auto& verb : Engine::statistics_verbs()) {
        auto* app = stats->add_subcommand(verb.name, verb.does);
        add_common(app);
        auto values = std::make_shared<Values>();
        app->add_option("FILE", values->file, "A file of rows: CSV, also gzipped, or Parquet")
            ->required()
            ->type_name("");
        for (const auto& option : verb.options) {
            add_option(app, option, *values);
            if (!option.choices.empty())
                line.choices["stats " + verb.name + " --" + option.name] = option.choices;
        }
        app->callback([line = &line, name = verb.name, values] {
            line->verb = "stats " + name;
            line->run = [line, name, values](Engine& engine) {
                auto question = question_of(name, *values);
                if (!line->common.as_at.empty()) question.as_at = line->common.as_at;
                return engine.statistics(question);
            };
        });
    }
}

}  // namespace concord::cli
