#include "cli/people_verb.hpp"

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace concord::cli {
namespace {

using AddCommon = std::function<void(CLI::App*)>;

SystemQuestion asked_of(const CommonOptions& common, const std::string& system) {
    SystemQuestion question;
    if (!system.empty()) question.folder = system;
    if (!common.as_at.empty()) question.as_at = common.as_at;
    if (!common.profile.empty()) question.profile = common.profile;
    return question;
}

CLI::App* verb(CLI::App* people, const AddCommon& add_common, const char* name, const char* does) {
    auto* app = people->add_subcommand(name, does);
    add_common(app);
    return app;
}

void add_synth(CommandLine& line, CLI::App* people, const AddCommon& add_common) {
    struct Values {
        std::string system;
        std::string parameters;
        SynthQuestion question;
    };
    auto values = std::make_shared<Values>();
    auto* app = verb(people, add_common, "synth",
                     "Make a synthetic population that anyone may hold, from open data and a seed");
    app->get_option("--out")->description("The new folder for the extract")->required();
    app->get_option("--out")->type_name("DIR");
    app->add_option("--area", values->question.area,
                    "LAYER:CODE, such as icb24:QOP, a place of --system, or england")
        ->required()
        ->type_name("AREA");
    app->add_option("--seed", values->question.seed, "The seed (default: 1)")->type_name("N");
    app->add_option("--parameters", values->parameters,
                    "Other parameters than those of the catalogue")
        ->type_name("FILE");
    app->add_option("--system", values->system, "A system's folder, for its places and layers")
        ->type_name("DIR");
    app->callback([line = &line, values] {
        line->verb = "people synth";
        line->run = [line, values](Engine& engine) {
            auto& question = values->question;
            question.system = asked_of(line->common, values->system);
            question.parameters = values->parameters;
            question.out = line->common.out;
            line->common.out.clear();
            return engine.people_synth(question);
        };
    });
}

using Asks = Answer (Engine::*)(const PeopleQuestion&);

struct Values {
    std::string folder;
    std::string system;
    PeopleQuestion question;
};

void add_question(CommandLine& line, CLI::App* app, const std::shared_ptr<Values>& values,
                  Asks asks) {
    app->add_option("DIR", values->folder, "The folder of an extract, or of a system with one")
        ->required()
        ->type_name("");
    app->add_option("--system", values->system, "The system whose areas are meant")
        ->type_name("DIR");
    app->callback([line = &line, app, values, asks] {
        line->verb = "people " + app->get_name();
        line->run = [line, values, asks](Engine& engine) {
            auto question = values->question;
            question.system = asked_of(line->common, values->system);
            question.folder = values->folder;
            return (engine.*asks)(question);
        };
    });
}

void add_counts(CommandLine& line, CLI::App* people, const AddCommon& add_common) {
    struct Verb {
        const char* name;
        const char* does;
        Asks asks;
    };
    for (const auto& [name, does, asks] :
         {Verb{"counts", "How many live in each area, of each age, sex, ethnic group, practice",
               &Engine::people_counts},
          Verb{"prevalence", "Each condition in each area, as a share with its interval",
               &Engine::people_prevalence}}) {
        auto values = std::make_shared<Values>();
        auto& question = values->question;
        auto* app = verb(people, add_common, name, does);
        if (asks == &Engine::people_counts)
            app->add_option("--by", question.by,
                            "lsoa, practice, age_band, sex, ethnicity (default: lsoa,age_band)")
                ->type_name("COLUMNS");
        app->add_option("--disclosure", question.rule,
                        "What is suppressed, and what the others are rounded to (default: "
                        "1-7-to-5)")
            ->type_name("RULE");
        app->add_flag("--inside", question.inside, "Exact counts, which must not leave");
        app->add_flag("--checked", question.checked,
                      "`people check` found nothing: take the rows as they stand");
        add_question(line, app, values, asks);
    }
}

void add_link(CommandLine& line, CLI::App* people, const AddCommon& add_common) {
    struct Given {
        std::vector<std::string> folders;
        std::string settings;
        LinkQuestion question;
    };
    auto given = std::make_shared<Given>();
    auto* app = verb(people, add_common, "link",
                     "Link the extracts of several providers into one, person by person");
    app->get_option("--out")->description("The new folder for the linked extract")->required();
    app->get_option("--out")->type_name("DIR");
    app->add_option("DIR", given->folders,
                    "The folders of extracts, in the order in which they are believed")
        ->required()
        ->type_name("");
    app->add_option("--settings", given->settings,
                    "Other thresholds and weights than those of the catalogue")
        ->type_name("FILE");
    app->add_option("--disclosure", given->question.rule,
                    "What of the report's counts is suppressed and rounded (default: 1-7-to-5)")
        ->type_name("RULE");
    app->add_flag("--inside", given->question.inside, "Exact counts, which must not leave");
    app->callback([line = &line, given] {
        line->verb = "people link";
        line->run = [line, given](Engine& engine) {
            auto& question = given->question;
            question.folders.assign(given->folders.begin(), given->folders.end());
            question.settings = given->settings;
            question.out = line->common.out;
            line->common.out.clear();
            return engine.people_link(question);
        };
    });
}

}  // namespace

void add_people_verb(CommandLine& line, const AddCommon& add_common) {
    auto* people = line.app->add_subcommand(
        "people", "People one by one: synthetic populations, extracts, cohorts, segments");
    people->require_subcommand(1);
    add_synth(line, people, add_common);
    add_question(line,
                 verb(people, add_common, "check",
                      "Read an extract of people whole: what is kept, what is left out, and why"),
                 std::make_shared<Values>(), &Engine::people_check);
    const auto word = [](CLI::App* app, const char* option, std::string& value, const char* does,
                         const char* type) {
        app->add_option(option, value, does)->type_name(type);
    };
    const char* const rule =
        "What is suppressed, and what the others are rounded to (default: 1-7-to-5)";
    const char* const engine =
        "Where people are counted: duckdb (default), or a cluster at spark://HOST:PORT";
    auto cohorts = std::make_shared<Values>();
    auto* app = verb(people, add_common, "cohorts",
                     "Who is in each cohort, why, and how many were lost at each step");
    word(app, "--cohort", cohorts->question.only, "Only this cohort, step by step", "COHORT");
    word(app, "--show", cohorts->question.show, "The table that is printed (default: cohorts)",
         "TABLE");
    word(app, "--disclosure", cohorts->question.rule, rule, "RULE");
    word(app, "--engine", line.common.engine, engine, "ENGINE");
    line.choices["people cohorts --show"] = "cohorts cohort_steps deprived_fifths";
    add_question(line, app, cohorts, &Engine::people_cohorts);
    auto segments = std::make_shared<Values>();
    app = verb(people, add_common, "segments",
               "Everybody in one segment, and strata of risk with what was expected and observed");
    word(app, "--show", segments->question.show, "The table that is printed (default: segments)",
         "TABLE");
    word(app, "--disclosure", segments->question.rule, rule, "RULE");
    word(app, "--engine", line.common.engine, engine, "ENGINE");
    line.choices["people segments --show"] = "segments risk_strata population_counts";
    add_question(line, app, segments, &Engine::people_segments);
    add_counts(line, people, add_common);
    add_link(line, people, add_common);
    auto* schema = verb(people, add_common, "schema",
                        "Print the schema of an extract: tables, columns, types and words");
    schema->callback([line = &line] {
        line->verb = "people schema";
        line->run = [](Engine&) { return Engine::people_schema(); };
    });
}

}  // namespace concord::cli
