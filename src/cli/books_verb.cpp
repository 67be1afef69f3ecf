#include "cli/books_verb.hpp"

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace concord::cli {
namespace {

struct Values {
    BooksQuestion question;
    std::vector<std::string> paths;
    std::vector<std::string> accounts;
    std::string against;
};

struct Verb {
    BooksAction action;
    const char* name;
    const char* does;
};

void add_options(CLI::App* app, Values& values) {
    app->add_option("DIR|FILE", values.paths, "A system, a build, or CSV files of transfers")
        ->type_name("")
        ->required();
    app->add_option("--accounts", values.accounts,
                    "The file of accounts, for files of transfers (default: each name is one)")
        ->type_name("FILE")
        ->allow_extra_args(false);
    app->add_option("--year", values.question.year, "Only this financial year, as 2022/23")
        ->type_name("YEAR");
    auto& question = values.question;
    if (question.action == BooksAction::flows) {
        app->add_option("--basis", question.basis, "Only plan or actual (default: both)")
            ->type_name("BASIS");
    }
    if (question.action == BooksAction::balance) {
        app->add_option("--account", question.account, "Only this account and what is below it")
            ->type_name("ACCOUNT");
    }
    if (question.action == BooksAction::audit) {
        app->add_option("--against", values.against,
                        "Balances that somebody holds: columns year, account and figures")
            ->type_name("FILE");
    }
}

}  // namespace

void add_books_verbs(CommandLine& line, const std::function<void(CLI::App*)>& add_common) {
    constexpr Verb verbs[] = {
        {BooksAction::flows, "flows", "Money from account to account, as planned and as paid"},
        {BooksAction::balance, "balance", "What each account received, passed on, spent and has"},
        {BooksAction::audit, "audit",
         "Work every balance out again and compare it with what is held"}};
    auto* money = line.app->get_subcommand("money");
    for (const auto& verb : verbs) {
        auto values = std::make_shared<Values>();
        values->question.action = verb.action;
        auto* app = money->add_subcommand(verb.name, verb.does);
        add_common(app);
        add_options(app, *values);
        app->callback([line = &line, app, values] {
            line->verb = "money " + app->get_name();
            line->run = [line, values](Engine& engine) {
                auto& question = values->question;
                question.paths.assign(values->paths.begin(), values->paths.end());
                question.accounts.assign(values->accounts.begin(), values->accounts.end());
                if (!values->against.empty()) question.against = values->against;
                if (!line->common.as_at.empty()) question.as_at = line->common.as_at;
                return engine.money_books(question);
            };
        });
    }
    line.choices["money flows --basis"] = "plan actual";
}

}  // namespace concord::cli
