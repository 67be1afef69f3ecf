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

}  // namespace

void add_need_verbs(CommandLine& line, const std::function<void(CLI::App*)>& add_common) {
    auto* need = line.app->add_subcommand("need", "Need: who needs what, and how unequal it is");
    need->require_subcommand(1);
    auto* app = need->add_subcommand(
        "release", "Counts of people as they may leave: small ones suppressed, the others rounded");
    add_common(app);
    add_release(app, line);
}

}  // namespace concord::cli
