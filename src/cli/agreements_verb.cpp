#include "cli/agreements_verb.hpp"

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace concord::cli {
namespace {

using Asks = Answer (Engine::*)(const AgreementsQuestion&);

struct Values {
    std::vector<std::string> files;
    AgreementsQuestion question;
};

void on(CLI::App* app, CommandLine& line, const std::shared_ptr<Values>& values, Asks asks) {
    app->add_option("FILE", values->files,
                    "A system's folder, a folder with the files, or the files themselves")
        ->required()
        ->type_name("");
    app->callback([line = &line, app, values, asks] {
        line->verb = "money " + app->get_name();
        line->run = [line, values, asks](Engine& engine) {
            auto asked = values->question;
            asked.files.assign(values->files.begin(), values->files.end());
            if (!line->common.as_at.empty()) asked.as_at = line->common.as_at;
            return (engine.*asks)(asked);
        };
    });
}

}  // namespace

void add_agreements_verbs(CommandLine& line, const std::function<void(CLI::App*)>& add_common) {
    auto* money = line.app->get_subcommand("money");
    const auto verb = [&](const char* name, const char* does) {
        auto* app = money->add_subcommand(name, does);
        add_common(app);
        return app;
    };
    const auto word = [](CLI::App* app, const char* option, std::string& value, const char* does,
                         const char* type) {
        app->add_option(option, value, does)->type_name(type);
    };
    auto pools = std::make_shared<Values>();
    auto* app = verb("pools", "Pooled funds: who puts in what, what is spent, who bears the rest");
    word(app, "--show", pools->question.show, "The table that is printed (default: pools)",
         "TABLE");
    word(app, "--fund", pools->question.fund, "Only this fund", "FUND");
    line.choices["money pools --show"] =
        "pools pool_contributions pool_schemes pool_shares funding_lines";
    on(app, line, pools, &Engine::money_pools);

    auto contracts = std::make_shared<Values>();
    app = verb("contracts", "Contracts: what the activity of each month pays, and why");
    word(app, "--show", contracts->question.show,
         "The table that is printed (default: contract_payments)", "TABLE");
    word(app, "--contract", contracts->question.contract, "Only this contract", "CONTRACT");
    word(app, "--month", contracts->question.month, "Only this month", "MONTH");
    word(app, "--forecast", contracts->question.forecast,
         "How months to come are taken: plan (default) or trend", "BASIS");
    line.choices["money contracts --show"] = "contract_payments contracts";
    line.choices["money contracts --forecast"] = "plan trend";
    on(app, line, contracts, &Engine::money_contracts);
}

}  // namespace concord::cli
