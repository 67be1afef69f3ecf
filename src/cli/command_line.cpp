#include "cli/command_line.hpp"

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "cli/accounts_verb.hpp"
#include "cli/agreements_verb.hpp"
#include "cli/books_verb.hpp"
#include "cli/completion.hpp"
#include "cli/decide_verb.hpp"
#include "cli/handbook_verb.hpp"
#include "cli/manual_page.hpp"
#include "cli/money_verb.hpp"
#include "cli/need_verb.hpp"
#include "cli/people_verb.hpp"
#include "cli/serve_verb.hpp"
#include "cli/spend_verb.hpp"
#include "cli/stats_verb.hpp"
#include "cli/waits_verb.hpp"

namespace concord::cli {
namespace {

std::optional<std::string> given(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

std::optional<fs::path> given_path(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(fs::path(text));
}

// Builds one verb after another. Each verb's values are held by a shared struct that its callback
// keeps.
class Builder {
  public:
    Builder() : line_(std::make_unique<CommandLine>()) {
        line_->app = std::make_unique<CLI::App>(
            "Concord reads the description of an integrated care system, checks it against law "
            "and guidance, works everything out from open data, and answers questions, with the "
            "source of every figure.",
            "concord");
        line_->app->require_subcommand(1);
        line_->app->set_version_flag("--version", "concord " + Engine::version());
        line_->app->set_help_flag("-h,--help", "Print this help and exit");
        line_->choices = {{"--format", "table csv json markdown"},
                          {"check --format", "table csv json markdown sarif"},
                          {"--rules", "framework-2021 act-2022 plan-2025"},
                          {"--mode", "published exact"},
                          {"--convert", "best-fit"},
                          {"SHELL", "bash zsh fish"}};
    }

    std::unique_ptr<CommandLine> build() {
        add_check();
        add_build();
        add_show();
        add_rules();
        add_profile();
        add_layers("overlap", "How much of each area of one layer lies in each area of another",
                   &Engine::overlap);
        add_layers("coterminosity",
                   "Whether each area of one layer matches, lies in or is cut by areas of another",
                   &Engine::coterminosity);
        add_layers("changes",
                   "Who lives in another area than before: an earlier layer and a later one",
                   &Engine::changes);
        add_who();
        add_map();
        add_handbook();
        add_new();
        add_decide_verb(*line_, [this](CLI::App* app) { add_common(app); });
        add_money_verb(*line_, [this](CLI::App* app) { add_common(app); });
        add_spend_verb(*line_, [this](CLI::App* app) { add_common(app); });
        add_books_verbs(*line_, [this](CLI::App* app) { add_common(app); });
        add_agreements_verbs(*line_, [this](CLI::App* app) { add_common(app); });
        add_people_verb(*line_, [this](CLI::App* app) { add_common(app); });
        add_need_verbs(*line_, [this](CLI::App* app) { add_common(app); });
        add_stats_verb(*line_, [this](CLI::App* app) { add_common(app); });
        add_waits_verbs(*line_, [this](CLI::App* app) { add_common(app); });
        add_serve_verb(*line_, [this](CLI::App* app) { add_common(app); });
        add_accounts_verb(*line_, [this](CLI::App* app) { add_common(app); });
        add_data();
        add_self_description();
        return std::move(line_);
    }

  private:
    CLI::App* verb(const std::string& name, const std::string& does) {
        auto* app = line_->app->add_subcommand(name, does);
        add_common(app);
        return app;
    }

    void add_common(CLI::App* app) {
        auto& common = line_->common;
        app->add_option(
               "--data", common.data,
               "The folder with the open data (default: CONCORD_DATA, then ../shared/data)")
            ->type_name("DIR");
        app->add_option("--as-at", common.as_at, "The date the question is about")
            ->type_name("DATE");
        app->add_option(
               "--rules", common.profile,
               "The rules that apply: framework-2021, act-2022 or plan-2025 (default: by the date)")
            ->type_name("PROFILE");
        app->add_option("--format", common.format,
                        "table, csv, json or markdown (default: as FILE of --out ends, else table)")
            ->type_name("FORMAT");
        app->add_option("--out", common.out,
                        "Write here; .parquet for Parquet, .xlsx for a workbook")
            ->type_name("FILE");
        app->add_option("--threads", common.threads, "Threads to use (default: all)")
            ->type_name("N");
        app->add_option("--memory", common.memory,
                        "The most memory the database may use, such as 4GB")
            ->type_name("SIZE");
        app->add_flag("--quiet", common.quiet, "Print no progress and no notes");
    }

    void on(CLI::App* app, Run run) {
        app->callback([line = line_.get(), app, run = std::move(run)] {
            line->verb = app->get_name();
            line->run = run;
        });
    }

    // The system folder as the last, optional word of a verb.
    static void add_folder(CLI::App* app, std::string& folder) {
        app->add_option("DIR", folder, "A system's folder, or a build of one")->type_name("");
    }

    void add_check();
    void add_build();
    void add_show();
    void add_rules();
    void add_profile();
    void add_layers(const std::string& name, const std::string& does,
                    Answer (Engine::*answer)(const LayersRequest&));
    void add_who();
    void add_map();
    void add_handbook();
    void add_new();
    void add_data();
    void add_self_description();

    std::unique_ptr<CommandLine> line_;
};

void Builder::add_check() {
    auto* app = verb("check", "Read and check everything, print what is wrong, write nothing");
    app->get_option("--format")->description("table, csv, json, markdown or sarif");
    auto folder = std::make_shared<std::string>();
    add_folder(app, *folder);
    on(app, [line = line_.get(), folder](Engine& engine) {
        line->prints_diagnostics = true;
        return engine.check({system_question(line->common, *folder)});
    });
}

void Builder::add_build() {
    struct Values {
        std::string folder;
        std::string only;
        bool keep = false;
    };
    auto values = std::make_shared<Values>();
    auto* app = verb("build", "Work everything out: database, tables, report and manifest");
    app->get_option("--out")->description("The folder to build into (default: DIR/build)");
    app->add_option("--only", values->only, "Only these stages, separated by commas")
        ->type_name("STAGE,…");
    app->add_flag("--keep", values->keep,
                  "With --only: the tables of the other stages stay as the last build has them");
    app->add_option("--engine", line_->common.engine,
                    "Where people are counted: duckdb (default), or a cluster at spark://HOST:PORT")
        ->type_name("ENGINE");
    add_folder(app, values->folder);
    on(app, [line = line_.get(), values](Engine& engine) {
        BuildQuestion question;
        question.system = system_question(line->common, values->folder);
        question.out = given_path(line->common.out);
        for (const auto& part : CLI::detail::split(values->only, ',')) {
            if (!part.empty()) question.only.push_back(part);
        }
        question.keep = values->keep;
        line->common.out.clear();
        const auto built = engine.build(question);
        Answer answer = built;
        if (!built.report.empty() &&
            (built.outcome == Outcome::done || built.outcome == Outcome::findings)) {
            answer.table = {"build", {{"what"}, {"where"}}, {}};
            answer.table.rows = {
                {std::string("database"), (built.folder / "concord.duckdb").string()},
                {std::string("tables"), (built.folder / "tables").string()},
                {std::string("report"), built.report.string()},
                {std::string("manifest"), (built.folder / "manifest.json").string()}};
        }
        return answer;
    });
}

void Builder::add_show() {
    struct Values {
        std::string table;
        std::string folder;
        std::string where;
        std::int64_t limit = -1;
    };
    auto values = std::make_shared<Values>();
    auto* app = verb("show", "Print a table of the last build; without a name, the list of tables");
    app->add_option("TABLE", values->table, "The table")->type_name("");
    add_folder(app, values->folder);
    app->add_option("--where", values->where, "Only rows for which this SQL condition holds")
        ->type_name("SQL");
    auto* limit = app->add_option("--limit", values->limit, "At most so many rows")->type_name("N");
    on(app, [line = line_.get(), values, limit](Engine& engine) {
        ShowQuestion question;
        question.system = system_question(line->common, values->folder);
        question.table = values->table;
        question.where = values->where;
        if (limit->count() > 0) question.limit = values->limit;
        return engine.show(question);
    });
}

void Builder::add_rules() {
    on(verb("rules", "List every rule: what it says, when it is in force, whose authority it has"),
       [](Engine&) { return Engine::rules(); });
    on(verb("tables", "List every table that a build writes, with its columns and their meaning"),
       [](Engine&) { return Engine::tables(); });
    auto rule = std::make_shared<std::string>();
    auto* app = verb("explain", "Explain one rule, with a bad and a good example");
    app->add_option("RULE", *rule, "The rule's id, such as REG021")->required()->type_name("");
    on(app, [rule](Engine&) { return Engine::explain(*rule); });
}

void Builder::add_profile() {
    auto request = std::make_shared<ProfileRequest>();
    auto folder = std::make_shared<std::string>();
    auto* app = verb("profile",
                     "People, deprivation, rurality, councils and trusts of each area of a layer");
    app->add_option("--layer", request->layer, "Kind and vintage, such as icb22, stp21 or ltla24")
        ->required()
        ->type_name("LAYER");
    app->add_option("--mode", request->mode, "published (rounded as in print) or exact")
        ->type_name("MODE");
    app->add_option("--deprivation", request->deprivation,
                    "The deprivation index (default: the newest on the layer's small areas)")
        ->type_name("NAME");
    app->add_option(
           "--population", request->population,
           "Whose people to count, such as census2021 (default: those registered, where known)")
        ->type_name("NAME");
    app->add_option("--convert", request->convert,
                    "best-fit: carry a measure over from another vintage of small areas")
        ->type_name("HOW");
    app->add_flag("--compare", request->compare, "Print the printed values beside the data's");
    add_folder(app, *folder);
    on(app, [line = line_.get(), request, folder](Engine& engine) {
        request->system = system_question(line->common, *folder);
        return engine.profile(*request);
    });
}

void Builder::add_layers(const std::string& name, const std::string& does,
                         Answer (Engine::*answer)(const LayersRequest&)) {
    auto request = std::make_shared<LayersRequest>();
    auto folder = std::make_shared<std::string>();
    auto tolerance = std::make_shared<double>(0);
    auto* app = verb(name, does);
    app->add_option("LAYER_A", request->layer_a, "The layer looked at")->required()->type_name("");
    app->add_option("LAYER_B", request->layer_b, "The layer it is compared with")
        ->required()
        ->type_name("");
    add_folder(app, *folder);
    app->add_option("--population", request->population,
                    "Whose people to count, such as census2021 (default: the newest that fit)")
        ->type_name("NAME");
    app->add_option("--what-if", request->what_ifs,
                    "A layer named after FILE: BASE with its areas moved (columns area, from, to)")
        ->type_name("BASE=FILE")
        ->allow_extra_args(false);
    CLI::Option* tolerance_option = nullptr;
    if (name == "coterminosity") {
        tolerance_option = app->add_option("--tolerance", *tolerance,
                                           "Parts smaller than this share count as nothing "
                                           "(default: the system's, or 0.01)")
                               ->type_name("SHARE");
    }
    on(app,
       [line = line_.get(), request, folder, tolerance, tolerance_option, answer](Engine& engine) {
           request->system = system_question(line->common, *folder);
           if (tolerance_option && tolerance_option->count() > 0) request->tolerance = *tolerance;
           return (engine.*answer)(*request);
       });
}

void Builder::add_who() {
    auto question = std::make_shared<WhoQuestion>();
    auto folder = std::make_shared<std::string>();
    auto* app = verb("who", "Who may decide, with the chain of powers, or why not");
    add_folder(app, *folder);
    const auto word = [&](const char* option, std::string& value, const char* does,
                          const char* type) {
        app->add_option(option, value, does)->type_name(type);
    };
    word("--act", question->act, "What is done, such as award-contract", "ACT");
    word("--function", question->function,
         "The function, such as arrange-services (default: each by itself)", "FUNCTION");
    word("--service", question->service, "The service, such as community", "SERVICE");
    app->add_option("--place", question->places, "The place, or several")
        ->type_name("PLACE")
        ->allow_extra_args(false);
    word("--people", question->people, "The group of people, such as children", "GROUP");
    word("--value", question->value, "The value in pounds", "POUNDS");
    app->add_option("--affects", question->affected, "A body that stands to gain or lose")
        ->type_name("BODY")
        ->allow_extra_args(false);
    word("--by", question->by, "Only this body, committee, post or person", "HOLDER");
    app->add_flag("--everything", question->everything, "All that the holder of --by may decide");
    word("--changed-from", question->changed_from,
         "What may be decided on the date of --as-at and not on this one, and the other way round",
         "DATE");
    app->add_flag("--chains", question->chains,
                  "Instead of the answer: the chains of power behind it, link by link");
    on(app, [line = line_.get(), question, folder](Engine& engine) {
        question->system = system_question(line->common, *folder);
        return engine.who(*question);
    });
}

void Builder::add_map() {
    auto folder = std::make_shared<std::string>();
    auto published = std::make_shared<std::string>();
    auto* app = verb("map", "The map of functions and decisions, with gaps and duplicates");
    app->get_option("--format")->description("svg, html, table, csv, json or markdown");
    line_->choices["map --format"] = "svg html table csv json markdown";
    add_folder(app, *folder);
    app->add_option("--published", *published,
                    "Hold it against this published map (default: governance/published_map.csv)")
        ->type_name("FILE");
    on(app, [line = line_.get(), folder, published](Engine& engine) {
        const auto& common = line->common;
        const auto is_picture = [](const std::string& text) {
            return text.ends_with("svg") || text.ends_with("html");
        };
        return engine.map({system_question(common, *folder),
                           is_picture(common.format.empty() ? common.out : common.format),
                           given_path(*published)});
    });
}

void Builder::add_handbook() {
    auto* app =
        verb("handbook", "Read what a board publishes on how it decides into variables and drafts");
    on(app, handbook_verb(*app, *line_));
}

void Builder::add_new() {
    auto question = std::make_shared<NewQuestion>();
    auto folder = std::make_shared<std::string>();
    auto* app = verb("new", "Write the commented skeleton of a system");
    app->add_option("DIR", *folder, "The folder to make")->required()->type_name("");
    app->add_option("--ods", question->ods_code, "Fill it for the board with this ODS code")
        ->type_name("CODE");
    on(app, [question, folder](Engine& engine) {
        question->folder = *folder;
        return engine.new_system(*question);
    });
}

void Builder::add_data() {
    auto* data =
        line_->app->add_subcommand("data", "The open data sets: list, verify or fetch them");
    data->require_subcommand(1);
    const auto add = [&](const std::string& name, const std::string& does,
                         Answer (Engine::*answer)(const DataQuestion&)) {
        auto question = std::make_shared<DataQuestion>();
        auto* app = data->add_subcommand(name, does);
        add_common(app);
        app->add_option("ID", question->datasets, "Data sets (default: all)")->type_name("");
        if (name == "fetch") {
            app->add_option("--from", question->from,
                            "Fetch from a mirror of the collection instead of the publishers")
                ->type_name("URL");
        }
        on(app, [question, answer](Engine& engine) { return (engine.*answer)(*question); });
    };
    add("list", "What each is, its publisher, licence, address and checksum", &Engine::data_list);
    add("verify", "Compare the files at hand with the catalogue", &Engine::data_verify);
    add("fetch", "Get what is missing; it resumes, checks, and never leaves half a file",
        &Engine::data_fetch);
}

void Builder::add_self_description() {
    auto shell = std::make_shared<std::string>();
    auto* completion =
        line_->app->add_subcommand("completion", "Print what makes a shell complete commands");
    completion->add_option("SHELL", *shell, "bash, zsh or fish")->required()->type_name("");
    on(completion, [line = line_.get(), shell](Engine&) {
        Answer answer;
        const auto script = completion_script(*line, *shell);
        if (script.empty()) {
            answer.outcome = Outcome::wrong_usage;
            answer.diagnostics.push_back({"",
                                          Severity::error,
                                          "",
                                          "",
                                          "`" + *shell + "` is no shell that concord completes for",
                                          {},
                                          "shells are bash, zsh and fish",
                                          ""});
            return answer;
        }
        answer.text = script;
        return answer;
    });
    on(line_->app->add_subcommand("man", "Print the manual page"), [line = line_.get()](Engine&) {
        Answer answer;
        answer.text = manual_page(*line->app, Engine::version(), Engine::release_date());
        return answer;
    });
}

}  // namespace

std::unique_ptr<CommandLine> make_command_line() {
    return Builder().build();
}

SystemQuestion system_question(const CommonOptions& common, const std::string& folder) {
    return {folder.empty() ? std::nullopt : std::optional(fs::path(folder)), given(common.as_at),
            given(common.profile)};
}

}  // namespace concord::cli
