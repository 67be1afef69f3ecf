// What anybody sends to the server, as the API sees it: over a small build, with and without a
// session. The input is a line `METHOD /path?query`, lines `name: value`, an empty line and the
// body.
//
// Laws: an answer comes; nothing is the server's own mistake (500); what is refused is a problem in
// JSON; every answer has its security headers and none has a line break in a header; nothing of the
// machine is in a problem.
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "fuzz/support.hpp"
#include "server/api.hpp"

namespace {

using namespace concord;
using namespace concord::server;

void lay_out(const fs::path& folder) {
    fs::create_directories(folder);
    std::ofstream(folder / "system.toml") << "name = \"Fuzz\"\nas_at = 2022-07-01\n";
    std::ofstream(folder / "bodies.csv") << "id,name,kind\nboard,A board,integrated-care-board\n";
}

EngineOptions engine_options() {
    EngineOptions options;
    options.resources = CONCORD_SOURCE;
    options.threads = 1;
    return options;
}

// One server for all inputs: what they change is rolled up in its journals, which is what a server
// is for.
struct World {
    support::TemporaryFolder folder;
    fs::path system = folder.path() / "system";
    EngineOptions options = engine_options();
    std::unique_ptr<CurrentBuild> build;
    std::unique_ptr<EngineDesk> engines;
    Events events;
    std::unique_ptr<People> people;
    std::unique_ptr<Rebuilds> rebuilds;
    std::unique_ptr<Api> api;
    std::string cookie;
    std::string csrf;

    World() {
        lay_out(system);
        Engine(options).build({{system, {}, {}}, {}, {}});
        Answer answer;
        build = std::make_unique<CurrentBuild>(SystemQuestion{system, {}, {}}, options, answer);
        CONCORD_LAW(build->is_open());
        engines = std::make_unique<EngineDesk>(options, 1);
        rebuilds = std::make_unique<Rebuilds>(options, events);
        add_people();
        const Services services{*build, *engines, *people, *rebuilds, events};
        api = std::make_unique<Api>(ApiOptions{}, services);
    }

    void add_people() {
        const auto now = [] { return accounts::Instant(std::chrono::hours(480000)); };
        auto wanted = accounts::default_options(system);
        wanted.cost = accounts::PasswordCost::for_tests();
        fs::create_directories(system / "access");
        auto all = accounts::Accounts::open(wanted, store::JournalAccess::write, now());
        const std::string password = "seven quiet herons";
        accounts::NewAccount ada{"ada",
                                 "",
                                 {accounts::every_role().begin(), accounts::every_role().end()},
                                 password,
                                 {}};
        CONCORD_LAW(!all->create(ada, {"@fuzz", now()}));
        auto signed_in = all->sign_in({"ada", password, "", ""}, now());
        CONCORD_LAW(signed_in.session.has_value());
        cookie = "concord=" + signed_in.token;
        csrf = signed_in.session->csrf;
        people = std::make_unique<People>(std::move(all), false, now);
    }
};

World& world() {
    static World made;
    return made;
}

Method method_of(std::string_view word) {
    for (const auto method :
         {Method::get, Method::post, Method::put, Method::patch, Method::remove})
        if (to_string(method) == word) return method;
    return Method::other;
}

std::string_view take_line(std::string_view& rest) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const auto line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return line;
}

void read_address(std::string_view address, Request& request) {
    const auto mark = address.find('?');
    request.path = address.substr(0, mark);
    if (mark == std::string_view::npos) return;
    for (const auto part : split(address.substr(mark + 1), '&')) {
        const auto equals = part.find('=');
        const auto value =
            equals == std::string_view::npos ? std::string_view() : part.substr(equals + 1);
        request.query.emplace_back(part.substr(0, equals), value);
    }
}

Request request_of(std::string_view text, bool is_signed_in) {
    Request request;
    const auto first = take_line(text);
    const auto space = std::min(first.find(' '), first.size());
    request.method = method_of(first.substr(0, space));
    read_address(first.substr(std::min(space + 1, first.size())), request);
    for (auto line = take_line(text); !line.empty(); line = take_line(text)) {
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        request.headers.emplace(lower(trim(line.substr(0, colon))), trim(line.substr(colon + 1)));
    }
    request.body = text;
    if (is_signed_in) {
        request.headers["cookie"] = world().cookie;
        request.headers["x-csrf-token"] = world().csrf;
    }
    return request;
}

// What would end the session, begin long work, or cost time by design, is for other tests.
bool is_for_others(const Request& request) {
    const auto& path = request.path;
    return path.starts_with("/api/v1/session") || path.starts_with("/api/v1/accounts") ||
           (path.starts_with("/api/v1/builds") && request.method == Method::post);
}

void check_problem(const Response& response, const Request& request) {
    const auto& text = *std::get<Bytes>(response.body).plain;
    const auto json = nlohmann::json::parse(text);
    CONCORD_LAW(json.at("status") == response.status);
    const bool asked_for_it = request.path.find("/tmp") != std::string::npos;
    CONCORD_LAW(asked_for_it || text.find(world().system.string()) == std::string::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto [number, content] = fuzz::choose(data, size, 2);
    const auto request = request_of(content, number == 1);
    if (number == 1 && is_for_others(request)) return 0;
    const auto response = world().api->answer(request);
    CONCORD_LAW(response.status >= 200 && response.status != 500);
    if (response.status >= 400) check_problem(response, request);
    bool has_policy = false;
    for (const auto& [name, value] : response.headers) {
        has_policy = has_policy || name == "Content-Security-Policy";
        CONCORD_LAW(value.find_first_of("\r\n") == std::string::npos);
    }
    CONCORD_LAW(has_policy);
    return 0;
}
