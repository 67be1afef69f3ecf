#include "cli/spend_verb.hpp"

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace concord::cli {
namespace {

CLI::App* money_verb(CommandLine& line) {
    const auto known =
        line.app->get_subcommands([](CLI::App* app) { return app->get_name() == "money"; });
    if (!known.empty()) return known.front();
    auto* money = line.app->add_subcommand("money", "Money: what bodies publish they spent");
    money->require_subcommand(1);
    return money;
}

// A name without an ending is a folder for all tables.
bool names_folder(const std::string& out) {
    return !out.empty() && !fs::path(out).has_extension();
}

}  // namespace

void add_spend_verb(CommandLine& line, const std::function<void(CLI::App*)>& add_common) {
    struct Values {
        std::vector<std::string> files;
        std::string suppliers;
        SpendQuestion question;
    };
    auto values = std::make_shared<Values>();
    auto* app = money_verb(line)->add_subcommand(
        "spend", "Read what bodies publish they spent: check it, classify it, add it up");
    add_common(app);
    app->get_option("--rules")->description(
        "The rules of classification: tables12-13 or a file (default: tables12-13)");
    app->get_option("--rules")->type_name("RULES");
    app->get_option("--out")->description(
        "Write here instead of to standard output; a new folder gets every table");
    line.choices["money spend --rules"] = "tables12-13";
    app->add_option("FILE", values->files, "Files of payments (CSV, XLSX), or folders of them")
        ->required()
        ->type_name("");
    const auto word = [&](const char* option, std::string& value, const char* does,
                          const char* type) {
        app->add_option(option, value, does)->type_name(type);
    };
    auto& question = values->question;
    word("--summary", question.summary, "Another table than the payments themselves", "TABLE");
    line.choices["money spend --summary"] =
        "files months entities conflicts shares means groups changes outliers suppliers";
    word("--from", question.from, "Only payments from this month on", "MONTH");
    word("--to", question.to, "Only payments up to this month", "MONTH");
    word("--precedence", question.precedence,
         "Which of several categories that match: first or last (default: first)", "WHICH");
    line.choices["money spend --precedence"] = "first last";
    word("--dates", question.dates,
         "day-first or month-first (default: as the dates of each table show)", "ORDER");
    line.choices["money spend --dates"] = "day-first month-first";
    word("--entity", question.entity, "The body, for files that do not name it", "NAME");
    word("--suppliers", values->suppliers,
         "What a person decided on suppliers: columns supplier, ods_code", "FILE");
    app->callback([line = &line, values] {
        line->verb = "money spend";
        line->run = [line, values](Engine& engine) {
            auto& asked = values->question;
            auto& common = line->common;
            for (const auto& file : values->files)
                asked.files.emplace_back(file);
            if (!values->suppliers.empty()) asked.suppliers = values->suppliers;
            if (!common.as_at.empty()) asked.as_at = common.as_at;
            asked.rules = common.profile;
            if (names_folder(common.out)) {
                asked.out = common.out;
                common.out.clear();
            }
            return engine.spend(asked);
        };
    });
}

}  // namespace concord::cli
