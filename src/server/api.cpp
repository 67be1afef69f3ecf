#include "server/api.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/failure.hpp"
#include "base/text.hpp"
#include "engine/web_bundle.hpp"

namespace concord::server {
namespace {

constexpr std::string_view prefix = "/api/v1";

// What every response carries, whatever it is.
constexpr auto security_headers = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
     "connect-src 'self'; "
     "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
});

bool has_header(const Response& response, std::string_view name) {
    return std::ranges::any_of(response.headers,
                               [&](const auto& header) { return header.first == name; });
}

void add_header(Response& response, std::string_view name, std::string_view value) {
    if (!has_header(response, name)) response.headers.emplace_back(name, value);
}

// FNV-1a: tells answers of one build apart; the build's own digest tells builds apart.
std::uint64_t mark_of(std::string_view text) {
    std::uint64_t mark = 14695981039346656037ULL;
    for (const char c : text)
        mark = (mark ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return mark;
}

// What is asked, in one text: the same for the same answer, however the client words the form that
// it accepts and in whatever order it names the parameters.
std::string asked_of(const Operation& operation, const Call& call) {
    const auto form = form_of(call.request, operation.forms);
    auto text = call.request.path + "\n" + (form ? media_type(*form) : "no form is taken");
    auto query = call.request.query;
    if (form) std::erase_if(query, [](const auto& given) { return given.first == "format"; });
    std::ranges::stable_sort(query, {}, &std::pair<std::string, std::string>::first);
    for (const auto& [name, value] : query)
        text += fmt::format("\n{}:{}={}:{}", name.size(), name, value.size(), value);
    return text;
}

bool matches(const std::string& header, const std::string& tag) {
    for (const auto part : split(header, ',')) {
        auto one = trim(part);
        if (one.starts_with("W/")) one.remove_prefix(2);
        if (one == tag) return true;
    }
    return false;
}

Response static_file(const Request& request, std::string_view text, const std::string& type) {
    // The program does not change while it runs, so each is made and compressed once.
    static std::mutex mutex;
    static std::map<std::string, Response> made;
    const std::lock_guard lock(mutex);
    auto& response = made[type];
    if (response.type.empty()) {
        response = Response::of(200, type, std::string(text));
        compress(response);
        response.headers.emplace_back("ETag", fmt::format("\"{:016x}\"", mark_of(text)));
        response.headers.emplace_back("Cache-Control", "no-cache");
    }
    const auto& tag = response.headers.front().second;
    if (matches(request.header("if-none-match"), tag))
        return Response::empty(304).with("ETag", tag);
    return response;
}

std::string host_of(const std::string& header) {
    if (header.starts_with('[')) return header.substr(0, header.find(']') + 1);
    return lower(header.substr(0, header.find(':')));
}

bool is_write(Method method) {
    return method != Method::get;
}

}  // namespace

Api::Api(ApiOptions options, const Services& services)
    : options_(std::move(options)),
      build_(services.build),
      people_(services.people),
      provider_(services.provider),
      requests_(options_.requests_per_second, options_.requests_per_second * 2),
      sign_ins_(options_.sign_ins_per_second, std::max(1.0, options_.sign_ins_per_second * 10)) {
    add_index();
    add_tables(operations_);
    add_questions(operations_, services.engines);
    add_decisions(operations_, services.engines, people_, options_.decisions_journal);
    add_sessions(operations_, people_);
    add_openid(operations_, people_, {provider_, [this](const std::string& text) {
                                          if (trouble) trouble(text);
                                      }});
    add_accounts(operations_, people_);
    add_rebuilds(operations_, services.rebuilds, services.events, people_);
    description_ = describe(operations_, Engine::version());
}

nlohmann::json Api::index(const Call& call) const {
    const auto& facts = call.state->build->facts();
    nlohmann::json json = {{"name", "Concord"},
                           {"version", Engine::version()},
                           {"system", facts.system},
                           {"as_at", facts.as_at},
                           {"profile", facts.profile},
                           {"build", facts.id},
                           {"built_at", facts.built_at},
                           {"is_current", facts.is_current},
                           {"mode", options_.is_private ? "private" : "public"},
                           {"accounts", people_.has_accounts()},
                           {"stages", Engine::stages()},
                           {"openid", nullptr}};
    if (provider_ != nullptr) {
        json["openid"] = {{"label", provider_->settings().label},
                          {"signs_out", !provider_->end_session().empty()}};
    }
    if (options_.is_private && !call.session) {
        for (const auto* name : {"system", "as_at", "profile", "build", "built_at", "is_current"})
            json.erase(name);
    }
    return json;
}

void Api::add_index() {
    auto index = operation(
        {Method::get, "", "index", "What is served: the system, the day and the build", "build"});
    index.answers = {"Index"};
    index.right = std::nullopt;
    index.run = [this](const Call& call) { return Response::json(200, this->index(call).dump()); };
    operations_.push_back(index);

    auto description =
        operation({Method::get, "/openapi.json", "description", "This description", "build"});
    description.answers = {"Description"};
    description.right = std::nullopt;
    description.run = [this](const Call&) { return Response::json(200, description_); };
    operations_.push_back(description);
}

namespace {

// For the log of whoever runs the server: no query, and nothing that drives a terminal.
std::string trouble_of(const Request& request, const char* what) {
    return fmt::format("{} {}: {}", to_string(request.method), shown(request.path, 200), what);
}

}  // namespace

Response Api::answer(const Request& request) {
    Response response;
    try {
        response = dispatch(request);
    } catch (const EnvironmentFailure& failure) {
        if (trouble) trouble(trouble_of(request, failure.what()));
        response =
            problem(503, "the server cannot reach what it needs for this").with("Retry-After", "5");
    } catch (const std::exception& failure) {
        if (trouble) trouble(trouble_of(request, failure.what()));
        response =
            problem(500, "this is a mistake of the program; whoever runs it finds it in the log");
    }
    for (const auto& [name, value] : security_headers)
        add_header(response, name, value);
    if (!has_header(response, "Cache-Control"))
        response.headers.emplace_back("Cache-Control", "no-store");
    compress(response);
    return response;
}

bool Api::is_ours(const std::string& host) const {
    return options_.hosts.empty() ||
           std::ranges::find(options_.hosts, host_of(host)) != options_.hosts.end();
}

namespace {

// What no address of ours has: control characters, and bytes that are no UTF-8.
bool is_plain(std::string_view text) {
    return is_utf8(text) && std::ranges::none_of(text, [](char c) {
               return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
           });
}

bool is_readable(const Request& request) {
    return is_plain(request.path) && std::ranges::all_of(request.query, [](const auto& given) {
               return is_plain(given.first) && is_plain(given.second);
           });
}

void replace_all(std::string& text, const std::string& from, std::string_view to) {
    if (from.size() < 2) return;
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

}  // namespace

// Where the system lies on this machine is nobody's business: answers name its files from its
// folder on.
void Api::forget_paths(Response& response, const ServedState& state) const {
    auto* bytes = std::get_if<Bytes>(&response.body);
    const bool is_text =
        response.type.find("json") != std::string::npos || response.type.starts_with("text/csv");
    if (bytes == nullptr || !is_text) return;
    auto text = *bytes->plain;
    for (const auto& folder : {state.build->folder(), state.build->system_folder()}) {
        const auto whole = fs::absolute(folder).lexically_normal().string();
        for (const auto& path : {whole, folder.string()}) {
            if (path.find('/') == std::string::npos) continue;
            replace_all(text, path + "/", "");
            replace_all(text, path, "the system");
        }
    }
    if (text != *bytes->plain)
        *bytes = {std::make_shared<const std::string>(std::move(text)), nullptr};
}

Response Api::dispatch(const Request& request) {
    // Nothing is done in an unknown way, whoever asks; the headers of such a request were not read.
    if (request.method == Method::other) return by_address(request);
    // A page elsewhere whose name leads to this machine must not read what is served to it.
    if (!is_ours(request.header("host"))) return problem(421, "this server has another name");
    if (!is_readable(request))
        return problem(400, "the address holds characters that none of ours has");
    if (!requests_.takes(request.address, RateLimit::Clock::now()))
        return problem(429, "too many requests: wait a moment").with("Retry-After", "1");
    return by_address(request);
}

Response Api::by_address(const Request& request) {
    if (request.path == prefix || request.path == std::string(prefix) + "/")
        return under_api(request, "");
    if (request.path.starts_with(std::string(prefix) + "/"))
        return under_api(request, request.path.substr(prefix.size()));
    return page(request);
}

Response Api::page(const Request& request) const {
    if (request.method != Method::get)
        return problem(405, "pages are read").with("Allow", "GET, HEAD");
    if (request.path == "/") return static_file(request, live_page(), "text/html; charset=utf-8");
    if (request.path == "/app.js")
        return static_file(request, live_script(), "text/javascript; charset=utf-8");
    if (request.path == "/app.css")
        return static_file(request, live_style(), "text/css; charset=utf-8");
    return problem(404, "there is no such page; the application begins at /");
}

Response Api::under_api(const Request& request, const std::string& path) {
    std::vector<std::string> allowed;
    for (const auto& operation : operations_) {
        auto parts = match(operation.path, path);
        if (!parts) continue;
        if (operation.method != request.method) {
            allowed.emplace_back(to_string(operation.method));
            if (operation.method == Method::get) allowed.emplace_back("HEAD");
            continue;
        }
        Call call{request, std::move(*parts), build_.get(), std::nullopt,
                  people_.token_of(request)};
        const auto by =
            operation.id == "events" || operation.id == "index" || operation.id == "session"
                ? accounts::Activity::by_page
                : accounts::Activity::by_person;
        call.session = people_.session(call.token, by);
        return run(operation, call);
    }
    if (allowed.empty())
        return problem(404, "there is nothing at this address; /api/v1/openapi.json lists what is");
    return problem(405, "this address is not asked in that way").with("Allow", join(allowed, ", "));
}

// Whether another site's page made the browser send this.
std::optional<Response> Api::is_forged(const Operation& operation, const Call& call) const {
    if (!is_write(operation.method)) return std::nullopt;
    const auto origin = call.request.header("origin");
    const auto site = call.request.header("sec-fetch-site");
    const auto host = call.request.header("host");
    const bool other_origin =
        !origin.empty() && origin != "http://" + host && origin != "https://" + host;
    if (other_origin || (!site.empty() && site != "same-origin" && site != "none"))
        return problem(403, "this comes from another site");
    if (operation.takes && !call.request.body.empty()) {
        const auto type = call.request.header("content-type");
        if (trim(type.substr(0, type.find(';'))) != operation.takes->type)
            return problem(415, fmt::format("the body is {}", operation.takes->type));
    }
    if (call.session && operation.id != "sign_in" &&
        !accounts::csrf_holds(*call.session, call.request.header("x-csrf-token")))
        return problem(403, "the header X-CSRF-Token is not that of your session");
    return std::nullopt;
}

std::optional<Response> Api::refused(const Operation& operation, const Call& call) const {
    const bool is_reading = operation.right == accounts::Right::read && !operation.needs_session;
    const bool needs_session = operation.needs_session || (is_reading && options_.is_private);
    if (needs_session && !call.session) return problem(401, "sign in to see or do this");
    const bool asks_right = operation.right && (needs_session || !is_reading);
    if (asks_right && !accounts::may(*call.session, *operation.right))
        return problem(403, fmt::format("your account has no right to `{}`",
                                        accounts::to_string(*operation.right)));
    return is_forged(operation, call);
}

Response Api::run(const Operation& operation, const Call& call) {
    if (auto no = refused(operation, call)) return std::move(*no);
    const bool comes_back = operation.id == "end_openid";
    if ((operation.id == "sign_in" || comes_back) &&
        !sign_ins_.takes(call.request.address, RateLimit::Clock::now())) {
        if (comes_back) return turned_back("busy");
        return problem(429, "too many attempts: wait a moment").with("Retry-After", "2");
    }
    if (!operation.takes_any_parameter) {
        for (const auto& [name, value] : call.request.query) {
            const bool is_known = name == "format" ||
                                  std::ranges::find(operation.parameters, name, &Parameter::name) !=
                                      operation.parameters.end();
            if (is_known) continue;
            const auto wrong = unknown_parameter(name, operation.parameters);
            return problem(400, wrong.message, {wrong});
        }
    }
    if (operation.is_of_build) return from_build(operation, call);
    auto response = operation.run(call);
    forget_paths(response, *call.state);
    return response;
}

Response Api::from_build(const Operation& operation, const Call& call) {
    const auto asked = asked_of(operation, call);
    const auto tag = fmt::format("\"{}-{:016x}\"", call.state->build->facts().id, mark_of(asked));
    const std::string_view caching = options_.is_private ? "private, no-cache" : "no-cache";
    if (matches(call.request.header("if-none-match"), tag))
        return Response::empty(304).with("ETag", tag).with("Cache-Control", std::string(caching));
    return call.state->answers.answer(asked, [&] {
        auto response = operation.run(call);
        if (operation.id != "report") forget_paths(response, *call.state);
        if (response.status != 200) return response;
        response.headers.emplace_back("ETag", tag);
        response.headers.emplace_back("Cache-Control", caching);
        response.headers.emplace_back("Vary", "Accept, Accept-Encoding");
        compress(response);
        return response;
    });
}

}  // namespace concord::server
