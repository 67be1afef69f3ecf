#include "cli/serve_verb.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>
#include <thread>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "base/text.hpp"
#include "cli/streams.hpp"

namespace concord::cli {
namespace {

struct Values {
    ServeRequest request;
    std::string folder;
    std::string port;
    std::string rate;
    std::string sign_ins;
};

Answer wrong(std::string message, std::string help) {
    Answer answer;
    answer.outcome = Outcome::wrong_usage;
    answer.diagnostics.push_back(
        {"", Severity::error, "", "", std::move(message), {}, std::move(help), ""});
    return answer;
}

// An option with nothing after it, as a variable that is not set leaves it: it would count as not
// given.
std::optional<Answer> find_empty(const CLI::App& app) {
    for (const auto* option : app.get_options()) {
        const auto& given = option->results();
        if (option->get_lnames().empty() || std::ranges::find(given, "") == given.end()) continue;
        const auto name = "--" + option->get_lnames().front();
        return wrong(
            fmt::format("{}: nothing is given", name),
            fmt::format("give it what `concord serve --help` says, or leave {} out", name));
    }
    return std::nullopt;
}

// What is given as a number, as one; or what is wrong with it.
std::optional<Answer> read_numbers(Values& values) {
    auto& options = values.request.options;
    if (!values.port.empty()) {
        constexpr std::int64_t last_port = 65535;
        const auto port = parse_whole_number(values.port);
        if (!port || *port < 0 || *port > last_port)
            return wrong(fmt::format("--port: `{}` is no port", shown(values.port)),
                         "give a whole number from 1 to 65535, or 0 for any port that is free");
        options.port = static_cast<int>(*port);
    }
    const auto read = [](const std::string& option, const std::string& given, double& into) {
        if (given.empty()) return std::optional<Answer>();
        const auto number = parse_number(given);
        if (!number || *number < 0)
            return std::optional(
                wrong(fmt::format("{}: `{}` is no number a second", option, shown(given)),
                      "give a number such as 5, or 0 for any number"));
        into = *number;
        return std::optional<Answer>();
    };
    if (auto problem = read("--rate", values.rate, options.limits.requests_per_second))
        return problem;
    return read("--sign-ins", values.sign_ins, options.limits.sign_ins_per_second);
}

void add_options(CLI::App* app, Values& values) {
    auto& options = values.request.options;
    app->add_option("--port", values.port, "The port, 0 for any that is free (default: 8080)")
        ->type_name("PORT");
    app->add_option("--bind", options.host,
                    "The address to listen on (default: 127.0.0.1, this machine alone)")
        ->type_name("ADDRESS");
    app->add_option("--name", options.names,
                    "A name by which readers know the server; given again, that too")
        ->allow_extra_args(false)
        ->type_name("HOST");
    app->add_flag("--private", options.is_private, "Nothing is read without signing in");
    app->add_flag("--secure-cookies", options.secure_cookies,
                  "TLS stands in front: cookies are sent over it alone");
    app->add_option(
           "--accounts", options.accounts_journal,
           "The journal of accounts (default: DIR/access/journal.sqlite, where there is one)")
        ->type_name("JOURNAL");
    app->add_option("--key", options.accounts_key, "The server's key (default: DIR/access/key)")
        ->type_name("FILE");
    app->add_option("--openid", options.openid,
                    "A file about the organisation's own provider, by which people sign in")
        ->type_name("FILE");
    app->add_option("--journal", options.decisions_journal,
                    "The register of decisions, also postgres://… (default: the system's own)")
        ->type_name("JOURNAL");
    app->add_option("--rate", values.rate,
                    "Requests a second that one address may make, 0 for any number (default: 2000)")
        ->type_name("N");
    app->add_option("--sign-ins", values.sign_ins,
                    "Attempts to sign in a second that one address may make, 0 for any number "
                    "(default: 1, ten at once)")
        ->type_name("N");
    app->add_flag("--log", values.request.shows_requests, "Say each request on standard error");
}

}  // namespace

void add_serve_verb(CommandLine& line, const std::function<void(CLI::App*)>& add_common) {
    auto values = std::make_shared<Values>();
    auto* app = line.app->add_subcommand(
        "serve", "Serve the web application and the API over the last build, until Ctrl-C");
    add_common(app);
    app->add_option("DIR", values->folder, "A system's folder, or a build of one")->type_name("");
    add_options(app, *values);
    app->callback([line = &line, values, app] {
        line->verb = "serve";
        line->run = [line, values, app](Engine& engine) {
            if (auto problem = find_empty(*app)) return std::move(*problem);
            if (auto problem = read_numbers(*values)) return std::move(*problem);
            values->request.options.system = system_question(line->common, values->folder);
            return serve(values->request, engine.options(), line->common.quiet);
        };
    });
}

Answer serve(const ServeRequest& request, const EngineOptions& engine, bool is_quiet) {
    Answer answer;
    auto server = server::Server::open(request.options, engine, answer);
    if (!server) return answer;
    if (!is_quiet) {
        say(fmt::format("{} is served at {}\n", server->system(), server->address()));
        say(server->has_accounts()
                ? "people with accounts can sign in\n"
                : "nobody can sign in: there are no accounts (`concord accounts`)\n");
        if (const auto provider = server->provider(); !provider.empty())
            say(fmt::format("and by their own provider, {}\n", provider));
        say("Ctrl-C ends it\n");
    }
    std::atomic<bool> has_ended{false};
    std::thread watcher([&] {
        constexpr auto often = std::chrono::milliseconds(100);
        while (!engine.cancel->is_cancelled() && !has_ended)
            std::this_thread::sleep_for(often);
        server->stop();
    });
    std::mutex saying;
    server->run([&](const server::LogLine& line) {
        if (line.is_request && !request.shows_requests) return;
        const std::lock_guard lock(saying);
        say(line.text + "\n");
    });
    has_ended = true;
    watcher.join();
    return answer;
}

}  // namespace concord::cli
