#include "cli/need_verb.hpp"

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace concord::cli {
namespace {

struct ReleaseValues {
    ReleaseQuestion question;
    std::string file;
    std::vector<std::string> earlier;
};

void add_release(CLI::App* app, CommandLine& line) {
    auto values = std::make_shared<ReleaseValues>();
    auto& question = values->question;
    app->add_option("FILE", values->file, "A CSV file, a row a combination of categories")
        ->required()
        ->type_name("");
    app->add_option("--count", question.count, "The column with the counts of people")
        ->required()
        ->type_name("COLUMN");
    app->add_option("--by", question.by,
                    "The columns that divide them; levels of one as system/place/area")
        ->required()
        ->delimiter(',')
        ->type_name("COLUMN,…");
    app->add_option("--margin", question.margins,
                    "Release what is divided by these columns, the sum of all as `all`; given "
                    "again, that too (default: all details and sums)")
        ->allow_extra_args(false)
        ->type_name("COLUMN,…");
    app->add_option("--rule", question.rule,
                    "What is suppressed and rounded: 1-7-to-5 (default), 1-4-exact, …")
        ->type_name("RULE");
    app->add_option("--earlier", values->earlier,
                    "A release of the same counts that is out already; given again, that too")
        ->allow_extra_args(false)
        ->type_name("FILE");
    app->callback([line = &line, values] {
        line->verb = "need release";
        line->run = [line, values](Engine& engine) {
            auto asked = values->question;
            asked.file = values->file;
            asked.earlier.assign(values->earlier.begin(), values->earlier.end());
            if (!line->common.as_at.empty()) asked.as_at = line->common.as_at;
            return engine.need_release(asked);
        };
    });
}

struct TableVerb {
    const char* name;
    const char* does;
    bool has_areas;
};

constexpr TableVerb table_verbs[] = {
    {"profile", "What is counted of each area, with its interval, beside all areas", true},
    {"fifths", "The same for each fifth of deprivation within each area", true},
    {"gaps", "How unequal it is between the fifths: gaps, slope and relative index", true},
    {"trend", "How it changed from the first period to the last, and on the way", true},
    {"similar", "Areas that are alike by stated traits, nearest first", true},
    {"people", "People of each area by age and sex", true},
    {"evidence", "What an assessment of needs asks for, what answers it, what is missing", true},
    {"groups", "What is known of groups: the most deprived, those defined here, clinical", false},
    {"indicators", "What is counted: meaning, use, source", false},
};

void add_table(CLI::App* app, const TableVerb& verb, CommandLine& line) {
    auto question = std::make_shared<NeedQuestion>();
    auto folder = std::make_shared<std::string>();
    question->table = verb.name;
    app->add_option("DIR", *folder, "A system's folder, or a build of one")->type_name("");
    const bool has_indicator = question->table != "similar" && question->table != "people" &&
                               question->table != "evidence" && question->table != "groups";
    if (has_indicator)
        app->add_option("--indicator", question->indicator, "Only this indicator")->type_name("ID");
    if (verb.has_areas) {
        app->add_option("--layer", question->layer, "Only areas of this layer")->type_name("LAYER");
        app->add_option("--area", question->area, "Only this area; `all` is all areas together")
            ->type_name("CODE");
    }
    app->callback([line = &line, question, folder] {
        line->verb = "need " + question->table;
        line->run = [line, question, folder](Engine& engine) {
            auto asked = *question;
            asked.system = system_question(line->common, *folder);
            return engine.need(asked);
        };
    });
}

}  // namespace

void add_need_verbs(CommandLine& line, const std::function<void(CLI::App*)>& add_common) {
    auto* need = line.app->add_subcommand("need", "Need: who needs what, and how unequal it is");
    need->require_subcommand(1);
    for (const auto& verb : table_verbs) {
        auto* app = need->add_subcommand(verb.name, verb.does);
        add_common(app);
        add_table(app, verb, line);
    }
    auto* app = need->add_subcommand(
        "release", "Counts of people as they may leave: small ones suppressed, the others rounded");
    add_common(app);
    add_release(app, line);
}

}  // namespace concord::cli
