#include "server/server.hpp"

#include <atomic>
#include <chrono>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/failure.hpp"
#include "base/text.hpp"
#include "server/api.hpp"
#include "server/http_server.hpp"

namespace concord::server {
namespace {

accounts::Instant now() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now());
}

bool is_loopback(const std::string& host) {
    return host == "localhost" || host == "::1" || host.starts_with("127.");
}

// The names under which a browser may ask: others are pages elsewhere that were led here.
std::vector<std::string> hosts_of(const ServeOptions& options) {
    if (!is_loopback(options.host) && options.names.empty()) return {};
    std::vector<std::string> hosts = {"localhost", "127.0.0.1", "[::1]", options.host};
    hosts.insert(hosts.end(), options.names.begin(), options.names.end());
    return hosts;
}

void refuse(Answer& answer, std::string message, std::string help) {
    answer.outcome = Outcome::input_missing;
    answer.diagnostics.push_back(
        {"", Severity::error, "", "", std::move(message), {}, std::move(help), ""});
}

// The accounts of the system; nothing where it has none, which is said where some are asked for.
std::unique_ptr<accounts::Accounts> open_accounts(const ServeOptions& options,
                                                  const fs::path& system, Answer& answer) {
    auto wanted = accounts::default_options(system);
    if (!options.accounts_journal.empty()) wanted.journal = options.accounts_journal;
    if (!options.accounts_key.empty()) wanted.key = options.accounts_key;
    const auto address = shown(store::shown_journal_address(wanted.journal), 200);
    const auto mend = fmt::format("make the first with `concord accounts {} add`", system.string());
    if (!store::journal_exists(wanted.journal)) {
        if (!options.accounts_journal.empty())
            refuse(answer, fmt::format("--accounts: there are no accounts in `{}`", address),
                   "is it spelt rightly? else " + mend);
        else if (options.is_private || !options.openid.empty())
            refuse(answer, "nobody could sign in: this system has no accounts", mend);
        return nullptr;
    }
    auto opened = accounts::Accounts::open(wanted, store::JournalAccess::write, now());
    // By a provider the first account may come with the first sign-in.
    if (!opened->list().empty() || !options.openid.empty()) return opened;
    if (options.is_private || !options.accounts_journal.empty())
        refuse(answer,
               fmt::format("nobody could sign in: there is no account in `{}` yet", address), mend);
    return nullptr;
}

// A register that is named can be reached, or that is said now and not at the first question. One
// that nothing was recorded in yet is made with the first step.
void try_register(const std::string& address, Answer& answer) {
    if (address.empty()) return;
    if (store::journal_exists(address)) {
        try {
            store::Journal::open(address, store::JournalAccess::read);
        } catch (const EnvironmentFailure&) {
            store::Journal::open(address, store::JournalAccess::write);  // an empty database
        }
        return;
    }
    std::error_code error;
    const auto folder = fs::absolute(address).parent_path();
    if (!fs::is_directory(folder, error))
        refuse(answer,
               fmt::format("--journal: there is no folder `{}`", shown(folder.string(), 200)),
               "is it spelt rightly? the register is made in it with the first step");
}

// Nothing where the file says what cannot be; the answer then says where.
std::unique_ptr<openid::Provider> open_provider(const fs::path& file, Answer& answer) {
    std::error_code error;
    if (!fs::exists(file, error)) {
        refuse(answer, fmt::format("--openid: there is no file `{}`", shown(file.string(), 200)),
               "is it spelt rightly? docs/guides/serving.md says what it holds");
        return nullptr;
    }
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(now()));
    const Date today(static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
    Diagnostics diagnostics(Engine::rule_book(), {today, profile_in_force(today)});
    auto settings = openid::read_settings(file, diagnostics);
    if (settings) return std::make_unique<openid::Provider>(std::move(*settings));
    answer.outcome = Outcome::findings;
    answer.diagnostics = diagnostics.all();
    answer.errors = diagnostics.count(Severity::error);
    return nullptr;
}

std::string line_of(const Served& served) {
    return fmt::format("{} {} {} {} {:.1f} ms", served.address, to_string(served.method),
                       shown(served.path, 200), served.status, served.milliseconds);
}

}  // namespace

struct Server::Inside {
    ServeOptions options;
    EngineOptions engine;
    std::unique_ptr<CurrentBuild> build;
    std::unique_ptr<EngineDesk> engines;
    std::unique_ptr<People> people;
    Events events;
    std::unique_ptr<openid::Provider> provider;
    std::unique_ptr<Rebuilds> rebuilds;
    std::unique_ptr<Api> api;
    std::unique_ptr<HttpServer> http;
    std::function<void(const LogLine&)> log;
    int port = 0;
};

std::unique_ptr<Server> Server::open(const ServeOptions& options, const EngineOptions& engine,
                                     Answer& answer) {
    auto inside = std::make_unique<Inside>();
    auto& in = *inside;
    in.options = options;
    in.engine = engine;
    in.build = std::make_unique<CurrentBuild>(options.system, engine, answer);
    if (!in.build->is_open()) return nullptr;
    const auto system = in.build->get()->build->system_folder();
    auto accounts = open_accounts(options, system, answer);
    try_register(options.decisions_journal, answer);
    if (answer.outcome != Outcome::done) return nullptr;
    if (!options.openid.empty() && !(in.provider = open_provider(options.openid, answer)))
        return nullptr;
    const auto at_once = static_cast<std::size_t>(std::max(1, engine.threads));
    in.engines = std::make_unique<EngineDesk>(engine, at_once);
    in.people = std::make_unique<People>(std::move(accounts), options.secure_cookies, now);
    in.rebuilds = std::make_unique<Rebuilds>(engine, in.events);
    const ApiOptions api{options.is_private, hosts_of(options), options.decisions_journal,
                         options.limits.requests_per_second, options.limits.sign_ins_per_second};
    const Services services{*in.build,    *in.engines, *in.people,
                            *in.rebuilds, in.events,   in.provider.get()};
    in.api = std::make_unique<Api>(api, services);
    in.http = std::make_unique<HttpServer>(
        options.limits, [&in](const Request& request) { return in.api->answer(request); },
        [&in](const Served& served) {
            if (in.log) in.log({true, line_of(served)});
        });
    in.port = in.http->bind(options.host, options.port);
    return std::unique_ptr<Server>(new Server(std::move(inside)));
}

Server::Server(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Server::~Server() = default;

int Server::port() const {
    return inside_->port;
}

std::string Server::address() const {
    const auto& host = inside_->options.host;
    const bool is_v6 = host.find(':') != std::string::npos;
    return fmt::format("http://{}:{}/", is_v6 ? "[" + host + "]" : host, inside_->port);
}

bool Server::has_accounts() const {
    return inside_->people->has_accounts();
}

std::string Server::provider() const {
    return inside_->provider ? inside_->provider->settings().issuer : std::string();
}

std::string Server::system() const {
    return inside_->build->get()->build->facts().system;
}

void Server::run(const std::function<void(const LogLine&)>& log) {
    inside_->log = log;
    inside_->api->trouble = [log](const std::string& text) { log({false, text}); };
    inside_->build->watch([this](const std::string& id) {
        inside_->events.tell("landed", nlohmann::json{{"build", id}}.dump());
    });
    inside_->http->run();
}

void Server::stop() {
    inside_->rebuilds->end();
    inside_->events.end();
    inside_->http->stop();
}

}  // namespace concord::server
